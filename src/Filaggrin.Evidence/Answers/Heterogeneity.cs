namespace Filaggrin.Evidence;

/// <summary>Cochran's Q with its degrees of freedom and p-value (NaN without degrees of freedom).</summary>
/// <param name="Q">Weighted sum of squares, 0 or more.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom, 0 or more.</param>
public readonly record struct QStatistic(double Q, int DegreesOfFreedom)
{
    /// <summary>Probability of a larger Q without heterogeneity.</summary>
    public double PValue => ChiSquared.UpperTail(Q, DegreesOfFreedom);
}

/// <summary>Disagreement between trials at τ² = 0: in all, within designs and between designs.</summary>
/// <remarks>Krahn 2013, doi:10.1186/1471-2288-13-35. A design is the set of treatments that a trial compares.</remarks>
/// <param name="Total">Total.</param>
/// <param name="WithinDesigns">Heterogeneity: trials of the same design.</param>
/// <param name="BetweenDesigns">Inconsistency: designs against the network.</param>
public sealed record Heterogeneity(QStatistic Total, QStatistic WithinDesigns, QStatistic BetweenDesigns)
{
    /// <summary>Share of the variation that is not chance, 0 to 1: (Q - df) / Q. Higgins 2002, doi:10.1002/sim.1186.</summary>
    public double ISquared => Total.DegreesOfFreedom > 0 && Total.Q > 0 ? Math.Max(0, (Total.Q - Total.DegreesOfFreedom) / Total.Q) : 0;

    internal static Heterogeneity Of(Network network)
    {
        QStatistic total = network.CommonQ(), within = new(0, 0);
        foreach (IGrouping<string, NetworkTrial> design in network.Trials.GroupBy(network.Design, StringComparer.Ordinal))
        {
            if (!design.Skip(1).Any()) continue;
            QStatistic own = new Network([.. design], network.Measure, null, []).CommonQ();
            within = new QStatistic(within.Q + own.Q, within.DegreesOfFreedom + own.DegreesOfFreedom);
        }

        return new Heterogeneity(total, within, new QStatistic(Math.Max(0, total.Q - within.Q), total.DegreesOfFreedom - within.DegreesOfFreedom));
    }
}
