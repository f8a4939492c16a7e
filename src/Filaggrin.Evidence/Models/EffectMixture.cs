using System.Runtime.CompilerServices;
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
        (Vector256<double> mean, Vector256<double> variance) = Own(at, treatment);
        (Vector256<double> other, Vector256<double> otherVariance) = Own(at, comparator);
        return (mean - other, variance + otherVariance - 2 * Shared(at, treatment, comparator));
    }

    /// <summary>Means and variances of the differences of a treatment from each later one, block after block for each.</summary>
    public void Contrasts(int treatment, Span<Vector256<double>> means, Span<Vector256<double>> variances)
    {
        for (int block = 0; block < blocks.Length; block++)
        {
            MixtureBlock at = blocks[block];
            (Vector256<double> mean, Vector256<double> variance) = Own(at, treatment);
            for (int comparator = treatment + 1, place = block; comparator < treatments; comparator++, place += blocks.Length)
            {
                (Vector256<double> other, Vector256<double> otherVariance) = Own(at, comparator);
                means[place] = mean - other;
                variances[place] = variance + otherVariance - 2 * Shared(at, treatment, comparator);
            }
        }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector256<double> Mean, Vector256<double> Variance) Own(MixtureBlock at, int treatment) =>
        treatment == treatments - 1 ? (Vector256<double>.Zero, Vector256<double>.Zero) : (at.Estimates[treatment], at.Covariance[LaneCholesky.Size(treatment) + treatment]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Shared(MixtureBlock at, int treatment, int comparator) =>
        Math.Max(treatment, comparator) is var later && later == treatments - 1 ? Vector256<double>.Zero : at.Covariance[LaneCholesky.Size(later) + Math.Min(treatment, comparator)];
}
