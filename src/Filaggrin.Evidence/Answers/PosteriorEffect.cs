namespace Filaggrin.Evidence;

/// <summary>The posterior difference between two treatments; ratios as natural logarithms.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Comparator">What it is compared with.</param>
/// <param name="Posterior">Treatment minus comparator.</param>
/// <param name="ProbabilityLower">Probability that the treatment's value is below the comparator's, 0 to 1.</param>
public sealed record PosteriorEffect(string Treatment, string Comparator, PosteriorSummary Posterior, double ProbabilityLower)
{
    // Counts as few as 1 of 2 against 1 of 2 bound the logarithm of an odds ratio to a width of about 8; the N(0, 100²) alone to about 400.
    private const double WidestRatio = 20;

    /// <summary>Whether the trials bound the effect, and not the prior alone: false for a ratio whose logarithm has a 95 % interval wider than 20, such as against a treatment without any event.</summary>
    /// <remarks>Figures of an effect without bounds mean nothing and are not for printing; <see cref="BayesianFit.WithoutBounds"/> tells why. Differences, with the normal likelihood, are always bounded by their trials.</remarks>
    public bool IsBounded { get; init; } = true;

    internal static bool Bounds(EffectMeasure measure, PosteriorSummary posterior) => !measure.IsRatio() || posterior.Upper - posterior.Lower <= WidestRatio;
}
