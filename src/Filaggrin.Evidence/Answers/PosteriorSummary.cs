namespace Filaggrin.Evidence;

/// <summary>A posterior distribution in five numbers.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Sd">Standard deviation.</param>
/// <param name="Lower">2.5 % quantile.</param>
/// <param name="Median">Median.</param>
/// <param name="Upper">97.5 % quantile.</param>
public readonly record struct PosteriorSummary(double Mean, double Sd, double Lower, double Median, double Upper)
{
    /// <summary>The distribution of the negative.</summary>
    public PosteriorSummary Negated() => new(-Mean, Sd, -Upper, -Median, -Lower);
}
