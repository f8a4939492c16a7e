using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Codes;

/// <summary>A fact that an entry speaks of, and how it was found.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Entry">The code that said it; null when its name did.</param>
/// <param name="Code">That code as <c>system|code</c>.</param>
/// <param name="Via">How it was read when not by its code.</param>
internal readonly record struct FactMatch(FactDefinition Fact, CodeEntry? Entry, string? Code = null, string? Via = null);

/// <summary>Finds the facts that a concept speaks of.</summary>
internal sealed class FactFinder
{
    private readonly CodeBook _codes;
    private readonly ILookup<(CodeSystem, string), string> _traps;
    private readonly Dictionary<(CodeSystem, string), FactMatch[]> _known = [];
    private readonly PerConcept<FactMatch[]> _byCode;
    private readonly PerConcept<FactMatch[]> _byCodeOrName;
    private readonly PerConcept<(FactDefinition, string?)[]> _doubts;

    public FactFinder(CodeBook codes)
    {
        _codes = codes;
        _byCode = new(FindByCode);
        _byCodeOrName = new(FindByCodeOrName);
        _doubts = new(FindDoubts);
        _traps = codes.Traps.Values.ToLookup(trap => (trap.System, Bare(trap.System, trap.Code)), trap => trap.NotFact);
    }

    /// <summary>Each fact that one of the codes says, once.</summary>
    public FactMatch[] ByCode(Concept concept) => _byCode.Of(concept);

    /// <summary>The same for what is measured: where no code tells, the name of an instrument or test does.</summary>
    /// <remarks>No common code exists for the totals of skin scores; their names are read as codes.</remarks>
    public FactMatch[] ByCodeOrName(Concept concept) => _byCodeOrName.Of(concept);

    /// <summary>The facts on which a text throws doubt that nobody coded.</summary>
    public (FactDefinition Fact, string? Member)[] Doubts(Concept concept) => _doubts.Of(concept);

    /// <summary>The facts on which a text throws doubt.</summary>
    public IEnumerable<(FactDefinition Fact, string? Member)> Doubts(string text) => _codes.FindWords(text).Distinct();

    private FactMatch[] FindByCode(Concept concept)
    {
        List<FactMatch> found = [];
        foreach (Coding coding in concept.Codings)
        {
            foreach (FactDefinition fact in _codes.FindSite(coding.Address, coding.Code))
            {
                if (!found.Exists(other => other.Fact == fact)) found.Add(new(fact, null, $"{coding.Address}|{coding.Code}"));
            }

            if (!coding.IsRead) continue;
            foreach (FactMatch match in Matches(coding))
            {
                if (!found.Exists(other => other.Fact == match.Fact)) found.Add(match);
            }
        }

        return [.. found];
    }

    private FactMatch[] FindByCodeOrName(Concept concept)
    {
        FactMatch[] coded = ByCode(concept);
        if (coded.Length > 0) return coded;
        List<FactMatch> found = [];
        foreach (string text in concept.Texts)
        {
            foreach (FactDefinition fact in _codes.FindName(text))
            {
                if (!concept.Codings.Any(coding => IsTrap(coding, fact)) && !found.Exists(other => other.Fact == fact)) found.Add(new(fact, null, Via: "name"));
            }
        }

        return [.. found];
    }

    private (FactDefinition, string?)[] FindDoubts(Concept concept) =>
        concept.IsCoded || concept.Codings.Any(coding => !_codes.FindSite(coding.Address, coding.Code).IsEmpty) ? [] : [.. concept.Texts.SelectMany(_codes.FindWords).Distinct()];

    // A record has few different codes and each of them many times.
    private FactMatch[] Matches(Coding coding)
    {
        if (_known.TryGetValue((coding.System, coding.Code), out FactMatch[]? known)) return known;
        string? key = AnswerWords.KeyOf(coding);
        known = [.. _codes.Find(coding.System, coding.Code).Where(match => !IsTrap(coding, match.Fact)).Select(match => new FactMatch(match.Fact, match.Entry, key))];
        _known.Add((coding.System, coding.Code), known);
        return known;
    }

    private bool IsTrap(Coding coding, FactDefinition fact)
    {
        if (_traps.Count == 0 || !coding.IsRead) return false;
        string code = Bare(coding.System, coding.Code);
        for (int length = code.Length; length >= (coding.System == CodeSystem.Icd10 ? 3 : code.Length) && length > 0; length--)
        {
            if (_traps[(coding.System, code[..length])].Contains(fact.Name, StringComparer.Ordinal)) return true;
        }

        return false;
    }

    private static string Bare(CodeSystem system, string code) =>
        system == CodeSystem.Icd10 ? code.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant() : code;
}
