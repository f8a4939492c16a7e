using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Room for vectors, without values at first, that starts at a line of the cache.</summary>
/// <remarks>
/// Arrays start anywhere, so that wide vectors straddle two lines, which halves the speed of loads and stores. Where the collector
/// moves the room the alignment may be lost, the contents not: the place of the first vector is kept.
/// </remarks>
internal sealed class AlignedVectors<T>
    where T : unmanaged
{
    private const int Line = 64; // bytes

    private readonly T[] _room;
    private readonly int _start;
    private readonly int _length;

    /// <summary>Makes room.</summary>
    /// <param name="vectors">Number of vectors.</param>
    /// <param name="pinned">Whether the collector must not move it: for what is kept.</param>
    public AlignedVectors(int vectors, bool pinned = false)
    {
        int size = Unsafe.SizeOf<T>();
        _length = vectors * Vector256<T>.Count;
        _room = GC.AllocateUninitializedArray<T>(_length + Line / size, pinned);
        nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref MemoryMarshal.GetArrayDataReference(_room));
        _start = (int)(-address & (Line - 1)) / size;
    }

    /// <summary>The vectors.</summary>
    public Span<Vector256<T>> Span => MemoryMarshal.Cast<T, Vector256<T>>(_room.AsSpan(_start, _length));
}
