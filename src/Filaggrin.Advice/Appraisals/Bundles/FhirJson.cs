using System.Text.Json;
using Filaggrin.Advice.Wording;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>Elements of FHIR R4: no element is empty, and no text holds a letter that FHIR forbids.</summary>
internal static class FhirJson
{
    /// <summary>Text in which every letter is allowed, in one line.</summary>
    public static string Plain(string text) =>
        string.Join(' ', PlainText.Clean(text.Replace(FactText.Glue, ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Writes a text, or nothing where there is none.</summary>
    public static void Text(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null && Plain(text) is { Length: > 0 } plain) json.WriteString(name, plain);
    }

    /// <summary>Writes a list, or nothing where it is empty.</summary>
    public static void Some<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        bool any = false;
        foreach (T item in items)
        {
            if (!any) json.WriteStartArray(name);
            any = true;
            write(json, item);
        }

        if (any) json.WriteEndArray();
    }

    /// <summary>Writes a CodeableConcept as a member.</summary>
    public static void Concept(this Utf8JsonWriter json, string name, string text, string? loinc = null)
    {
        json.WritePropertyName(name);
        json.ConceptValue(text, loinc);
    }

    /// <summary>Writes a CodeableConcept.</summary>
    public static void ConceptValue(this Utf8JsonWriter json, string text, string? loinc = null)
    {
        json.WriteStartObject();
        if (loinc is not null)
        {
            json.WriteStartArray("coding");
            json.WriteStartObject();
            json.WriteString("system", "http://loinc.org");
            json.WriteString("code", loinc);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.Text("text", text);
        json.WriteEndObject();
    }

    /// <summary>Writes annotations; each is Markdown already.</summary>
    public static void Notes(this Utf8JsonWriter json, IEnumerable<string> markdown) => json.Some("note", markdown, (writer, note) =>
    {
        writer.WriteStartObject();
        writer.WriteString("text", note);
        writer.WriteEndObject();
    });
}
