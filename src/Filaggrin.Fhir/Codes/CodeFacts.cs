using System.Collections.Concurrent;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Codes;

/// <summary>The facts that codes speak of, remembered for all records: what a code means does not depend on who has it.</summary>
internal sealed class CodeFacts
{
    // No code of a known system is longer; a longer one is read and not kept.
    private const int Remembered = 8000, LongestRemembered = 32;

    private readonly CodeBook _codes;
    private readonly ILookup<(CodeSystem, string), string> _traps;
    private readonly int _longestTrap;
    private readonly ConcurrentDictionary<(CodeSystem, string), FactMatch[]> _known = new();
    private int _count;

    public CodeFacts(CodeBook codes)
    {
        _codes = codes;
        _traps = codes.Traps.Values.ToLookup(trap => (trap.System, Bare(trap.System, trap.Code)), trap => trap.NotFact);
        _longestTrap = codes.Traps.Keys.Max(trap => (int?)trap.Code.Length) ?? 0;
    }

    /// <summary>The concepts met so far that any record may say.</summary>
    public ConceptTable Titles { get; } = new();

    /// <summary>The codes and words of facts.</summary>
    public CodeBook Book => _codes;

    /// <summary>Each fact that a code says, once.</summary>
    public FactMatch[] Of(Coding coding) => _known.TryGetValue((coding.System, coding.Code), out FactMatch[]? known) ? known : Seek(coding);

    /// <summary>Whether a code looks as if it spoke of a fact and does not.</summary>
    public bool IsTrap(Coding coding, FactDefinition fact)
    {
        if (_traps.Count == 0 || !coding.IsRead) return false;
        string code = Bare(coding.System, coding.Code);
        int shortest = coding.System == CodeSystem.Icd10 ? 3 : Math.Max(1, code.Length);
        for (int length = Math.Min(code.Length, _longestTrap); length >= shortest; length--)
        {
            if (_traps[(coding.System, code[..length])].Contains(fact.Name, StringComparer.Ordinal)) return true;
        }

        return false;
    }

    private FactMatch[] Seek(Coding coding)
    {
        string? key = AnswerWords.KeyOf(coding);
        FactMatch[] known = [.. _codes.Find(coding.System, coding.Code).Where(match => !IsTrap(coding, match.Fact)).DistinctBy(match => match.Fact).Select(match => new FactMatch(match.Fact, match.Entry, key))];
        if (coding.Code.Length <= LongestRemembered && _count < Remembered && _known.TryAdd((coding.System, coding.Code), known)) Interlocked.Increment(ref _count);
        return known;
    }

    private static string Bare(CodeSystem system, string code) =>
        system == CodeSystem.Icd10 ? code.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant() : code;
}
