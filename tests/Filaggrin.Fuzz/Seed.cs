using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Filaggrin.Fuzz.Json;

namespace Filaggrin.Fuzz;

/// <summary>A record of the checkout from which mutants are made, without white space.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Bundle">What it holds.</param>
/// <param name="Json">The same in bytes.</param>
/// <param name="AsOf">The day on which it is appraised.</param>
/// <param name="Region">The region.</param>
internal sealed record Seed(string Name, Token Bundle, byte[] Json, DateOnly AsOf, string Region)
{
    private const string Expected = ".expected.json", Packed = ".json.gz";

    private static readonly DateOnly ExamplesDay = new(2026, 11, 1), RecordsDay = new(2024, 3, 1);

    /// <summary>Every record of a checkout, the smallest first.</summary>
    /// <param name="root">The folder of the checkout.</param>
    public static IReadOnlyList<Seed> All(string root)
    {
        string tests = Path.Combine(root, "tests", "Filaggrin.Acceptance");
        IEnumerable<Seed> told = new[] { "Vignettes", "Courses" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(tests, folder, "data"), "*" + Expected)).Select(Told);
        IEnumerable<Seed> examples = Directory.EnumerateFiles(Path.Combine(root, "examples"), "*.json").Where(file => Path.GetFileName(file) != "answers.json").Select(file => Of(file, File.ReadAllBytes(file), ExamplesDay, "EU"));
        IEnumerable<Seed> records = Directory.EnumerateFiles(Path.Combine(tests, "Records", "data"), "*" + Packed).Select(file => Of(file, Unpack(file), RecordsDay, "EU"));
        string form = Path.Combine(tests, "Oracle", "data", "every-form.json");
        return [.. told.Concat(examples).Concat(records).Append(Of(form, File.ReadAllBytes(form), RecordsDay, "EU")).OrderBy(seed => seed.Json.Length).ThenBy(seed => seed.Name, StringComparer.Ordinal)];
    }

    private static Seed Told(string expected)
    {
        using JsonDocument told = JsonDocument.Parse(File.ReadAllBytes(expected));
        DateOnly asOf = DateOnly.ParseExact(told.RootElement.GetProperty("asOf").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        string file = expected[..^Expected.Length] + ".json";
        return Of(file, File.ReadAllBytes(file), asOf, told.RootElement.TryGetProperty("region", out JsonElement region) ? region.GetString()! : "EU");
    }

    private static Seed Of(string file, byte[] json, DateOnly asOf, string region)
    {
        Token bundle = Token.Parse(json) ?? throw new InvalidDataException($"{file}: this is not JSON.");
        return new(Path.GetFileName(file).Split('.')[0], bundle, bundle.Write(), asOf, region);
    }

    private static byte[] Unpack(string file)
    {
        using GZipStream packed = new(File.OpenRead(file), CompressionMode.Decompress);
        using MemoryStream unpacked = new();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
