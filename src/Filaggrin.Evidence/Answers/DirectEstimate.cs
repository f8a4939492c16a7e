namespace Filaggrin.Evidence;

/// <summary>The trials that compare two treatments within themselves, pooled.</summary>
/// <param name="Trials">Number of trials.</param>
/// <param name="Estimate">Pooled difference; NaN without a trial.</param>
/// <param name="Variance">Its variance; infinite without a trial.</param>
internal readonly record struct DirectEstimate(int Trials, double Estimate, double Variance)
{
    /// <summary>Pools by inverse variance at a given heterogeneity variance.</summary>
    public static DirectEstimate Of(Network network, string treatment, string comparator, double tauSquared)
    {
        double weights = 0, sum = 0;
        int trials = 0;
        foreach (NetworkTrial trial in network.Trials)
        {
            TrialArm? first = trial.Arms.FirstOrDefault(arm => arm.Treatment == treatment), second = trial.Arms.FirstOrDefault(arm => arm.Treatment == comparator);
            if (first is null || second is null) continue;
            double weight = 1 / (first.Variance + second.Variance + tauSquared);
            trials++;
            weights += weight;
            sum += weight * (first.Estimate - second.Estimate);
        }

        return new DirectEstimate(trials, sum / weights, 1 / weights);
    }
}
