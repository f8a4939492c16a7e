using System.Collections.Frozen;
using System.Text.Json;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Fhir.Medicines;

/// <summary>Reads doses from dosage instructions; only what is structured counts, a text never. A dose that is counted in pieces or millilitres waits for the strength of the product.</summary>
internal static class DoseReader
{
    /// <summary>The unit of what is counted: tablets, capsules, injectors.</summary>
    public const string Piece = "{piece}";

    private const string Millilitre = "mL";

    // Of a plain number, by UCUM, by the HL7 orderable forms, and by SNOMED CT; the words are what people write.
    private static readonly FrozenSet<string> Pieces = FrozenSet.ToFrozenSet(
        ["1", "{tbl}", "{tablet}", "{tablets}", "{tab}", "{capsule}", "{cap}", "{piece}", "{unit}", "{each}", "{dose}", "tab", "tabs", "tbl", "tablet", "tablets", "tablett", "tablette", "tabletten", "tablet(s)",
            "cap", "caps", "capsule", "capsules", "kapsel", "kapseln", "comprimé", "comprimés", "stück", "stk", "piece", "pieces", "each", "cappinj", "injector", "pen", "syringe", "428673006", "385055001", "732936001", "428641000", "385049006", "732937005"],
        StringComparer.OrdinalIgnoreCase);

    private const string Daily = "mg/d", Weekly = "mg/wk", DailyByWeight = "mg/kg/d", WeeklyByWeight = "mg/kg/wk";
    private const string Milligram = "mg", ByWeight = "mg/kg";
    private const decimal DaysOfWeek = 7m;
    private const decimal SmallestFactor = 1e-9m, LargestFactor = 1e9m;
    private const decimal ShortestPeriod = 0.01m, MostTimes = 10_000m, MostMilligrams = 1e9m; // beyond these it is no dose, and soon no decimal

    // What is taken less than twice a year is no dose of a treatment that is judged by it.
    private const decimal LongestPeriod = 183m;

    /// <summary>The dose of all instructions together; null when one of them cannot be read or they do not add up.</summary>
    public static Dose? Read(IEnumerable<Element> instructions)
    {
        Dose? sum = null;
        long? sequence = null;
        string? bounds = null;
        foreach (Element instruction in instructions)
        {
            if (One(instruction) is not { } dose) return null;
            long? step = Sequence(instruction);
            string period = Period(instruction);
            if (sum is null) (sum, sequence, bounds) = (dose, step, period);
            else if (dose.Unit != sum.Unit || step != sequence || period != bounds) return null; // one after the other, as in a taper
            else sum = new(sum.Amount + dose.Amount, sum.Unit);
        }

        return sum;
    }

    /// <summary>The steps of a dose that changes on told days, as in a taper; none where the instructions are taken side by side or do not tell when each begins and ends.</summary>
    /// <param name="instructions">The instructions of one entry.</param>
    /// <param name="start">The day of the first dose, for steps that only tell how long each lasts.</param>
    public static IReadOnlyList<DoseStep> Steps(Element[] instructions, DateOnly? start)
    {
        if (instructions.Length < 2) return [];
        Element[][] groups = [.. instructions.GroupBy(instruction => (Sequence(instruction), Period(instruction))).OrderBy(group => group.Key.Item1).Select(group => group.ToArray())];
        if (groups.Length < 2) return [];
        List<DoseStep> steps = [];
        foreach (Element[] group in groups)
        {
            Element repeat = group[0].Get("timing"u8).Get("repeat"u8);
            ClinicalTime period = ClinicalTime.Of(repeat.Get("boundsPeriod"u8));
            DateOnly? from = period.Start?.First ?? (steps.Count == 0 ? start : steps[^1].To?.AddDays(1));
            DateOnly? to = period.End?.Last ?? (Days(repeat.Get("boundsDuration"u8)) is { } days ? from is { } first ? LastDay(first, days) : null : null);
            bool isLast = steps.Count == groups.Length - 1;
            if (from is null || (to is null && !isLast) || to < from) return [];
            steps.Add(new(from.Value, to, Read(group)));
        }

        steps.Sort((one, other) => one.From.CompareTo(other.From));
        return steps.Exists(step => step.Dose is not null) && steps.Zip(steps.Skip(1)).All(pair => pair.First.To < pair.Second.From) ? steps : [];
    }

