using System.Numerics;
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

    private static readonly float[] FewestDeviates = Deviates(Fewest / 2);

    /// <summary>Probabilities by rows: treatment times rank.</summary>
    public static double[] Probabilities(EffectMixture mixture, SmallValues smallValues, int points)
    {
        if (points is < Fewest or > Most || !BitOperations.IsPow2(points)) throw new ArgumentOutOfRangeException(nameof(points), points, "A power of two from 4,096 to 2,097,152 is expected.");
        int count = mixture.Treatments, half = points / 2, effects = count - 1;
        float[] deviates = points == Fewest ? FewestDeviates : Deviates(half);
        ulong[] generator = new ulong[effects];
        ulong power = 1, step = Generators[BitOperations.Log2((uint)half) - 11];
        for (int k = 0; k < effects; k++) generator[k] = power = power * step % (ulong)half;
        int[] counts = new int[4 * count * count];
        float[] means = new float[count], factor = new float[LaneCholesky.Size(effects)];
        Vector256<float>[] z = new Vector256<float>[effects], shift = new Vector256<float>[count], values = new Vector256<float>[count];
        Vector256<int>[] ranks = new Vector256<int>[count];
        double covered = 0;
        int from = 0;
        IReadOnlyList<(int Block, int Lane)> nodes = mixture.Nodes;
        for (int node = 0; node < nodes.Count; node++)
        {
            (int block, int lane) = nodes[node];
            MixtureBlock at = mixture.Blocks[block];
            covered += at.Weight[lane];
            int to = node == nodes.Count - 1 ? half / Lanes : Math.Min(half / Lanes, (int)Math.Round(covered * (half / Lanes)));
            if (to <= from) continue;
            Load(at, lane, smallValues, means, factor);
            for (; from < to; from++)
            {
                Fill(z, generator, deviates, from * Lanes, half);
                Shift(z, factor, shift);
                Rank(means, shift, 1, values, ranks);
                Tally(ranks, counts);
                Rank(means, shift, -1, values, ranks);
                Tally(ranks, counts);
            }
        }

        double[] probabilities = new double[count * count];
        for (int cell = 0; cell < counts.Length; cell++) probabilities[cell % probabilities.Length] += (double)counts[cell] / points;
        return probabilities;
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
        for (int k = 0; k < factor.Length; k++) factor[k] = (float)(scale * at.InverseFactor[k][lane]);
    }

    private static void Fill(Span<Vector256<float>> z, ReadOnlySpan<ulong> generator, ReadOnlySpan<float> deviates, int point, int half)
    {
        uint mask = (uint)half - 1;
        for (int k = 0; k < z.Length; k++)
        {
            uint step = (uint)generator[k], index = (uint)point * step;
            z[k] = Vector256.Create(
                deviates[(int)(index & mask)],
                deviates[(int)((index + step) & mask)],
                deviates[(int)((index + 2 * step) & mask)],
                deviates[(int)((index + 3 * step) & mask)],
                deviates[(int)((index + 4 * step) & mask)],
                deviates[(int)((index + 5 * step) & mask)],
                deviates[(int)((index + 6 * step) & mask)],
                deviates[(int)((index + 7 * step) & mask)]);
        }
    }

    /// <summary>Tᵀ z: deviations with the covariance of the effects.</summary>
    private static void Shift(ReadOnlySpan<Vector256<float>> z, ReadOnlySpan<float> factor, Span<Vector256<float>> shift)
    {
        shift.Clear();
        for (int i = 0; i < z.Length; i++)
        {
            ReadOnlySpan<float> row = factor.Slice(LaneCholesky.Size(i), i + 1);
            Vector256<float> deviate = z[i];
            for (int j = 0; j < row.Length && j < shift.Length; j++) shift[j] = Vector256.MultiplyAddEstimate(Vector256.Create(row[j]), deviate, shift[j]);
        }
    }

    /// <summary>Ranks from 0 by comparing every pair.</summary>
    private static void Rank(ReadOnlySpan<float> means, ReadOnlySpan<Vector256<float>> shift, float sign, Span<Vector256<float>> values, Span<Vector256<int>> ranks)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Vector256<float> value = Vector256.MultiplyAddEstimate(Vector256.Create(sign), shift[i], Vector256.Create(means[i]));
            Vector256<int> rank = Vector256.Create(i);
            ReadOnlySpan<Vector256<float>> before = values[..i];
            Span<Vector256<int>> places = ranks[..i];
            for (int j = 0; j < before.Length && j < places.Length; j++)
            {
                Vector256<int> ahead = Vector256.LessThan(value, before[j]).AsInt32(); // -1 where i goes before j
                rank += ahead;
                places[j] -= ahead;
            }

            values[i] = value;
            ranks[i] = rank;
        }
    }

    /// <summary>Counts ranks in four tables, so that an increment seldom waits for the one before it.</summary>
    private static void Tally(ReadOnlySpan<Vector256<int>> ranks, Span<int> counts)
    {
        ReadOnlySpan<int> lanes = MemoryMarshal.Cast<Vector256<int>, int>(ranks);
        int count = ranks.Length, table = count * count;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<int> own = lanes.Slice(i * Lanes, Lanes);
            Span<int> first = counts.Slice(i * count, count), second = counts.Slice(table + i * count, count);
            Span<int> third = counts.Slice(2 * table + i * count, count), fourth = counts.Slice(3 * table + i * count, count);
            first[own[0]]++;
            second[own[1]]++;
            third[own[2]]++;
            fourth[own[3]]++;
            first[own[4]]++;
            second[own[5]]++;
            third[own[6]]++;
            fourth[own[7]]++;
        }
    }
}
