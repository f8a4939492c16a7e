using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>One patient meets one dose to start with in his region: the bands of a dose table neither overlap nor leave a gap within the licence.</summary>
/// <remarks>
/// Doses of different regimens may meet in one patient. Against whom a hard rule speaks needs no dose; a band that the source leaves out is an item
/// with <c>no-dose</c>. An agent without a licence for eczema in the region is held to some dose for adults of any age and weight.
/// </remarks>
internal static class DoseTableCheck
{
    private const decimal Adult = 18m;

    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        Satisfiability logic = new(knowledge.Facts, knowledge.Medicines, ReachabilityCheck.FactsAskedForNull(knowledge).Contains);
        return knowledge.Agents.Values.SelectMany(agent => Overlaps(agent, logic).Concat(Gaps(knowledge, agent, logic)));
    }

    private static bool Starts(DoseItem dose) => dose.Role is "start" or "loading";

    private static IEnumerable<Finding> Overlaps(Agent agent, Satisfiability logic)
    {
        Dictionary<(DoseItem, DoseItem), List<string>> overlaps = [];
        foreach (string region in RegionChoice.Regions)
        {
            DoseItem[] doses = [.. RegionChoice.For(agent.Doses, region).Where(Starts)];
            for (int first = 0; first < doses.Length; first++)
            {
                foreach (DoseItem other in doses[(first + 1)..].Where(other => other.Role == doses[first].Role && other.Regimen == doses[first].Regimen))
                {
                    if (!logic.CanBe(new[] { doses[first].When, other.When }.OfType<Expr>().Select(Goal.Holds))) continue;
                    if (!overlaps.TryGetValue((doses[first], other), out List<string>? regions)) overlaps.Add((doses[first], other), regions = []);
                    regions.Add(region);
                }
            }
        }

        return overlaps.Select(overlap => new Finding(overlap.Key.Item2.Place,
            $"{overlap.Key.Item2.Id} overlaps {overlap.Key.Item1.Id} ({string.Join(", ", overlap.Value)}): one patient meets both; part the bands, or name two regimens."));
    }

    private static IEnumerable<Finding> Gaps(KnowledgeBase knowledge, Agent agent, Satisfiability logic)
    {
        if (agent.Doses.FirstOrDefault(Starts) is not { } first) yield break;
        Speakers speakers = new(agent);
        Dictionary<string, List<string>> gaps = new(StringComparer.Ordinal);
        foreach (string region in RegionChoice.Regions)
        {
            DoseItem[] doses = [.. RegionChoice.For(agent.Doses, region).Where(dose => Starts(dose) || dose.NoDose)];
            if (doses.Any(dose => dose.When is null)) continue;
            Rule[] hard = [.. agent.Rules.Where(rule => rule.IsHard && speakers.Of(rule).Contains((region, Phase.Start)))];
            Goal[] without = [.. doses.Concat<Item>(hard).Select(item => Goal.Fails(item.When!)), .. Speakers.In(knowledge, Phase.Start)];
            LicenceItem[] licences = [.. RegionChoice.For(agent.Licences, region)
                .Where(licence => licence.Status == "licensed" && (licence.Regions.IsEmpty || licence.Regions.Contains(region, StringComparer.Ordinal)))];
            Expr?[] covered = licences.Length > 0 ? [.. licences.Select(licence => licence.When)]
                : knowledge.Facts.Find("Age") is { } age ? [BandGrid.Compare(age, Comparison.GreaterOrEqual, Adult)] : [null];
            foreach (Expr? whom in covered)
            {
                Goal[] person = whom is null ? [] : [Goal.Holds(whom)];
                if (!logic.CanBe([.. person, .. without])) continue;
                BandGrid grid = new(knowledge.Facts, [.. doses.Select(dose => dose.When!), .. whom is null ? (Expr[])[] : [whom]]);
                foreach (string band in grid.Where(cell => logic.CanBe([.. person, .. without, .. cell])
                    && (licences.Length > 0 || !doses.Any(dose => logic.CanBe([.. person, .. cell, Goal.Holds(dose.When!)])))))
                {
                    if (!gaps.TryGetValue(band, out List<string>? regions)) gaps.Add(band, regions = []);
                    if (!regions.Contains(region)) regions.Add(region);
                }
            }
        }

        foreach ((string band, List<string> regions) in gaps)
            yield return new(first.Place, $"agent {agent.Id} ({string.Join(", ", regions)}): no dose to start with {band}; add it, or an item with «no-dose: true» where the source leaves it out.");
    }
}
