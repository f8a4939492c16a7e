using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Wording;

/// <summary>How far clinicians have reviewed the rules, in words.</summary>
public static class ReviewText
{
    /// <summary>One sentence for the rules of all agents.</summary>
    public static string Of(IEnumerable<Agent> agents, Edition edition)
    {
        ReviewCount count = ReviewCount.Of(agents, edition);
        string rules = FactText.Count(count.Rules);
        if (count is { Reviewed: 0, Earlier: 0 }) return $"No clinician has reviewed any of the {rules} rules of this edition yet.";
        string earlier = count.Earlier > 0 ? $"; {FactText.Count(count.Earlier)} more as they stood in an earlier one" : "";
        return $"Clinicians have reviewed {FactText.Count(count.Reviewed)} of the {rules} rules of this edition{earlier}.";
    }

    /// <summary>The end of a sentence on one agent.</summary>
    public static string Of(Agent agent, Edition edition)
    {
        ReviewCount count = ReviewCount.Of([agent], edition);
        if (agent.Review is null && count is { Reviewed: 0, Earlier: 0 }) return "not reviewed by a clinician";
        string earlier = count.Earlier > 0 ? $" and {FactText.Count(count.Earlier)} in an earlier edition" : "";
        string by = agent.Review is { } review ? $" (all of it by {review.By} in edition {review.Edition})" : "";
        return $"{FactText.Count(count.Reviewed)} of {FactText.Count(count.Rules)} rules reviewed by a clinician{earlier}{by}";
    }
}
