using System.Globalization;

namespace Filaggrin.Evidence.Plots;

/// <summary>How probable each rank is, one small chart a treatment.</summary>
/// <remarks>Salanti 2011, doi:10.1016/j.jclinepi.2010.03.016.</remarks>
public static class Rankogram
{
    private const double Margin = 16, Chart = 72, Cell = 140;
    private const int Columns = 4;

    /// <summary>The picture as SVG.</summary>
    /// <param name="model">The fit.</param>
    /// <param name="subject">What it is about.</param>
    public static string Svg(PlotModel model, PlotSubject subject)
    {
        SvgDrawing svg = new();
        PlotFrame frame = new(svg, subject, model.SmallValues);
        double top = frame.Head($"{subject.Outcome}; probability of each rank, 1 is best; sorted by {model.ScoreName}") + 4;
        int count = model.Order.Length;
        double cell = (SvgDrawing.Width - 2 * Margin) / Columns;
        for (int i = 0; i < count; i++) Write(svg, model, i, Margin + i % Columns * cell, top + i / Columns * Cell, cell - 14);
        double bottom = top + (count + Columns - 1) / Columns * Cell;
        bottom = frame.Key(bottom, $"Height: probability, 0 to 100 %. {model.ScoreName}: 1 where a treatment is surely the best, 0 where surely the worst. A rank tells neither how large a difference is nor whether it matters; read it with the forest plot.");
        bottom = frame.Foot(bottom, model.Words);
        string told = string.Join("; ", model.Order.Select(treatment => string.Create(CultureInfo.InvariantCulture, $"{treatment} {model.Score(treatment):0.00}, rank 1 with {100 * model.Ranks(treatment)[0]:0} %")));
        return svg.Finish(bottom, subject.Title, $"Rankogram. {model.ScoreName} and probability of being best: {told}. {model.Words}.");
    }

    private static void Write(SvgDrawing svg, PlotModel model, int place, double x, double y, double width)
    {
        string treatment = model.Order[place];
        IReadOnlyList<double> ranks = model.Ranks(treatment);
        svg.Text(x, y + 12, treatment, "t11 bold", width: width);
        svg.Text(x, y + 25, string.Create(CultureInfo.InvariantCulture, $"{model.ScoreName} {model.Score(treatment):0.00}"), "t10 soft");
        double left = x + 28, room = width - 28, floor = y + 37 + Chart, step = room / ranks.Count;
        foreach ((double part, string label) in ((double, string)[])[(0, "0"), (0.5, "50"), (1, "100%")])
        {
            double height = floor - part * Chart;
            svg.Line(left, height, left + room, height, part == 0 ? "ink" : "grid");
            svg.Text(left - 3, height + 3, label, "t10 soft", Anchor.End, 32);
        }

        int every = ranks.Count <= 8 ? 1 : ranks.Count <= 14 ? 2 : 6;
        for (int rank = 0; rank < ranks.Count; rank++)
        {
            double height = Chart * ranks[rank];
            svg.Rect(left + rank * step + 0.5, floor - height, step - 1, height, "bar", string.Create(CultureInfo.InvariantCulture, $"{treatment}, rank {rank + 1}: {100 * ranks[rank]:0.0} %"));
            if (rank % every == 0) svg.Text(left + (rank + 0.5) * step, floor + 12, (rank + 1).ToString(CultureInfo.InvariantCulture), "t10 soft", Anchor.Middle);
        }
    }
}
