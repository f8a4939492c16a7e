using System.Globalization;

namespace Filaggrin.Evidence.Plots;

/// <summary>Every treatment against the reference, with confidence or credible and prediction intervals.</summary>
public static class ForestPlot
{
    private const string Unbounded = "not bounded by the trials";
    private const double Margin = 16, LabelWidth = 196, Left = 222, Right = 560, Numbers = 572, Row = 36;

    /// <summary>The picture as SVG.</summary>
    /// <param name="model">The fit.</param>
    /// <param name="subject">What it is about.</param>
    public static string Svg(PlotModel model, PlotSubject subject)
    {
        Network network = model.Network;
        bool ratio = network.Measure.IsRatio();
        string[] rows = [.. model.Order.Where(treatment => treatment != network.Reference)];
        PlotEstimate[] effects = [.. rows.Select(treatment => model.Effect(treatment, network.Reference))];
        SvgDrawing svg = new();
        PlotFrame frame = new(svg, subject, model.SmallValues);
        double top = frame.Head($"{subject.Outcome}; every treatment against {network.Reference}; sorted by {model.ScoreName}");
        PlotEstimate[] drawn = [.. effects.Where(effect => effect.IsBounded)];
        PlotScale scale = drawn.Length > 0 ? Scale(drawn, ratio) : new PlotScale(ratio, -1, 1, Left, Right);
        double bottom = top + 24 + Row * rows.Length;
        svg.Text(Margin, top + 12, "Treatment", "t11 bold");
        svg.Text(Numbers, top + 12, Credible(model) ? "median (95% credible)" : "estimate (95% CI)", "t11 bold", width: SvgDrawing.Width - Numbers - 8);
        foreach (double tick in scale.Ticks) svg.Line(scale.At(tick), top + 20, scale.At(tick), bottom, "grid");
        if (scale.Holds(0)) svg.Line(scale.At(0), top + 20, scale.At(0), bottom, "ink");
        for (int i = 0; i < rows.Length; i++) Write(svg, scale, model, subject, rows[i], effects[i], top + 24 + Row * i);
        bottom = frame.Axis(scale, bottom, Left, Right, subject.Quantity(network.Measure), network.Reference);
        bottom = frame.Key(bottom, drawn.Any(effect => effect.PredictionLower is not null)
            ? "Thick line and dot: estimate with its 95% interval. Thin line: where the effect of a further trial would lie (95% prediction interval). An arrow: the interval goes on."
            : "Line and dot: estimate with its 95% interval. No prediction interval: the model has none, or the network has no degrees of freedom.");
        if (rows.Any(treatment => model.ProvisionalShare(subject, treatment, network.Reference) > 0))
            bottom = frame.Key(bottom, "† rests in part on provisional figures (denominator recalled or endpoint inferred); the percentage is their weight in the estimate.");
        bottom = frame.Foot(bottom, model.Words);
        string told = string.Join("; ", rows.Select((treatment, i) => $"{treatment} {Figures(effects[i], ratio)}"));
        return svg.Finish(bottom, subject.Title, $"Forest plot. {subject.Quantity(network.Measure)} against {network.Reference}, 95% intervals: {told}. {model.Words}.");
    }

