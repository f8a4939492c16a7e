using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Results of other packages, and the data they were computed from.</summary>
internal static class Oracle
{
    /// <summary>Effects, standard errors and a positive τ²: what the optimizers of the packages leave.</summary>
    public const double Relative = 1e-7;

    /// <summary>What a package refits with τ² estimated anew in each part of the data.</summary>
    public const double Refitted = 1e-6;

    /// <summary>Files of rma.mv.</summary>
    public const double MetaforRelative = 1e-6;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Oracles");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Path.Combine(Folder, "expected"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static JsonElement Expected(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected", name + ".json")));
        return document.RootElement.Clone();
    }

    public static TrialTable Table(string file) => TrialTable.Read(File.ReadAllText(Path.Combine(Folder, "data", file + ".csv")), file + ".csv");

    public static bool Exists(string file) => File.Exists(Path.Combine(Folder, "data", file + ".csv"));

    public static Network Arms(string set, EffectMeasure measure) => Network.From(Table(set + "_arms"), measure);

    /// <summary>Equal to a relative tolerance; what is exactly nothing may differ by 1e-8.</summary>
    public static void Near(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(actual - expected) <= Math.Max(tolerance * Math.Abs(expected), expected == 0 ? 1e-8 : 1e-12), $"{what}: expected {expected:R}, got {actual:R}");

    /// <summary>Equal to a tolerance relative to a scale, for estimates whose own size means nothing.</summary>
    public static void NearOn(double scale, double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Max(Math.Abs(expected), scale), $"{what}: expected {expected:R}, got {actual:R}");

    public static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static double? Optional(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    public static RandomEffects Method(string code) => code switch
    {
        "DL" => RandomEffects.DerSimonianLaird,
        "REML" => RandomEffects.Reml,
        "ML" => RandomEffects.MaximumLikelihood,
        "PM" => RandomEffects.PauleMandel,
        "HE" => RandomEffects.Hedges,
        "SJ" => RandomEffects.SidikJonkman,
        "EB" => RandomEffects.EmpiricalBayes,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
