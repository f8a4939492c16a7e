namespace Filaggrin.Evidence.Plots;

/// <summary>Every treatment against every other in a grid; a wide grid is cut into panels.</summary>
public static class LeaguePlot
{
    private const double Margin = 16, RowLabel = 124, Room = SvgDrawing.Width - 2 * Margin - RowLabel, RowHeight = 38, HeadHeight = 46;
    private const int MostColumns = 8;

    /// <summary>The picture as SVG.</summary>
    /// <param name="model">The fit.</param>
    /// <param name="subject">What it is about.</param>
    public static string Svg(PlotModel model, PlotSubject subject)
    {
        SvgDrawing svg = new();
        PlotFrame frame = new(svg, subject, model.SmallValues);
        Network network = model.Network;
        double y = frame.Head($"{subject.Outcome}; {Lower(subject.Quantity(network.Measure).Replace(", log scale", "", StringComparison.Ordinal))} of the row against the column, with 95% interval; sorted by {model.ScoreName}");
        int panels = (model.Order.Length + MostColumns - 1) / MostColumns, columns = (model.Order.Length + panels - 1) / panels;
        for (int first = 0; first < model.Order.Length; first += columns) y = Panel(svg, model, first, Math.Min(columns, model.Order.Length - first), Room / columns, y) + 12;
        y = frame.Key(y - 4, $"▲ the row is better than the column, ▼ worse: the interval leaves out {(network.Measure.IsRatio() ? "1" : "0")}. No sign: it does not tell which is better.");
        y = frame.Foot(y, model.Words);
        return svg.Finish(y, subject.Title, $"League table of {string.Join(", ", model.Order)}; {subject.Quantity(network.Measure)}, row against column, best first. {model.Words}.");
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static double Panel(SvgDrawing svg, PlotModel model, int first, int columns, double width, double y)
    {
        double left = Margin + RowLabel;
        for (int column = 0; column < columns; column++)
        {
            List<string> lines = PlotText.Wrap(model.Order[first + column], 10.5, width - 8, 3);
            for (int i = 0; i < lines.Count; i++) svg.Text(left + column * width + width / 2, y + HeadHeight - 8 - 13 * (lines.Count - 1 - i), lines[i], "t10 bold", Anchor.Middle);
        }

        y += HeadHeight;
        svg.Line(Margin, y, left + columns * width, y, "ink");
        foreach (string row in model.Order)
        {
            List<string> lines = PlotText.Wrap(row, 10.5, RowLabel - 8, 2);
            for (int i = 0; i < lines.Count; i++) svg.Text(Margin, y + RowHeight / 2 + 4 + 13 * (i - (lines.Count - 1) / 2.0), lines[i], "t10 bold");
            for (int column = 0; column < columns; column++) Cell(svg, model, row, model.Order[first + column], left + column * width, y, width);
            y += RowHeight;
            svg.Line(Margin, y, left + columns * width, y, "grid");
        }

        return y;
    }

    private static void Cell(SvgDrawing svg, PlotModel model, string row, string column, double x, double y, double width)
    {
        if (row == column)
        {
            svg.Rect(x + 1, y + 1, width - 2, RowHeight - 2, "tint");
            svg.Text(x + width / 2, y + RowHeight / 2 + 4, "–", "t11 soft", Anchor.Middle);
            return;
        }

        PlotEstimate effect = model.Effect(row, column);
        if (!effect.IsBounded)
        {
            svg.Text(x + width / 2, y + RowHeight / 2 + 4, "not bounded", "t10 soft", Anchor.Middle, width - 2);
            return;
        }

        bool ratio = model.Network.Measure.IsRatio(), high = effect.Lower > 0, low = effect.Upper < 0;
        bool better = model.SmallValues == SmallValues.Undesirable ? high : low, worse = model.SmallValues == SmallValues.Undesirable ? low : high;
        if (better || worse) svg.Rect(x + 1, y + 1, width - 2, RowHeight - 2, better ? "better" : "worse");
        string value = PlotScale.Value(effect.Estimate, ratio), limits = PlotScale.Interval(effect.Lower, effect.Upper, ratio);
        svg.Text(x + width / 2, y + 16, better ? $"▲ {value}" : worse ? $"▼ {value}" : value, better || worse ? "t11 bold" : "t11", Anchor.Middle, width - 4);
        svg.Text(x + width / 2, y + 30, limits, "t10", Anchor.Middle, width - 2);
    }
}
