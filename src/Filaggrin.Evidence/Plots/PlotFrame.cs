namespace Filaggrin.Evidence.Plots;

/// <summary>Heading, axis and footnotes, the same in every picture.</summary>
internal sealed class PlotFrame(SvgDrawing svg, PlotSubject subject, SmallValues smallValues)
{
    private const double Margin = 16;
    private const double Room = SvgDrawing.Width - 2 * Margin;

    /// <summary>Title, setting and what is shown; returns the y below.</summary>
    public double Head(string shown)
    {
        double y = 28;
        foreach (string line in PlotText.Wrap(subject.Title, SvgDrawing.Size("t16"), Room, 2))
        {
            svg.Text(Margin, y, line, "t16");
            y += 21;
        }

        if (subject.Setting.Length > 0) y = svg.Paragraph(Margin, y, subject.Setting, "t12 soft", Room);
        string what = shown.TrimStart(';', ' ');
        return svg.Paragraph(Margin, y, char.ToUpperInvariant(what[0]) + what[1..], "t12 soft", Room) + 4;
    }

    /// <summary>A horizontal axis with its ticks, its name and who is favoured on which side; returns the y below.</summary>
    public double Axis(PlotScale scale, double y, double left, double right, string name, string? reference)
    {
        svg.Line(left, y, right, y, "ink");
        double taken = double.NegativeInfinity;
        foreach (double tick in scale.Ticks)
        {
            svg.Line(scale.At(tick), y, scale.At(tick), y + 4, "ink");
            string label = scale.Label(tick);
            double half = PlotText.Width(label, 11) / 2;
            if (scale.At(tick) - half < taken + 3) continue; // labels never touch
            svg.Text(scale.At(tick), y + 17, label, "t11", Anchor.Middle);
            taken = scale.At(tick) + half;
        }

        svg.Text((left + right) / 2, y + 34, name, "t11 bold", Anchor.Middle, 2 * Math.Min((left + right) / 2, SvgDrawing.Width - (left + right) / 2) - 2 * Margin);
        if (reference is null) return y + 44;
        bool moreIsBetter = smallValues == SmallValues.Undesirable;
        double zero = scale.Holds(0) ? scale.At(0) : left, gap = 6;
        string low = moreIsBetter ? $"← favours {reference}" : "← favours treatment", high = moreIsBetter ? "favours treatment →" : $"favours {reference} →";
        double lowRoom = zero - gap - Margin, highRoom = SvgDrawing.Width - Margin - zero - gap;
        svg.Text(zero - gap, y + 51, low, "t11 soft", Anchor.End, lowRoom);
        svg.Text(zero + gap, y + 51, high, "t11 soft", Anchor.Start, highRoom);
        return y + 62;
    }

    /// <summary>A line on how to read the picture; returns the y below.</summary>
    public double Key(double y, string text) => svg.Paragraph(Margin, y + 14, text, "t11 soft", Room) - 10;

    /// <summary>The model and every note of the subject; returns the height of the picture.</summary>
    public double Foot(double y, string words)
    {
        if (words.Length > 0) y = Key(y, char.ToUpperInvariant(words[0]) + words[1..] + ".");
        foreach (string note in subject.Notes) y = Key(y, note);
        return y + 20;
    }
}
