using System.Globalization;

namespace Filaggrin.Evidence.Plots;

/// <summary>An axis from values to pixels; ratios are logarithms and labelled as ratios.</summary>
internal sealed class PlotScale
{
    private static readonly double[] Steps = [1, 2, 5];

    private readonly bool _ratio;
    private readonly double _low, _high, _left, _right;

    public PlotScale(bool ratio, double low, double high, double left, double right)
    {
        if (!(high > low)) (low, high) = (low - 0.5, high + 0.5);
        (_ratio, _low, _high, _left, _right) = (ratio, low, high, left, right);
        Ticks = [.. (ratio ? RatioTicks() : LinearTicks(low, high)).Where(tick => tick >= low - 1e-9 && tick <= high + 1e-9)];
    }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The pixel of a value, held within the axis.</summary>
    public double At(double value) => _left + (Math.Clamp(value, _low, _high) - _low) / (_high - _low) * (_right - _left);

    public bool Holds(double value) => value >= _low - 1e-9 && value <= _high + 1e-9;

    public string Label(double tick) => Show(_ratio ? Math.Exp(tick) : tick);

    /// <summary>A value of the measure as printed: three digits or so.</summary>
    public static string Value(double value, bool ratio)
    {
        double shown = ratio ? Math.Exp(value) : value;
        double size = Math.Abs(shown);
        string format = size >= 1000 && ratio ? "0.#E+0" : size >= 100 ? "0" : size >= 10 ? "0.0" : ratio && size < 0.1 ? "0.000" : "0.00";
        return Minus(shown.ToString(format, CultureInfo.InvariantCulture));
    }

    public static string Interval(double lower, double upper, bool ratio) => $"{Value(lower, ratio)} to {Value(upper, ratio)}";

    private static string Show(double value) => Minus(Math.Abs(value) < 1e-12 ? "0" : value.ToString("0.######", CultureInfo.InvariantCulture));

    private static string Minus(string number) => number.Trim('-', '0', '.').Length == 0 ? number.TrimStart('-') : number.Replace('-', '−');

    private IEnumerable<double> RatioTicks()
    {
        double decades = (_high - _low) / Math.Log(10);
        if (decades < 0.45) return LinearTicks(Math.Exp(_low), Math.Exp(_high)).Where(tick => tick > 0).Select(tick => Math.Log(tick));
        int first = (int)Math.Floor(_low / Math.Log(10)), last = (int)Math.Ceiling(_high / Math.Log(10)), skip = Math.Max(1, (int)Math.Ceiling(decades / 6));
        double[] steps = decades > 2.2 ? [1] : Steps;
        return Enumerable.Range(first, last - first + 1).Where(power => power % skip == 0).SelectMany(power => steps.Select(step => Math.Log(step) + power * Math.Log(10)));
    }

    private static IEnumerable<double> LinearTicks(double low, double high)
    {
        double raw = (high - low) / 5, power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
        for (double at = Math.Ceiling(low / step - 1e-9); at * step <= high + 1e-9 * step; at++) yield return Math.Round(at * step, 10);
    }
}
