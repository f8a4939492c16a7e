using System.Collections.Concurrent;
using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Advice.Appraisals;

/// <summary>Works a dose out for one patient: per kilogram or square metre, rounded, and never above a limit.</summary>
internal sealed class DoseWriter(FactSheet sheet, ImmutableArray<BindingLimit> limits)
{
    private const string ADay = "/d";

    // Those of the knowledge, and what is left of them once the patient's measure is reckoned in.
    private static readonly ConcurrentDictionary<string, string> UnitsInWords = new(StringComparer.Ordinal);

    /// <summary>The parts of a unit that are reckoned by a measure of the patient.</summary>
    internal static readonly (string Part, string Fact)[] Measures = [("/kg", "Weight"), ("/m2", "BodySurfaceAreaM2")];

    /// <summary>A dose as everybody takes it: nothing is reckoned by the patient.</summary>
    public static bool IsFixed(DoseItem item) => item.Steps.All(step => !IsMeasured(step.Unit)) && (item.Range is not { } range || !IsMeasured(range.Unit));

    public PlannedDose Write(DoseItem item)
    {
        bool undecided = item.Holds(sheet) == Truth.Unknown;
        DistinctList<string> doses = new();
        DistinctList<Fact> basis = new();
        DistinctList<FactDefinition> missing = new(byReference: true);
        if (undecided) missing.Add(Relevance.Missing(item.When!, sheet));
        bool byIdealWeight = item.ByIdealWeightWhen is { } heavy && heavy.Truth(sheet) != Truth.False;
        foreach (DoseStep step in item.Steps)
        {
            if (Absolute(step.Amount, step.Unit, item.Maximum, basis, missing, byIdealWeight) is not { } amount) continue;
            string interval = step.Every is { } every ? " " + Texts.Of("dose-every", every) : "";
            doses.Add($"{Told(amount.Amount, amount.Unit)}{interval}{(step.At is { } at ? " " + at : "")}{Divided(step.Divided)}");
        }

        if (item.Range is { } range
            && Absolute(range.From, range.Unit, item.Maximum, basis, missing, byIdealWeight) is { } low
            && Absolute(range.To, range.Unit, item.Maximum, basis, missing, byIdealWeight) is { } high)
        {
            decimal from = Rounded(low.Amount, range), to = Rounded(high.Amount, range);
            doses.Add((from == to ? Told(to, high.Unit) : Texts.Of("range", FactWords.Number(from), Told(to, high.Unit))) + Divided(range.Divided));
        }

        // A limit in words alone («lower tablet strength») leaves less than the most there is, and nobody can tell how much.
        if (item.Maximum is { } maximum && !(limits.Any(limit => limit.Limit is { Max: null, Factor: null }) && item.Steps.Any(step => LeavesMore(step, maximum))))
        {
            doses.Add(Texts.Of("at-most", IsMeasured(maximum.Unit) && Absolute(maximum.Amount, maximum.Unit, null, basis, missing, byIdealWeight) is { } most
                ? Told(Round(most.Amount, null), most.Unit) : Text(Limited(maximum.Amount, maximum.Unit), maximum.Unit)));
        }

        return new(item, undecided, doses.ToImmutable(), basis.ToImmutable(), missing.ToImmutable())
        {
            Daily = undecided || byIdealWeight || missing.Items.Length > 0 || limits.Any(limit => limit.Limit.Regimen is not null) ? null : Daily(item),
        };

        string Told(decimal amount, string unit) => byIdealWeight && IsMeasured(unit) ? Texts.Of("dose-by-ideal-weight", Text(amount, unit)) : Text(amount, unit);
    }

    /// <summary>The dose of one day where it is a single amount: no range, no larger dose left open, no measure that is known only roughly.</summary>
    private DoseAmount? Daily(DoseItem item)
    {
        DistinctList<Fact> basis = new();
        (decimal Amount, string Unit)? dose = item switch
        {
            { Steps: [{ At: null } step], Range: null } when !LeavesMore(step, item.Maximum) && PerDay(step) is { } unit => Absolute(step.Amount, unit, item.Maximum, basis, new()),
            { Steps: [], Range: { } range } when Absolute(range.From, range.Unit, item.Maximum, basis, new()) is { } low
                && Absolute(range.To, range.Unit, item.Maximum, basis, new()) is { } high
                && Rounded(low.Amount, range) == Rounded(high.Amount, range) => (Rounded(high.Amount, range), high.Unit),
            _ => null,
        };
        if (dose is not { } one || !one.Unit.EndsWith(ADay, StringComparison.Ordinal)) return null;
        foreach (Fact fact in basis.Items)
        {
            if (fact.Value is not NumberValue { Interval.Exact: not null }) return null;
        }

        return new(decimal.Round(one.Amount, 2), one.Unit[..^ADay.Length]);
    }

