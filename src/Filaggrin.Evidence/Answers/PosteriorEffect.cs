namespace Filaggrin.Evidence;

/// <summary>The posterior difference between two treatments; ratios as natural logarithms.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Comparator">What it is compared with.</param>
/// <param name="Posterior">Treatment minus comparator.</param>
/// <param name="ProbabilityLower">Probability that the treatment's value is below the comparator's, 0 to 1.</param>
public sealed record PosteriorEffect(string Treatment, string Comparator, PosteriorSummary Posterior, double ProbabilityLower);
