namespace Filaggrin.Evidence;

/// <summary>Tests and corrections for small trials that differ from large ones, in a network of two treatments.</summary>
public static class SmallStudyEffects
{
    /// <summary>Egger's regression of the estimates on their standard errors, weighted by precision.</summary>
    /// <remarks>Egger 1997, doi:10.1136/bmj.315.7109.629; in this form Sterne and Egger 2005.</remarks>
    /// <returns>Slope over its standard error, its two-sided p-value and degrees of freedom.</returns>
    /// <exception cref="EvidenceException">The network has not two treatments or fewer than three trials.</exception>
    public static (double Statistic, double PValue, int DegreesOfFreedom) Egger(Network network)
    {
        (double[] y, double[] v) = Contrasts(network);
        int freedom = y.Length - 2;
        if (freedom < 1) throw new EvidenceException("Egger's test needs three trials.");
        (double slope, double error) = Slope(y, v);
        return (slope / error, StudentT.TwoSided(slope / error, freedom), freedom);
    }

    /// <summary>Trim and fill: as many trials are mirrored as seem to be missing on one side.</summary>
    /// <remarks>Duval and Tweedie 2000, doi:10.1111/j.0006-341X.2000.00455.x, estimator L0; the side is that away from which Egger's slope points.</remarks>
    /// <returns>Trials filled in, whether on the side of large estimates, and the fit with them.</returns>
    /// <exception cref="EvidenceException">The network has not two treatments or fewer than three trials.</exception>
    public static (int Missing, bool Right, NetworkFit Fit) TrimAndFill(Network network, RandomEffects method)
    {
        (double[] y, double[] v) = Contrasts(network);
        if (y.Length < 3) throw new EvidenceException("Trim and fill needs three trials.");
        bool right = Slope(y, v).Slope < 0;
        double sign = right ? -1 : 1;
        (double Y, double V)[] sorted = [.. y.Zip(v, (estimate, variance) => (Y: sign * estimate, V: variance)).OrderBy(trial => trial.Y)];
        int missing = 0, count = sorted.Length;
        double centre = 0;
        for (int round = 0; round < 100; round++)
        {
            centre = Pool(network, sorted.AsSpan(0, count - missing), method).Effect("treatment", "comparator").Estimate;
            double[] shifts = [.. sorted.Select(trial => trial.Y - centre)];
            double[] ranked = [.. shifts.Select(Math.Abs).Order()];
            double ranks = shifts.Where(shift => shift > 0).Sum(shift => ranked.Count(other => other < shift) + 0.5 * (ranked.Count(other => other == shift) + 1));
            int next = Math.Max(0, (int)Math.Round((4 * ranks - count * (count + 1.0)) / (2 * count - 1)));
            if (next == missing) break;
            missing = next;
        }

        (double Y, double V)[] filled = [.. sorted, .. sorted[(count - missing)..].Select(trial => (2 * centre - trial.Y, trial.V))];
        for (int i = 0; i < filled.Length; i++) filled[i].Y *= sign;
        return (missing, right, Pool(network, filled, method));
    }

    private static NetworkFit Pool(Network network, ReadOnlySpan<(double Y, double V)> trials, RandomEffects method)
    {
        List<Contrast> contrasts = [];
        foreach ((double y, double v) in trials) contrasts.Add(new Contrast($"{contrasts.Count}", "treatment", "comparator", y, Math.Sqrt(v)));
        return Network.From(contrasts, network.Measure, "comparator").Fit(method);
    }

    private static (double Slope, double Error) Slope(double[] y, double[] v)
    {
        double[] w = [.. v.Select(variance => 1 / variance)], x = [.. v.Select(Math.Sqrt)];
        double total = w.Sum(), meanX = w.Zip(x, (a, b) => a * b).Sum() / total, meanY = w.Zip(y, (a, b) => a * b).Sum() / total, xx = 0, xy = 0, residual = 0;
        for (int i = 0; i < y.Length; i++)
        {
            xx += w[i] * (x[i] - meanX) * (x[i] - meanX);
            xy += w[i] * (x[i] - meanX) * (y[i] - meanY);
        }

        for (int i = 0; i < y.Length; i++) residual += w[i] * Math.Pow(y[i] - meanY - xy / xx * (x[i] - meanX), 2);
        return (xy / xx, Math.Sqrt(residual / (y.Length - 2) / xx));
    }

    private static (double[] Estimates, double[] Variances) Contrasts(Network network)
    {
        if (network.Treatments.Length != 2) throw new EvidenceException("a network of two treatments is expected.");
        Contrast[] contrasts = [.. network.Trials.SelectMany(trial => trial.Contrasts())];
        return ([.. contrasts.Select(contrast => contrast.Comparator == network.Reference ? contrast.Estimate : -contrast.Estimate)], [.. contrasts.Select(contrast => contrast.StandardError * contrast.StandardError)]);
    }
}
