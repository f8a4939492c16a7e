using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>No rule stands in the shadow of others: of one that says worse whenever it fires, or the same on the same condition, wherever it speaks.</summary>
internal static class ShadowCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        Satisfiability logic = new(knowledge.Facts, knowledge.Medicines);
        return knowledge.Agents.Values.SelectMany(agent => Find(knowledge, agent, logic));
    }

    private static IEnumerable<Finding> Find(KnowledgeBase knowledge, Agent agent, Satisfiability logic)
    {
        Speakers speakers = new(agent);
        Dictionary<Rule, HashSet<string>> ground = new(ReferenceEqualityComparer.Instance);
        foreach (Rule rule in agent.Rules) ground.Add(rule, Ground(knowledge.Facts, rule));
        foreach (Rule rule in agent.Rules.Where(rule => rule.Verdict != Verdict.Note && logic.CanBe(Goal.Holds(rule.When!))))
        {
            HashSet<(string, Phase)> open = [.. speakers.Of(rule)];
            List<Rule> over = [];
            foreach (Rule other in agent.Rules)
            {
                if (ReferenceEquals(rule, other) || other.Verdict > rule.Verdict || other.When is null) continue;
                if (rule.Limit is not null && rule.Limit != other.Limit) continue;
                if (!open.Overlaps(speakers.Of(other)) || !ground[rule].Overlaps(ground[other]) || !logic.Implies(rule.When!, other.When)) continue;
                // A narrower condition of the same verdict gives a nearer reason; of two equal ones the first stays.
                if (other.Verdict == rule.Verdict && (other.Place.Line > rule.Place.Line || !logic.Implies(other.When, rule.When!))) continue;
                if (ContradictionCheck.Contradict(rule, other, logic)) continue;
                over.Add(other);
                open.ExceptWith(speakers.Of(other));
                if (open.Count == 0) break;
            }

            if (open.Count == 0 && over.Count > 0)
                yield return new(rule.Place, $"rule {rule.Id} is never needed: whenever it fires, {string.Join(" or ", over.Select(other => $"{other.Id} ({Words(other.Verdict)})"))} fires too.");
        }
    }

    /// <summary>The facts on which a rule can rest at all; rules without one in common never imply each other.</summary>
    private static HashSet<string> Ground(FactDictionary facts, Rule rule)
    {
        HashSet<string> ground = new(StringComparer.Ordinal);
        Stack<FactDefinition> open = new(rule.When?.Facts() ?? []);
        while (open.TryPop(out FactDefinition? fact))
        {
            if (!ground.Add(fact.Name)) continue;
            foreach (FactDefinition part in fact.Parts) open.Push(part);
            foreach (string name in fact.Derive?.Of ?? []) ground.Add(name);
            // A medicine says its classes.
            foreach (FactDefinition classes in facts.All.Where(other => other.Derive is { Kind: "classes-of", Of: [var of] } && of == fact.Name)) ground.Add(classes.Name);
        }

        return ground;
    }

    private static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Contraindicated => "contraindicated",
        Verdict.NotAdvised => "not-advised",
        Verdict.Caution => "caution",
        _ => "note",
    };
}
