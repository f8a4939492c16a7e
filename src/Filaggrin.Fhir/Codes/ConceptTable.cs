namespace Filaggrin.Fhir.Codes;

/// <summary>Remembers for all records the concepts that say nothing but codes and their titles, by the bytes that say them: a title means the same whoever has it.</summary>
/// <remarks>Nothing that somebody wrote of a patient is kept here. Bounded: a concept takes the place of another.</remarks>
internal sealed class ConceptTable
{
    private const int Bits = 12;

    private readonly Known?[] _known = new Known?[1 << Bits];

    /// <summary>The concept that these bytes said before; null when it is not remembered.</summary>
    public Concept? Find(ReadOnlySpan<byte> json, uint hash) =>
        _known[hash >> (32 - Bits)] is { } known && known.Hash == hash && json.SequenceEqual(known.Json) ? known.Concept : null;

    /// <summary>Remembers a concept of titles; of any other, nothing.</summary>
    /// <returns>Whether it is remembered.</returns>
    public bool TryKeep(ReadOnlySpan<byte> json, uint hash, Concept concept)
    {
        if (!concept.IsOfTitles) return false;
        _known[hash >> (32 - Bits)] = new(hash, json.ToArray(), concept);
        return true;
    }

    // Written once and exchanged whole, so that readers of several records do not disturb each other.
    private sealed record Known(uint Hash, byte[] Json, Concept Concept);
}