    /// <summary>The last day of instructions that tell how long they are followed; null where one of them does not, or where one follows the other.</summary>
    /// <param name="instructions">The instructions of one entry.</param>
    /// <param name="start">The day of the first dose.</param>
    /// <param name="repeats">The order may be filled again: then each filling lasts so long.</param>
    public static DateSpan? End(Element[] instructions, DateSpan? start, bool repeats)
    {
        if (repeats || start is not { IsExact: true } from || instructions.Length == 0) return null;
        int longest = 0;
        foreach (Element instruction in instructions)
        {
            if (Sequence(instruction) != Sequence(instructions[0]) || Days(instruction.Get("timing"u8).Get("repeat"u8).Get("boundsDuration"u8)) is not { } days) return null;
            longest = Math.Max(longest, days);
        }

        return LastDay(from.First, longest) is { } last ? DateSpan.On(last) : null;
    }

    /// <summary>The last of some days, of a part of one the same day; null beyond the calendar.</summary>
    private static DateOnly? LastDay(DateOnly from, int days) =>
        from.DayNumber + (long)Math.Max(days, 1) - 1 is var day && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : null;

    /// <summary>A length of time in whole days, or null.</summary>
    public static int? Days(Element duration)
    {
        Quantity quantity = Quantity.Read(duration);
        string unit = quantity.Unit ?? "d";
        return quantity.Interval?.Exact is { } value && value is > 0 and < 10000 && UnitOfMeasure.Convert(unit, "d") is { } map
            ? (int)decimal.Round(value * map.Factor) : null;
    }

    /// <summary>The span of a dose that is told as one, which is no single dose; null where none is.</summary>
    public static string? RangeInWords(Element instruction)
    {
        foreach (Element rate in instruction.Get("doseAndRate"u8).Items())
        {
            if (Quantity.ReadRange(rate.Get("doseRange"u8)) is { Interval: { } amount, Unit: var unit }) return $"{amount} {unit}".TrimEnd();
        }

        return null;
    }

    private static long? Sequence(Element instruction) =>
        instruction.Get("sequence"u8).Whole();

    private static string Period(Element instruction) =>
        instruction.Get("timing"u8).Get("repeat"u8).Get("boundsPeriod"u8) is { ValueKind: JsonValueKind.Object } named ? named.Raw() : "";

    private static Dose? One(Element instruction)
    {
        if (instruction.Get("asNeededBoolean"u8).Truth() == true || instruction.Get("asNeededCodeableConcept"u8).Exists) return null;
        if (Rate(instruction) is { } rate) return rate;
        if (Amount(instruction) is not { } amount || Frequency(instruction.Get("timing"u8)) is not { } frequency) return null;
        if (frequency.Times > MostTimes || amount.Value > MostMilligrams) return null;
        return new(Rounded(amount.Value * frequency.Times), amount.Unit + frequency.Unit[Milligram.Length..])
        {
            AsOrdered = amount.Unit != ByWeight && Spacing(instruction.Get("timing"u8).Get("repeat"u8)) is { } every ? new(Rounded(amount.Value), amount.Unit, every) : null,
        };
    }

    /// <summary>The time between two single doses in whole days or weeks; null where it is one day or week, or another rhythm.</summary>
    private static Span? Spacing(Element repeat)
    {
        bool isSingle = repeat.Get("frequency"u8).Number() is null or 1m && Count(repeat.Get("timeOfDay"u8)) < 2 && Count(repeat.Get("when"u8)) < 2 && Count(repeat.Get("dayOfWeek"u8)) < 2;
        if (!isSingle || repeat.Get("period"u8).Number() is not (> 1m and <= LongestPeriod and var period) || period % 1m != 0m) return null;
        return repeat.Get("periodUnit"u8).Text() switch
        {
            "d" when period % DaysOfWeek == 0m => period > DaysOfWeek ? new((int)(period / DaysOfWeek), "wk") : null,
            "d" => new((int)period, "d"),
            "wk" => new((int)period, "wk"),
            _ => null,
        };
    }

