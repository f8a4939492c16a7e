namespace Filaggrin.Evidence.Comparisons;

/// <summary>One treatment against another, from every side; ratios as natural logarithms.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Comparator">What it is compared with.</param>
/// <param name="Network">Random effects, all evidence.</param>
/// <param name="Common">Common effect, all evidence.</param>
/// <param name="Split">Direct and indirect evidence.</param>
/// <param name="Posterior">Bayesian estimate.</param>
/// <param name="Prediction">Posterior of the effect in a further trial.</param>
/// <param name="ProbabilityBetter">Probability that the treatment is better than the comparator, 0 to 1.</param>
/// <param name="Shares">What each trial gives to the network estimate; sums to 1.</param>
/// <param name="Fit">The random-effects fit that it comes from.</param>
/// <param name="Bayesian">The Bayesian fit that it comes from.</param>
public sealed record TreatmentComparison(
    string Treatment, string Comparator, Effect Network, Effect Common, NodeSplit Split,
    PosteriorSummary Posterior, PosteriorSummary Prediction, double ProbabilityBetter, IReadOnlyList<TrialShare> Shares, NetworkFit Fit, BayesianFit Bayesian)
{
    /// <summary>Why the Bayesian figures mean nothing because only the prior limits them, such as <c>no event with placebo</c>; null where the trials bound them.</summary>
    public string? WithoutBounds => Bayesian.WithoutBounds(Treatment, Comparator);
}
