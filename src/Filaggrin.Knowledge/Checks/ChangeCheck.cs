using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>What a closed option rests on can change or not, and somebody has said which.</summary>
internal static class ChangeCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        List<Finding> findings = [];
        HashSet<FactDefinition> seen = [];
        foreach (Rule rule in knowledge.Agents.Values.SelectMany(agent => agent.Rules).Where(rule => rule.IsHard))
        {
            foreach (FactDefinition fact in rule.When?.Facts() ?? []) Visit(fact, rule);
        }

        return findings;

        void Visit(FactDefinition fact, Rule rule)
        {
            if (!seen.Add(fact) || (fact.Scope == FactScope.Agent && !fact.Changing.IsSaid) || fact is { Is: not null, Changing.IsSaid: true, IsRecorded: false }) return;
            foreach (FactDefinition part in (fact.Is?.Facts() ?? []).Concat(fact.YesWhen?.Facts() ?? [])) Visit(part, rule);
            switch (fact.Derive?.Kind)
            {
                case "two-day-mean" or "classes-of":
                    foreach (string name in fact.Derive.Of) Visit(knowledge.Facts[name], rule);
                    return;
                case null or "lower-with" or "formula" or "days-since" or "days-until" or "dose-of":
                    break;
                default:
                    return; // a limit of normal or of an age is not changed by itself
            }

            if (fact.Is is not null && !fact.IsRecorded) return;
            if ((Changing.Of(fact, child: false) ?? Changing.Of(fact, child: true)) is null)
                findings.Add(new(fact.Place, $"fact {fact.Name}: what can change it cannot be told from its definition, and the rule {rule.Id} closes an option by it; add «changes: never», «with-time», «by-care» or «by-choice»."));
        }
    }
}