    /// <summary>A dose is told in pieces or millilitres.</summary>
    public static bool IsCounted(Dose dose) => dose.Unit.StartsWith(Piece, StringComparison.Ordinal) || dose.Unit.StartsWith(Millilitre, StringComparison.Ordinal);

    /// <summary>A unit says that something is counted; a number without a unit is.</summary>
    public static bool IsPiece(string? unit) => unit is null || Pieces.Contains(unit);

    /// <summary>How many milligrams a unit of mass is, as UCUM or as people write it; null: it is none.</summary>
    public static decimal? ToMilligrams(string unit) => unit.ToLowerInvariant() switch
    {
        "mg" or "milligram" or "milligrams" or "milligramm" => 1m,
        "g" or "gram" or "grams" or "gramm" => 1000m,
        "ug" or "µg" or "μg" or "mcg" or "microgram" or "micrograms" => 0.001m,
        _ => Factor(unit, Milligram),
    };

    /// <summary>How many of a unit another is; null where they do not convert, and where the one is so far from the other that it is no unit of doses.</summary>
    /// <remarks>To UCUM an amount by weight is a pure number, so that a count or a percentage would be a share of the body: what is by weight names a mass first.</remarks>
    public static decimal? Factor(string unit, string to) =>
        to.StartsWith(ByWeight, StringComparison.Ordinal) && (unit.Split('/', '.')[0] is not { Length: > 0 } mass || UnitOfMeasure.Convert(mass, Milligram) is null) ? null
        : UnitOfMeasure.Convert(unit, to) is { Factor: > SmallestFactor and < LargestFactor and var factor } ? factor : null;

    /// <summary>An amount without the zeros and the dust of its reckoning.</summary>
    public static decimal Rounded(decimal amount) => decimal.Round(amount, 6) / 1.000000000000m;

    // Some write the rate as the unit, and no timing: 7 mg/kg/d.
    private static Dose? Rate(Element instruction)
    {
        Element[] rates = [.. instruction.Get("doseAndRate"u8).Items()];
        if (rates.Length == 1 && !rates[0].Get("doseQuantity"u8).Exists && OverTime(rates[0]) is { } told) return told;
        if (rates.Length != 1 || instruction.Get("timing"u8).Exists || Quantity.Read(rates[0].Get("doseQuantity"u8)) is not { Unit: { } unit, Interval.Exact: { } value } || value is <= 0 or >= MostMilligrams) return null;
        return Rate(value, unit);
    }

    /// <summary>An amount over days or weeks, as a ratio or as a quantity of its own: 15 mg to 1 wk. A rate within a day is that of an infusion.</summary>
    private static Dose? OverTime(Element rate)
    {
        Element ratio = rate.Get("rateRatio"u8);
        if (!ratio.Exists) return Quantity.Read(rate.Get("rateQuantity"u8)) is { Unit: { } unit, Interval.Exact: { } value } && IsOfDays(unit) ? Rate(value, unit) : null;
        Quantity amount = Quantity.Read(ratio.Get("numerator"u8)), time = Quantity.Read(ratio.Get("denominator"u8));
        if (amount is not { Unit: { } mass, Interval.Exact: { } over } || time is not { Unit: { } period, Interval.Exact: >= ShortestPeriod and var length } || over is <= 0 or >= MostMilligrams) return null;
        if (period == "d" && length % DaysOfWeek == 0m) (period, length) = ("wk", length / DaysOfWeek);
        return period is "d" or "wk" && ToMilligrams(mass) is { } map ? Rate(over * map / length, $"mg/{period}") : null;
    }

    private static bool IsOfDays(string unit) => unit.EndsWith("/d", StringComparison.Ordinal) || unit.EndsWith("/wk", StringComparison.Ordinal);

