using System.Globalization;
using System.Text.Json;

namespace Filaggrin.Cli.Output.Report;

/// <summary>Every fixed text of the report, from one resource for each language.</summary>
internal static class ReportTexts
{
    private const string Language = "en";
    private static readonly Lazy<Dictionary<string, string>> Texts = new(Load);

    /// <summary>The keys of the resource.</summary>
    public static IReadOnlyCollection<string> Keys => Texts.Value.Keys;

    /// <summary>The text of a key, with numbers and names put in.</summary>
    public static string Of(string key, params object[] arguments) =>
        arguments.Length == 0 ? Texts.Value[key] : string.Format(CultureInfo.InvariantCulture, Texts.Value[key], arguments);

    /// <summary>A resource of the program as text.</summary>
    public static string Resource(string name)
    {
        using Stream stream = typeof(ReportTexts).Assembly.GetManifestResourceStream($"Filaggrin.Cli.Output.Report.{name}")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static Dictionary<string, string> Load()
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        using JsonDocument document = JsonDocument.Parse(Resource($"report-{Language}.json"));
        foreach (JsonProperty text in document.RootElement.EnumerateObject()) texts.Add(text.Name, text.Value.GetString()!);
        return texts;
    }
}
