using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>A CQL library as a FHIR Library.</summary>
internal static class LibraryResource
{
    private const string FhirModel = "http://fhir.org/guides/cqf/common/Library/FHIR-ModelInfo|4.0.1";

    /// <summary>Writes it.</summary>
    /// <param name="frame">What all resources share.</param>
    /// <param name="library">The library.</param>
    /// <param name="elm">What a translator made of it; null: nothing.</param>
    public static FhirResource Write(FhirFrame frame, ExportedLibrary library, byte[]? elm)
    {
        ImmutableArray<DataNeed> needs = RecordCql.Requirements(library.Facts);
        bool isFacts = library.Name == CqlScope.FactLibrary;
        return frame.Resource("Library", library.Name, library.Name, library.Title, library.Description, json =>
        {
            FhirFrame.Concept(json, "type", "http://terminology.hl7.org/CodeSystem/library-type", "logic-library");
            FhirFrame.Concept(json, "subjectCodeableConcept", "http://hl7.org/fhir/resource-types", "Patient");
            json.WriteStartArray("relatedArtifact");
            DependsOn(json, FhirModel);
            if (!isFacts) DependsOn(json, frame.Versioned("Library", CqlScope.FactLibrary));
            foreach (string set in needs.Select(need => need.ValueSet).OfType<string>().Distinct(StringComparer.Ordinal)) DependsOn(json, frame.Versioned("ValueSet", set));
            json.WriteEndArray();
            json.WriteStartArray("parameter");
            if (isFacts)
            {
                Parameter(json, "Region", "in", "1", "string");
                Parameter(json, "AsOf", "in", "1", "date");
                foreach (string list in (string[])["SheetLists", "SheetDoubtful", "SheetOpen", "SheetNotApplicable", "SheetComplete"]) Parameter(json, list, "in", "*", "string");
            }

            foreach ((string name, FactDefinition fact) in library.Parameters) Parameter(json, name, "in", fact.Type is FactType.Code or FactType.Set ? "*" : "1", TypeOf(fact), fact.Text);
            if (!isFacts)
            {
                foreach ((string name, string text) in library.Definitions) Parameter(json, name, "out", "1", "boolean", text);
            }

            json.WriteEndArray();
            json.WriteStartArray("dataRequirement");
            foreach (DataNeed need in needs) need.Write(json, frame);
            json.WriteEndArray();
            json.WriteStartArray("content");
            Content(json, "text/cql", Encoding.UTF8.GetBytes(library.Cql));
            if (elm is not null) Content(json, "application/elm+json", elm);
            json.WriteEndArray();
        }, elm is null ? ["computable"] : ["computable", "executable"]);
    }

    private static void Content(Utf8JsonWriter json, string type, byte[] data)
    {
        json.WriteStartObject();
        json.WriteString("contentType", type);
        json.WriteBase64String("data", data);
        json.WriteEndObject();
    }

    private static string TypeOf(FactDefinition fact) => fact.Type switch
    {
        FactType.Flag => "boolean",
        FactType.Number => "Range",
        FactType.Date => "Period",
        _ => "string",
    };

    private static void DependsOn(Utf8JsonWriter json, string canonical)
    {
        json.WriteStartObject();
        json.WriteString("type", "depends-on");
        json.WriteString("resource", canonical);
        json.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter json, string name, string use, string max, string type, string? text = null)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("use", use);
        json.WriteNumber("min", 0);
        json.WriteString("max", max);
        if (!string.IsNullOrWhiteSpace(text)) json.WriteString("documentation", FhirFrame.Plain(text));
        json.WriteString("type", type);
        json.WriteEndObject();
    }
}
