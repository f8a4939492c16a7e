using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>A mixture of normal, or nearly normal, distributions on one line, four components in a vector.</summary>
/// <remarks>A component with skewness γ has Edgeworth's first term: Φ(z) - φ(z) (z² - 1) γ/6.</remarks>
internal sealed class NormalMixture
{
    // A step of Halley's method leaves an error of the third order.
    private const double LastStep = 1e-3;
    private const double MostSkewed = 0.5; // beyond, one term does not do
    private const double Normal975 = 1.959963984540054;
    private const int Places = 4; // 0 and the three quantiles

    private static readonly double[] Probabilities = [double.NaN, 0.025, 0.5, 0.975];

    private readonly Vector256<double>[] _weights;
    private readonly Vector256<double>[] _precisions;
    private readonly AlignedVectors<double> _z;
    private readonly AlignedVectors<double> _cumulative;
    private readonly AlignedVectors<double> _density;

    /// <summary>Room for mixtures of the same weights.</summary>
    /// <param name="weights">Weights, summing to 1 over all lanes.</param>
    public NormalMixture(Vector256<double>[] weights)
    {
        _weights = weights;
        _precisions = new Vector256<double>[weights.Length];
        _z = new AlignedVectors<double>(Places * weights.Length);
        _cumulative = new AlignedVectors<double>(Places * weights.Length);
        _density = new AlignedVectors<double>(Places * weights.Length);
    }

    /// <summary>Moments and three quantiles of a mixture and its probability below 0.</summary>
    /// <param name="means">Means.</param>
    /// <param name="variances">Variances, above 0.</param>
    /// <param name="cumulants">Third cumulants, become skewness; empty where the components are normal.</param>
    public (PosteriorSummary Summary, double Below) Summarize(ReadOnlySpan<Vector256<double>> means, ReadOnlySpan<Vector256<double>> variances, Span<Vector256<double>> cumulants)
    {
        ReadOnlySpan<Vector256<double>> weights = _weights;
        Span<Vector256<double>> precisions = _precisions;
        Vector256<double> sum = Vector256<double>.Zero;
        for (int i = 0; i < weights.Length; i++) sum += weights[i] * means[i];
        double mean = Vector256.Sum(sum);
        Vector256<double> centre = Vector256.Create(mean), second = Vector256<double>.Zero, third = second, fourth = second;
        for (int i = 0; i < weights.Length; i++)
        {
            Vector256<double> shift = means[i] - centre, square = shift * shift, variance = variances[i];
            second += weights[i] * (square + variance);
            third += weights[i] * shift * (square + 3 * variance);
            fourth += weights[i] * (square * square + 6 * square * variance + 3 * variance * variance);
            precisions[i] = Vector256<double>.One / Vector256.Sqrt(variance);
            if (cumulants.Length == 0) continue;
            third += weights[i] * cumulants[i];
            cumulants[i] = Vector256.Clamp(cumulants[i] * precisions[i] * precisions[i] * precisions[i], Vector256.Create(-MostSkewed), Vector256.Create(MostSkewed));
        }

        double sd = Math.Sqrt(Vector256.Sum(second)), skew = Vector256.Sum(third) / (sd * sd * sd), excess = Vector256.Sum(fourth) / (sd * sd * sd * sd) - 3;
        Span<double> at = [0, mean + sd * CornishFisher(-Normal975, skew, excess), mean + sd * CornishFisher(0, skew, excess), mean + sd * CornishFisher(Normal975, skew, excess)];
        Span<Slice> slices = stackalloc Slice[Places];
        if (cumulants.Length == 0)
        {
            Together(at, means, slices);
        }
        else
        {
            for (int place = 0; place < Places; place++) slices[place] = One(at[place], means, cumulants);
        }

        for (int place = 1; place < Places; place++) at[place] = Polish(at[place], slices[place], Probabilities[place], sd, means, cumulants);
        return (new PosteriorSummary(mean, sd, at[1], at[2], at[3]), Math.Clamp(slices[0].Cumulative, 0, 1));
    }

    /// <summary>Quantile of a standardized distribution by its skewness and excess kurtosis.</summary>
    private static double CornishFisher(double z, double skew, double excess)
    {
        double start = z + (z * z - 1) * skew / 6 + (z * z * z - 3 * z) * excess / 24 - (2 * z * z * z - 5 * z) * skew * skew / 36;
        return Math.Abs(start - z) < 1 ? start : z; // far from normal the series misleads
    }

