using System.Buffers;
using System.Buffers.Binary;

namespace Filaggrin.Fhir.Codes;

/// <summary>Keeps the concepts of a record by the bytes that say them: it has few, and each of them many times.</summary>
/// <param name="titles">Those that any record may say.</param>
internal sealed class ConceptPool(ConceptTable titles) : IDisposable
{
    private const int LeastBits = 5, MostBits = 9, Longest = 1024, FewBytes = 8 * 1024, MostBytes = 512 * 1024;

    private Known[] _known = Cleared(1 << LeastBits);
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FewBytes);
    private int _bits = LeastBits;
    private int _kept;
    private int _end;

    /// <summary>The concept that these bytes said before; null when they are new.</summary>
    public Concept? Find(ReadOnlySpan<byte> json, out uint hash)
    {
        hash = HashOf(json);
        if (titles.Find(json, hash) is { } title) return title;
        ref readonly Known known = ref _known[hash >> (32 - _bits)];
        return known.Hash == hash && known.Concept is not null && json.SequenceEqual(_bytes.AsSpan(known.Start, known.Length)) ? known.Concept : null;
    }

    /// <summary>Keeps a concept in the place of another.</summary>
    public Concept Keep(ReadOnlySpan<byte> json, uint hash, Concept concept)
    {
        if (json.Length > Longest || titles.TryKeep(json, hash, concept)) return concept;
        if (++_kept > 1 << _bits && _bits < MostBits) Grow();
        if (_end + json.Length > _bytes.Length) Widen();
        json.CopyTo(_bytes.AsSpan(_end));
        _known[hash >> (32 - _bits)] = new(concept, hash, _end, json.Length);
        _end += json.Length;
        return concept;
    }

    /// <summary>Gives its memory back.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Release(_known);
        _known = [];
    }

    private void Grow()
    {
        _bits++;
        Known[] grown = Cleared(1 << _bits);
        foreach (Known known in _known.AsSpan(0, 1 << (_bits - 1)))
        {
            if (known.Concept is not null) grown[known.Hash >> (32 - _bits)] = known;
        }

        Release(_known);
        _known = grown;
    }

    // What was replaced leaves its bytes behind: beyond a bound all begins anew.
    private void Widen()
    {
        if (_bytes.Length >= MostBytes)
        {
            Array.Clear(_known);
            _end = 0;
            return;
        }

        byte[] wider = ArrayPool<byte>.Shared.Rent(2 * _bytes.Length);
        _bytes.AsSpan(0, _end).CopyTo(wider);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = wider;
    }

    private static Known[] Cleared(int size)
    {
        Known[] known = ArrayPool<Known>.Shared.Rent(size);
        Array.Clear(known);
        return known;
    }

    // Nothing of a patient stays in what others use after.
    private static void Release(Known[] known) => ArrayPool<Known>.Shared.Return(known, clearArray: true);

    // Two sums that do not wait for each other.
    private static uint HashOf(ReadOnlySpan<byte> json)
    {
        const ulong Odd = 0x9E3779B97F4A7C15UL;
        ulong left = (ulong)json.Length, right = Odd;
        while (json.Length >= 2 * sizeof(ulong))
        {
            left = (left ^ BinaryPrimitives.ReadUInt64LittleEndian(json)) * Odd;
            right = (right ^ BinaryPrimitives.ReadUInt64LittleEndian(json[sizeof(ulong)..])) * Odd;
            left ^= left >> 32;
            right ^= right >> 29;
            json = json[(2 * sizeof(ulong))..];
        }

        foreach (byte one in json) left = (left ^ one) * Odd;
        return (uint)(((left ^ (right >> 7)) * Odd) >> 32);
    }

    private readonly record struct Known(Concept Concept, uint Hash, int Start, int Length);
}
