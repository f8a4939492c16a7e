namespace Filaggrin.Evidence;

/// <summary>Whether small trials tell of other effects than large ones: the slope of the adjusted effects on their standard errors.</summary>
/// <remarks>
/// Egger 1997, doi:10.1136/bmj.315.7109.629, as a weighted regression with multiplicative error (Sterne 2001, doi:10.1016/S0895-4356(01)00377-8),
/// on comparison-adjusted effects (Chaimani and Salanti 2012, doi:10.1002/jrsm.57). The contrasts of one trial are taken as independent,
/// so that with trials of three or more arms the p-value is a hint only; below ten contrasts the test has little power.
/// </remarks>
/// <param name="Slope">Change of the adjusted effect per unit of standard error.</param>
/// <param name="StandardError">Standard error of the slope.</param>
/// <param name="DegreesOfFreedom">Contrasts less two.</param>
public sealed record FunnelAsymmetry(double Slope, double StandardError, int DegreesOfFreedom)
{
    /// <summary>Two-sided p-value of no asymmetry, by t.</summary>
    public double PValue => StudentT.TwoSided(Slope / StandardError, DegreesOfFreedom);

    /// <summary>The test; null with fewer than three contrasts or where all have one standard error.</summary>
    /// <param name="all">The points; a comparison of one trial is its own pool, lies at 0 and is left out.</param>
    public static FunnelAsymmetry? Of(IEnumerable<FunnelPoint> all)
    {
        FunnelPoint[] points = [.. all.GroupBy(point => (point.Treatment, point.Comparator)).Where(comparison => comparison.Skip(1).Any()).SelectMany(comparison => comparison)];
        if (points.Length < 3) return null;
        double weights = 0, x = 0, y = 0;
        foreach (FunnelPoint point in points)
        {
            double weight = 1 / (point.StandardError * point.StandardError);
            weights += weight;
            x += weight * point.StandardError;
            y += weight * point.Adjusted;
        }

        (x, y) = (x / weights, y / weights);
        double squares = 0, products = 0;
        foreach (FunnelPoint point in points)
        {
            double weight = 1 / (point.StandardError * point.StandardError), distance = point.StandardError - x;
            squares += weight * distance * distance;
            products += weight * distance * (point.Adjusted - y);
        }

        if (!(squares > 1e-12 * weights * x * x)) return null;
        double slope = products / squares, rest = 0;
        foreach (FunnelPoint point in points)
        {
            double residual = point.Adjusted - y - slope * (point.StandardError - x);
            rest += residual * residual / (point.StandardError * point.StandardError);
        }

        int freedom = points.Length - 2;
        return rest > 0 ? new FunnelAsymmetry(slope, Math.Sqrt(rest / freedom / squares), freedom) : null;
    }
}
