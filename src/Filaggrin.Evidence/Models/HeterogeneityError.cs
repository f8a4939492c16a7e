namespace Filaggrin.Evidence;

/// <summary>Standard error of an estimate of τ² for trials with two arms, with or without covariates.</summary>
/// <remarks>
/// With P = W - W X (XᵀWX)⁻¹ Xᵀ W the residual projection of the contrasts y and Σ = diag(v) + τ² I: an estimate by moments is linear in
/// yᵀPy, whose variance is 2 tr(PΣPΣ) (Viechtbauer 2005, doi:10.3102/10769986030003261); the likelihoods have the inverse of the expected
/// information at the estimate (same source). Sidik and Jonkman's start and the weights of Paule and Mandel are taken as known, as
/// metafor does (doi:10.18637/jss.v036.i03). Asymptotic: with few trials the intervals by the profile of Q are to be preferred.
/// </remarks>
internal static class HeterogeneityError
{
    /// <summary>The standard error at an estimate; null where a trial has more than two arms or no degrees of freedom are left.</summary>
    public static double? Of(TrialSystem system, RandomEffects method, double tauSquared)
    {
        if (system.Edges != system.Trials || system.DegreesOfFreedom <= 0) return null;
        int trials = system.Trials;
        double[] sampling = [.. Enumerable.Range(0, trials).Select(system.ContrastVariance)], total = [.. sampling.Select(variance => variance + tauSquared)];
        if (method == RandomEffects.MaximumLikelihood) return Math.Sqrt(2 / total.Sum(variance => 1 / (variance * variance)));
        double start = method == RandomEffects.SidikJonkman ? PairwiseHeterogeneity.Start(system) : 0;
        double[] weights = method switch
        {
            RandomEffects.Hedges => [.. sampling.Select(_ => 1.0)],
            RandomEffects.DerSimonianLaird or RandomEffects.HunterSchmidt => [.. sampling.Select(variance => 1 / variance)],
            RandomEffects.SidikJonkman => [.. sampling.Select(variance => 1 / (variance + start))],
            _ => [.. total.Select(variance => 1 / variance)],
        };
        double[] projection = Projection(system, weights);
        if (method == RandomEffects.Reml) return Math.Sqrt(2 / projection.Sum(entry => entry * entry));
        double perQuadratic = method switch
        {
            RandomEffects.Hedges => 1.0 / system.DegreesOfFreedom,
            RandomEffects.DerSimonianLaird => 1 / Enumerable.Range(0, trials).Sum(trial => projection[trial * trials + trial]),
            RandomEffects.HunterSchmidt => 1 / weights.Sum(),
            RandomEffects.SidikJonkman => start / system.DegreesOfFreedom,
            _ => (double)trials / system.DegreesOfFreedom / weights.Sum(),
        };
        double trace = 0;
        for (int i = 0; i < trials; i++)
        {
            for (int j = 0; j < trials; j++) trace += projection[i * trials + j] * projection[i * trials + j] * total[i] * total[j];
        }

        return perQuadratic * Math.Sqrt(2 * trace);
    }

    private static double[] Projection(TrialSystem system, double[] weights)
    {
        int order = system.Parameters, trials = system.Trials;
        double[] information = new double[order * order];
        for (int trial = 0; trial < trials; trial++)
        {
            foreach ((int row, double own) in system.Entries(trial))
            {
                foreach ((int column, double other) in system.Entries(trial)) information[row * order + column] += weights[trial] * own * other;
            }
        }

        double[] covariance = DenseMatrix.Inverse(information, order), projection = new double[trials * trials];
        for (int i = 0; i < trials; i++)
        {
            for (int j = 0; j < trials; j++)
            {
                double fitted = 0;
                foreach ((int row, double own) in system.Entries(i))
                {
                    foreach ((int column, double other) in system.Entries(j)) fitted += own * other * covariance[row * order + column];
                }

                projection[i * trials + j] = (i == j ? weights[i] : 0) - weights[i] * fitted * weights[j];
            }
        }

        return projection;
    }
}