    private static void Write(SvgDrawing svg, PlotScale scale, PlotModel model, PlotSubject subject, string treatment, PlotEstimate effect, double y)
    {
        Network network = model.Network;
        bool ratio = network.Measure.IsRatio();
        double share = model.ProvisionalShare(subject, treatment, network.Reference), middle = y + 14;
        bool marked = share > 0;
        int direct = PlotCounts.Trials(network, treatment, network.Reference);
        string evidence = direct switch { 0 => "indirect evidence only", 1 => "one trial against it", _ => string.Create(CultureInfo.InvariantCulture, $"{direct} trials against it") };
        svg.Text(Margin, y + 12, treatment + (marked ? " †" : ""), "t12", width: LabelWidth);
        svg.Text(Margin, y + 26, evidence, "t10 soft", width: LabelWidth);
        double room = SvgDrawing.Width - Numbers - 8;
        if (!effect.IsBounded)
        {
            svg.Text(Numbers, y + 12, Unbounded, "t12", width: room);
            return;
        }

        if (effect is { PredictionLower: { } low, PredictionUpper: { } high }) Interval(svg, scale, low, high, middle, marked ? "care" : "data", 1);
        Interval(svg, scale, effect.Lower, effect.Upper, middle, marked ? "care" : "data", 3.5);
        if (scale.Holds(effect.Estimate)) svg.Circle(scale.At(effect.Estimate), middle, 5, marked ? "caredot" : "dot", $"{treatment}: {PlotScale.Value(effect.Estimate, ratio)}");
        svg.Text(Numbers, y + 12, Figures(effect, ratio), "t12", width: room);
        string prediction = effect is { PredictionLower: { } from, PredictionUpper: { } to } ? $"predicted {PlotScale.Interval(from, to, ratio)}" : "";
        string weight = marked ? string.Create(CultureInfo.InvariantCulture, $"† {Percent(share)}") : "";
        svg.Text(Numbers, y + 26, string.Join(" · ", new[] { prediction, weight }.Where(part => part.Length > 0)), marked ? "t10 mark" : "t10 soft", width: room);
    }

    private static string Figures(PlotEstimate effect, bool ratio) => effect.IsBounded ? $"{PlotScale.Value(effect.Estimate, ratio)} ({PlotScale.Interval(effect.Lower, effect.Upper, ratio)})" : Unbounded;

    internal static string Percent(double share) => share is > 0 and < 0.005 ? "<1%" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0}%");

    private static void Interval(SvgDrawing svg, PlotScale scale, double lower, double upper, double y, string style, double width)
    {
        double from = scale.At(lower), to = scale.At(upper);
        svg.Line(from, y, to, y, style, width);
        if (!scale.Holds(lower)) svg.Path($"M{SvgDrawing.Number(from + 7)} {SvgDrawing.Number(y - 4)}L{SvgDrawing.Number(from)} {SvgDrawing.Number(y)}L{SvgDrawing.Number(from + 7)} {SvgDrawing.Number(y + 4)}", style, 1.5);
        else if (width < 2) svg.Line(from, y - 4, from, y + 4, style);
        if (!scale.Holds(upper)) svg.Path($"M{SvgDrawing.Number(to - 7)} {SvgDrawing.Number(y - 4)}L{SvgDrawing.Number(to)} {SvgDrawing.Number(y)}L{SvgDrawing.Number(to - 7)} {SvgDrawing.Number(y + 4)}", style, 1.5);
        else if (width < 2) svg.Line(to, y - 4, to, y + 4, style);
    }

    /// <summary>All confidence intervals and no effect within it; prediction intervals as far as they do not crush the rest.</summary>
    private static PlotScale Scale(PlotEstimate[] effects, bool ratio)
    {
        double low = Math.Min(0, effects.Min(effect => effect.Estimate)), high = Math.Max(0, effects.Max(effect => effect.Estimate));
        double[] limits = [.. effects.SelectMany(effect => new[] { effect.Lower, effect.Upper })], spread = [.. effects.Select(effect => effect.Upper - effect.Lower).Order()];
        double reach = Math.Max(high - low, 1e-6) + 3 * spread[spread.Length / 2];
        low = Math.Max(Math.Min(low, limits.Min()), low - reach);
        high = Math.Min(Math.Max(high, limits.Max()), high + reach);
        double width = high - low;
        low = Math.Max(Math.Min(low, effects.Min(effect => effect.PredictionLower ?? effect.Lower)), low - 0.35 * width);
        high = Math.Min(Math.Max(high, effects.Max(effect => effect.PredictionUpper ?? effect.Upper)), high + 0.35 * width);
        return new PlotScale(ratio, low - 0.03 * width, high + 0.03 * width, Left, Right);
    }

    private static bool Credible(PlotModel model) => model.ScoreName == "SUCRA";
}
