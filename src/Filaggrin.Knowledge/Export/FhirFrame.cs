using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Filaggrin.Knowledge.Export;

/// <summary>A FHIR resource as JSON.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Json">Its bytes.</param>
internal sealed record FhirResource(string Type, string Id, byte[] Json)
{
    /// <summary>The name of its file.</summary>
    public string FileName => $"{Type}-{Id}.json";
}

/// <summary>What the resources of one export share.</summary>
/// <param name="knowledge">The knowledge.</param>
/// <param name="canonicalBase">The address below which they are named.</param>
internal sealed class FhirFrame(KnowledgeBase knowledge, string canonicalBase)
{
    private const string Profile = "http://hl7.org/fhir/uv/crmi/StructureDefinition/crmi-";

    // Address, version, title and description are there, and whether it is experimental; nobody has reviewed it, so it is not publishable.
    private const string Shareable = "shareable";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The knowledge.</summary>
    public KnowledgeBase Knowledge => knowledge;

    /// <summary>The address below which resources are named.</summary>
    public string Base => canonicalBase;

    /// <summary>The identifier of a resource that takes no other's place on a server.</summary>
    public static string Own(string id) => "filaggrin-" + id;

    /// <summary>The canonical address of a resource.</summary>
    public string Url(string type, string id) => $"{canonicalBase}/{type}/{id}";

    /// <summary>The canonical address with the version of the edition.</summary>
    public string Versioned(string type, string id) => $"{Url(type, id)}|{knowledge.Edition.Version}";

    /// <summary>JSON as it stands in a file.</summary>
    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Layout))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A resource of knowledge with what all of them say of themselves.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="id">Its identifier.</param>
    /// <param name="name">Its name for programs.</param>
    /// <param name="title">Its title for people.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="write">Writes the rest.</param>
    /// <param name="capabilities">What it is good for besides being shared, as CRMI names it in its profiles.</param>
    public FhirResource Resource(string type, string id, string name, string title, string description, Action<Utf8JsonWriter> write, params string[] capabilities) => new(type, id, Json(json =>
    {
        json.WriteString("resourceType", type);
        json.WriteString("id", id);
        json.WriteStartObject("meta");
        json.WriteStartArray("profile");
        foreach (string capability in (string[])[Shareable, .. capabilities]) json.WriteStringValue(Profile + capability + type.ToLowerInvariant());
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("url", Url(type, id));
        json.WriteString("version", knowledge.Edition.Version);
        json.WriteString("name", name);
        json.WriteString("title", Plain(title));
        json.WriteString("status", "draft");
        json.WriteBoolean("experimental", true);
        json.WriteString("date", knowledge.Edition.Date);
        json.WriteString("publisher", knowledge.Edition.Name);
        json.WriteString("description", Plain(description));
        write(json);
    }));

    /// <summary>A concept of one coding.</summary>
    public static void Concept(Utf8JsonWriter json, string name, string system, string code)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("coding");
        json.WriteStartObject();
        json.WriteString("system", system);
        json.WriteString("code", code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A list of codes with their systems.</summary>
    public static void Codings(Utf8JsonWriter json, string name, IEnumerable<(string System, string Code)> codings)
    {
        json.WriteStartArray(name);
        foreach ((string system, string code) in codings)
        {
            json.WriteStartObject();
            json.WriteString("system", system);
            json.WriteString("code", code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Text in one line without letters that FHIR forbids.</summary>
    public static string Plain(string text) => string.Join(' ', string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
