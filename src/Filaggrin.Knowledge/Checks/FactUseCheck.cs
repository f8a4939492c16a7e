using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>Every fact is used: by a condition, a test, a formula of a fact in use, as the total of an instrument, or as its <c>used-for</c> says.</summary>
internal static class FactUseCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        HashSet<FactDefinition> used = [];
        Stack<FactDefinition> open = new(
            knowledge.Facts.All.Where(fact => fact.UsedFor is not null || fact.Instrument is not null)
                .Concat(knowledge.Agents.Values.SelectMany(agent => agent.Items).Concat(knowledge.Pathway.Items)
                    .SelectMany(item => item.Conditions.SelectMany(condition => condition.Facts()).Concat(item is Rule { Lifts: { } lifts } ? [lifts.Fact] : [])))
                .Concat(knowledge.Pathway.Tests.Values.SelectMany(test => test.Facts.Concat(test.AbnormalWhen?.Facts() ?? []))));
        while (open.TryPop(out FactDefinition? fact))
        {
            if (!used.Add(fact)) continue;
            IEnumerable<string> derivedFrom = fact.Derive is { } derive ? derive.Child is { } child ? derive.Of.Add(child) : derive.Of : [];
            foreach (FactDefinition part in fact.Parts.Concat(derivedFrom.Select(knowledge.Facts.Find).OfType<FactDefinition>())) open.Push(part);
        }

        return knowledge.Facts.All.Where(fact => !used.Contains(fact)).Select(fact =>
            new Finding(fact.Place, $"fact {fact.Name} is used nowhere; take it out, or say with «used-for» who needs it."));
    }
}
