using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Units;

/// <summary>UCUM units as far as this field needs them, with the spellings that records use.</summary>
/// <remarks>Method: Unified Code for Units of Measure, version 2.1, https://ucum.org. Mass and amount of substance never convert here: the substance decides, so the fact says how.</remarks>
public static class UnitOfMeasure
{
    /// <summary>The days of a mean month of the Gregorian calendar (UCUM).</summary>
    public const decimal DaysOfMonth = 30.4375m;

    private const int UnitsKept = 256;

    private static readonly ConcurrentDictionary<string, (string Dimension, decimal Factor)> Parsed = new(StringComparer.Ordinal);

    // Each atom: its dimension and its size in the base of that dimension. Annotations in braces are dimensions of their own, so that
    // a clearance per 1.73 m2 is not taken for a plain one; counts and scores are pure numbers.
    private static readonly FrozenDictionary<string, (string Dimension, decimal Factor)> Atoms = new Dictionary<string, (string, decimal)>(StringComparer.Ordinal)
    {
        ["a"] = ("time", 12m),
        ["mo"] = ("time", 1m),
        ["wk"] = ("days", 7m),
        ["d"] = ("days", 1m),
        ["h"] = ("days", 1m / 24m),
        ["min"] = ("minute", 1m),
        ["kg"] = ("mass", 1000m),
        ["g"] = ("mass", 1m),
        ["mg"] = ("mass", 0.001m),
        ["ug"] = ("mass", 0.000001m),
        ["ng"] = ("mass", 0.000000001m),
        ["[lb_av]"] = ("mass", 453.59237m),
        ["L"] = ("volume", 1m),
        ["dL"] = ("volume", 0.1m),
        ["mL"] = ("volume", 0.001m),
        ["uL"] = ("volume", 0.000001m),
        ["fL"] = ("volume", 0.000000000000001m),
        ["mol"] = ("amount", 1m),
        ["mmol"] = ("amount", 0.001m),
        ["umol"] = ("amount", 0.000001m),
        ["nmol"] = ("amount", 0.000000001m),
        ["U"] = ("activity", 1m),
        ["kU"] = ("activity", 1000m),
        ["mU"] = ("activity", 0.001m),
        ["ukat"] = ("activity", 60m), // 1 U is 1 umol/min, 1 kat 1 mol/s
        ["nkat"] = ("activity", 0.06m),
        ["[IU]"] = ("activity", 1m),
        ["k[IU]"] = ("activity", 1000m),
        ["m[IU]"] = ("activity", 0.001m),
        ["m"] = ("length", 100m),
        ["cm"] = ("length", 1m),
        ["mm"] = ("length", 0.1m),
        ["[in_i]"] = ("length", 2.54m),
        ["m2"] = ("area", 1m),
        ["mm[Hg]"] = ("pressure", 1m),
        ["kPa"] = ("pressure", 7.50061683m),
        ["Cel"] = ("temperature", 1m),
        ["%"] = ("percent", 1m),
        ["{score}"] = ("", 1m),
        ["{count}"] = ("", 1m),
        ["{class}"] = ("", 1m),
        ["{+}"] = ("", 1m),
        ["1"] = ("", 1m),
        ["{#}"] = ("", 1m),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Spellings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["mmHg"] = "mm[Hg]",
        ["mm Hg"] = "mm[Hg]",
        ["mmhg"] = "mm[Hg]",
        ["MMHG"] = "mm[Hg]",
        ["millimeter of mercury"] = "mm[Hg]",
        ["K/uL"] = "10*3/uL",
        ["k/uL"] = "10*3/uL",
        ["K/UL"] = "10*3/uL",
        ["K/mcL"] = "10*3/uL",
        ["thou/uL"] = "10*3/uL",
        ["Thousand/uL"] = "10*3/uL",
        ["Thousands/uL"] = "10*3/uL",
        ["x10E3/uL"] = "10*3/uL",
        ["10E3/uL"] = "10*3/uL",
        ["10^3/uL"] = "10*3/uL",
        ["x10^3/uL"] = "10*3/uL",
        ["10*3/mm3"] = "10*3/uL",
        ["10^3/mm3"] = "10*3/uL",
        ["10^9/L"] = "10*9/L",
        ["10E9/L"] = "10*9/L",
        ["x10^9/L"] = "10*9/L",
        ["x10E9/L"] = "10*9/L",
        ["10*9/l"] = "10*9/L",
        ["10^9/l"] = "10*9/L",
        ["x 10^9/L"] = "10*9/L",
        ["x10(9)/L"] = "10*9/L",
        ["G/L"] = "10*9/L",
        ["G/l"] = "10*9/L",
        ["Gpt/L"] = "10*9/L",
        ["giga/L"] = "10*9/L",
        ["/nL"] = "10*9/L",
        ["/nl"] = "10*9/L",
        ["cells/uL"] = "/uL",
        ["{cells}/uL"] = "/uL",
        ["cells/mcL"] = "/uL",
        ["/mm3"] = "/uL",
        ["cells/mm3"] = "/uL",
        ["/µL"] = "/uL",
        ["{#}/uL"] = "/uL",
        ["IU/L"] = "U/L",
        ["IU/l"] = "U/L",
        ["U/l"] = "U/L",
        ["u/l"] = "U/L",
        ["iu/L"] = "U/L",
        ["[iU]/L"] = "U/L",
        ["units/L"] = "U/L",
        ["IU/mL"] = "[IU]/mL",
        ["IU/ml"] = "[IU]/mL",
        ["[iU]/mL"] = "[IU]/mL",
        ["mIU/mL"] = "m[IU]/mL",
        ["mIU/ml"] = "m[IU]/mL",
        ["miU/mL"] = "m[IU]/mL",
        ["m[iU]/mL"] = "m[IU]/mL",
        ["kU/L"] = "kU/L",
        ["KU/L"] = "kU/L",
        ["kIU/L"] = "kU/L",
        ["k[IU]/L"] = "kU/L",
        ["mcg"] = "ug",
        ["µg"] = "ug",
        ["μg"] = "ug",
        ["mcg/L"] = "ug/L",
        ["umol/l"] = "umol/L",
        ["µmol/L"] = "umol/L",
        ["μmol/L"] = "umol/L",
        ["µmol/l"] = "umol/L",
        ["μmol/l"] = "umol/L",
        ["micromol/L"] = "umol/L",
        ["mcmol/L"] = "umol/L",
        ["mmol/l"] = "mmol/L",
        ["mg/dl"] = "mg/dL",
        ["MG/DL"] = "mg/dL",
        ["mg/100mL"] = "mg/dL",
        ["mg%"] = "mg/dL",
        ["g/dl"] = "g/dL",
        ["G/DL"] = "g/dL",
        ["gm/dL"] = "g/dL",
        ["g/l"] = "g/L",
        ["mg/l"] = "mg/L",
        ["ml"] = "mL",
        ["l"] = "L",
        ["meq/L"] = "meq/L",
        ["mEq/L"] = "meq/L",
        ["mL/min/1.73m2"] = "mL/min/{1.73_m2}",
        ["mL/min/1.73 m2"] = "mL/min/{1.73_m2}",
        ["mL/min/1.73m^2"] = "mL/min/{1.73_m2}",
        ["mL/min/1.73.m2"] = "mL/min/{1.73_m2}",
        ["mL/min/1.73 m²"] = "mL/min/{1.73_m2}",
        ["mL/min/1.73m²"] = "mL/min/{1.73_m2}",
        ["ml/min/1.73m2"] = "mL/min/{1.73_m2}",
        ["ml/min/1.73 m2"] = "mL/min/{1.73_m2}",
        ["ml/min/{1.73_m2}"] = "mL/min/{1.73_m2}",
        ["mL/min/{1.73m2}"] = "mL/min/{1.73_m2}",
        ["mL/min/1.73m*2"] = "mL/min/{1.73_m2}",
        ["mL/min/1.73/m2"] = "mL/min/{1.73_m2}",
        ["ml/min"] = "mL/min",
        ["years"] = "a",
        ["year"] = "a",
        ["yr"] = "a",
        ["yrs"] = "a",
        ["y"] = "a",
        ["months"] = "mo",
        ["month"] = "mo",
        ["weeks"] = "wk",
        ["week"] = "wk",
        ["w"] = "wk",
        ["days"] = "d",
        ["day"] = "d",
        ["lb"] = "[lb_av]",
        ["lbs"] = "[lb_av]",
        ["pounds"] = "[lb_av]",
        ["in"] = "[in_i]",
        ["inch"] = "[in_i]",
        ["inches"] = "[in_i]",
        ["KG"] = "kg",
        ["Kg"] = "kg",
        ["kgs"] = "kg",
        ["CM"] = "cm",
        ["°C"] = "Cel",
        ["degC"] = "Cel",
        ["C"] = "Cel",
        ["cel"] = "Cel",
        ["°F"] = "[degF]",
        ["degF"] = "[degF]",
        ["F"] = "[degF]",
        ["percent"] = "%",
        ["score"] = "{score}",
        ["points"] = "{score}",
        ["{points}"] = "{score}",
        ["{Score}"] = "{score}",
        ["kg/m^2"] = "kg/m2",
        ["kg/m²"] = "kg/m2",
        ["bpm"] = "/min",
        ["beats/min"] = "/min",
        ["{beats}/min"] = "/min",
        ["/minute"] = "/min",
        ["{pack_years}"] = "{count}",
        ["pack years"] = "{count}",
        ["{PackYears}"] = "{count}",
        ["units/wk"] = "{units}/wk",
        ["units/week"] = "{units}/wk",
        ["mg/week"] = "mg/wk",
        ["mg/day"] = "mg/d",
        ["fl"] = "fL",
        ["mmol/mol{Hb}"] = "mmol/mol",
        ["mmol/mol Hb"] = "mmol/mol",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const int LongestSpelling = 24;

    private static readonly (string Written, string Meant)[] Parts =
    [
        ("µ", "u"), ("μ", "u"), ("×", "x"), ("⁹", "*9"), ("³", "*3"), ("⁶", "*6"), ("10^", "10*"), ("10e", "10*"), ("mm^3", "mm3"), ("mm*3", "mm3"), ("microkat", "ukat"), ("micromol", "umol"),
    ];

    private static readonly (string Written, string Meant)[] Beginnings =
    [
        ("cells/", "/"), ("cell/", "/"), ("1000/", "10*3/"), ("thousands/", "10*3/"), ("thousand/", "10*3/"), ("thou/", "10*3/"), ("k/", "10*3/"), ("billion/", "10*9/"), ("bil/", "10*9/"),
        ("giga/", "10*9/"), ("g/l", "g/L"), ("ui/", "U/"),
    ];

    private static readonly (string Written, string Meant)[] Ends = [("/mcl", "/uL"), ("/cumm", "/uL"), ("/cmm", "/uL"), ("/mm3", "/uL"), ("/ul", "/uL"), ("/dl", "/dL"), ("/ml", "/mL"), ("/l", "/L")];

    /// <summary>The UCUM spelling of a unit as a record writes it; unknown spellings stay as they are.</summary>
    public static string Normal(string unit)
    {
        unit = unit.Trim();
        if (Spellings.TryGetValue(unit, out string? known)) return known;
        if (unit.Length > LongestSpelling || Parse(unit) is not null) return unit;
        string respelled = Respelled(unit);
        respelled = Spellings.GetValueOrDefault(respelled, respelled);
        return Parse(respelled) is null ? unit : respelled;
    }

    /// <summary>What laboratories write of one thing in many ways: small letters for powers and micro, counts a microlitre, thousands.</summary>
    private static string Respelled(string unit)
    {
        foreach ((string written, string meant) in Parts) unit = unit.Replace(written, meant, StringComparison.OrdinalIgnoreCase);
        if (unit is ['x', ..]) unit = unit[1..].TrimStart();
        foreach ((string written, string meant) in Beginnings)
        {
            if (!unit.StartsWith(written, StringComparison.OrdinalIgnoreCase)) continue;
            unit = meant + unit[written.Length..];
            break;
        }

        foreach ((string written, string meant) in Ends)
        {
            if (unit.EndsWith(written, StringComparison.OrdinalIgnoreCase)) return unit[..^written.Length] + meant;
        }

        return unit;
    }

    /// <summary>How a value in one unit becomes a value in another, or null where no conversion is defined.</summary>
    /// <param name="from">The unit of the value; null or empty means a pure number.</param>
    /// <param name="to">The unit wanted.</param>
    public static LinearMap? Convert(string? from, string? to)
    {
        if (from == to) return new(1m);
        from = Normal(from ?? "");
        to = Normal(to ?? "");
        if (from == to) return new(1m);
        if (from == "[degF]" && to == "Cel") return new(5m / 9m, -160m / 9m);
        if (Parse(from) is not { } source || Parse(to) is not { } target || source.Dimension != target.Dimension) return null;
        return new(source.Factor / target.Factor);
    }

    /// <summary>The days of one month or week, with the mean month; one for a day.</summary>
    public static decimal DaysOf(string? unit) => unit switch { "mo" => DaysOfMonth, "wk" => 7m, _ => 1m };

    /// <summary>The unit is one that is known.</summary>
    public static bool IsKnown(string unit) => Normal(unit) == "[degF]" || Parse(Normal(unit)) is not null;

    // The few units that most records name are read once; what stands in braces is free text and is not kept.
    private static (string Dimension, decimal Factor)? Parse(string unit)
    {
        if (Parsed.TryGetValue(unit, out (string, decimal) known)) return known;
        (string, decimal)? read = Read(unit);
        if (read is { } parsed && Parsed.Count < UnitsKept && !unit.Contains('{')) Parsed.TryAdd(unit, parsed);
        return read;
    }

    // Calendar months and days convert at the mean month.
    private static (string Dimension, decimal Factor)? Read(string unit)
    {
        List<string> above = [], below = [];
        decimal factor = 1m;
        int sign = 1;
        foreach (string part in Split(unit))
        {
            if (part == "/")
            {
                sign = -1;
                continue;
            }

            (string Dimension, decimal Factor) atom;
            if (part.StartsWith("10*", StringComparison.Ordinal) && int.TryParse(part.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out int exponent) && exponent <= 12)
            {
                atom = ("", 1m);
                for (int i = 0; i < exponent; i++) atom.Factor *= 10m;
            }
            else if (!Atoms.TryGetValue(part, out atom))
            {
                if (part is not ['{', .., '}']) return null;
                atom = (part, 1m);
            }

            if (atom.Dimension == "days") atom = ("time", atom.Factor / DaysOfMonth);
            factor = sign > 0 ? factor * atom.Factor : factor / atom.Factor;
            if (atom.Dimension.Length == 0) continue;
            if (!(sign > 0 ? below : above).Remove(atom.Dimension)) (sign > 0 ? above : below).Add(atom.Dimension);
        }

        above.Sort(StringComparer.Ordinal);
        below.Sort(StringComparer.Ordinal);
        return ($"{string.Join(' ', above)}/{string.Join(' ', below)}", factor);
    }

    private static IEnumerable<string> Split(string unit)
    {
        int start = 0, depth = 0;
        for (int i = 0; i < unit.Length; i++)
        {
            if (unit[i] is '{' or '[')
            {
                depth++;
            }
            else if (unit[i] is '}' or ']')
            {
                depth--;
            }
            else if (depth == 0 && (unit[i] == '/' || (unit[i] == '.' && i > start)))
            {
                if (i > start) yield return unit[start..i];
                if (unit[i] == '/') yield return "/";
                start = i + 1;
            }
        }

        if (start < unit.Length) yield return unit[start..];
    }
}
