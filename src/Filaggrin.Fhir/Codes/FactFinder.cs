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
    private readonly CodeFacts _facts;
    private readonly PerConcept<FactMatch[]> _byCode;
    private readonly PerConcept<FactMatch[]> _byCodeOrName;
    private readonly PerConcept<(FactDefinition, string?)[]> _doubts;

    public FactFinder(CodeFacts facts)
    {
        _facts = facts;
        _codes = facts.Book;
        _byCode = new(FindByCode);
        _byCodeOrName = new(FindByCodeOrName);
        _doubts = new(FindDoubts);
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
            foreach (FactMatch match in _facts.Of(coding))
            {
                if (!found.Exists(other => other.Fact == match.Fact)) found.Add(match);
            }
        }

        return [.. found];
    }

    private FactMatch[] FindByCodeOrName(Concept concept)
    {
        FactMatch[] coded = FindByCode(concept);
        if (coded.Length > 0) return coded;
        List<FactMatch> found = [];
        foreach (string text in concept.Texts)
        {
            foreach (FactDefinition fact in _codes.FindName(text))
            {
                if (!concept.Codings.Any(coding => _facts.IsTrap(coding, fact)) && !found.Exists(other => other.Fact == fact)) found.Add(new(fact, null, Via: "name"));
            }
        }

        return [.. found];
    }

    private (FactDefinition, string?)[] FindDoubts(Concept concept) =>
        concept.IsCoded || concept.Codings.Any(coding => !_codes.FindSite(coding.Address, coding.Code).IsEmpty) ? [] : [.. concept.Texts.SelectMany(_codes.FindWords).Distinct()];
}