    /// <summary>The mixture of normal components at four places at once, the same as one by one.</summary>
    private void Together(ReadOnlySpan<double> at, ReadOnlySpan<Vector256<double>> means, Span<Slice> slices)
    {
        Vector256<double> x1 = Vector256.Create(at[1]), x2 = Vector256.Create(at[2]), x3 = Vector256.Create(at[3]);
        ReadOnlySpan<Vector256<double>> weights = _weights, precisions = _precisions;
        Span<Vector256<double>> places = _z.Span;
        for (int i = 0; i < weights.Length && places.Length >= Places; i++, places = places[Places..])
        {
            Vector256<double> mean = means[i], precision = precisions[i];
            places[0] = -mean * precision;
            places[1] = (x1 - mean) * precision;
            places[2] = (x2 - mean) * precision;
            places[3] = (x3 - mean) * precision;
        }

        LaneNormal.Evaluate(_z.Span, _cumulative.Span, _density.Span);
        Vector256<double> c0 = Vector256<double>.Zero, c1 = c0, c2 = c0, c3 = c0, d1 = c0, d2 = c0, d3 = c0, s1 = c0, s2 = c0, s3 = c0;
        ReadOnlySpan<Vector256<double>> z = _z.Span, below = _cumulative.Span, density = _density.Span;
        for (int i = 0; i < weights.Length && z.Length >= Places && below.Length >= Places && density.Length >= Places; i++)
        {
            Vector256<double> weight = weights[i], precision = precisions[i], scale = weight * precision;
            c0 += weight * below[0];
            c1 += weight * below[1];
            c2 += weight * below[2];
            c3 += weight * below[3];
            Vector256<double> own = density[1] * scale;
            d1 += own;
            s1 -= own * z[1] * precision;
            own = density[2] * scale;
            d2 += own;
            s2 -= own * z[2] * precision;
            own = density[3] * scale;
            d3 += own;
            s3 -= own * z[3] * precision;
            z = z[Places..];
            below = below[Places..];
            density = density[Places..];
        }

        slices[0] = new Slice(Vector256.Sum(c0), double.NaN, double.NaN);
        slices[1] = new Slice(Vector256.Sum(c1), Vector256.Sum(d1), Vector256.Sum(s1));
        slices[2] = new Slice(Vector256.Sum(c2), Vector256.Sum(d2), Vector256.Sum(s2));
        slices[3] = new Slice(Vector256.Sum(c3), Vector256.Sum(d3), Vector256.Sum(s3));
    }

    /// <summary>The mixture at one place.</summary>
    private Slice One(double at, ReadOnlySpan<Vector256<double>> means, ReadOnlySpan<Vector256<double>> skews)
    {
        Vector256<double> cumulative = Vector256<double>.Zero, density = cumulative, slope = cumulative, x = Vector256.Create(at);
        for (int i = 0; i < _weights.Length; i++)
        {
            Vector256<double> precision = _precisions[i], z = (x - means[i]) * precision;
            (Vector256<double> below, Vector256<double> own) = LaneNormal.Evaluate(z);
            if (skews.Length > 0)
            {
                Vector256<double> square = z * z, sixth = skews[i] / 6;
                below -= own * (square - Vector256<double>.One) * sixth;
                own *= Vector256<double>.One + sixth * z * (square - Vector256.Create(3.0));
            }

            cumulative += _weights[i] * below;
            own *= _weights[i] * precision;
            density += own;
            slope -= own * z * precision; // that of the normal part does for Halley's term
        }

        return new Slice(Vector256.Sum(cumulative), Vector256.Sum(density), Vector256.Sum(slope));
    }

    /// <summary>Halley's method on the distribution function, with bisection where it leaves the bracket.</summary>
    private double Polish(double at, Slice slice, double probability, double sd, ReadOnlySpan<Vector256<double>> means, ReadOnlySpan<Vector256<double>> skews)
    {
        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        for (int iteration = 0; iteration < 200; iteration++)
        {
            double error = slice.Cumulative - probability;
            if (error > 0) high = at;
            else low = at;
            double step = error / slice.Density, halley = step / Math.Max(0.5, 1 - 0.5 * step * slice.Slope / slice.Density);
            double next = at - halley;
            if (!(next > low && next < high))
            {
                next = double.IsFinite(low) && double.IsFinite(high) ? 0.5 * (low + high) : error > 0 ? at - sd : at + sd;
                halley = sd;
            }

            at = next;
            if (Math.Abs(halley) < LastStep * sd && Math.Abs(halley * slice.Density) < 5e-4) break;
            slice = One(at, means, skews);
        }

        return at;
    }

    /// <summary>Distribution function, density and the slope of the density at a place.</summary>
    private readonly record struct Slice(double Cumulative, double Density, double Slope);
}
