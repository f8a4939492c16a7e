namespace Filaggrin.Evidence;

/// <summary>An estimate from one source of evidence.</summary>
/// <param name="Estimate">Treatment minus comparator.</param>
/// <param name="StandardError">Its standard error.</param>
public readonly record struct SourceEstimate(double Estimate, double StandardError);

/// <summary>How the indirect evidence of a comparison is found.</summary>
public enum SplitMethod
{
    /// <summary>Network estimate less direct estimate, by their precisions (SIDE; König 2013, doi:10.1002/sim.6001).</summary>
    BackCalculation,

    /// <summary>The network without all trials of the comparison, τ estimated anew (SIDDE; Efthimiou 2019, doi:10.1002/sim.8158).</summary>
    DesignsApart,
}

/// <summary>Direct and indirect evidence of one comparison.</summary>
/// <remarks>Dias 2010, doi:10.1002/sim.3767.</remarks>
/// <param name="Treatment">The treatment.</param>
/// <param name="Comparator">What it is compared with.</param>
/// <param name="Trials">Trials that compare the two.</param>
/// <param name="DirectShare">Share of the direct evidence in the network estimate, 0 to 1.</param>
/// <param name="Network">Estimate of the network.</param>
/// <param name="Direct">Direct evidence; null where there is none.</param>
/// <param name="Indirect">Indirect evidence; null where there is none.</param>
public sealed record NodeSplit(string Treatment, string Comparator, int Trials, double DirectShare, SourceEstimate Network, SourceEstimate? Direct, SourceEstimate? Indirect)
{
    private const double Rounding = 1e-8;

    /// <summary>Direct minus indirect; null where either is missing.</summary>
    public SourceEstimate? Difference => Direct is { } direct && Indirect is { } indirect
        ? new SourceEstimate(direct.Estimate - indirect.Estimate, Math.Sqrt(direct.StandardError * direct.StandardError + indirect.StandardError * indirect.StandardError))
        : null;

    /// <summary>Two-sided p-value of no difference; null where either source is missing.</summary>
    public double? PValue => Difference is { } difference ? NormalDistribution.TwoSided(difference.Estimate / difference.StandardError) : null;

    /// <summary>Splits one comparison.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="treatment">Number of the treatment.</param>
    /// <param name="comparator">Number of the comparator.</param>
    /// <param name="independent">Whether designs can disagree on the two: without such a degree of freedom there is one source only.</param>
    /// <param name="method">How the indirect evidence is found.</param>
    internal static NodeSplit Of(NetworkFit fit, int treatment, int comparator, bool independent, SplitMethod method)
    {
        (string first, string second) = (fit.Network.Treatments[treatment], fit.Network.Treatments[comparator]);
        double estimate = fit.Effects[treatment] - fit.Effects[comparator], variance = fit.Variance(treatment, comparator);
        SourceEstimate network = new(estimate, Math.Sqrt(variance));
        DirectEstimate direct = DirectEstimate.Of(fit.Network, first, second, fit.TauSquared);
        if (direct.Trials == 0) return new NodeSplit(first, second, 0, 0, network, null, network);
        double share = Math.Min(1, variance / direct.Variance);
        SourceEstimate source = new(direct.Estimate, Math.Sqrt(direct.Variance));
        if (1 - share < Rounding) return new NodeSplit(first, second, direct.Trials, 1, network, source, null);
        // Trials with the same arms weigh them differently, which is no second source.
        if (!independent) return new NodeSplit(first, second, direct.Trials, share, network, source, null);
        return new NodeSplit(first, second, direct.Trials, share, network, source, method == SplitMethod.BackCalculation ? BackCalculated(network, direct) : Apart(fit, first, second));
    }

    private static SourceEstimate BackCalculated(SourceEstimate network, DirectEstimate direct)
    {
        double precision = 1 / (network.StandardError * network.StandardError), rest = precision - 1 / direct.Variance;
        return new SourceEstimate((network.Estimate * precision - direct.Estimate / direct.Variance) / rest, 1 / Math.Sqrt(rest));
    }

    private static SourceEstimate? Apart(NetworkFit fit, string treatment, string comparator)
    {
        NetworkTrial[] rest = [.. fit.Network.Trials.Where(trial => !trial.Arms.Any(arm => arm.Treatment == treatment) || !trial.Arms.Any(arm => arm.Treatment == comparator))];
        if (rest.Length == 0) return null;
        foreach (Network part in new Network([.. rest], fit.Network.Measure, null, []).Subnetworks())
        {
            if (!part.Treatments.Contains(treatment, StringComparer.Ordinal) || !part.Treatments.Contains(comparator, StringComparer.Ordinal)) continue;
            Effect effect = (fit.Method is { } method ? part.Fit(method) : part.FitAt(fit.Tau)).Effect(treatment, comparator);
            return new SourceEstimate(effect.Estimate, effect.StandardError);
        }

        return null;
    }
}
