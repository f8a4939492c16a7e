using Fhir.Metrics;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Acceptance.Oracle;

/// <summary>Converts units by the UCUM tables of the Firely SDK; the substance's own factors come from the dictionary.</summary>
internal static class OracleUnits
{
    private static readonly SystemOfUnits Ucum = UCUM.Load();
    private static readonly Lock Gate = new();

    // What records write that UCUM does not.
    private static readonly Dictionary<string, string> Spellings = new(StringComparer.Ordinal)
    {
        ["K/uL"] = "10*3/uL",
        ["10^3/uL"] = "10*3/uL",
        ["10^9/L"] = "10*9/L",
        ["IU/L"] = "U/L",
        ["[IU]/L"] = "U/L",
        ["µmol/L"] = "umol/L",
        ["mg/dl"] = "mg/dL",
        ["points"] = "",
        ["mmHg"] = "mm[Hg]",
        ["lb"] = "[lb_av]",
        ["°C"] = "Cel",
        ["mL/min/1.73m2"] = "mL/min/{1.73_m2}",
        ["{#}/uL"] = "/uL",
        ["{index}"] = "",
        ["{count}"] = "",
        ["{score}"] = "",
    };

    /// <summary>A value in the unit of a fact; null where there is no way.</summary>
    public static decimal? Convert(decimal value, string? unit, FactDefinition fact)
    {
        string from = Plain(unit), to = Plain(fact.Unit);
        foreach ((string known, LinearMap map) in fact.Units)
        {
            if (known == unit || Plain(known) == from) return (value * map.Factor) + map.Offset;
        }

        if (from == to) return value;
        if (from.Length == 0 || to.Length == 0) return null;
        if ((from, to) == ("[degF]", "Cel")) return (value - 32m) * 5m / 9m;
        if (Ratio(from, to) is { } direct) return value * direct;
        foreach ((string known, LinearMap map) in fact.Units)
        {
            if (Ratio(from, Plain(known)) is { } first) return (value * first * map.Factor) + map.Offset;
        }

        return null;
    }

    private static string Plain(string? unit)
    {
        unit = Spellings.GetValueOrDefault(unit?.Trim() ?? "", unit?.Trim() ?? "");
        return unit is ['{', .., '}'] && !unit.Contains('/', StringComparison.Ordinal) ? "" : unit == "1" ? "" : unit;
    }

    private static decimal? Ratio(string from, string to)
    {
        // To UCUM a mole is a number, so that cells and moles would convert into each other.
        if (from.Contains("mol", StringComparison.Ordinal) != to.Contains("mol", StringComparison.Ordinal)) return null;
        lock (Gate)
        {
            try
            {
                Quantity source = Ucum.Canonical(Ucum.Quantity("1", from)), target = Ucum.Canonical(Ucum.Quantity("1", to));
                return Quantity.SameDimension(source, target) ? source.Value.ToDecimal() / target.Value.ToDecimal() : null;
            }
            catch (Exception fault) when (fault is ArgumentException or InvalidCastException or FormatException)
            {
                return null; // no unit of UCUM
            }
        }
    }
}
