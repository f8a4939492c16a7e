using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Estimates of a <see cref="TrialSystem"/> with their covariance, at one heterogeneity variance in each of four lanes; without values before it is completed.</summary>
internal sealed class SystemEstimates(TrialSystem system)
{
    /// <summary>Estimates.</summary>
    public readonly Vector256<double>[] Effects = new Vector256<double>[system.Parameters];

    /// <summary>Covariance, a triangle by rows.</summary>
    public readonly Vector256<double>[] Covariance = GC.AllocateUninitializedArray<Vector256<double>>(LaneCholesky.Size(system.Parameters));

    /// <summary>Inverse T of the Cholesky factor of the information: TᵀT is the covariance.</summary>
    public readonly Vector256<double>[] InverseFactor = GC.AllocateUninitializedArray<Vector256<double>>(LaneCholesky.Size(system.Parameters));
}
