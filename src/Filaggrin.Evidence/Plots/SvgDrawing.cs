using System.Globalization;
using System.Text;

namespace Filaggrin.Evidence.Plots;

/// <summary>Where a text stands at its x.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>Writes one picture of fixed width; the height is told at the end.</summary>
/// <remarks>
/// The style is scoped to the picture's class, so that it can stand within a page. Light is the rule, dark follows the reader's screen,
/// print is always light. Every class has its colours written out, because not every program that shows SVG knows variables.
/// </remarks>
internal sealed class SvgDrawing
{
    /// <summary>Width of every picture, in user units: pixels at full size.</summary>
    public const double Width = 800;

    private const string Style =
        """
        .ev{font-family:"Helvetica Neue",Arial,"Liberation Sans","Noto Sans","DejaVu Sans",sans-serif}
        .ev text{fill:#1b1f24}.ev .t16{font-size:16px;font-weight:700}.ev .t12{font-size:12px}.ev .t11{font-size:11px}.ev .t10{font-size:10px}.ev .bold{font-weight:700}
        .ev .paper{fill:#fff}.ev .tint{fill:#f1f4f7}.ev text.soft{fill:#4d5560}.ev text.mark{fill:#9a3412}.ev text.good{fill:#0b5394}.ev text.bad{fill:#9a3412}
        .ev .halo{stroke:#fff;stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
        .ev .line{stroke:#8a94a0;fill:none}.ev .grid{stroke:#d5dbe1;fill:none}.ev .ink{stroke:#1b1f24;fill:none}.ev .data{stroke:#0b5394;fill:none}.ev .care{stroke:#b45309;fill:none}
        .ev .node{fill:#0b5394;stroke:#fff}.ev .hub{fill:#4d5560;stroke:#fff}.ev .bar{fill:#2f7fb8}.ev .dot{fill:#0b5394}.ev .caredot{fill:#b45309}
        .ev .better{fill:#dbe9f6}.ev .worse{fill:#fbe3d0}
        .ev .k0{fill:#0072b2;stroke:#0072b2}.ev .k1{fill:#d55e00;stroke:#d55e00}.ev .k2{fill:#00805e;stroke:#00805e}.ev .k3{fill:#a8487f;stroke:#a8487f}.ev .k4{fill:#8a6d00;stroke:#8a6d00}.ev .k5{fill:#4d5560;stroke:#4d5560}.ev .ring{fill:#fff;stroke-width:2px}
        @media screen and (prefers-color-scheme:dark){
        .ev text{fill:#e8ebef}.ev .paper{fill:#15181c}.ev .tint{fill:#1e2329}.ev text.soft{fill:#b4bcc7}.ev text.mark{fill:#fbbf24}.ev text.good{fill:#9ccdf0}.ev text.bad{fill:#fbbf24}
        .ev .halo{stroke:#15181c}.ev .line{stroke:#7d8794}.ev .grid{stroke:#343b44}.ev .ink{stroke:#e8ebef}.ev .data{stroke:#8ec5ff}.ev .care{stroke:#fbbf24}
        .ev .node{fill:#8ec5ff;stroke:#15181c}.ev .hub{fill:#b4bcc7;stroke:#15181c}.ev .bar{fill:#62a4d3}.ev .dot{fill:#8ec5ff}.ev .caredot{fill:#fbbf24}
        .ev .better{fill:#17324d}.ev .worse{fill:#47290f}
        .ev .k0{fill:#56b4e9;stroke:#56b4e9}.ev .k1{fill:#ff9d5c;stroke:#ff9d5c}.ev .k2{fill:#3fc79a;stroke:#3fc79a}.ev .k3{fill:#e39bc4;stroke:#e39bc4}.ev .k4{fill:#f0e442;stroke:#f0e442}.ev .k5{fill:#b4bcc7;stroke:#b4bcc7}.ev .ring{fill:#15181c}
        }
        """;

    private readonly StringBuilder _body = new();

    /// <summary>One line of text; what does not fit its width is cut, and stands in full in a title of its own.</summary>
    public void Text(double x, double y, string text, string style = "t12", Anchor anchor = Anchor.Start, double width = double.PositiveInfinity)
    {
        string shown = PlotText.Fit(text, Size(style), width);
        if (shown.Length == 0) return;
        string at = anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", _ => "" };
        string full = shown == PlotText.Clean(text) ? "" : $"<title>{PlotText.Escape(text)}</title>";
        _body.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" class=\"{style}\"{at}>{full}{PlotText.Escape(shown)}</text>\n");
    }

    /// <summary>A paragraph; returns the y below its last line.</summary>
    public double Paragraph(double x, double y, string text, string style, double width)
    {
        double size = Size(style);
        foreach (string line in PlotText.Wrap(text, size, width))
        {
            Text(x, y, line, style);
            y += size + 4;
        }

        return y;
    }

    public void Line(double x1, double y1, double x2, double y2, string style, double width = 1, string? dashes = null) => _body.Append(CultureInfo.InvariantCulture,
        $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" class=\"{style}\" stroke-width=\"{Number(width)}\"{(dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"")}/>\n");

    public void Rect(double x, double y, double width, double height, string style, string? title = null) => _body.Append(CultureInfo.InvariantCulture,
        $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\" class=\"{style}\"{Inner("rect", title)}\n");

    public void Circle(double x, double y, double radius, string style, string? title = null) => _body.Append(CultureInfo.InvariantCulture,
        $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" class=\"{style}\"{Inner("circle", title)}\n");

    public void Path(string data, string style, double width = 1, string? title = null) => _body.Append(CultureInfo.InvariantCulture,
        $"<path d=\"{data}\" class=\"{style}\" stroke-width=\"{Number(width)}\"{Inner("path", title)}\n");

    /// <summary>The finished picture.</summary>
    /// <param name="height">Height in user units.</param>
    /// <param name="title">Its name, read aloud first.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public string Finish(double height, string title, string description)
    {
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ev\" viewBox=\"0 0 {Number(Width)} {Number(height)}\" width=\"{Number(Width)}\" height=\"{Number(height)}\" role=\"img\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{PlotText.Escape(title)}</title>\n<desc>{PlotText.Escape(description)}</desc>\n<style>{Style}</style>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"0\" y=\"0\" width=\"{Number(Width)}\" height=\"{Number(height)}\" class=\"paper\"/>\n");
        return svg.Append(_body).Append("</svg>\n").ToString();
    }

    /// <summary>A number as SVG takes it.</summary>
    public static string Number(double value)
    {
        string text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>Font size of a style.</summary>
    public static double Size(string style) => style.StartsWith("t16", StringComparison.Ordinal) ? 17.5 // bold letters are wider
        : double.Parse(style.AsSpan(1, 2), CultureInfo.InvariantCulture) * (style.Contains("bold", StringComparison.Ordinal) ? 1.08 : 1);

    private static string Inner(string element, string? title) => title is null ? "/>" : $"><title>{PlotText.Escape(title)}</title></{element}>";
}
