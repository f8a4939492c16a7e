using System.Text.Json;
using Filaggrin.Fhir.Codes;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Fhir.Elements;

/// <summary>A measured number as a record writes it.</summary>
/// <param name="Interval">The number in its own unit; null when it is no number that can be read.</param>
/// <param name="Unit">Its unit; null when it has none.</param>
internal readonly record struct Quantity(Interval? Interval, string? Unit)
{
    private const int PlacesKept = 20; // as a linear map rounds

    private static readonly WordTable<LinearMap> Conversions = new();

    private static ReadOnlySpan<byte> Ucum => "http://unitsofmeasure.org"u8;

    /// <summary>Reads a Quantity: its value, comparator and unit.</summary>
    public static Quantity Read(Element quantity)
    {
        if (quantity.ValueKind != JsonValueKind.Object) return default;
        string? comparator = quantity.Get("comparator"u8).Text();
        decimal? value = quantity.Get("value"u8).Number();
        Interval? interval = value is not { } number ? null : comparator switch
        {
            null => Knowledge.Logic.Interval.Exactly(number),
            "<" => new(null, false, number, true),
            "<=" => new(null, false, number, false),
            ">" => new(number, true, null, false),
            ">=" => new(number, false, null, false),
            _ => null,
        };
        return new(interval, UnitOf(quantity));
    }

    /// <summary>Reads a Range; an end that is missing leaves it open.</summary>
    public static Quantity ReadRange(Element range)
    {
        Quantity low = Read(range.Get("low"u8)), high = Read(range.Get("high"u8));
        decimal? from = low.Interval?.Exact, to = high.Interval?.Exact;
        bool same = low.Unit == high.Unit || low.Interval is null || high.Interval is null;
        Interval? interval = same && (from is not null || to is not null) && !(from > to) ? new Interval(from, false, to, false) : null;
        return new(interval, low.Unit ?? high.Unit);
    }

    /// <summary>Reads a Ratio as a quotient: 12 mg to 1 g is 12 mg/g.</summary>
    public static Quantity ReadRatio(Element ratio)
    {
        Quantity over = Read(ratio.Get("numerator"u8)), under = Read(ratio.Get("denominator"u8));
        Interval? interval = over.Interval is { } above && under.Interval?.Exact is > 0 and { } below ? above.Scale(1m / below) : null;
        return new(interval, under.Unit is null or "1" ? over.Unit : $"{over.Unit}/{under.Unit}");
    }

    /// <summary>A bare number.</summary>
    public static Quantity Of(Element number) => new(number.Number() is { } value ? Knowledge.Logic.Interval.Exactly(value) : null, null);

    /// <summary>The number in the unit of a fact; null with the reason when it cannot be had.</summary>
    public Interval? For(FactDefinition fact, out string why)
    {
        why = "";
        if (Interval is null)
        {
            why = Texts.Of("read-number");
            return null;
        }

        if (ConvertedTo(fact) is not { } converted)
        {
            why = Unit is null ? Texts.Of("read-no-unit", fact.Unit) : Texts.Of("read-unit", Labels.Short(Unit, 20), fact.Unit ?? Texts.Of("read-plain-number"));
            return null;
        }

        if (fact.Plausible is { } plausible && (converted.High < plausible.Low || converted.Low > plausible.High))
        {
            why = Texts.Of("read-impossible");
            return null;
        }

        return converted;
    }

    /// <summary>The number in the unit of a fact, possible or not; null when it cannot be had.</summary>
    public Interval? ConvertedTo(FactDefinition fact)
    {
        if (Interval is not { } interval || ConversionTo(fact, Unit ?? "") is not { } map) return null;
        bool same = map is { Factor: 1m and { Scale: 0 }, Offset: 0m and { Scale: 0 } } && !(interval.Low?.Scale > PlacesKept) && !(interval.High?.Scale > PlacesKept);
        return same ? interval : interval.Scale(map.Factor, map.Offset);
    }

    /// <summary>The number as it stands, for a reader.</summary>
    public override string ToString() => $"{Interval} {Unit}".Trim();

    // What is no unit may be anything, and is not kept.
    private static LinearMap? ConversionTo(FactDefinition fact, string unit)
    {
        FactMatch holder = new(fact, null);
        return Conversions.Find(holder, CodeSystem.Other, unit) is { } known ? known
            : Conversion(fact, unit) is { } map ? Conversions.Keep(holder, CodeSystem.Other, unit, map) : null;
    }

    private static LinearMap? Conversion(FactDefinition fact, string written)
    {
        string unit = UnitOfMeasure.Normal(written);
        if (unit.Length > 0 && fact.Units.TryGetValue(unit, out LinearMap direct)) return direct;
        if (IsPlain(fact.Unit) && (unit.Length == 0 || IsNote(unit))) return new(1m);
        if (unit.Length == 0) return null;
        if (UnitOfMeasure.Convert(unit, fact.Unit) is { } general) return general;
        foreach ((string known, LinearMap map) in fact.Units)
        {
            if (UnitOfMeasure.Convert(unit, known) is { } first) return new(first.Factor * map.Factor, (first.Offset * map.Factor) + map.Offset);
        }

        return null;
    }

    private static bool IsPlain(string? unit) => unit is null or "" or "1" || IsNote(unit);

    // {score}, {points}, {EASI}, (score): annotations that say what is counted and change no number.
    private static bool IsNote(string unit) =>
        unit is ['{', .., '}'] or ['(', .., ')'] && unit.AsSpan(1, unit.Length - 2).IndexOfAny('{', '}', '/') < 0;

    private static string? UnitOf(Element quantity)
    {
        string? code = quantity.Get("code"u8).Text();
        if (code is not null && (quantity.Get("system"u8).Is(Ucum) || UnitOfMeasure.IsKnown(code))) return code;
        return quantity.Get("unit"u8).Text() ?? code;
    }
}
