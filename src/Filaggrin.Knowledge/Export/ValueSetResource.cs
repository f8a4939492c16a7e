using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>The codes that say a fact, as value sets with their expansion: engines look them up where they run.</summary>
internal static class ValueSetResource
{
    /// <summary>The value sets of all facts that have codes which stand alone.</summary>
    public static IEnumerable<FhirResource> Write(FhirFrame frame)
    {
        foreach (FactDefinition fact in frame.Knowledge.Facts.All)
        {
            (string System, string Code)[] codes = [.. Codes(fact)];
            if (codes.Length > 0) yield return Write(frame, fact, codes);
        }
    }

    /// <summary>The codes of a fact that stand alone, by the address of their system; ranges and beginnings of ICD-10 and ATC are none.</summary>
    public static ImmutableArray<(string System, string Code)> Codes(FactDefinition fact) =>
        [.. fact.Codes.Where(code => code is { Below: false, To: null, Doubt: false } && Address(code.System) is not null).Select(code => (Address(code.System)!, code.Code)).Distinct()];

    /// <summary>The address of a code system in FHIR.</summary>
    public static string? Address(CodeSystem system) => system switch
    {
        CodeSystem.Snomed => "http://snomed.info/sct",
        CodeSystem.Icd10 => "http://hl7.org/fhir/sid/icd-10",
        CodeSystem.Loinc => "http://loinc.org",
        CodeSystem.Atc => "http://www.whocc.no/atc",
        CodeSystem.RxNorm => "http://www.nlm.nih.gov/research/umls/rxnorm",
        CodeSystem.Cvx => "http://hl7.org/fhir/sid/cvx",
        _ => null,
    };

    private static FhirResource Write(FhirFrame frame, FactDefinition fact, (string System, string Code)[] codes) => frame.Resource(
        "ValueSet", FhirFrame.Own(fact.Name), fact.Name + "Codes", $"Codes of {FactWords.Name(fact.Name)}",
        $"Codes by which a record tells: {(fact.Text.Length > 0 ? fact.Text : FactWords.Name(fact.Name))}. Beginnings and ranges of codes are not among them.", json =>
        {
            json.WriteStartObject("compose");
            json.WriteStartArray("include");
            foreach (IGrouping<string, (string System, string Code)> system in codes.GroupBy(code => code.System, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("system", system.Key);
                json.WriteStartArray("concept");
                foreach ((_, string code) in system)
                {
                    json.WriteStartObject();
                    json.WriteString("code", code);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("expansion");
            json.WriteString("timestamp", frame.Knowledge.Edition.Date);
            json.WriteNumber("total", codes.Length);
            FhirFrame.Codings(json, "contains", codes);
            json.WriteEndObject();
        });
}
