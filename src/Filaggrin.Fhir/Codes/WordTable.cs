using System.Runtime.CompilerServices;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Codes;

/// <summary>Remembers for all records what a word means for a fact, such as a unit or a coded answer: few stand in a record, each of them thousands of times.</summary>
/// <typeparam name="T">What it means.</typeparam>
internal sealed class WordTable<T>
    where T : struct
{
    private const int Slots = 1024;

    private readonly Entry?[] _known = new Entry?[Slots];

    /// <summary>What a word means; null when that is not remembered.</summary>
    /// <param name="match">The fact, and the code that told of it.</param>
    /// <param name="system">The system of the word.</param>
    /// <param name="word">The word.</param>
    public T? Find(in FactMatch match, CodeSystem system, string word) =>
        _known[SlotOf(match, system, word)] is { } known && ReferenceEquals(known.Fact, match.Fact) && ReferenceEquals(known.Code, match.Entry) && known.System == system && known.Word == word
            ? known.Meaning : null;

    /// <summary>Remembers what a word means. Only words of the knowledge are given here: any other may be a patient's.</summary>
    public T Keep(in FactMatch match, CodeSystem system, string word, T meaning)
    {
        _known[SlotOf(match, system, word)] = new(match.Fact, match.Entry, system, word, meaning);
        return meaning;
    }

    private static int SlotOf(in FactMatch match, CodeSystem system, string word)
    {
        int ends = word.Length == 0 ? 0 : word[0] + (word[^1] * 31) + (word[word.Length / 2] * 977);
        int owner = RuntimeHelpers.GetHashCode(match.Fact) ^ (match.Entry is null ? 0 : RuntimeHelpers.GetHashCode(match.Entry) * 5);
        return (owner ^ ends ^ (word.Length * 7919) ^ ((int)system * 131)) & (Slots - 1);
    }

    // Written once and exchanged whole, so that readers of several records do not disturb each other.
    private sealed record Entry(FactDefinition Fact, CodeEntry? Code, CodeSystem System, string Word, T Meaning);
}
