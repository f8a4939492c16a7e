using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Codes;

/// <summary>The words that widely used answer codes stand for.</summary>
internal static class AnswerWords
{
    public const string Positive = "positive", Negative = "negative", Indeterminate = "indeterminate", Yes = "yes", No = "no";

    private static readonly Dictionary<(CodeSystem, string), string> Words = new()
    {
        [(CodeSystem.Snomed, "10828004")] = Positive,
        [(CodeSystem.Snomed, "260373001")] = Positive,
        [(CodeSystem.Snomed, "52101004")] = Positive,
        [(CodeSystem.Snomed, "11214006")] = Positive, // reactive
        [(CodeSystem.Snomed, "131194007")] = Negative,
        [(CodeSystem.Snomed, "260385009")] = Negative,
        [(CodeSystem.Snomed, "260415000")] = Negative,
        [(CodeSystem.Snomed, "2667000")] = Negative,
        [(CodeSystem.Snomed, "82334004")] = Indeterminate,
        [(CodeSystem.Snomed, "419984006")] = Indeterminate,
        [(CodeSystem.Snomed, "42425007")] = Indeterminate,
        [(CodeSystem.Snomed, "280416009")] = Indeterminate,
        [(CodeSystem.Snomed, "373066001")] = Yes,
        [(CodeSystem.Snomed, "373067005")] = No,
        [(CodeSystem.Loinc, "LA6576-8")] = Positive,
        [(CodeSystem.Loinc, "LA11882-0")] = Positive,
        [(CodeSystem.Loinc, "LA9633-4")] = Positive,
        [(CodeSystem.Loinc, "LA15255-5")] = Positive,
        [(CodeSystem.Loinc, "LA15256-3")] = Negative,
        [(CodeSystem.Loinc, "LA6577-6")] = Negative,
        [(CodeSystem.Loinc, "LA11883-8")] = Negative,
        [(CodeSystem.Loinc, "LA9634-2")] = Negative,
        [(CodeSystem.Loinc, "LA11884-6")] = Indeterminate,
        [(CodeSystem.Loinc, "LA9663-1")] = Indeterminate,
        [(CodeSystem.Loinc, "LA29253-4")] = No, // not breast-feeding
        [(CodeSystem.Loinc, "LA33-6")] = Yes,
        [(CodeSystem.Loinc, "LA32-8")] = No,
        [(CodeSystem.Hl7, "Y")] = Yes,
        [(CodeSystem.Hl7, "N")] = No,
        [(CodeSystem.Hl7, "POS")] = Positive,
        [(CodeSystem.Hl7, "DET")] = Positive,
        [(CodeSystem.Hl7, "NEG")] = Negative,
        [(CodeSystem.Hl7, "ND")] = Negative,
        [(CodeSystem.Hl7, "IND")] = Indeterminate,
        [(CodeSystem.Hl7, "E")] = Indeterminate,
    };

    private static readonly Dictionary<string, string> Spoken = new(StringComparer.OrdinalIgnoreCase)
    {
        ["positive"] = Positive,
        ["pos"] = Positive,
        ["pos."] = Positive,
        ["positiv"] = Positive,
        ["positief"] = Positive,
        ["positif"] = Positive,
        ["positivo"] = Positive,
        ["reactive"] = Positive,
        ["reaktiv"] = Positive,
        ["reactief"] = Positive,
        ["detected"] = Positive,
        ["nachweisbar"] = Positive,
        ["nachgewiesen"] = Positive,
        ["negative"] = Negative,
        ["neg"] = Negative,
        ["neg."] = Negative,
        ["negativ"] = Negative,
        ["negatief"] = Negative,
        ["négatif"] = Negative,
        ["negativo"] = Negative,
        ["non-reactive"] = Negative,
        ["nonreactive"] = Negative,
        ["non reactive"] = Negative,
        ["nicht reaktiv"] = Negative,
        ["niet reactief"] = Negative,
        ["not detected"] = Negative,
        ["undetected"] = Negative,
        ["nicht nachweisbar"] = Negative,
        ["nicht nachgewiesen"] = Negative,
        ["indeterminate"] = Indeterminate,
        ["equivocal"] = Indeterminate,
        ["grenzwertig"] = Indeterminate,
        ["borderline"] = Indeterminate,
    };

    /// <summary>What a whole text says of a result, or null. By itself it is no result; beside a code that says the same it takes nothing from it.</summary>
    public static string? OfText(string text) => Spoken.GetValueOrDefault(text.Trim());

    /// <summary>The word of a code, or null.</summary>
    public static string? Of(Coding coding) => Words.GetValueOrDefault((coding.System, coding.Code));

    /// <summary>The word of an interpretation: only what says positive, negative or neither; N there means normal, not no.</summary>
    public static string? OfInterpretation(Coding coding) => Of(coding) is { } word && word is Positive or Negative or Indeterminate ? word : null;

    /// <summary>The same answer to a question asked the other way: is it so, was it found.</summary>
    public static string? Twin(string word) => word switch
    {
        Positive => Yes,
        Negative => No,
        Yes => Positive,
        No => Negative,
        _ => null,
    };

    /// <summary>The key by which a fact's <c>values</c> name a code.</summary>
    public static string? KeyOf(Coding coding) => coding.System switch
    {
        CodeSystem.Snomed => "snomed|" + coding.Code,
        CodeSystem.Loinc => "loinc|" + coding.Code,
        CodeSystem.Icd10 => "icd-10|" + coding.Code,
        CodeSystem.Atc => "atc|" + coding.Code,
        CodeSystem.RxNorm => "rxnorm|" + coding.Code,
        CodeSystem.Cvx => "cvx|" + coding.Code,
        CodeSystem.Hl7 => "hl7|" + coding.Code,
        _ => null,
    };
}
