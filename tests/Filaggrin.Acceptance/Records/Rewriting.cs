using System.Text.Json;
using System.Text.Json.Nodes;

namespace Filaggrin.Acceptance.Records;

/// <summary>Writes a bundle differently without saying anything else. Numbers keep their digits.</summary>
internal static class Rewriting
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Minified(byte[] json) => Bytes(JsonNode.Parse(json)!);

    public static byte[] MembersShuffled(byte[] json, int seed) => Bytes(Shuffled(JsonNode.Parse(json)!, new Random(seed))!);

    public static byte[] EntriesShuffled(byte[] json, int seed) => Changed(json, bundle =>
    {
        JsonNode[] entries = [.. bundle["entry"]!.AsArray().Select(entry => entry!.DeepClone())];
        new Random(seed).Shuffle(entries);
        bundle["entry"] = new JsonArray(entries);
    });

    public static byte[] OfType(byte[] json, string type) => Changed(json, bundle => bundle["type"] = type);

    /// <summary>The bundle after a change.</summary>
    public static byte[] Changed(byte[] json, Action<JsonNode> change)
    {
        JsonNode bundle = JsonNode.Parse(json)!;
        change(bundle);
        return Bytes(bundle);
    }

    /// <summary>The resources as the files of a bulk export, one for each type.</summary>
    public static IEnumerable<(string Name, byte[] Lines)> Exported(byte[] json) =>
        JsonNode.Parse(json)!["entry"]!.AsArray().Select(entry => entry!["resource"]!).GroupBy(resource => resource["resourceType"]!.GetValue<string>(), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => ($"{group.Key}.ndjson", (byte[])[.. group.SelectMany(resource => (byte[])[.. Bytes(resource), (byte)'\n'])]));

    private static JsonNode? Shuffled(JsonNode? node, Random random)
    {
        switch (node)
        {
            case JsonObject members:
                KeyValuePair<string, JsonNode?>[] all = [.. members];
                random.Shuffle(all);
                return new JsonObject(all.Select(member => KeyValuePair.Create(member.Key, Shuffled(member.Value, random))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Shuffled(item, random))]);
            default:
                return node?.DeepClone();
        }
    }

    private static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Plain);
}
