using System.Text.Json;

namespace Filaggrin.Knowledge.Export;

/// <summary>Entries of a record that the library of facts reads.</summary>
/// <param name="Type">The type of resource.</param>
/// <param name="ValueSet">The value set of their codes, or null: all of the type.</param>
internal sealed record DataNeed(string Type, string? ValueSet)
{
    // Where a service asks a server beforehand, it asks by this (CQF extension of FHIR).
    private const string QueryPattern = "http://hl7.org/fhir/StructureDefinition/cqf-fhirQueryPattern";
    private const string OfPatient = "{{context.patientId}}";

    /// <summary>Writes a DataRequirement: the codes stand in it too, because not every engine looks up a value set for it.</summary>
    public void Write(Utf8JsonWriter json, FhirFrame frame)
    {
        (string System, string Code)[] codes = ValueSet is null ? [] : [.. ValueSetResource.Codes(frame.Knowledge.Facts[ValueSet])];
        json.WriteStartObject();
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("url", QueryPattern);
        json.WriteString("valueString", Query(codes));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("type", Type);
        if (ValueSet is not null)
        {
            json.WriteStartArray("codeFilter");
            json.WriteStartObject();
            json.WriteString("path", "code");
            json.WriteString("valueSet", frame.Versioned("ValueSet", FhirFrame.Own(ValueSet)));
            FhirFrame.Codings(json, "code", codes);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private string Query((string System, string Code)[] codes)
    {
        if (Type == "Patient") return $"Patient/{OfPatient}";
        // The newest first, and all of them: a first page of old ones would hide what is newer.
        string of = $"{Type}?patient={OfPatient}{Type switch { "Condition" => "", "QuestionnaireResponse" => "&_sort=-authored", _ => "&_sort=-date" }}&_count=1000";
        return codes.Length == 0 ? of : $"{of}&code={string.Join(',', codes.Select(code => $"{code.System}|{code.Code}"))}";
    }
}
