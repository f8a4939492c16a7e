using System.Buffers.Binary;

namespace Filaggrin.Fhir.Codes;

/// <summary>Keeps the concepts of a record by the bytes that say them: it has few, and each of them many times.</summary>
internal sealed class ConceptPool
{
    private const int LeastBits = 5, MostBits = 9, Longest = 1024;

    private (byte[] Json, uint Hash, Concept Concept)[] _known = new (byte[], uint, Concept)[1 << LeastBits];
    private int _bits = LeastBits;
    private int _kept;

    /// <summary>The concept that these bytes said before; null when they are new.</summary>
    public Concept? Find(ReadOnlySpan<byte> json, out uint hash)
    {
        hash = HashOf(json);
        (byte[] bytes, uint knownHash, Concept concept) = _known[hash >> (32 - _bits)];
        return knownHash == hash && bytes is not null && json.SequenceEqual(bytes) ? concept : null;
    }

    /// <summary>Keeps a concept in the place of another.</summary>
    public Concept Keep(ReadOnlySpan<byte> json, uint hash, Concept concept)
    {
        if (json.Length > Longest) return concept;
        if (++_kept > _known.Length && _bits < MostBits) Grow();
        _known[hash >> (32 - _bits)] = (json.ToArray(), hash, concept);
        return concept;
    }

    private void Grow()
    {
        _bits++;
        var grown = new (byte[], uint, Concept)[1 << _bits];
        foreach ((byte[] Json, uint Hash, Concept Concept) known in _known)
        {
            if (known.Json is not null) grown[known.Hash >> (32 - _bits)] = known;
        }

        _known = grown;
    }

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
}
