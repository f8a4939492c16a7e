using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Resources;

/// <summary>Tells which list an empty answer is the answer to: somebody looked and there was nothing.</summary>
internal static class EmptyAnswers
{
    // Parameters that narrow nothing down but the person.
    private static readonly string[] Harmless =
        ["patient", "subject", "_count", "_sort", "_format", "_pretty", "_include", "_revinclude", "_total", "_elements", "_summary", "_offset", "page", "_page"];

    /// <summary>The list that a type of resource belongs to, or null.</summary>
    public static RecordList? ListOf(string type) => type switch
    {
        "Condition" => RecordList.Conditions,
        "MedicationRequest" or "MedicationStatement" or "MedicationAdministration" or "MedicationDispense" => RecordList.Medicines,
        "AllergyIntolerance" => RecordList.Allergies,
        "Immunization" => RecordList.Immunizations,
        "Procedure" => RecordList.Procedures,
        _ => null,
    };

    /// <summary>The list that a search asks for, and of whom; null when it asks for a part of it only.</summary>
    public static (RecordList List, string Owner)? Asked(string request)
    {
        int query = request.IndexOf('?', StringComparison.Ordinal);
        if (query < 0 || TypeOf(request) is not { } type || ListOf(type) is not { } list) return null;
        string owner = References.Patient;
        foreach (string parameter in request[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = parameter.Split('=', 2);
            string name = Uri.UnescapeDataString(pair[0]), value = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
            int modifier = name.IndexOf(':', StringComparison.Ordinal);
            if (modifier >= 0) name = name[..modifier];
            if (name is "patient" or "subject" && value.Length > 0)
                owner = value.Contains('/', StringComparison.Ordinal) || value.StartsWith("urn:", StringComparison.Ordinal) ? References.Target(value) : "Patient/" + value;
            else if (!Harmless.Contains(name) && !(list == RecordList.Medicines && AsksForCurrent(name, value))) return null;
        }

        return (list, owner);
    }

    /// <summary>The type that a search asks for.</summary>
    public static string? TypeOf(string request)
    {
        int query = request.IndexOf('?', StringComparison.Ordinal);
        string path = (query < 0 ? request : request[..query]).TrimEnd('/');
        return path[(path.LastIndexOf('/') + 1)..] is { Length: > 0 } type && char.IsAsciiLetterUpper(type[0]) ? type : null;
    }

    /// <summary>A List of which it is said that nothing is known for it.</summary>
    public static void ReadList(Entry entry, RecordDraft draft)
    {
        Element list = entry.Resource;
        if (list.Get("status"u8).Text() is "entered-in-error" or "retired") return;
        if (!Concept.Read(list.Get("emptyReason"u8)).Codings.Any(coding => coding.Code == "nilknown")) return;
        foreach (Coding coding in Concept.Read(list.Get("code"u8)).Codings)
        {
            RecordList? held = coding.Code switch
            {
                "11450-4" or "problems" => RecordList.Conditions,
                "10160-0" or "29549-3" or "medications" => RecordList.Medicines,
                "48765-2" or "allergies" or "adverserxns" => RecordList.Allergies,
                "11369-6" => RecordList.Immunizations,
                "47519-4" => RecordList.Procedures,
                _ => null,
            };
            if (held is { } known) draft.Hold(entry, known, ClinicalTime.At(list.Get("date"u8)).Start?.First);
        }
    }

    // The medicines in use are what the list of medicines is for.
    private static bool AsksForCurrent(string name, string value) =>
        (name == "status" && value.Split(',').Contains("active", StringComparer.Ordinal)) || (name == "intent" && value.Split(',').Contains("order", StringComparer.Ordinal));
}
