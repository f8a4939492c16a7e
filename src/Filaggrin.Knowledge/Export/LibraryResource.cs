using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>A CQL library as a FHIR Library.</summary>
internal static class LibraryResource
{
    private static readonly (string Name, string Text)[] Lists =
    [
        ("SheetLists", "The lists that the record holds, none always. Without it no other Sheet parameter counts, and facts are taken from the record."),
        ("SheetDoubtful", "Facts, by name, that are doubted by a text that nobody coded."),
        ("SheetOpen", "Facts, by name, that are on record without a value that can be used."),
        ("SheetNotApplicable", "Facts, by name, that do not apply to the patient."),
        ("SheetComplete", "Sets, by name, that are held in full."),
    ];

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
            foreach (string set in needs.Select(need => need.ValueSet).OfType<string>().Distinct(StringComparer.Ordinal)) DependsOn(json, frame.Versioned("ValueSet", FhirFrame.Own(set)));
            json.WriteEndArray();
            json.WriteStartArray("parameter");
            if (isFacts)
            {
                Parameter(json, "Region", "in", "1", "string", "The region whose labels and guidelines govern: EU, UK or US; any other is taken for EU.");
                Parameter(json, "AsOf", "in", "1", "date", "The day as of which the patient is looked at; today where it is not given.");
                foreach ((string list, string text) in Lists) Parameter(json, list, "in", "*", "string", text);
            }

            foreach ((string name, FactDefinition fact) in library.Parameters) Parameter(json, name, "in", MaxOf(fact), TypeOf(fact), $"{fact.Text} {FormOf(fact)}");
            foreach ((string name, string text, FactDefinition? fact) in library.Definitions)
                Parameter(json, name, "out", fact is null ? "1" : MaxOf(fact), fact is null ? "boolean" : TypeOf(fact), text);

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

    /// <summary>What a value of a fact looks like: numbers in another unit are not known.</summary>
    private static string FormOf(FactDefinition fact) => fact.Type switch
    {
        FactType.Number => $"In {fact.Unit ?? "1"}.",
        FactType.Code => $"The answers that are possible, of: {string.Join(" | ", fact.Options)}.",
        FactType.Set => "Names of its members; a name that ends in ? may be one.",
        _ => "",
    };

    private static string MaxOf(FactDefinition fact) => fact.Type is FactType.Code or FactType.Set ? "*" : "1";

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
