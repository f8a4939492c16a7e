using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>A mixture of normal, or nearly normal, distributions on one line, four components in a lane vector.</summary>
/// <remarks>A component with skewness γ has Edgeworth's first term: Φ(z) - φ(z) (z² - 1) γ/6.</remarks>
internal static class NormalMixture
{
    // A step of Halley's method leaves an error of the third order.
    private const double LastStep = 1e-3;
    private const double MostSkewed = 0.5; // beyond, one term does not do
    private const double Normal975 = 1.959963984540054;

    /// <summary>Moments and three quantiles of a mixture and its probability below 0.</summary>
    /// <param name="weights">Weights, summing to 1 over all lanes.</param>
    /// <param name="means">Means.</param>
    /// <param name="variances">Variances, above 0; become reciprocals of the standard deviations.</param>
    /// <param name="cumulants">Third cumulants, become skewness; empty where the components are normal.</param>
    public static (PosteriorSummary Summary, double Below) Summarize(
        ReadOnlySpan<Vector256<double>> weights, ReadOnlySpan<Vector256<double>> means, Span<Vector256<double>> variances, Span<Vector256<double>> cumulants)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int i = 0; i < weights.Length; i++) sum += weights[i] * means[i];
        double mean = Vector256.Sum(sum);
        Vector256<double> centre = Vector256.Create(mean), second = Vector256<double>.Zero, third = second, fourth = second, below = second;
        for (int i = 0; i < weights.Length; i++)
        {
            Vector256<double> shift = means[i] - centre, square = shift * shift, variance = variances[i];
            second += weights[i] * (square + variance);
            third += weights[i] * shift * (square + 3 * variance);
            fourth += weights[i] * (square * square + 6 * square * variance + 3 * variance * variance);
            variances[i] = Vector256<double>.One / Vector256.Sqrt(variance);
            Vector256<double> z = -means[i] * variances[i];
            (Vector256<double> cumulative, Vector256<double> density) = LaneNormal.Evaluate(z);
            if (cumulants.Length > 0)
            {
                third += weights[i] * cumulants[i];
                cumulants[i] = Vector256.Clamp(cumulants[i] * variances[i] * variances[i] * variances[i], Vector256.Create(-MostSkewed), Vector256.Create(MostSkewed));
                cumulative -= density * (z * z - Vector256<double>.One) * cumulants[i] / 6;
            }

            below += weights[i] * cumulative;
        }

        double sd = Math.Sqrt(Vector256.Sum(second)), skew = Vector256.Sum(third) / (sd * sd * sd), excess = Vector256.Sum(fourth) / (sd * sd * sd * sd) - 3;
        double Quantile(double probability, double z, ReadOnlySpan<Vector256<double>> w, ReadOnlySpan<Vector256<double>> m, ReadOnlySpan<Vector256<double>> r, ReadOnlySpan<Vector256<double>> g)
        {
            double start = z + (z * z - 1) * skew / 6 + (z * z * z - 3 * z) * excess / 24 - (2 * z * z * z - 5 * z) * skew * skew / 36;
            if (!(Math.Abs(start - z) < 1)) start = z; // far from normal the series misleads
            return Polish(mean + sd * start, sd, probability, w, m, r, g);
        }

        return (new PosteriorSummary(
            mean,
            sd,
            Quantile(0.025, -Normal975, weights, means, variances, cumulants),
            Quantile(0.5, 0, weights, means, variances, cumulants),
            Quantile(0.975, Normal975, weights, means, variances, cumulants)), Math.Clamp(Vector256.Sum(below), 0, 1));
    }

    /// <summary>Halley's method on the distribution function, with bisection where it leaves the bracket.</summary>
    private static double Polish(double at, double sd, double probability, ReadOnlySpan<Vector256<double>> weights, ReadOnlySpan<Vector256<double>> means, ReadOnlySpan<Vector256<double>> precisions, ReadOnlySpan<Vector256<double>> skews)
    {
        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        for (int iteration = 0; iteration < 200; iteration++)
        {
            Vector256<double> cumulative = Vector256<double>.Zero, density = cumulative, slope = cumulative, x = Vector256.Create(at);
            for (int i = 0; i < weights.Length; i++)
            {
                Vector256<double> z = (x - means[i]) * precisions[i];
                (Vector256<double> below, Vector256<double> own) = LaneNormal.Evaluate(z);
                if (skews.Length > 0)
                {
                    Vector256<double> square = z * z, sixth = skews[i] / 6;
                    below -= own * (square - Vector256<double>.One) * sixth;
                    own *= Vector256<double>.One + sixth * z * (square - Vector256.Create(3.0));
                }

                cumulative += weights[i] * below;
                own *= weights[i] * precisions[i];
                density += own;
                slope -= own * z * precisions[i]; // that of the normal part does for Halley's term
            }

            double error = Vector256.Sum(cumulative) - probability, first = Vector256.Sum(density), second = Vector256.Sum(slope);
            if (error > 0) high = at;
            else low = at;
            double step = error / first, halley = step / Math.Max(0.5, 1 - 0.5 * step * second / first);
            double next = at - halley;
            if (!(next > low && next < high))
            {
                next = double.IsFinite(low) && double.IsFinite(high) ? 0.5 * (low + high) : error > 0 ? at - sd : at + sd;
                halley = sd;
            }

            at = next;
            if (Math.Abs(halley) < LastStep * sd && Math.Abs(halley * first) < 5e-4) break;
        }

        return at;
    }
}
