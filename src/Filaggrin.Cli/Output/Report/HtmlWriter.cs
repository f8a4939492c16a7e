using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Filaggrin.Cli.Output.Report;

/// <summary>Writes HTML; whatever a record holds stays text.</summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new();

    /// <summary>An element whose content is written until it is disposed.</summary>
    public Scope In(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(tag, attributes);
        return new(this, tag);
    }

    /// <summary>An element with a text.</summary>
    public void Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(tag, attributes);
        Text(text);
        _html.Append("</").Append(tag).Append('>');
    }

    /// <summary>An element without content, such as an input.</summary>
    public void Empty(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes) => Open(tag, attributes);

    /// <summary>A text; control and format letters become blanks.</summary>
    public void Text(string text) => _html.Append(Encoder.Encode(PlainText.Clean(text)));

    /// <summary>Own style, script or picture, as it is.</summary>
    public void Raw(string markup) => _html.Append(markup);

    /// <inheritdoc />
    public override string ToString() => _html.ToString();

    private void Open(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _html.Append('<').Append(tag);
        foreach ((string name, string? value) in attributes)
        {
            if (value is null) continue;
            _html.Append(' ').Append(name);
            if (value.Length > 0) _html.Append("=\"").Append(Encoder.Encode(PlainText.Clean(value))).Append('"');
        }

        _html.Append('>');
    }

    /// <summary>Closes its element.</summary>
    public readonly struct Scope(HtmlWriter html, string tag) : IDisposable
    {
        /// <inheritdoc />
        public void Dispose() => html._html.Append("</").Append(tag).Append(">\n");
    }
}