    private static Dose? Rate(decimal value, string unit)
    {
        if (value is <= 0 or >= MostMilligrams) return null;
        bool weekly = unit.Contains("wk", StringComparison.OrdinalIgnoreCase) || unit.Contains("week", StringComparison.OrdinalIgnoreCase);
        foreach (string known in weekly ? (ReadOnlySpan<string>)[Weekly, WeeklyByWeight] : [Daily, DailyByWeight])
        {
            if (Factor(unit, known) is { } map) return new(Rounded(value * map), known);
        }

        return null;
    }

    // An amount by weight is worked out where the weight is known.
    private static (decimal Value, string Unit)? Amount(Element instruction)
    {
        Element[] rates = [.. instruction.Get("doseAndRate"u8).Items()];
        if (rates.Length != 1) return null;
        if (Quantity.Read(rates[0].Get("doseQuantity"u8)) is not { Interval.Exact: { } value } quantity || value is <= 0 or >= MostMilligrams) return null;
        if (IsPiece(quantity.Unit)) return (value, Piece);
        string unit = quantity.Unit!;
        return ToMilligrams(unit) is { } map ? (value * map, Milligram)
            : Factor(unit, ByWeight) is { } each ? (value * each, ByWeight)
            : Factor(unit, Millilitre) is { } volume ? (value * volume, Millilitre) : null;
    }

    private static (decimal Times, string Unit)? Frequency(Element timing)
    {
        Element repeat = timing.Get("repeat"u8);
        int days = Count(repeat.Get("dayOfWeek"u8)), moments = Math.Max(Count(repeat.Get("timeOfDay"u8)), Count(repeat.Get("when"u8)));
        if (repeat.Get("period"u8).Number() is not { } period || period <= 0)
            return Named(timing) ?? (days > 0 ? (Math.Max(moments, 1) * days, Weekly) : moments > 0 ? (moments, Daily) : null);
        if (period < ShortestPeriod) return null;
        decimal times = Math.Max(repeat.Get("frequency"u8).Number() ?? 1m, moments); // morning and evening are twice
        if (times is <= 0 or > MostTimes || repeat.Get("frequencyMax"u8).Exists || repeat.Get("periodMax"u8).Exists) return null;
        string? unit = repeat.Get("periodUnit"u8).Text();
        if (period * (unit == "wk" ? DaysOfWeek : 1m) > LongestPeriod * (unit == "h" ? 24m : 1m)) return null;
        return unit switch
        {
            "h" => (24m / period * times, Daily),
            "d" when days > 0 => period == 1m ? (times * days, Weekly) : null,
            "d" when period % 7 == 0 => (times * 7m / period, Weekly),
            "d" => (times / period, Daily),
            "wk" => (Math.Max(times, days) / period, Weekly),
            _ => null,
        };
    }

    private static int Count(Element list) => list is { ValueKind: JsonValueKind.Array } several ? several.Held().Count : 0;

    /// <summary>At which times of the day the instructions of an entry are followed, as they are written; null where none tells.</summary>
    public static string? Moment(IEnumerable<Element> instructions)
    {
        string moments = string.Concat(instructions.Select(instruction => instruction.Get("timing"u8).Get("repeat"u8))
            .SelectMany(repeat => ((Element[])[repeat.Get("when"u8), repeat.Get("timeOfDay"u8)]).Where(list => list.Exists).Select(list => list.Raw())));
        return moments.Length == 0 ? null : moments;
    }

    private static (decimal Times, string Unit)? Named(Element timing)
    {
        foreach (Element coding in timing.Get("code"u8).Get("coding"u8).Items())
        {
            switch (coding.Get("code"u8).Text())
            {
                case "QD" or "AM" or "PM" or "BED": return (1m, Daily);
                case "BID": return (2m, Daily);
                case "TID": return (3m, Daily);
                case "QID": return (4m, Daily);
                case "QOD": return (0.5m, Daily);
                case "WK": return (1m, Weekly);
            }
        }

        return null;
    }
}

/// <summary>One step of a dose that changes.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day; null of a last step that goes on.</param>
/// <param name="Dose">Its dose, or null.</param>
internal sealed record DoseStep(DateOnly From, DateOnly? To, Dose? Dose);
