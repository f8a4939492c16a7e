using System.Buffers.Binary;

namespace Filaggrin.Fhir.Codes;

/// <summary>Keeps the concepts of a record by the bytes that say them: it has few, and each of them many times.</summary>
internal sealed class ConceptPool
{
    private const int SlotBits = 9, Longest = 1024;

    private readonly (byte[] Json, Concept Concept)[] _known = new (byte[], Concept)[1 << SlotBits];

    /// <summary>The concept that these bytes said before; null when they are new.</summary>
    public Concept? Find(ReadOnlySpan<byte> json)
    {
        (byte[] bytes, Concept concept) = _known[SlotOf(json)];
        return bytes is not null && json.SequenceEqual(bytes) ? concept : null;
    }

    /// <summary>Keeps a concept in the place of another.</summary>
    public Concept Keep(ReadOnlySpan<byte> json, Concept concept)
    {
        if (json.Length <= Longest) _known[SlotOf(json)] = (json.ToArray(), concept);
        return concept;
    }

    private static int SlotOf(ReadOnlySpan<byte> json)
    {
        ulong hash = (ulong)json.Length;
        while (json.Length >= sizeof(ulong))
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(json)) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 32;
            json = json[sizeof(ulong)..];
        }

        foreach (byte one in json) hash = (hash ^ one) * 0x9E3779B97F4A7C15UL;
        return (int)(hash >> (64 - SlotBits));
    }
}
