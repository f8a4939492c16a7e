using System.Collections.Immutable;
using System.Globalization;

namespace Filaggrin.Evidence.Plots;

/// <summary>Do small trials tell of other effects than large ones: the comparison-adjusted funnel.</summary>
/// <remarks>Chaimani and Salanti 2012, doi:10.1002/jrsm.57.</remarks>
public static class FunnelPlot
{
    private const double Left = 70, Right = 560, Height = 380, LegendX = 584;
    private const int MostKinds = 11;
    private const double Normal975 = 1.959963984540054;

    /// <summary>The picture as SVG.</summary>
    /// <param name="fit">The fit, whose τ pools each comparison.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="order">All treatments, in the order in which small trials are expected to favour the later; null shows only the comparisons with the reference, about which there is no doubt.</param>
    /// <exception cref="EvidenceException">A treatment is missing in the order.</exception>
    public static string Svg(NetworkFit fit, PlotSubject subject, IReadOnlyList<string>? order)
    {
        Network network = fit.Network;
        ImmutableArray<FunnelPoint> points = fit.Funnel(order ?? [network.Reference, .. network.Treatments.Where(treatment => treatment != network.Reference)]);
        if (order is null) points = [.. points.Where(point => point.Treatment == network.Reference)];
        SvgDrawing svg = new();
        PlotFrame frame = new(svg, subject, SmallValues.Desirable);
        double top = frame.Head($"{subject.Outcome}; comparison-adjusted funnel{(order is null ? $" of the comparisons with {network.Reference}" : "")}");
        (string First, string Second)[] kinds = Kinds(points);
        double deepest = points.IsEmpty ? 1 : points.Max(point => point.StandardError) * 1.08, widest = Math.Max(1.15 * Normal975 * deepest, points.IsEmpty ? 1 : 1.08 * points.Max(point => Math.Abs(point.Adjusted)));
        PlotScale across = new(ratio: false, -widest, widest, Left, Right), down = new(ratio: false, 0, deepest, top + 20, top + 20 + Height);
        double floor = down.At(deepest);
        foreach (double tick in down.Ticks)
        {
            svg.Line(Left, down.At(tick), Right, down.At(tick), "grid");
            svg.Text(Left - 6, down.At(tick) + 4, down.Label(tick), "t11", Anchor.End);
        }

        svg.Text(16, top + 6, "Standard error", "t11 bold");
        svg.Line(across.At(0), down.At(0), across.At(0), floor, "ink");
        foreach (int side in (int[])[-1, 1]) svg.Line(across.At(0), down.At(0), across.At(side * Normal975 * deepest), floor, "ink", 1, "6 4");
        foreach (FunnelPoint point in points)
        {
            int kind = Math.Min(Array.IndexOf(kinds, (point.Treatment, point.Comparator)), MostKinds);
            Mark(svg, kind, across.At(point.Adjusted), down.At(point.StandardError), string.Create(CultureInfo.InvariantCulture, $"{point.Study}: {point.Comparator} against {point.Treatment}, adjusted {point.Adjusted:0.00}, standard error {point.StandardError:0.00}"));
        }

        Legend(svg, kinds, top + 20, order is null ? network.Reference : null);
        string quantity = subject.Quantity(network.Measure).Replace(", log scale", "", StringComparison.Ordinal);
        string axis = network.Measure.IsRatio() ? $"Trial minus pooled: log {char.ToLowerInvariant(quantity[0])}{quantity[1..]}" : $"Trial minus pooled: {char.ToLowerInvariant(quantity[0])}{quantity[1..]}";
        double bottom = frame.Axis(across, floor, Left, Right, axis, null);
        bottom = Math.Max(bottom, top + 30 + 20 * Math.Min(kinds.Length, MostKinds + 1));
        bottom = frame.Key(bottom, $"Each mark is the comparison of {(order is null ? $"{network.Reference} with another treatment" : "an earlier with a later treatment of the order")} in one trial, less what all trials of that comparison give together. Dashed: where 95 % of the trials lie without heterogeneity and without bias. More marks on one side at the bottom: small trials favour one side.");
        if (order is not null) bottom = frame.Key(bottom, $"Order, small trials expected to favour the later: {string.Join(", ", order)}.");
        bottom = frame.Key(bottom, Test(points, network));
        bottom = frame.Foot(bottom, "");
        return svg.Finish(bottom, subject.Title, $"Comparison-adjusted funnel plot of {points.Length.ToString(CultureInfo.InvariantCulture)} contrasts. {Test(points, network)}");
    }

