using System.Text.Json;

namespace Filaggrin.Knowledge.Export;

/// <summary>Entries of a record that the library of facts reads.</summary>
/// <param name="Type">The type of resource.</param>
/// <param name="ValueSet">The value set of their codes, or null: all of the type.</param>
internal sealed record DataNeed(string Type, string? ValueSet)
{
    /// <summary>Writes a DataRequirement.</summary>
    public void Write(Utf8JsonWriter json, FhirFrame frame)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        if (ValueSet is not null)
        {
            json.WriteStartArray("codeFilter");
            json.WriteStartObject();
            json.WriteString("path", "code");
            json.WriteString("valueSet", frame.Versioned("ValueSet", ValueSet));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
