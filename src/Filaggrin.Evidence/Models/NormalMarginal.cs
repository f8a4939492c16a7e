using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>The normal model with flat baselines and effects: its marginal likelihood of τ is the restricted likelihood.</summary>
internal sealed class NormalMarginal(TrialSystem system) : ITauMarginal
{
    private readonly SystemState _state = new(system);

    /// <inheritdoc/>
    public double Scale { get; } = Math.Sqrt(system.SmallestVariance);

    /// <inheritdoc/>
    public double WidestStep => 0.3;

    /// <inheritdoc/>
    public int MostBlocks => 1024;

    /// <inheritdoc/>
    public double LargestTau => double.PositiveInfinity;

    /// <inheritdoc/>
    public Vector256<double> Guide(Vector256<double> tau) => Marginal(tau);

    /// <inheritdoc/>
    public Vector256<double> Marginal(Vector256<double> tau)
    {
        system.Evaluate(tau * tau, _state);
        return _state.RestrictedLogLikelihood;
    }

    /// <inheritdoc/>
    public MixtureBlock Effects(Vector256<double> tau)
    {
        SystemEstimates estimates = new(system);
        system.Complete(_state, estimates);
        return new MixtureBlock(tau, estimates.Effects, estimates.Covariance, estimates.InverseFactor);
    }
}
