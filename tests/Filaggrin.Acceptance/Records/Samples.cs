using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Filaggrin.Acceptance.Records;

/// <summary>A record of the test data with the day and region for which it is asked.</summary>
/// <param name="Name">Its file name without ending.</param>
/// <param name="Json">Its bytes.</param>
/// <param name="AsOf">The day.</param>
/// <param name="Region">The region.</param>
internal sealed record Sample(string Name, byte[] Json, DateOnly AsOf, string Region);

/// <summary>The records of the test data: sixteen vignettes, and synthetic records as a hospital exports them.</summary>
internal static class Samples
{
    /// <summary>A record that makes no sense and holds each form in which an entry can be written.</summary>
    public const string EveryForm = "every-form";

    private const string Expected = ".expected.json", Packed = ".json.gz";

    private static readonly string VignetteFolder = Path.Combine(AppContext.BaseDirectory, "Vignettes", "data");
    private static readonly string RecordFolder = Path.Combine(AppContext.BaseDirectory, "Records", "data");

    /// <summary>The day on which the synthetic records are appraised: shortly after their last entry.</summary>
    private static readonly DateOnly RecordDay = new(2024, 3, 1);

    public static IEnumerable<string> VignetteNames { get; } =
        [.. Directory.EnumerateFiles(VignetteFolder, "*" + Expected).Select(file => Path.GetFileName(file)[..^Expected.Length]).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> RecordNames { get; } =
        [.. Directory.EnumerateFiles(RecordFolder, "*" + Packed).Select(file => Path.GetFileName(file)[..^Packed.Length]).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Vignettes => [.. VignetteNames];

    public static TheoryData<string> Records => [.. RecordNames];

    public static TheoryData<string> All => [.. VignetteNames, .. RecordNames];

    public static TheoryData<string> WithEveryForm => [.. VignetteNames, .. RecordNames, EveryForm];

    /// <summary>What a vignette's appraisal must and must not say.</summary>
    public static JsonNode ExpectedOf(string vignette) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(VignetteFolder, vignette + Expected)))!;

    public static Sample Open(string name)
    {
        if (name == EveryForm) return new(name, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Oracle", "data", name + ".json")), RecordDay, "EU");
        string vignette = Path.Combine(VignetteFolder, name + ".json");
        if (!File.Exists(vignette)) return new(name, Unpack(Path.Combine(RecordFolder, name + Packed)), RecordDay, "EU");
        JsonNode expected = ExpectedOf(name);
        DateOnly asOf = DateOnly.ParseExact(expected["asOf"]!.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(name, File.ReadAllBytes(vignette), asOf, expected["region"]?.GetValue<string>() ?? "EU");
    }

    private static byte[] Unpack(string file)
    {
        using GZipStream packed = new(File.OpenRead(file), CompressionMode.Decompress);
        using MemoryStream unpacked = new();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
