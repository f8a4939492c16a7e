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
        if (count is { Reviewed: 0, Earlier: 0 }) return Texts.Of("review-none", count.Rules);
        return Texts.Of(count.Earlier > 0 ? "review-some-earlier" : "review-some", count.Reviewed, count.Rules, count.Earlier);
    }

    /// <summary>The end of a sentence on one agent.</summary>
    public static string Of(Agent agent, Edition edition)
    {
        ReviewCount count = ReviewCount.Of([agent], edition);
        if (agent.Review is null && count is { Reviewed: 0, Earlier: 0 }) return Texts.Of("review-agent-none");
        string text = Texts.Of("review-agent", count.Reviewed, count.Rules);
        if (count.Earlier > 0) text = Texts.Of("review-agent-earlier", text, count.Earlier);
        return agent.Review is { } review ? Texts.Of("review-agent-all", text, review.By, review.Edition) : text;
    }
}
