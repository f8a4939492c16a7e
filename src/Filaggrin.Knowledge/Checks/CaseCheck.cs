using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Checks;

/// <summary>Every rule fires, is clear and is undecided where its cases say so, names what is missing, and has a case of each kind that can exist; an action is as its cases say, where it has any.</summary>
internal static class CaseCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        Satisfiability logic = LogicOf(knowledge);
        foreach (ActionItem action in knowledge.Agents.Values.SelectMany(agent => agent.Actions))
        {
            if (action.When is not { } when) continue;
            foreach (Finding finding in action.Cases.SelectMany(example => Examine(knowledge, $"action {action.Id}", when, example))) yield return finding;
        }

        foreach (Rule rule in knowledge.Agents.Values.SelectMany(agent => agent.Rules))
        {
            if (rule.When is not { } when) continue;
            foreach (Finding finding in rule.Cases.SelectMany(example => Examine(knowledge, $"rule {rule.Id}", when, example))) yield return finding;
            foreach (Truth kind in (Truth[])[Truth.True, Truth.False, Truth.Unknown])
            {
                if (!rule.Cases.Any(example => example.Expected == kind) && logic.CanBe(Goals(when, kind)))
                    yield return new(rule.Place, $"rule {rule.Id} has no case «{Word(kind)}»{(kind == Truth.Unknown ? "; add one that leaves " + when.Facts().First().Name + " out" : "")}.");
            }
        }
    }

    /// <summary>What may be known in a case: what the request sets, what the second pass decides and what counts as no when it stays open is never unknown.</summary>
    public static Satisfiability LogicOf(KnowledgeBase knowledge) =>
        new(knowledge.Facts, knowledge.Medicines, fact => fact is not { Scope: FactScope.Request } and not { LooksAtOptions: true } and not { AssumedNoIfUndecided: true });

    private static IEnumerable<Finding> Examine(KnowledgeBase knowledge, string owner, Expr when, RuleCase example)
    {
        FactSheet sheet = new(knowledge.Facts, example.Facts, listsHeld: null);
        Truth truth = when.Truth(sheet);
        if (truth != example.Expected)
        {
            yield return new(example.Place, $"{owner}: the case should be {Word(example.Expected)} and is {Word(truth)}.");
        }
        else if (!example.Missing.IsEmpty)
        {
            string[] missing = [.. Relevance.Missing([when], sheet).Select(fact => fact.Name)];
            if (!missing.ToHashSet(StringComparer.Ordinal).SetEquals(example.Missing))
                yield return new(example.Place, $"{owner}: the case names {string.Join(", ", example.Missing)} as missing; what could decide it is {string.Join(", ", missing)}.");
        }
    }

    private static Goal[] Goals(Expr when, Truth kind) => kind switch
    {
        Truth.True => [new(when, Demand.True)],
        Truth.False => [new(when, Demand.False)],
        _ => [new(when, Demand.NotTrue), new(when, Demand.NotFalse)],
    };

    private static string Word(Truth truth) => truth switch { Truth.True => "fired", Truth.False => "clear", _ => "unknown" };
}
