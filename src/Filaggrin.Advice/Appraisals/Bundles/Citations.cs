using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>Sources as citations.</summary>
internal static class Citations
{
    /// <summary>The identifier of a source with its place: <c>smpc-methotrexate#4.5</c>.</summary>
    public static string Label(SourceReference reference) => reference.At is { } at ? $"{reference.Source.Id}#{at}" : reference.Source.Id;

    /// <summary>The citation with its year.</summary>
    public static string Full(Source source) => source.Citation + (source.Year is { } year ? $" {year}." : "");

    /// <summary>The address of a source when it is one of the web.</summary>
    public static string? Url(Source source) =>
        source.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http" && !url.Any(char.IsWhiteSpace) ? url : null;

    /// <summary>Each place once.</summary>
    public static IEnumerable<SourceReference> Distinct(IEnumerable<SourceReference> references) => references.DistinctBy(Label, StringComparer.Ordinal);

    /// <summary>The places in brackets, as they follow a statement.</summary>
    public static string Labels(ImmutableArray<SourceReference> references, bool recalled)
    {
        string[] parts = [.. references.Select(Label), .. recalled ? ["not verified"] : Array.Empty<string>()];
        return parts.Length == 0 ? "" : $" ({string.Join(", ", parts)})";
    }

    /// <summary>A citation in Markdown: its label as a link, then who says it.</summary>
    public static string Markdown(SourceReference reference)
    {
        string label = Wording.Markdown.Text(Label(reference));
        string link = Url(reference.Source) is { } url
            ? $"[{label}]({url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})" : label;
        return $"{link}: {Wording.Markdown.Text(Full(reference.Source))}";
    }

    /// <summary>Writes a citation as a RelatedArtifact.</summary>
    public static void Artifact(Utf8JsonWriter json, SourceReference reference)
    {
        json.WriteStartObject();
        json.WriteString("type", "citation");
        json.Text("label", Label(reference));
        json.WriteString("citation", Wording.Markdown.Text(Full(reference.Source)));
        json.Text("url", Url(reference.Source));
        json.WriteEndObject();
    }
}
