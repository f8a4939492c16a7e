using Filaggrin.Knowledge.Facts;
using Hl7.Fhir.Model;
using CodeSystem = Filaggrin.Knowledge.Facts.CodeSystem;

namespace Filaggrin.Acceptance.Oracle;

/// <summary>A fact that a concept speaks of.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Entry">The code's entry in the dictionary; null when the name of an instrument said it.</param>
internal sealed record OracleMatch(FactDefinition Fact, CodeEntry? Entry);

/// <summary>Looks codes up in the dictionary, for a second reading.</summary>
internal static class OracleCodes
{
    private static readonly (string Begins, CodeSystem System, string Key)[] Addresses =
    [
        ("http://snomed.info/sct", CodeSystem.Snomed, "snomed"), ("http://loinc.org", CodeSystem.Loinc, "loinc"),
        ("http://hl7.org/fhir/sid/icd-10", CodeSystem.Icd10, "icd-10"), ("http://www.nlm.nih.gov/research/umls/rxnorm", CodeSystem.RxNorm, "rxnorm"),
        ("http://www.whocc.no/atc", CodeSystem.Atc, "atc"), ("http://hl7.org/fhir/sid/cvx", CodeSystem.Cvx, "cvx"),
        ("http://fhir.de/CodeSystem/bfarm/icd-10-gm", CodeSystem.Icd10, "icd-10"), ("urn:oid:2.16.840.1.113883.6.96", CodeSystem.Snomed, "snomed"),
    ];

    // Answers whose words any dictionary knows: SNOMED CT qualifiers, LOINC answer lists, HL7 interpretations.
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["snomed|10828004"] = "positive",
        ["snomed|260373001"] = "positive",
        ["snomed|52101004"] = "positive",
        ["loinc|LA6576-8"] = "positive",
        ["loinc|LA11882-0"] = "positive",
        ["snomed|260385009"] = "negative",
        ["snomed|260415000"] = "negative",
        ["snomed|2667000"] = "negative",
        ["loinc|LA6577-6"] = "negative",
        ["loinc|LA11883-8"] = "negative",
        ["snomed|82334004"] = "indeterminate",
        ["snomed|419984006"] = "indeterminate",
        ["snomed|373066001"] = "yes",
        ["snomed|373067005"] = "no",
        ["loinc|LA33-6"] = "yes",
        ["loinc|LA32-8"] = "no",
        ["loinc|LA29253-4"] = "no",
    };

    /// <summary>The system of an address.</summary>
    public static CodeSystem SystemOf(Coding coding) => Find(coding).System;

    /// <summary>A code as the dictionary's answers name it: <c>loinc|LA33-6</c>.</summary>
    public static string KeyOf(Coding coding) => $"{Find(coding).Key}|{coding.Code}";

    /// <summary>The word of a common answer code, or null.</summary>
    public static string? WordOf(Coding coding) => Words.GetValueOrDefault(KeyOf(coding));

    /// <summary>The facts of a concept's codes, each once.</summary>
    public static List<OracleMatch> ByCode(CodeBook book, CodeableConcept concept) =>
        [.. from coding in concept.Coding
            where coding.Code is not null && SystemOf(coding) != CodeSystem.Other
            from match in book.Find(SystemOf(coding), coding.Code!)
            where !IsTrap(book, coding, match.Fact)
            group match by match.Fact into same
            select new OracleMatch(same.Key, same.First().Entry)];

    /// <summary>The same; where no code tells, the name of an instrument or test does.</summary>
    public static List<OracleMatch> ByCodeOrName(CodeBook book, CodeableConcept concept)
    {
        List<OracleMatch> found = ByCode(book, concept);
        if (found.Count > 0) return found;
        return [.. concept.Coding.Where(coding => SystemOf(coding) == CodeSystem.Other).Select(coding => coding.Display).Append(concept.Text).OfType<string>()
            .SelectMany(text => book.FindName(text)).Distinct().Where(fact => !concept.Coding.Exists(coding => IsTrap(book, coding, fact))).Select(fact => new OracleMatch(fact, null))];
    }

    private static (CodeSystem System, string Key) Find(Coding coding)
    {
        foreach ((string begins, CodeSystem system, string key) in Addresses)
        {
            if (coding.System?.StartsWith(begins, StringComparison.Ordinal) == true) return (system, key);
        }

        return (CodeSystem.Other, "");
    }

    private static bool IsTrap(CodeBook book, Coding coding, FactDefinition fact) => coding.Code is { } code && book.Traps.Values.Any(trap =>
        trap.NotFact == fact.Name && trap.System == SystemOf(coding)
        && (trap.System == CodeSystem.Icd10 ? Bare(code).StartsWith(Bare(trap.Code), StringComparison.Ordinal) : code == trap.Code));

    private static string Bare(string code) => code.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
}
