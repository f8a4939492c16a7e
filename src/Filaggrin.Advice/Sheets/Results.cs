using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Sheets;

/// <summary>The values of a fact day by day, each day with its worse one, as far as they exist on the day of the sheet.</summary>
internal sealed class Results(FindingsByFact findings, Resolution resolution)
{
    private readonly Dictionary<string, ImmutableArray<Fact>> _byDay = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<Score>> _scores = new(StringComparer.Ordinal);

    /// <summary>One fact for each day with a readable number, oldest first.</summary>
    public ImmutableArray<Fact> Of(FactDefinition fact)
    {
        if (_byDay.TryGetValue(fact.Name, out ImmutableArray<Fact> known)) return known;
        Finding[] dated = Array.FindAll(findings[fact], finding => finding.When is not null && resolution.IsVisible(finding));
        if (dated.Length > 1) dated = [.. dated.OrderBy(finding => finding.When!.Value.First)];
        ImmutableArray<Fact>.Builder days = ImmutableArray.CreateBuilder<Fact>(dated.Length);
        for (int from = 0, to; from < dated.Length; from = to)
        {
            for (to = from + 1; to < dated.Length && dated[to].When!.Value.First == dated[from].When!.Value.First; to++)
            {
            }

            if (Resolution.OfDay(fact, dated[from..to]) is { Value: NumberValue { IsUnknown: false } } result) days.Add(result);
        }

        return _byDay[fact.Name] = days.DrainToImmutable();
    }

    /// <summary>The days on which a test was done that answers all of some facts, or any of them; results of one week belong together, and each belongs to one test.</summary>
    public ImmutableArray<DateOnly> DaysOf(IReadOnlyCollection<FactDefinition> facts, bool all)
    {
        DateOnly[][] days = [.. facts.Select(fact => findings[fact].Where(resolution.IsVisible)
            .Where(finding => finding is { Value: not null, When: not null } && finding.Status != FindingStatus.Doubtful)
            .Select(finding => finding.When!.Value.First).Distinct().Order().ToArray())];
        IEnumerable<DateOnly> any = days.SelectMany(day => day).Distinct().Order();
        if (!all) return [.. any];
        ImmutableArray<DateOnly>.Builder done = ImmutableArray.CreateBuilder<DateOnly>();
        foreach (DateOnly day in any)
        {
            DateOnly last = done.Count == 0 ? DateOnly.MinValue : done[^1];
            if (Array.TrueForAll(days, of => Array.Exists(of, other => other > last && other <= day && other >= day.AddDays(-DaysOfOneTest)))) done.Add(day);
        }

        return done.ToImmutable();
    }

    /// <summary>Some entry speaks of a fact.</summary>
    public bool IsTold(FactDefinition fact) => findings[fact].Length > 0;

    /// <summary>The entries that say yes to a flag, the newest first.</summary>
    public IEnumerable<FactOrigin> Present(FactDefinition flag) => findings[flag].Where(resolution.IsVisible)
        .Where(finding => finding is { Value: FlagValue { Truth: Truth.True }, Status: not FindingStatus.Doubtful })
        .Select(Resolution.EvidenceOf).OrderByDescending(evidence => evidence.Date?.First);

    /// <summary>What leaves open whether a flag came true after a day; null: nothing does.</summary>
    public Fact? DoubtSince(FactDefinition flag, DateOnly start) => resolution.DoubtSince(flag, findings[flag], start);

    /// <summary>The day of a result.</summary>
    public static DateOnly Day(Fact result) => result.Evidence[0].Date!.Value.First;

    /// <summary>The exact scores of a measure, oldest first.</summary>
    public ImmutableArray<Score> Scores(FactDefinition measure)
    {
        if (_scores.TryGetValue(measure.Name, out ImmutableArray<Score> known)) return known;
        ImmutableArray<Fact> results = Of(measure);
        ImmutableArray<Score>.Builder scores = ImmutableArray.CreateBuilder<Score>(results.Length);
        foreach (Fact result in results)
        {
            if (((NumberValue)result.Value).Interval.Exact is { } value) scores.Add(new(value, Day(result), result.Evidence[0].Source));
        }

        return _scores[measure.Name] = scores.DrainToImmutable();
    }

    /// <summary>The value before a treatment: the latest and, where it is no older than three months more, the mean with the one before it.</summary>
    public (Interval Value, ImmutableArray<FactOrigin> From)? AtStart(FactDefinition fact, DateOnly start)
    {
        // The newest two from before the start.
        ImmutableArray<Fact> results = Of(fact);
        Fact? latest = null, earlier = null;
        for (int i = results.Length - 1; i >= 0 && earlier is null; i--)
        {
            if (results[i].Evidence[0].Date!.Value.Last > start) continue;
            if (latest is null) latest = results[i];
            else earlier = results[i];
        }

        if (latest is null) return null;
        if (earlier is not null && BaselinePair.After(Day(earlier)) >= Day(latest))
            return (((NumberValue)earlier.Value).Interval.Plus(((NumberValue)latest.Value).Interval).Scale(0.5m), [.. latest.Evidence, .. earlier.Evidence]);
        return (((NumberValue)latest.Value).Interval, latest.Evidence);
    }

    private const int DaysOfOneTest = 7;

    // Two values from before the start are one baseline when they belong to the same work-up.
    private static readonly Span BaselinePair = new(3, "mo");
}
