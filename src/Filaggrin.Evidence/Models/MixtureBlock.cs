using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Four values of τ, one in each lane, with the normal distribution of the effects at each.</summary>
/// <param name="Tau">Heterogeneity standard deviation.</param>
/// <param name="Estimates">Mean of each effect against the last treatment.</param>
/// <param name="Covariance">Their covariance, a triangle by rows.</param>
/// <param name="InverseFactor">T of <see cref="LaneCholesky"/>: TᵀT is the covariance.</param>
internal sealed record MixtureBlock(Vector256<double> Tau, Vector256<double>[] Estimates, Vector256<double>[] Covariance, Vector256<double>[] InverseFactor)
{
    /// <summary>Posterior weight of each lane; 0 in a lane that is not used.</summary>
    public Vector256<double> Weight { get; set; }

    /// <summary>Departure of the effects from normality; null where there is none.</summary>
    public PosteriorSkew? Skew { get; init; }

    /// <summary>Abscissa of the quadrature in each lane.</summary>
    public Vector256<double> Abscissa { get; init; }

    /// <summary>Logarithm of the density over the abscissa, up to a constant.</summary>
    public Vector256<double> LogDensity { get; init; }

    /// <summary>Logarithm of the rule's own weight: its step or that of Gauss.</summary>
    public Vector256<double> LogRule { get; set; }
}