    private static bool IsMeasured(string unit) => Array.Exists(Measures, measure => unit.Contains(measure.Part, StringComparison.Ordinal));

    private static string? PerDay(DoseStep step) => step switch
    {
        { Every: null } => step.Unit,
        { Every: { Amount: 1, Unit: "d" }, Divided: null or 1 } => step.Unit + ADay,
        _ => null,
    };

    /// <summary>A fixed dose with a larger one allowed is a choice: «15 mg or 30 mg once daily».</summary>
    private static bool LeavesMore(DoseStep step, DoseAmount? maximum) =>
        maximum is not null && !IsMeasured(step.Unit) && maximum.Amount > step.Amount;

    /// <summary>The amount without kilograms or square metres, within the maximum and every limit.</summary>
    private (decimal Amount, string Unit)? Absolute(decimal amount, string unit, DoseAmount? maximum, DistinctList<Fact> basis, DistinctList<FactDefinition> missing, bool byIdealWeight = false)
    {
        foreach ((string part, string factName) in unit.Contains('/') && !byIdealWeight ? Measures : [])
        {
            int at = unit.IndexOf(part, StringComparison.Ordinal);
            if (at < 0) continue;
            if (sheet.Dictionary.Find(factName) is not { } definition) return null;
            Fact fact = sheet[definition];
            if (fact.Value is not NumberValue { Interval: { IsAny: false } size } || (size.Exact ?? size.Low) is not { } value)
            {
                missing.Add(definition);
                return null;
            }

            basis.Add(fact);
            amount *= value;
            unit = unit.Remove(at, part.Length);
        }

        if (maximum is not null && UnitOfMeasure.Convert(maximum.Unit, unit) is { } map) amount = Math.Min(amount, maximum.Amount * map.Factor);
        return (Limited(amount, unit), unit);
    }

    private decimal Limited(decimal amount, string unit)
    {
        // Two reductions are two reasons for one lower dose: the lowest counts, they do not multiply.
        if (limits.IsEmpty) return amount;
        decimal factor = limits[0].Limit.Factor ?? 1m;
        foreach (BindingLimit binding in limits) factor = Math.Min(factor, binding.Limit.Factor ?? 1m);
        amount *= factor;
        foreach (BindingLimit binding in limits)
        {
            Limit limit = binding.Limit;
            if (limit is { Max: { } max, Unit: { } maxUnit } && Comparable(maxUnit, unit) is { } scale) amount = Math.Min(amount, max * scale);
        }

        return amount;
    }

    /// <summary>A daily limit binds a single dose too.</summary>
    private static decimal? Comparable(string limitUnit, string unit)
    {
        if (UnitOfMeasure.Convert(limitUnit, unit) is { } map) return map.Factor;
        string bare = limitUnit.Split('/')[0];
        return unit == bare ? 1m : null;
    }

    // A part of a fixed dose is told as it is: half of 7.5 mg is 3.75 mg.
    private static decimal Rounded(decimal amount, DoseRange range) => range.Round is null && !IsMeasured(range.Unit) ? Math.Round(amount, 2, MidpointRounding.ToZero) : Round(amount, range.Round);

    private static decimal Round(decimal amount, decimal? step) =>
        step is { } size && size > 0m && amount >= size ? Math.Floor(amount / size) * size : Math.Round(amount, amount < 10m ? 1 : 0, MidpointRounding.ToZero);

    private static string Divided(int? parts) => parts switch { null or 1 => "", 2 => " " + Texts.Of("dose-divided-2"), 3 => " " + Texts.Of("dose-divided-3"), _ => " " + Texts.Of("dose-divided", parts) };

    private static string Text(decimal amount, string unit) => $"{FactWords.Number(amount)} {UnitsInWords.GetOrAdd(unit, InWords)}";

    private static string InWords(string unit) => unit == "mg/kg/d" ? Texts.Of("dose-a-day-by-weight")
        : unit.Replace("mg/d", Texts.Of("dose-a-day"), StringComparison.Ordinal).Replace("mg/wk", Texts.Of("dose-a-week"), StringComparison.Ordinal);
}
