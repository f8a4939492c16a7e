using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>One question has one answer: no two verdicts on one condition, no two items of one topic with opposite effects for one patient.</summary>
internal static class ContradictionCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        Satisfiability logic = new(knowledge.Facts, knowledge.Medicines), open = new(knowledge.Facts, knowledge.Medicines, ReachabilityCheck.FactsAskedForNull(knowledge).Contains);
        return [
            .. knowledge.Agents.Values.SelectMany(agent => Verdicts(agent, logic)),
            .. knowledge.Agents.Values.SelectMany(agent => agent.Sections.Select(section => section.Items)).Concat(knowledge.Pathway.Sections).SelectMany(section => Effects(knowledge, [.. section], open)),
            .. knowledge.Availability.GroupBy(entry => (entry.Region, entry.Agent)).SelectMany(group => group.Skip(1), (group, entry) =>
                new Finding(entry.Place, $"the availability of {entry.Agent} in {entry.Region} stands twice; the other is {group.First().Place}.")),
        ];
    }

    /// <summary>Two rules give different verdicts on one condition under one topic. A limit or a note beside a verdict says something else.</summary>
    internal static bool Contradict(Rule one, Rule other, Satisfiability logic) =>
        one.Verdict != other.Verdict && one.Topic == other.Topic && one.Verdict != Verdict.Note && other.Verdict != Verdict.Note
        && (one.Verdict > other.Verdict ? one : other).Limit is null
        && logic.Implies(one.When!, other.When!) && logic.Implies(other.When!, one.When!);

    private static IEnumerable<Finding> Verdicts(Agent agent, Satisfiability logic)
    {
        Speakers speakers = new(agent);
        Rule[] rules = [.. agent.Rules.Where(rule => rule.When is not null && rule.Verdict != Verdict.Note && logic.CanBe(Goal.Holds(rule.When)))];
        return from first in Enumerable.Range(0, rules.Length)
               from second in Enumerable.Range(first + 1, rules.Length - first - 1)
               let one = rules[first]
               let other = rules[second]
               where one.Verdict != other.Verdict && one.When!.Facts().Intersect(other.When!.Facts()).Any()
                   && speakers.Of(one).Overlaps(speakers.Of(other)) && Contradict(one, other, logic)
               select new Finding(other.Place, $"rule {other.Id} contradicts {one.Id}: the same condition has two verdicts.");
    }

    private static IEnumerable<Finding> Effects(KnowledgeBase knowledge, Item[] section, Satisfiability logic)
    {
        HashSet<(Item, Item)> seen = [];
        foreach (string region in RegionChoice.Regions)
        {
            foreach (IGrouping<string, Item> topic in RegionChoice.For(section, region).Where(item => item.Topic is not null && Effect(item) != 0).GroupBy(item => item.Topic!, StringComparer.Ordinal))
            {
                foreach ((Item one, Item other) in topic.SelectMany(one => topic.Where(other => Effect(one) > 0 && Effect(other) < 0).Select(other => (one, other))))
                {
                    Goal[] frame = one is ActionItem ? Speakers.In(knowledge, Phase.Treatment) : [];
                    if (logic.CanBe([.. new[] { one.When, other.When }.OfType<Expr>().Select(Goal.Holds), .. frame]) && seen.Add((one, other)))
                        yield return new(other.Place, $"{other.Id} contradicts {one.Id}: both can hold for one patient under the topic «{topic.Key}».");
                }
            }
        }
    }

    /// <summary>Which way an item points: 1 for, -1 against, 0 neither.</summary>
    private static int Effect(Item item) => item switch
    {
        ActionItem { Action: "continue" } or IndicationItem { Effect: "indicated" } or LicenceItem { Status: "licensed" } or EvidenceItem { Grade: "strong-for" or "conditional-for" } => 1,
        ActionItem { Action: "interrupt" or "stop" } or IndicationItem { Effect: "not-yet" } or LicenceItem { Status: "withdrawn" or "not-marketed" }
            or EvidenceItem { Grade: "strong-against" or "conditional-against" } => -1,
        _ => 0,
    };
}
