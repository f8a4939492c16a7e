using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Advice.Monitoring;

/// <summary>The most of an agent that may be taken: by the rules in force that limit a dose, else by the doses on file.</summary>
internal static class DoseCeiling
{
    private const string Daily = "mg/d", Weekly = "mg/wk", AWeek = "/wk";

    // The upper end of a range is no ban, and weights and tablets are round: what lies a quarter above it is surely too much, of what is never exceeded a tenth.
    private const decimal BeyondRange = 1.25m, BeyondMaximum = 1.1m;
    private const decimal BeyondRounding = 1.001m;

    // The higher doses with which an antibody begins are over by then.
    private static readonly Span Loading = new(6, "wk");

    private const decimal DaysOfWeek = 7m;

    // Children grow, and a quarter is no more than they grow in a year or two.
    private static readonly Span Fresh = new(12, "mo");

    /// <summary>What the dose in use is surely above: each limit, and the doses on file only where no limit tells it. Nothing where a figure is missing.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="course">Its course.</param>
    /// <param name="frame">The facts in its frame.</param>
    /// <param name="rules">The rules that speak during treatment.</param>
    /// <param name="region">The reader's region.</param>
    /// <param name="asOf">The day.</param>
    public static IReadOnlyList<ExceededDose> Exceeded(Agent agent, Course course, FactSheet frame, SpokenRules rules, string region, DateOnly asOf)
    {
        // Milligrams of several substances are not the same.
        if (agent.Medicines.Length != 1 || DoseHistory.Daily(course.Stretches, asOf, asOf, _ => 1m) is not (> 0m and var daily)) return [];
        List<Ceiling> limits = [];
        foreach (Rule rule in rules.Limiting)
        {
            if (!rule.Recalled && rule.Holds(frame) == Truth.True && Of(rule, agent, course, frame, region, asOf) is { } limit && IsExceeded(limit)) limits.Add(limit);
        }

        if (limits.Count == 0)
        {
            foreach (Ceiling limit in OnFile(agent, course, frame, region, asOf))
            {
                if (IsExceeded(limit)) limits.Add(limit);
            }
        }

        if (limits.Count == 0) return [];
        string told = course.Dose?.Unit is { } unitTold && UnitOfMeasure.Convert(Daily, unitTold) is not null ? unitTold : Daily;
        DateOnly? since = DoseHistory.Changes(course) is [.., var last] ? last.On : null;
        return limits.ConvertAll(limit =>
        {
            // What is limited by the week is no allowance for a day.
            string unit = limit.IsWeekly ? Weekly : told;
            return new ExceededDose(limit.Item, InUnit(daily, 1, unit), InUnit(limit.Most, limit.Basis.IsEmpty || limit.Most < 10m ? 1 : 0, unit), limit.Basis, since);
        });

        bool IsExceeded(Ceiling ceiling) => daily > ceiling.Surely * BeyondRounding;

        static Dose InUnit(decimal amount, int digits, string unit) => new(decimal.Round(amount * UnitOfMeasure.Convert(Daily, unit)!.Value.Factor, digits), unit);
    }

    /// <summary>The dose in use and the higher one that a source allows where the effect is too little; null where there is none, or a limit in force leaves no room.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="course">Its course.</param>
    /// <param name="frame">The facts in its frame.</param>
    /// <param name="rules">The rules that speak during treatment.</param>
    /// <param name="region">The reader's region.</param>
    /// <param name="asOf">The day.</param>
    public static RaisedDose? Raise(Agent agent, Course course, FactSheet frame, SpokenRules rules, string region, DateOnly asOf)
    {
        if (agent.Medicines.Length != 1 || course.Dose is not { } told || DoseHistory.Daily(course.Stretches, asOf, asOf, _ => 1m) is not (> 0m and var daily)) return null;
        if (RegionChoice.For(agent.Doses, region).FirstOrDefault(dose => dose is { RaiseTo: not null, Recalled: false } && dose.Holds(frame) == Truth.True) is not { RaiseTo: { } raise } item) return null;
        if (UnitOfMeasure.Convert(raise.Unit, Daily) is not { } map || UnitOfMeasure.Convert(Daily, told.Unit) is not { } back) return null;
        decimal to = raise.Amount * map.Factor;
        List<FactDefinition> open = [];
        foreach (Rule rule in rules.Limiting)
        {
            Truth truth = rule.Holds(frame);
            decimal? most = truth == Truth.False ? null : Of(rule, agent, course, frame, region, asOf)?.Most ?? 0m; // words alone leave no room
            if (most >= to || most is null) continue;
            if (truth == Truth.True) to = most.Value;
            else open.AddRange(Relevance.Missing([rule.When!], frame));
        }

        return to > daily * BeyondRounding ? new(item, InUnit(daily), InUnit(to), [.. open.Distinct()]) : null;

        Dose InUnit(decimal amount) => new(decimal.Round(amount * back.Factor, 1), told.Unit);
    }

