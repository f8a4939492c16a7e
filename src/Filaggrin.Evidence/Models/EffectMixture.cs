using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>The distribution of the effects as a mixture of normal distributions, one for each τ.</summary>
/// <remarks>Every answer of a Bayesian fit comes from here, whichever model made the nodes; a fit with fixed τ has one node.</remarks>
internal sealed class EffectMixture(int treatments, MixtureBlock[] blocks)
{
    /// <summary>Number of treatments; the last has no column.</summary>
    public int Treatments => treatments;

    /// <summary>Nodes in blocks of four.</summary>
    public ReadOnlySpan<MixtureBlock> Blocks => blocks;

    /// <summary>Nodes that carry weight, by τ.</summary>
    public IReadOnlyList<(int Block, int Lane)> Nodes { get; } =
    [
        .. Enumerable.Range(0, 4 * blocks.Length).Select(node => (Block: node / 4, Lane: node % 4))
            .Where(node => blocks[node.Block].Weight[node.Lane] > 0)
            .OrderBy(node => blocks[node.Block].Tau[node.Lane]),
    ];

    /// <summary>Mean and variance of the difference of two treatments in every lane of a block.</summary>
    public (Vector256<double> Mean, Vector256<double> Variance) Contrast(int block, int treatment, int comparator)
    {
        MixtureBlock at = blocks[block];
        (Vector256<double> mean, Vector256<double> variance) = (Vector256<double>.Zero, Vector256<double>.Zero);
        int last = treatments - 1;
        if (treatment != last)
        {
            mean = at.Estimates[treatment];
            variance = at.Covariance[LaneCholesky.Size(treatment) + treatment];
        }

        if (comparator != last)
        {
            mean -= at.Estimates[comparator];
            variance += at.Covariance[LaneCholesky.Size(comparator) + comparator];
        }

        if (treatment != last && comparator != last)
            variance -= 2 * at.Covariance[LaneCholesky.Size(Math.Max(treatment, comparator)) + Math.Min(treatment, comparator)];
        return (mean, variance);
    }

    /// <summary>Third cumulant of the difference of two treatments in every lane of a block; 0 where the effects are normal.</summary>
    public Vector256<double> ThirdCumulant(int block, int treatment, int comparator)
    {
        MixtureBlock at = blocks[block];
        if (at.Skew is null) return Vector256<double>.Zero;
        int last = treatments - 1;
        Span<Vector256<double>> direction = new Vector256<double>[treatments];
        for (int k = 0; k < last; k++)
        {
            if (treatment != last) direction[k] += at.Covariance[LaneCholesky.Size(Math.Max(treatment, k)) + Math.Min(treatment, k)];
            if (comparator != last) direction[k] -= at.Covariance[LaneCholesky.Size(Math.Max(comparator, k)) + Math.Min(comparator, k)];
        }

        return at.Skew.Apply(direction);
    }

    /// <summary>A mixture of one node.</summary>
    public static EffectMixture Of(NetworkFit fit)
    {
        TrialSystem system = fit.Network.Compiled;
        SystemState state = new(system);
        system.Evaluate(Vector256.Create(fit.TauSquared), state);
        SystemEstimates estimates = new(system);
        system.Complete(state, estimates);
        MixtureBlock block = new(Vector256.Create(fit.Tau), estimates.Effects, estimates.Covariance, estimates.InverseFactor) { Weight = Vector256.Create(1.0, 0, 0, 0) };
        return new EffectMixture(fit.Network.Treatments.Length, [block]);
    }
}
