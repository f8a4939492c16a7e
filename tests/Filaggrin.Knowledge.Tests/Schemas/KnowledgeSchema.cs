using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Tests;
using Json.Schema;

namespace Filaggrin.Knowledge.Tests.Schemas;

/// <summary>The published schema of one kind of knowledge file.</summary>
internal sealed class KnowledgeSchema
{
    private static readonly Dictionary<string, KnowledgeSchema> Loaded =
        new[] { "agent", "facts", "medicines", "pathway", "regions", "sources", "edition", "claims", "questions" }.ToDictionary(kind => kind, kind => new KnowledgeSchema(kind), StringComparer.Ordinal);

    private readonly JsonSchema _schema;

    private KnowledgeSchema(string kind)
    {
        Kind = kind;
        string text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(TestKnowledge.Folder)!, "docs", "schema", "knowledge", kind + ".json"));
        Root = JsonNode.Parse(text)!.AsObject();
        _schema = JsonSchema.FromText(text);
    }

    public static IEnumerable<KnowledgeSchema> All => Loaded.Values;

    public string Kind { get; }

    public JsonObject Root { get; }

    public static KnowledgeSchema Of(string kind) => Loaded[kind];

    /// <summary>The kind of a file by its folder.</summary>
    public static string KindOf(string path) => path == "edition.yaml" ? "edition" : path.Split('/')[0] is "agents" ? "agent" : path.Split('/')[0];

    /// <summary>Whether the schema has nothing against it.</summary>
    public bool Takes(Node node) => Evaluate(node, OutputFormat.Flag).IsValid;

    /// <summary>Every fault that the schema finds, with its place.</summary>
    public IReadOnlyList<string> Faults(Node node)
    {
        EvaluationResults results = Evaluate(node, OutputFormat.List);
        if (results.IsValid) return [];
        string[] told = [.. (results.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")];
        return told.Length > 0 ? told : ["it is not what the schema says"];
    }

    /// <summary>The part that a reference leads to, with its path.</summary>
    public (string Path, JsonObject Schema) Resolve(string path, JsonObject schema)
    {
        while (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            path = reference;
            schema = Root["$defs"]![reference["#/$defs/".Length..]]!.AsObject();
        }

        return (path, schema);
    }

    /// <summary>The branches that a value may take: the part itself, or what its <c>anyOf</c> offers.</summary>
    public IEnumerable<(string Path, JsonObject Schema)> Branches(string path, JsonObject schema)
    {
        (path, schema) = Resolve(path, schema);
        if (schema["type"] is null && schema["anyOf"] is JsonArray choices)
            return choices.SelectMany((choice, i) => Branches(string.Create(CultureInfo.InvariantCulture, $"{path}/anyOf/{i}"), choice!.AsObject()));
        return [(path, schema)];
    }

    /// <summary>Every mapping of a file with the part of the schema that speaks of it.</summary>
    public IEnumerable<(MappingNode Node, string Path, JsonObject Schema)> Mappings(Node node) => Mappings(node, "#", Root);

    private EvaluationResults Evaluate(Node node, OutputFormat format)
    {
        using JsonDocument document = JsonDocument.Parse(Json(node)?.ToJsonString() ?? "null");
        return _schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = format });
    }

    private IEnumerable<(MappingNode Node, string Path, JsonObject Schema)> Mappings(Node node, string path, JsonObject schema)
    {
        foreach ((string at, JsonObject part) in Branches(path, schema))
        {
            switch (node)
            {
                case SequenceNode sequence when part["items"] is JsonObject items:
                    foreach (Node item in sequence.Items)
                    {
                        foreach (var inner in Mappings(item, at + "/items", items)) yield return inner;
                    }

                    break;
                case MappingNode mapping when Is(part, "object"):
                    if (part["properties"] is not null) yield return (mapping, at, part);
                    foreach ((string key, Node value) in mapping.Entries)
                    {
                        if ((part["properties"]?[key] ?? part["additionalProperties"]) is not JsonObject property) continue;
                        foreach (var inner in Mappings(value, $"{at}/{key}", property)) yield return inner;
                    }

                    break;
            }
        }
    }

    /// <summary>Every part of the schema that names keys, with its path.</summary>
    public IEnumerable<(string Path, JsonObject Schema)> Objects() =>
        Root["$defs"]!.AsObject().Select(entry => ($"#/$defs/{entry.Key}", entry.Value!.AsObject())).Prepend(("#", Root)).Where(part => part.Item2["properties"] is not null);

    public static bool Is(JsonObject part, string type) => part["type"] switch
    {
        JsonArray types => types.Any(entry => entry!.GetValue<string>() == type),
        JsonValue single => single.GetValue<string>() == type,
        _ => false,
    };

    /// <summary>The value as an editor reads it: YAML 1.2, core schema.</summary>
    public static JsonNode? Json(Node node) => node switch
    {
        MappingNode mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value)))),
        SequenceNode sequence => new JsonArray([.. sequence.Items.Select(Json)]),
        ScalarNode { Quoted: true } text => JsonValue.Create(text.Text),
        ScalarNode { Text: "" or "~" or "null" or "Null" or "NULL" } => null,
        ScalarNode { Text: "true" or "True" or "TRUE" } => JsonValue.Create(true),
        ScalarNode { Text: "false" or "False" or "FALSE" } => JsonValue.Create(false),
        ScalarNode number when Regex.IsMatch(number.Text, @"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)$", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1)) =>
            JsonValue.Create(decimal.Parse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        ScalarNode text => JsonValue.Create(text.Text),
        _ => null,
    };
}