    /// <summary>The limit of a rule, of the start or later; of one that takes a part, the part of what would be the most without its reason.</summary>
    private static Ceiling? Of(Rule rule, Agent agent, Course course, FactSheet frame, string region, DateOnly asOf)
    {
        if (rule.Limit is { Max: { } max, Unit: { } unit } limit && UnitOfMeasure.Convert(unit, Daily) is { } map)
        {
            bool early = limit.After is { } time && course.From is { } from && time.After(from.First) > asOf;
            decimal most = (early ? max : limit.Later ?? max) * map.Factor;
            return new(rule, most, most, [], unit.Contains(AWeek, StringComparison.Ordinal));
        }

        return rule.Limit?.Factor is { } factor && Highest(agent, course, Without(rule, frame), region, asOf) is { } usual ? usual with { Item = rule, Most = usual.Most * factor, Surely = usual.Surely * factor } : null;
    }

    /// <summary>The doses named as the most there is, else the highest of all.</summary>
    private static IEnumerable<Ceiling> OnFile(Agent agent, Course course, FactSheet frame, string region, DateOnly asOf)
    {
        bool isNamed = false;
        foreach (DoseItem item in RegionChoice.For(agent.Doses, region))
        {
            if (item is not { Role: "maximum", Recalled: false } || item.Holds(frame) != Truth.True || Of(item, course, frame, asOf) is not { } named) continue;
            isNamed = true;
            yield return named;
        }

        // What is named as the most there is speaks for the usual doses, which lie below it.
        if (!isNamed && Highest(agent, course, frame, region, asOf) is { } highest) yield return highest;
    }

    /// <summary>The highest of the doses that may hold; null where one of them has no upper end that can be reckoned.</summary>
    private static Ceiling? Highest(Agent agent, Course course, FactSheet frame, string region, DateOnly asOf)
    {
        Ceiling? highest = null;
        foreach (DoseItem item in RegionChoice.For(agent.Doses, region))
        {
            if (item is { Role: "maximum" or "information" } or { Steps.IsEmpty: true, Range: null } || item.Holds(frame) == Truth.False) continue;
            if (item.Recalled || Of(item, course, frame, asOf) is not { } ceiling) return null;
            if (highest is null || ceiling.Surely > highest.Surely) highest = ceiling;
        }

        return highest;
    }

    private static Ceiling? Of(DoseItem item, Course course, FactSheet frame, DateOnly asOf)
    {
        List<Fact> basis = [];
        Ceiling? most = null;
        if (item.Maximum is { } maximum)
        {
            if (Absolute(maximum.Amount, maximum.Unit, frame, asOf, basis) is not { } amount) return null;
            most = new(item, amount, basis.Count == 0 ? amount : amount * (item.Role == "maximum" ? BeyondMaximum : BeyondRange), [.. basis], maximum.Unit.Contains(AWeek, StringComparison.Ordinal));
        }

        if (item.Range is { } range && Absolute(range.To, range.Unit, frame, asOf, basis) is { } end && !(most?.Surely <= end * BeyondRange)) most = new(item, end, end * BeyondRange, [.. basis], range.Unit.Contains(AWeek, StringComparison.Ordinal));
        // A fixed dose is not reckoned, but a visit may come early.
        return most ?? (Repeated(item, course, asOf) is { } rate ? new(item, rate, rate * BeyondRange, [], IsWeekly: false) : null);
    }

