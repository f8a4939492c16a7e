using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence.Tests.Numerics;

public class AlignedVectorsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(37)]
    public void What_is_kept_starts_at_a_line(int vectors)
    {
        Span<Vector256<float>> span = new AlignedVectors<float>(vectors, pinned: true).Span;
        Assert.Equal(vectors, span.Length);
        if (vectors > 0) Assert.Equal(0, Unsafe.ByteOffset(ref Unsafe.NullRef<Vector256<float>>(), ref span[0]) % 64);
    }

    [Fact]
    public void Contents_stay_when_the_collector_moves_them()
    {
        AlignedVectors<double>[] rooms = [.. Enumerable.Range(1, 200).Select(vectors => new AlignedVectors<double>(vectors))];
        foreach (AlignedVectors<double> room in rooms) room.Span.Fill(Vector256.Create((double)room.Span.Length));
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        foreach (AlignedVectors<double> room in rooms)
        {
            foreach (Vector256<double> vector in room.Span) Assert.Equal(Vector256.Create((double)room.Span.Length), vector);
        }
    }
}
