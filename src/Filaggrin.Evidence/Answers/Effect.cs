namespace Filaggrin.Evidence;

/// <summary>The estimated difference between two treatments.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Comparator">What it is compared with.</param>
/// <param name="Estimate">Treatment minus comparator; ratios as natural logarithms.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <param name="PredictionLower">Lower limit for the effect in a further trial (t with the residual degrees of freedom of the network,
/// variance se² + τ²; Higgins 2009, doi:10.1111/j.1467-985X.2008.00552.x); null for a common effect or without degrees of freedom.</param>
/// <param name="PredictionUpper">Upper limit for the effect in a further trial.</param>
/// <param name="PValue">Two-sided p-value of no difference; NaN for a treatment against itself.</param>
public sealed record Effect(
    string Treatment,
    string Comparator,
    double Estimate,
    double StandardError,
    double Lower,
    double Upper,
    double? PredictionLower,
    double? PredictionUpper,
    double PValue);
