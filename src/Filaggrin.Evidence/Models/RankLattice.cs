using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Rank probabilities of a mixture by a fixed lattice of points.</summary>
/// <remarks>
/// Korobov's lattice with generator 1487, shifted by half a point, each point with its mirror image; its first coordinate shares the
/// points out to the nodes of τ by weight, the others become normal deviates. Other generators can be much worse (3 is), so it is
/// part of the definition. Lattice rules: Sloan and Joe 1994, ISBN 0-19-853472-8.
/// </remarks>
internal static class RankLattice
{
    /// <summary>Fewest points.</summary>
    public const int Fewest = 4096;

    // For 2,048 points and each doubling of them: 1487 was found by trial against long runs of the largest; the others minimise the
    // worst-case error (P2, weights 0.15, 24 coordinates) among random candidates.
    private static readonly ulong[] Generators = [1487, 2437, 3861, 13491, 7099, 60515, 30899, 34675, 282835, 930189];

    /// <summary>Most points.</summary>
    public const int Most = 1 << 21;

    private const int Lanes = 8;

    private const int FewestVectors = Fewest / 2 / Lanes;
    private const int FewestStride = FewestVectors + RankTally.Group; // rows a power of two apart would share lines of the cache

    private static AlignedVectors<float> _fewest = new(0);

    /// <summary>Probabilities by rows: treatment times rank.</summary>
    /// <exception cref="EvidenceException">There are more than 256 treatments.</exception>
    public static double[] Probabilities(EffectMixture mixture, SmallValues smallValues, int points)
    {
        if (points is < Fewest or > Most || !BitOperations.IsPow2(points)) throw new ArgumentOutOfRangeException(nameof(points), points, "A power of two from 4,096 to 2,097,152 is expected.");
        int count = mixture.Treatments, half = points / 2, effects = count - 1;
        if (count > RankTally.MostTreatments) throw new EvidenceException($"{count.ToString(CultureInfo.InvariantCulture)} treatments are too many for rank probabilities; at most {RankTally.MostTreatments.ToString(CultureInfo.InvariantCulture)} are ranked.");
        bool few = points == Fewest;
        uint[] generator = few ? [] : Powers(effects, half);
        float[] deviates = few ? [] : Deviates(half);
        int stride = few ? FewestStride : RankTally.Group;
        Span<Vector256<float>> z = (few ? OfFewest(effects) : new AlignedVectors<float>(effects * stride)).Span;
        RankTally tally = new(count);
        float[] means = new float[count], factor = new float[LaneCholesky.Size(effects)];
        Span<Vector256<float>> values = new AlignedVectors<float>(count * RankTally.Group).Span, mirrored = new AlignedVectors<float>(count * RankTally.Group).Span;
        double covered = 0;
        int node = -1, until = 0;
        IReadOnlyList<(int Block, int Lane)> nodes = mixture.Nodes;
        for (int from = 0; from < half / Lanes; from += RankTally.Group)
        {
            for (int k = 0; k < generator.Length; k++) Fill(z.Slice(k * stride, stride), generator[k], deviates, from * Lanes);
            int start = few ? from : 0;
            for (int vector = 0; vector < RankTally.Group;)
            {
                while (from + vector >= until)
                {
                    (int block, int lane) = nodes[++node];
                    covered += mixture.Blocks[block].Weight[lane];
                    until = node == nodes.Count - 1 ? half / Lanes : Math.Min(half / Lanes, (int)Math.Round(covered * (half / Lanes)));
                    if (from + vector < until) Load(mixture.Blocks[block], lane, smallValues, means, factor);
                }

                if (vector == 0 && from + RankTally.Group <= until)
                {
                    Group(z[start..], stride, factor, means, tally, values, mirrored);
                    break;
                }

                Single(vector, z[(start + vector++)..], stride, factor, means, tally, values, mirrored);
            }

            tally.Add(values);
            tally.Add(mirrored);
        }

        return tally.Shares(points);
    }

    /// <summary>Powers of the generator, one for each coordinate.</summary>
    private static uint[] Powers(int coordinates, int half)
    {
        uint[] powers = new uint[coordinates];
        ulong power = 1, step = Generators[BitOperations.Log2((uint)half) - 11];
        for (int k = 0; k < coordinates; k++) powers[k] = (uint)(power = power * step % (ulong)half);
        return powers;
    }

    /// <summary>Normal quantiles at the middles of equal steps.</summary>
    private static float[] Deviates(int count)
    {
        float[] deviates = new float[count];
        for (int k = 0; k < count / 2; k++)
        {
            deviates[k] = (float)NormalDistribution.Quantile((k + 0.5) / count);
            deviates[count - 1 - k] = -deviates[k];
        }

        return deviates;
    }

