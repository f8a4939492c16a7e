using System.Globalization;
using System.Text;

namespace Filaggrin.Knowledge.Facts;

/// <summary>Names of facts, units and numbers as a clinician would write them.</summary>
public static class FactWords
{
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
        ["ChildPughClass"] = "Child-Pugh class",
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
        ["{units}/wk"] = "units a week",
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

    /// <summary>What a flag says, what a set begins with («takes»), or the name of a number, code or date.</summary>
    public static string Yes(FactDefinition fact) => fact.Phrase ?? (fact.Type == FactType.Set ? Name(fact.Name) + " includes" : fact.Derive switch
    {
        { Kind: "upper-limit", Of: [var of] } => "upper limit of normal of " + Name(of),
        { Kind: "lower-limit", Of: [var of] } => "lower limit of normal of " + Name(of),
        { Kind: "at-start", Of: [var of] } => Name(of) + " at the start",
        _ => Name(fact.Name),
    });

    /// <summary>The contrary of a flag, or what a set begins with that has none of the members («does not take»).</summary>
    public static string No(FactDefinition fact) => fact.Contrary ?? (fact.Type == FactType.Set ? Name(fact.Name) + " does not include" : "no " + Yes(fact));

    private static bool BeginsWord(string name, int at) =>
        (char.IsAsciiLetterUpper(name[at]) && (char.IsAsciiLetterLower(name[at - 1]) || (at + 1 < name.Length && char.IsAsciiLetterLower(name[at + 1]))))
        || (char.IsAsciiDigit(name[at]) && char.IsAsciiLetterLower(name[at - 1]));
}
