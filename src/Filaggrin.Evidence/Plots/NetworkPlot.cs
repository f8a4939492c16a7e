using System.Globalization;

namespace Filaggrin.Evidence.Plots;

/// <summary>Which treatments trials compare: edges as wide as they have trials, nodes as large as they have patients.</summary>
public static class NetworkPlot
{
    private const double Middle = SvgDrawing.Width / 2, Radius = 180, LabelGap = 28, LabelRoom = 182, LargestNode = 19, SmallestNode = 5, LabelStep = 29;

    /// <summary>The picture as SVG; the network may fall into parts.</summary>
    /// <param name="network">The network.</param>
    /// <param name="subject">What it is about.</param>
    public static string Svg(Network network, PlotSubject subject)
    {
        SvgDrawing svg = new();
        PlotFrame frame = new(svg, subject, SmallValues.Desirable);
        double top = frame.Head($"{subject.Outcome}; {Count(network.Trials.Length, "trial")}, {Count(network.Treatments.Length, "treatment")}");
        NetworkLayout layout = new(network);
        double half = Math.Max(Radius + 24, LabelStep * Math.Ceiling(layout.Ring.Count / 2.0) / 2 + 20), centre = top + half;
        (double X, double Y)[] places = new (double, double)[network.Treatments.Length];
        for (int i = 0; i < layout.Ring.Count; i++)
        {
            double angle = 2 * Math.PI * (i + 0.5) / layout.Ring.Count - Math.PI / 2;
            places[layout.Ring[i]] = (Middle + Radius * Math.Cos(angle), centre + Radius * Math.Sin(angle));
        }

        if (layout.Hub is { } hub) places[hub] = (Middle, centre);
        double?[] patients = [.. network.Treatments.Select(treatment => PlotCounts.Patients(network, treatment))];
        bool known = patients.All(value => value is not null);
        double[] sizes = [.. network.Treatments.Select((treatment, i) => known ? patients[i]!.Value : PlotCounts.Trials(network, treatment))];
        double[] radii = [.. sizes.Select(size => Math.Max(SmallestNode, LargestNode * Math.Sqrt(size / sizes.Max())))];
        List<Edge> edges = [.. Edges(network, subject)];
        int most = edges.Max(edge => edge.Trials);
        foreach (Edge edge in edges) Draw(svg, places, edge, 1.6 + (edge.Trials - 1) * Math.Min(1.5, 8.0 / Math.Max(1, most - 1)));
        bool allNumbered = Numbers(svg, places, radii, edges);
        for (int i = 0; i < places.Length; i++)
            svg.Circle(places[i].X, places[i].Y, radii[i], i == layout.Hub ? "hub" : "node", $"{network.Treatments[i]}: {Told(network, i, patients[i])}");
        Labels(svg, network, layout, places, radii, patients, top, top + 2 * half);

        double bottom = top + 2 * half + 8;
        bottom = frame.Key(bottom, $"Area of a circle: {(known ? "patients" : "trials (not every trial tells its patients)")}. Width and number of a line: trials that compare the two{(allNumbered ? "" : "; numbers that would overlap are left out")}. Dashed: one trial only.");
        if (edges.Exists(edge => edge.Provisional > 0)) bottom = frame.Key(bottom, "†, orange: provisional figures (denominator recalled or endpoint inferred) in that share of the trials of the line.");
        if (!network.IsConnected) bottom = frame.Key(bottom, $"Not comparable: the network falls into {network.Components.Length.ToString(CultureInfo.InvariantCulture)} parts that no trial joins.");
        bottom = frame.Foot(bottom, "");
        string told = string.Join("; ", edges.Select(edge => $"{network.Treatments[edge.First]} and {network.Treatments[edge.Second]}: {Count(edge.Trials, "trial")}{(edge.Provisional > 0 ? $", {ForestPlot.Percent(edge.Provisional)} provisional" : "")}"));
        return svg.Finish(bottom, subject.Title, $"Network of {Count(network.Treatments.Length, "treatment")} and {Count(network.Trials.Length, "trial")}. Direct comparisons: {told}.");
    }

    /// <summary>Trials that compare two treatments, and the share of them whose figures are provisional.</summary>
    private sealed record Edge(int First, int Second, int Trials, double Provisional)
    {
        public string Number => Provisional > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Trials} † {ForestPlot.Percent(Provisional)}") : Trials.ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<Edge> Edges(Network network, PlotSubject subject)
    {
        for (int first = 0; first < network.Treatments.Length; first++)
        {
            for (int second = first + 1; second < network.Treatments.Length; second++)
            {
                (string a, string b) = (network.Treatments[first], network.Treatments[second]);
                NetworkTrial[] trials = [.. network.TrialsOf(a, b)];
                if (trials.Length == 0) continue;
                int marked = trials.Count(trial => subject.Provisional.Contains((trial.Study, a)) || subject.Provisional.Contains((trial.Study, b)));
                yield return new Edge(first, second, trials.Length, (double)marked / trials.Length);
            }
        }
    }

