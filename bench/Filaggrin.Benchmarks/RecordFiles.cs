using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Filaggrin.Benchmarks;

/// <summary>The records of the test data, without white space, the type of each resource first or last.</summary>
internal static class RecordFiles
{
    /// <summary>Six synthetic patients as a hospital exports them.</summary>
    public const string Realistic = "realistic";

    /// <summary>The vignettes, in which nearly each entry matters.</summary>
    public const string Dense = "dense";

    private const string Type = "resourceType";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[][] Minified(string records, bool typeLast) =>
        [.. Files(records).Select(json => JsonSerializer.SerializeToUtf8Bytes(Ordered(JsonNode.Parse(json)!, typeLast), Plain))];

    private static IEnumerable<byte[]> Files(string records) =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "data", records)).Order(StringComparer.Ordinal).Select(Unpacked);

    private static byte[] Unpacked(string file)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal)) return File.ReadAllBytes(file);
        using GZipStream packed = new(File.OpenRead(file), CompressionMode.Decompress);
        using MemoryStream unpacked = new();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static JsonNode? Ordered(JsonNode? node, bool typeLast) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key == Type ? typeLast ? 1 : -1 : 0)
            .Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value, typeLast)))),
        JsonArray items => new JsonArray([.. items.Select(item => Ordered(item, typeLast))]),
        _ => node?.DeepClone(),
    };
}
