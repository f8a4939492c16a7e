namespace Filaggrin.Evidence.Plots;

/// <summary>An estimate with its 95 % limits as a picture shows it; ratios as natural logarithms.</summary>
/// <param name="Estimate">Treatment minus comparator; of a Bayesian fit the median.</param>
/// <param name="Lower">Lower confidence or credible limit.</param>
/// <param name="Upper">Upper confidence or credible limit.</param>
/// <param name="PredictionLower">Lower limit for a further trial; null where there is none.</param>
/// <param name="PredictionUpper">Upper limit for a further trial.</param>
public sealed record PlotEstimate(double Estimate, double Lower, double Upper, double? PredictionLower, double? PredictionUpper)
{
    /// <summary>As <see cref="PosteriorEffect.IsBounded"/>: figures of an estimate without bounds are not for printing.</summary>
    public bool IsBounded { get; init; } = true;
}
