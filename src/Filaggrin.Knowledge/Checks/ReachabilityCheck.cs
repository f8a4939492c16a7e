using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>Every rule and item can come to speak, no rule with a condition holds for everybody, and every derived flag can be yes.</summary>
internal static class ReachabilityCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        ImmutableHashSet<FactDefinition> asked = FactsAskedForNull(knowledge);
        Satisfiability logic = new(knowledge.Facts, knowledge.Medicines), open = new(knowledge.Facts, knowledge.Medicines, asked.Contains);
        return [
            .. knowledge.Agents.Values.SelectMany(agent => Rules(knowledge, agent, logic)),
            .. knowledge.Agents.Values.SelectMany(agent => agent.Items.Where(item => item is not Rule and not TestItem)).Concat(knowledge.Pathway.Items)
                .SelectMany(item => Conditions(item, open, item is ActionItem ? Speakers.In(knowledge, Phase.Treatment) : [])),
            .. knowledge.Pathway.Tests.Values.Where(test => test.AbnormalWhen is { } when && !logic.CanBe(Goal.Holds(when)))
                .Select(test => new Finding(test.Place, $"test {test.Id}: {Why(test.AbnormalWhen!, logic, [])}")),
            .. knowledge.Facts.All.SelectMany(fact => Formula(fact, logic)),
            .. knowledge.Agents.Values.SelectMany(agent => agent.Sections.Select(section => section.Items)).Concat(knowledge.Pathway.Sections).SelectMany(NeverPicked),
        ];
    }

    /// <summary>The facts of which some item asks whether they are known at all.</summary>
    internal static ImmutableHashSet<FactDefinition> FactsAskedForNull(KnowledgeBase knowledge) =>
        [.. knowledge.Agents.Values.SelectMany(agent => agent.Items).Concat(knowledge.Pathway.Items).SelectMany(item => item.Conditions)
            .SelectMany(condition => condition.Leaves()).OfType<IsNullExpr>().Select(leaf => leaf.Fact)];

    /// <summary>Says which parts of a condition exclude each other.</summary>
    internal static string Why(Expr when, Satisfiability logic, Goal[] frame)
    {
        List<Expr> parts = when is AndExpr and ? [.. and.Parts] : [when];
        foreach (Expr part in parts.ToArray())
        {
            Expr[] others = [.. parts.Where(other => !ReferenceEquals(other, part))];
            if (others.Length > 0 && !logic.CanBe([.. others.Select(Goal.Holds), .. frame])) parts.Remove(part);
        }

        string what = string.Join(" and ", parts.Select(part => $"«{part.Text}»"));
        return parts.Count > 1 ? $"{what} exclude each other; the condition can never hold."
            : logic.CanBe(Goal.Holds(parts[0])) ? $"{what} can never hold in its phase." : $"{what} can never hold.";
    }

    private static IEnumerable<Finding> Rules(KnowledgeBase knowledge, Agent agent, Satisfiability logic)
    {
        foreach (Rule rule in agent.Rules)
        {
            Goal[] frame = Speakers.In(knowledge, rule.Phase);
            if (rule.When is not { } when) continue;
            if (!logic.CanBe([Goal.Holds(when), .. frame])) yield return new(rule.Place, $"rule {rule.Id}: {Why(when, logic, frame)}");
            else if (!logic.CanBe([Goal.Fails(when), .. frame])) yield return new(rule.Place, $"rule {rule.Id}: «{when.Text}» holds for everybody; leave «when» out of a note, or mend it.");
        }
    }

    private static IEnumerable<Finding> Conditions(Item item, Satisfiability logic, Goal[] frame) => item.Conditions
        .Where(condition => !logic.CanBe([Goal.Holds(condition), .. frame]))
        .Select(condition => new Finding(item.Place, $"{item.Id}: {Why(condition, logic, frame)}"));

    private static IEnumerable<Finding> Formula(FactDefinition fact, Satisfiability logic)
    {
        if (fact.Is is not { } formula) yield break;
        if (!logic.CanBe(Goal.Holds(formula))) yield return new(fact.Place, $"fact {fact.Name}: {Why(formula, logic, [])}");
    }

    private static IEnumerable<Finding> NeverPicked(IEnumerable<Item> section)
    {
        Item[] items = [.. section];
        HashSet<Item> picked = new(RegionChoice.Regions.SelectMany(region => RegionChoice.For(items, region)), ReferenceEqualityComparer.Instance);
        // What is asked of a test elsewhere is shown beside the schedule of the region.
        return items.Where(item => item is not TestItem { Schedule: not null } && !picked.Contains(item)).Select(item =>
            new Finding(item.Place, $"{(item is Rule ? "rule " : "")}{item.Id} speaks in no region: the topic «{item.Topic}» has items of its own for {string.Join(", ", RegionChoice.Regions)}."));
    }
}