    private static string Test(ImmutableArray<FunnelPoint> points, Network network)
    {
        int lone = points.GroupBy(point => (point.Treatment, point.Comparator)).Count(group => !group.Skip(1).Any());
        string alone = lone > 0 ? string.Create(CultureInfo.InvariantCulture, $" Comparisons of one trial only: {lone}; such a mark lies at 0 by construction and is not in the test.") : "";
        if (FunnelAsymmetry.Of(points) is not { } test) return "Too few comparable trials for a test of asymmetry." + alone;
        string multi = network.Trials.Any(trial => trial.Arms.Length > 2) ? " Contrasts of one trial are taken as independent here." : "";
        string few = test.DegreesOfFreedom < 8 ? " With fewer than ten contrasts it has little power." : "";
        return string.Create(CultureInfo.InvariantCulture, $"Test of asymmetry (Egger): slope {test.Slope:0.00}, p = {test.PValue:0.000}, {test.DegreesOfFreedom} df.{few}{multi}{alone}").Replace("slope -", "slope −", StringComparison.Ordinal);
    }

    /// <summary>The comparisons by name; where they are more than marks, those of most trials first: one trial lies at 0 whatever it found.</summary>
    private static (string First, string Second)[] Kinds(ImmutableArray<FunnelPoint> points)
    {
        IGrouping<(string First, string Second), FunnelPoint>[] kinds = [.. points.GroupBy(point => (First: point.Treatment, Second: point.Comparator))
            .OrderBy(kind => kind.Key.First, StringComparer.Ordinal).ThenBy(kind => kind.Key.Second, StringComparer.Ordinal)];
        HashSet<(string, string)> own = [.. kinds.OrderByDescending(kind => kind.Count()).Take(MostKinds).Select(kind => kind.Key)];
        return [.. kinds.OrderByDescending(kind => kinds.Length <= MostKinds + 1 || own.Contains(kind.Key)).Select(kind => kind.Key)];
    }

    private static void Legend(SvgDrawing svg, (string First, string Second)[] kinds, double y, string? reference)
    {
        if (reference is not null) svg.Text(LegendX - 6, y - 8, $"Against {reference}", "t11 bold", width: SvgDrawing.Width - LegendX - 2);
        for (int kind = 0; kind < Math.Min(kinds.Length, MostKinds + 1); kind++)
        {
            Mark(svg, kind, LegendX, y + 6 + 20 * kind, null);
            string name = kind == MostKinds && kinds.Length > MostKinds + 1 ? $"{(kinds.Length - MostKinds).ToString(CultureInfo.InvariantCulture)} other comparisons" : reference is null ? $"{kinds[kind].Second} – {kinds[kind].First}" : kinds[kind].Second;
            svg.Text(LegendX + 12, y + 10 + 20 * kind, name, "t11", width: SvgDrawing.Width - LegendX - 20);
        }
    }

    /// <summary>Six colours; four shapes, each full, hollow or with a hole: the shape alone tells every two apart, in print too.</summary>
    private static void Mark(SvgDrawing svg, int kind, double x, double y, string? title)
    {
        string style = $"k{(kind % 6).ToString(CultureInfo.InvariantCulture)}{(kind / 4 == 1 ? " ring" : "")}";
        switch (kind % 4)
        {
            case 0: svg.Circle(x, y, 4.5, style, title); break;
            case 1: svg.Rect(x - 4, y - 4, 8, 8, style, title); break;
            case 2: svg.Path(Polygon((x, y - 5.5), (x + 5, y + 4), (x - 5, y + 4)), style, 1, title); break;
            default: svg.Path(Polygon((x, y - 6), (x + 5, y), (x, y + 6), (x - 5, y)), style, 1, title); break;
        }

        if (kind / 4 == 2) svg.Circle(x, kind % 4 == 2 ? y + 0.8 : y, 1.6, "paper");
    }

    private static string Polygon(params (double X, double Y)[] points) => "M" + string.Join('L', points.Select(point => $"{SvgDrawing.Number(point.X)} {SvgDrawing.Number(point.Y)}")) + "Z";
}