    /// <summary>The dose with which one goes on once there is a response, where it is less than what is taken and a source gives it for this patient; null where there is none.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="course">Its course.</param>
    /// <param name="frame">The facts in its frame.</param>
    /// <param name="region">The reader's region.</param>
    /// <param name="asOf">The day.</param>
    public static (DoseItem Item, Dose Now)? Maintenance(Agent agent, Course course, FactSheet frame, string region, DateOnly asOf)
    {
        if (agent.Medicines.Length != 1 || course.Dose is not { } told || DoseHistory.Daily(course.Stretches, asOf, asOf, _ => 1m) is not (> 0m and var daily)) return null;
        return RegionChoice.For(agent.Doses, region).FirstOrDefault(item => item is { Role: "maintenance", Recalled: false, When: not null } && item.Holds(frame) == Truth.True
            && Repeated(item, course, asOf) is { } rate && rate * BeyondRange <= daily) is { } less ? (less, told) : null;
    }

    /// <summary>The fixed dose that goes on, in mg a day; while the doses of the beginning may still be taken, as if the largest of them came each week.</summary>
    private static decimal? Repeated(DoseItem item, Course course, DateOnly asOf)
    {
        if (item.Range is not null) return null;
        bool begins = !(course.From is { } from && Loading.After(from.Last) < asOf);
        decimal? most = null;
        decimal largest = item.Steps.IsEmpty ? 0m : item.Steps.Max(step => step.Amount);
        foreach (DoseStep step in item.Steps)
        {
            if (step.Every is not { } every || UnitOfMeasure.Convert(step.Unit + "/d", Daily) is not { } map) continue;
            decimal days = every.Amount * UnitOfMeasure.DaysOf(every.Unit), rate = map.Factor * (begins ? largest / Math.Min(days, DaysOfWeek) : step.Amount / days);
            if (!(most >= rate)) most = rate;
        }

        return most;
    }

    /// <summary>An amount in mg a day, for the heaviest that the patient may be; null where the measure is not known or old.</summary>
    private static decimal? Absolute(decimal amount, string unit, FactSheet frame, DateOnly asOf, List<Fact> basis)
    {
        foreach ((string part, string name) in DoseWriter.Measures)
        {
            int at = unit.IndexOf(part, StringComparison.Ordinal);
            if (at < 0) continue;
            if (frame.Dictionary.Find(name) is not { } measure || frame[measure] is not { Value: NumberValue { Interval.High: { } size } } fact) return null;
            if (!fact.Evidence.All(entry => entry.Date is { } day && Fresh.After(day.Last) >= asOf)) return null;
            basis.Add(fact);
            (amount, unit) = (amount * size, unit.Remove(at, part.Length));
        }

        return UnitOfMeasure.Convert(unit, Daily) is { } map ? amount * map.Factor : null;
    }

    /// <summary>The frame without the results that a rule rests on; the patient stays as old.</summary>
    private static FactSheet Without(Rule rule, FactSheet frame) =>
        frame.With([.. (rule.When?.Facts() ?? []).Where(fact => !fact.Native).Distinct().Select(fact => new Fact(fact, FactValue.Unknown(fact.Type), FactState.Absent, []))]);

    private sealed record Ceiling(Item Item, decimal Most, decimal Surely, ImmutableArray<Fact> Basis, bool IsWeekly);
}

/// <summary>A dose in use above what is allowed.</summary>
/// <param name="Item">The rule or the dose that says so.</param>
/// <param name="Dose">The dose in use.</param>
/// <param name="Most">The most that is allowed.</param>
/// <param name="Basis">What the most was reckoned from.</param>
/// <param name="Since">The day of the last change of the dose; null where it never changed.</param>
internal sealed record ExceededDose(Item Item, Dose Dose, Dose Most, ImmutableArray<Fact> Basis, DateOnly? Since);

/// <summary>A higher dose that comes before leaving an agent.</summary>
/// <param name="Item">The dose that says so.</param>
/// <param name="From">The dose in use.</param>
/// <param name="To">The higher one.</param>
/// <param name="Open">What must be known first, as a limit hangs on it.</param>
internal sealed record RaisedDose(DoseItem Item, Dose From, Dose To, ImmutableArray<FactDefinition> Open);