    /// <summary>One node in single precision, on the scale of its spread, so that small is good.</summary>
    private static void Load(MixtureBlock at, int lane, SmallValues smallValues, float[] means, float[] factor)
    {
        int effects = at.Estimates.Length;
        double sign = smallValues == SmallValues.Desirable ? 1 : -1, widest = 0, centre = 0;
        for (int k = 0; k < effects; k++)
        {
            widest = Math.Max(widest, at.Covariance[LaneCholesky.Size(k) + k][lane]);
            centre += at.Estimates[k][lane] / (effects + 1);
        }

        double scale = 1 / Math.Sqrt(widest);
        for (int k = 0; k < effects; k++) means[k] = (float)(sign * scale * (at.Estimates[k][lane] - centre));
        means[effects] = (float)(-sign * scale * centre);
        for (int column = 0, place = 0; column < effects; column++)
        {
            for (int row = column; row < effects; row++) factor[place++] = (float)(scale * at.InverseFactor[LaneCholesky.Size(row) + column][lane]);
        }
    }

    /// <summary>Deviates of the fewest points, a row of vectors for each coordinate, kept for all networks.</summary>
    private static AlignedVectors<float> OfFewest(int coordinates)
    {
        AlignedVectors<float> kept = _fewest; // who comes second makes the same once more
        if (kept.Span.Length >= coordinates * FewestStride) return kept;
        kept = new AlignedVectors<float>(coordinates * FewestStride, pinned: true);
        uint[] generator = Powers(coordinates, Fewest / 2);
        float[] deviates = Deviates(Fewest / 2);
        for (int k = 0; k < coordinates; k++) Fill(kept.Span.Slice(k * FewestStride, FewestVectors), generator[k], deviates, 0);
        return _fewest = kept;
    }

    /// <summary>Deviates of one coordinate from a point on.</summary>
    private static void Fill(Span<Vector256<float>> z, uint step, ReadOnlySpan<float> deviates, int point)
    {
        uint index = (uint)point * step, mask = (uint)deviates.Length - 1;
        foreach (ref Vector256<float> vector in z)
        {
            vector = Vector256.Create(
                deviates[(int)(index & mask)],
                deviates[(int)((index + step) & mask)],
                deviates[(int)((index + 2 * step) & mask)],
                deviates[(int)((index + 3 * step) & mask)],
                deviates[(int)((index + 4 * step) & mask)],
                deviates[(int)((index + 5 * step) & mask)],
                deviates[(int)((index + 6 * step) & mask)],
                deviates[(int)((index + 7 * step) & mask)]);
            index += Lanes * step;
        }
    }

    /// <summary>Values and their mirror images where all 32 points have the same node: means and, with the covariance of the effects, Tᵀz.</summary>
    private static void Group(ReadOnlySpan<Vector256<float>> z, int stride, ReadOnlySpan<float> factor, ReadOnlySpan<float> means, RankTally tally, Span<Vector256<float>> values, Span<Vector256<float>> mirrored)
    {
        int effects = means.Length - 1, place = 0;
        for (int column = 0; column <= effects; column++)
        {
            Vector256<float> s0 = Vector256<float>.Zero, s1 = s0, s2 = s0, s3 = s0;
            ref readonly Vector256<float> deviate = ref MemoryMarshal.GetReference(z[Math.Min(column * stride, z.Length)..]);
            foreach (float entry in factor.Slice(place, effects - column))
            {
                Vector256<float> own = Vector256.Create(entry);
                s0 = Vector256.MultiplyAddEstimate(own, deviate, s0);
                s1 = Vector256.MultiplyAddEstimate(own, Unsafe.Add(ref Unsafe.AsRef(in deviate), 1), s1);
                s2 = Vector256.MultiplyAddEstimate(own, Unsafe.Add(ref Unsafe.AsRef(in deviate), 2), s2);
                s3 = Vector256.MultiplyAddEstimate(own, Unsafe.Add(ref Unsafe.AsRef(in deviate), 3), s3);
                deviate = ref Unsafe.Add(ref Unsafe.AsRef(in deviate), stride);
            }

            place += effects - column;
            Vector256<float> mean = Vector256.Create(means[column]);
            Span<Vector256<float>> up = values.Slice(column * RankTally.Group, RankTally.Group), down = mirrored.Slice(column * RankTally.Group, RankTally.Group);
            (up[0], up[1], up[2], up[3]) = (tally.Label(mean + s0, column), tally.Label(mean + s1, column), tally.Label(mean + s2, column), tally.Label(mean + s3, column));
            (down[0], down[1], down[2], down[3]) = (tally.Label(mean - s0, column), tally.Label(mean - s1, column), tally.Label(mean - s2, column), tally.Label(mean - s3, column));
        }
    }

    /// <summary>The same for eight points of a group that has several nodes.</summary>
    private static void Single(int vector, ReadOnlySpan<Vector256<float>> z, int stride, ReadOnlySpan<float> factor, ReadOnlySpan<float> means, RankTally tally, Span<Vector256<float>> values, Span<Vector256<float>> mirrored)
    {
        int effects = means.Length - 1, place = 0;
        for (int column = 0; column <= effects; column++)
        {
            Vector256<float> sum = Vector256<float>.Zero, mean = Vector256.Create(means[column]);
            for (int row = column; row < effects; row++) sum = Vector256.MultiplyAddEstimate(Vector256.Create(factor[place++]), z[row * stride], sum);
            values[column * RankTally.Group + vector] = tally.Label(mean + sum, column);
            mirrored[column * RankTally.Group + vector] = tally.Label(mean - sum, column);
        }
    }
}
