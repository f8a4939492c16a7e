using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Counts how often each treatment takes each rank, 32 points at a time.</summary>
/// <remarks>
/// The number of the treatment replaces the last bits of its value in single precision, so that sorting the values orders the
/// treatments and no two are equal. Who stands at a rank is then compared with every treatment, a byte for each point.
/// </remarks>
internal sealed class RankTally
{
    /// <summary>Most treatments: their numbers are bytes.</summary>
    public const int MostTreatments = 256;

    /// <summary>Vectors of eight points that are sorted together.</summary>
    public const int Group = 4;

    private const int Waiting = 32; // groups of sorted points before they are counted: below 256, the limit of a byte
    private const int Together = 4; // treatments compared with one load

    private readonly int _count;
    private readonly int _padded;
    private readonly Vector256<int> _number;
    private readonly (int Low, int High)[] _network;
    private readonly AlignedVectors<byte> _order;
    private readonly int[] _counts;
    private int _waiting;

    public RankTally(int treatments)
    {
        _count = treatments;
        _padded = (treatments + Together - 1) / Together * Together;
        int bits = 1;
        while (1 << bits < treatments) bits++;
        _number = Vector256.Create((1 << bits) - 1);
        _network = SortingNetwork.Of(treatments);
        _order = new AlignedVectors<byte>(treatments * Waiting);
        _counts = new int[treatments * _padded];
    }

    /// <summary>The value of a treatment with its number in the last bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Label(Vector256<float> value, int treatment) => (Vector256.AndNot(value.AsInt32(), _number) | Vector256.Create(treatment)).AsSingle();

    /// <summary>Ranks 32 points.</summary>
    /// <param name="labelled">Labelled values, four vectors for each treatment; sorted in place, small first.</param>
    public void Add(Span<Vector256<float>> labelled)
    {
        Sort(labelled);
        Span<Vector256<byte>> order = _order.Span;
        for (int rank = 0; rank < _count; rank++)
        {
            Span<Vector256<float>> at = labelled.Slice(rank * Group, Group);
            order[rank * Waiting + _waiting] = Vector256.Narrow(
                Vector256.Narrow(Number(at[0]), Number(at[1])),
                Vector256.Narrow(Number(at[2]), Number(at[3])));
        }

        if (++_waiting == Waiting) Count();
    }

    /// <summary>Share of the points, by treatment times rank.</summary>
    public double[] Shares(int points)
    {
        Count();
        double[] shares = new double[_count * _count];
        for (int rank = 0; rank < _count; rank++)
        {
            for (int treatment = 0; treatment < _count; treatment++) shares[treatment * _count + rank] = (double)_counts[rank * _padded + treatment] / points;
        }

        return shares;
    }

    private Vector256<uint> Number(Vector256<float> labelled) => (labelled.AsInt32() & _number).AsUInt32();

    private void Sort(Span<Vector256<float>> labelled)
    {
        ref Vector256<float> all = ref MemoryMarshal.GetReference(labelled[..(_count * Group)]);
        if (Vector512.IsHardwareAccelerated) // the same in half the steps
        {
            foreach ((int lowPlace, int highPlace) in _network)
            {
                ref Vector512<float> low = ref Unsafe.As<Vector256<float>, Vector512<float>>(ref Unsafe.Add(ref all, lowPlace * Group));
                ref Vector512<float> high = ref Unsafe.As<Vector256<float>, Vector512<float>>(ref Unsafe.Add(ref all, highPlace * Group));
                Vector512<float> a0 = low, a1 = Unsafe.Add(ref low, 1), b0 = high, b1 = Unsafe.Add(ref high, 1);
                low = Vector512.MinNative(a0, b0);
                Unsafe.Add(ref low, 1) = Vector512.MinNative(a1, b1);
                high = Vector512.MaxNative(a0, b0);
                Unsafe.Add(ref high, 1) = Vector512.MaxNative(a1, b1);
            }

            return;
        }

        foreach ((int lowPlace, int highPlace) in _network)
        {
            ref Vector256<float> low = ref Unsafe.Add(ref all, lowPlace * Group), high = ref Unsafe.Add(ref all, highPlace * Group);
            for (int vector = 0; vector < Group; vector++)
            {
                (Vector256<float> a, Vector256<float> b) = (Unsafe.Add(ref low, vector), Unsafe.Add(ref high, vector));
                Unsafe.Add(ref low, vector) = Vector256.MinNative(a, b);
                Unsafe.Add(ref high, vector) = Vector256.MaxNative(a, b);
            }
        }
    }

    private void Count()
    {
        ReadOnlySpan<Vector256<byte>> all = _order.Span;
        for (int rank = 0; rank < _count; rank++)
        {
            ReadOnlySpan<Vector256<byte>> order = all.Slice(rank * Waiting, _waiting);
            Span<int> counts = _counts.AsSpan(rank * _padded, _padded);
            for (int treatment = 0; treatment < counts.Length; treatment += Together)
            {
                Vector256<byte> t0 = Vector256.Create((byte)treatment), t1 = Vector256.Create((byte)(treatment + 1)), t2 = Vector256.Create((byte)(treatment + 2)), t3 = Vector256.Create((byte)(treatment + 3));
                Vector256<byte> c0 = Vector256<byte>.Zero, c1 = c0, c2 = c0, c3 = c0;
                foreach (Vector256<byte> who in order)
                {
                    c0 -= Vector256.Equals(who, t0); // all bits set is -1
                    c1 -= Vector256.Equals(who, t1);
                    c2 -= Vector256.Equals(who, t2);
                    c3 -= Vector256.Equals(who, t3);
                }

                counts[treatment] += Sum(c0);
                counts[treatment + 1] += Sum(c1);
                counts[treatment + 2] += Sum(c2);
                counts[treatment + 3] += Sum(c3);
            }
        }

        _waiting = 0;
    }

    private static int Sum(Vector256<byte> counts)
    {
        (Vector256<ushort> lower, Vector256<ushort> upper) = Vector256.Widen(counts);
        return Vector256.Sum(lower + upper);
    }
}