    private static void Draw(SvgDrawing svg, (double X, double Y)[] places, Edge edge, double width)
    {
        ((double x1, double y1), (double x2, double y2)) = (places[edge.First], places[edge.Second]);
        svg.Line(x1, y1, x2, y2, edge.Provisional > 0 ? "care" : "line", width, edge.Trials == 1 ? "5 4" : null);
    }

    /// <summary>Numbers on the edges of more than one trial, or with a mark, where they hit neither a node nor each other; false where one had no room.</summary>
    private static bool Numbers(SvgDrawing svg, (double X, double Y)[] places, double[] radii, List<Edge> edges)
    {
        List<(double X, double Y, double Width, double Height)> taken = [.. places.Select((place, i) => (place.X, place.Y, 2 * radii[i] + 2, 2 * radii[i] + 2))];
        bool all = true;
        foreach (Edge edge in edges.Where(edge => edge.Trials > 1 || edge.Provisional > 0).OrderByDescending(edge => edge.Provisional > 0).ThenByDescending(edge => edge.Trials))
        {
            double width = PlotText.Width(edge.Number, 11) + 4;
            bool placed = false;
            foreach (double part in (double[])[0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.72, 0.22, 0.78])
            {
                double x = places[edge.First].X + part * (places[edge.Second].X - places[edge.First].X), y = places[edge.First].Y + part * (places[edge.Second].Y - places[edge.First].Y);
                if (taken.Exists(box => Math.Abs(box.X - x) < (box.Width + width) / 2 && Math.Abs(box.Y - y) < (box.Height + 13) / 2)) continue;
                svg.Text(x, y + 4, edge.Number, edge.Provisional > 0 ? "t11 mark halo" : "t11 halo", Anchor.Middle);
                taken.Add((x, y, width, 13));
                placed = true;
                break;
            }

            all &= placed;
        }

        return all;
    }

    /// <summary>Names in a column on either side, moved apart until none touch; the hub's below it.</summary>
    private static void Labels(SvgDrawing svg, Network network, NetworkLayout layout, (double X, double Y)[] places, double[] radii, double?[] patients, double top, double bottom)
    {
        foreach (bool right in (bool[])[true, false])
        {
            int[] side = [.. layout.Ring.Where((_, i) => i < (layout.Ring.Count + 1) / 2 == right).OrderBy(i => places[i].Y).ThenBy(i => i)];
            double[] heights = Spread([.. side.Select(i => places[i].Y)], top + 14, bottom - 14);
            double x = right ? Middle + Radius + LabelGap : Middle - Radius - LabelGap;
            for (int i = 0; i < side.Length; i++)
            {
                (double nodeX, double nodeY) = places[side[i]];
                double dx = x - nodeX, dy = heights[i] - nodeY, length = Math.Sqrt(dx * dx + dy * dy);
                double from = radii[side[i]] + 1;
                if (length > from) svg.Line(nodeX + dx / length * from, nodeY + dy / length * from, x + (right ? -3 : 3), heights[i], "grid");
                Anchor anchor = right ? Anchor.Start : Anchor.End;
                svg.Text(x, heights[i] + 1, network.Treatments[side[i]], "t12", anchor, LabelRoom);
                svg.Text(x, heights[i] + 13, Told(network, side[i], patients[side[i]]), "t10 soft", anchor, LabelRoom);
            }
        }

        if (layout.Hub is not { } hub) return;
        svg.Text(places[hub].X, places[hub].Y + radii[hub] + 13, network.Treatments[hub], "t12 bold halo", Anchor.Middle, Radius);
        svg.Text(places[hub].X, places[hub].Y + radii[hub] + 26, Told(network, hub, patients[hub]), "t10 halo", Anchor.Middle, Radius);
    }

    /// <summary>Heights at least a label apart, as near to the wanted ones as two sweeps bring them.</summary>
    private static double[] Spread(double[] wanted, double top, double bottom)
    {
        double[] heights = [.. wanted];
        for (int i = 0; i < heights.Length; i++) heights[i] = Math.Max(heights[i], i == 0 ? top : heights[i - 1] + LabelStep);
        for (int i = heights.Length - 1; i >= 0; i--) heights[i] = Math.Min(heights[i], i == heights.Length - 1 ? bottom : heights[i + 1] - LabelStep);
        return heights;
    }

    private static string Told(Network network, int treatment, double? patients)
    {
        string trials = Count(PlotCounts.Trials(network, network.Treatments[treatment]), "trial");
        return patients is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:#,0} patients, {trials}") : trials;
    }

    private static string Count(int number, string thing) => string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");
}
