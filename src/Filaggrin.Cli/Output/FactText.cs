using System.Globalization;
using System.Text;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Cli.Output;

/// <summary>Facts in words: their names, values, units and dates as a clinician would write them.</summary>
internal static class FactText
{
    /// <summary>A blank at which no line breaks.</summary>
    public const char Glue = '\u00A0';

    // Names that do not fall apart where a capital letter begins.
    private static readonly Dictionary<string, string> Spoken = new(StringComparer.Ordinal)
    {
        ["EGFR"] = "eGFR",
        ["HBsAg"] = "HBsAg",
        ["HBVDNA"] = "HBV DNA",
        ["HCVRNA"] = "HCV RNA",
        ["AntiHBc"] = "anti-HBc",
        ["AntiHBs"] = "anti-HBs",
        ["AntiHCV"] = "anti-HCV",
        ["TotalIgE"] = "total IgE",
        ["SpecificIgE"] = "specific IgE",
        ["SpecificIgEMite"] = "IgE to house dust mite",
        ["PPNRS"] = "PP-NRS",
        ["ObjectiveSCORAD"] = "objective SCORAD",
        ["ModerateToSevereAD"] = "moderate to severe eczema",
        ["SevereAD"] = "severe eczema",
        ["DaysSinceLiveVaccine"] = "days since live vaccine",
        ["BodySurfaceAreaM2"] = "body surface",
        ["EasiBodySurfaceArea"] = "body surface affected",
        ["CKDStage4Plus"] = "CKD stage 4 or 5",
        ["NUDT15"] = "NUDT15",
        ["HIVTest"] = "HIV test",
    };

    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["a"] = "years",
        ["mo"] = "months",
        ["wk"] = "weeks",
        ["d"] = "days",
        ["1"] = "",
        ["mm[Hg]"] = "mmHg",
        ["mL/min/{1.73_m2}"] = "mL/min/1.73 m²",
        ["Cel"] = "°C",
        ["10*9/L"] = "×10⁹/L",
        ["10*12/L"] = "×10¹²/L",
        ["umol/L"] = "µmol/L",
        ["ug/L"] = "µg/L",
        ["kg/m2"] = "kg/m²",
        ["m2"] = "m²",
        ["k[IU]/L"] = "kIU/L",
        ["[IU]/mL"] = "IU/mL",
        ["/uL"] = "/µL",
        ["mg/d"] = "mg a day",
        ["mg/wk"] = "mg a week",
        ["mg/kg/d"] = "mg/kg a day",
        ["mg/kg/wk"] = "mg/kg a week",
    };

    /// <summary>The name of a fact in words: <c>PlanningPregnancy</c> is «planning pregnancy».</summary>
    public static string Name(string name)
    {
        if (Spoken.TryGetValue(name, out string? spoken)) return spoken;
        StringBuilder text = new();
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && !BeginsWord(name, i)) continue;
            string word = name[start..i];
            if (text.Length > 0) text.Append(' ');
            text.Append(word.Length > 1 && word[1..].All(char.IsAsciiLetterLower) ? word.ToLowerInvariant() : word);
            start = i;
        }

        return text.ToString();
    }

    /// <summary>A unit spelled plainly; scores and counts have none.</summary>
    public static string Unit(string? ucum) =>
        ucum is null || (ucum is ['{', .., '}'] && !ucum.Contains('/', StringComparison.Ordinal)) ? ""
        : Units.TryGetValue(ucum, out string? plain) ? plain
        : ucum.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace('_', ' ');

    /// <summary>A number with at most two decimals.</summary>
    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A number with its unit, kept on one line.</summary>
    public static string Amount(decimal value, string? unit) => WithUnit(Number(value), unit);

    /// <summary>The value of a fact: yes, no, a number with its unit, an answer, or the members that count.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="members">The members of a set that matter; empty: all.</param>
    public static string Value(Fact fact, IReadOnlyCollection<string> members)
    {
        switch (fact.Value)
        {
            case NumberValue { Interval: { IsAny: false } interval }:
                if (fact.Name == "Age") return Age(interval) + Glue + "years";
                string number = (interval.Low, interval.High) switch
                {
                    (null, { } high) => (interval.HighOpen ? "<" : "≤") + Glue + Number(high),
                    ({ } low, null) => (interval.LowOpen ? ">" : "≥") + Glue + Number(low),
                    ({ } low, { } high) when low == high => Number(low),
                    _ => $"{Number(interval.Low!.Value)} to {Number(interval.High!.Value)}",
                };
                return WithUnit(number, fact.Definition.Unit);
            case SetValue { IsUnknown: false } set:
                string[] named = [.. set.Present.Where(member => members.Count == 0 || members.Contains(member, StringComparer.Ordinal))];
                if (named.Length == 0) named = [.. set.Possible.Where(member => members.Count == 0 || members.Contains(member, StringComparer.Ordinal)).Select(member => member + " (uncertain)")];
                return named.Length == 0 ? "none" : named.Length <= 4 ? string.Join(", ", named) : $"{string.Join(", ", named.Take(4))} and {Count(named.Length - 4)} more";
            default:
                return fact.Value.ToString();
        }
    }

    /// <summary>A fact with its value and its date: «eGFR 23 mL/min/1.73 m², 2026-04-02».</summary>
    public static string Of(Fact fact, IReadOnlyCollection<string>? members = null)
    {
        IReadOnlyCollection<string> named = members ?? [];
        bool isNumber = fact.Value is NumberValue { IsUnknown: false };
        string value = Value(fact, named);
        Evidence? evidence = fact.Evidence.FirstOrDefault(one => named.Any(member => one.Value?.Contains(member, StringComparison.Ordinal) == true)) ?? fact.Evidence.FirstOrDefault();
        string text = $"{Name(fact.Name)}{(isNumber ? "" : ":")}{(isNumber ? Glue : ' ')}{value}";
        if (fact.State == FactState.Assumed) return text + " (assumed)";
        return fact.Name is "Age" or "Sex" || evidence?.Date is not { } date ? text : $"{text}, {date}";
    }

    /// <summary>Completed years, or the span of them where the birth date is not known to the day; months below two years.</summary>
    public static string Age(Interval age)
    {
        if (age.Low is not { } low || age.High is not { } high) return "unknown age";
        int from = (int)decimal.Truncate(low), to = (int)decimal.Truncate(high);
        return from == to ? Count(from) : $"{Count(from)} to {Count(to)}";
    }

    /// <summary>A count.</summary>
    public static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string WithUnit(string number, string? unit) => Unit(unit) is { Length: > 0 } plain ? number + Glue + plain.Replace(' ', Glue) : number;

    private static bool BeginsWord(string name, int at) =>
        (char.IsAsciiLetterUpper(name[at]) && (char.IsAsciiLetterLower(name[at - 1]) || (at + 1 < name.Length && char.IsAsciiLetterLower(name[at + 1]))))
        || (char.IsAsciiDigit(name[at]) && char.IsAsciiLetterLower(name[at - 1]));
}
