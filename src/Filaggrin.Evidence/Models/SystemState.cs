using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>What a <see cref="TrialSystem"/> computes, at one heterogeneity variance in each of four lanes.</summary>
internal sealed class SystemState(TrialSystem system)
{
    /// <summary>Cholesky factor of the information, a triangle by rows, reciprocals on its diagonal.</summary>
    public readonly Vector256<double>[] Factor = new Vector256<double>[LaneCholesky.Size(system.Parameters)];

    /// <summary>The right side divided by the factor.</summary>
    public readonly Vector256<double>[] Right = new Vector256<double>[system.Parameters];

    /// <summary>Weight of each edge.</summary>
    public readonly Vector256<double>[] Weights = new Vector256<double>[system.Edges];

    internal readonly Vector256<double>[] Columns = new Vector256<double>[2 * system.Parameters];

    /// <summary>Sum of the logarithms of the determinants of the trials' covariances.</summary>
    public Vector256<double> LogVariances { get; set; }

    /// <summary>Logarithm of the determinant of the information.</summary>
    public Vector256<double> LogInformation { get; set; }

    /// <summary>Weighted sum of squares of the residuals (Q at this heterogeneity).</summary>
    public Vector256<double> Quadratic { get; set; }

    /// <summary>Restricted log likelihood, without the constant of 2π.</summary>
    public Vector256<double> RestrictedLogLikelihood => -0.5 * (LogVariances + LogInformation + Quadratic);

    /// <summary>Log likelihood of the contrasts, without the constant of 2π.</summary>
    public Vector256<double> LogLikelihood => -0.5 * (LogVariances + Quadratic);
}
