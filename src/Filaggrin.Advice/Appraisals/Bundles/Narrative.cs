using System.Net;
using System.Text;
using System.Text.Json;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>What a resource says, for people: XHTML in which every text stays text.</summary>
internal sealed class Narrative
{
    private readonly StringBuilder _body = new();

    /// <summary>A paragraph, its lead in bold.</summary>
    public Narrative Paragraph(string text, string? lead = null)
    {
        string bold = lead is null ? "" : $"<b>{Safe(lead)}</b>{(text.Length > 0 ? " " : "")}";
        if (bold.Length + text.Length > 0) _body.Append("<p>").Append(bold).Append(Safe(text)).Append("</p>");
        return this;
    }

    /// <summary>A list, or nothing where it is empty.</summary>
    public Narrative List(IEnumerable<string> items) => Lines(items.Select(Safe));

    /// <summary>Sources with their links.</summary>
    public Narrative Sources(IEnumerable<SourceReference> references) => Lines(Citations.Distinct(references).Select(reference =>
    {
        string label = Safe(Citations.Label(reference));
        string link = Citations.Url(reference.Source) is { } url ? $"<a href=\"{Safe(url)}\">{label}</a>" : label;
        return $"{link}: {Safe(Citations.Full(reference.Source))}";
    }));

    /// <summary>Writes it as the text of a resource.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("text");
        json.WriteString("status", "generated");
        json.WriteString("div", $"<div xmlns=\"http://www.w3.org/1999/xhtml\">{_body}</div>");
        json.WriteEndObject();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(FhirJson.Plain(text));

    private Narrative Lines(IEnumerable<string> items)
    {
        string[] lines = [.. items];
        if (lines.Length > 0) _body.Append("<ul>").AppendJoin("", lines.Select(line => $"<li>{line}</li>")).Append("</ul>");
        return this;
    }
}
