namespace Filaggrin.Evidence;

/// <summary>A coefficient of a meta-regression.</summary>
/// <param name="Name">Treatment (its effect against the reference where all covariates are 0) or covariate (change of the effect with each unit).</param>
/// <param name="Estimate">Estimate.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Lower">Lower 95 % confidence limit.</param>
/// <param name="Upper">Upper 95 % confidence limit.</param>
/// <param name="PValue">Two-sided p-value of no effect.</param>
public sealed record RegressionCoefficient(string Name, double Estimate, double StandardError, double Lower, double Upper, double PValue)
{
    /// <summary>Estimate over standard error.</summary>
    public double Statistic => Estimate / StandardError;
}
