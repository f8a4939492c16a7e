using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Codes;

/// <summary>A fact that an entry speaks of, and how it was found.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Entry">The code that said it; null when its name did.</param>
/// <param name="Code">That code as <c>system|code</c>.</param>
/// <param name="Via">How it was read when not by its code.</param>
internal readonly record struct FactMatch(FactDefinition Fact, CodeEntry? Entry, string? Code = null, string? Via = null);

/// <summary>Finds the facts that a concept speaks of.</summary>
/// <param name="facts">The facts of codes.</param>
internal sealed class FactFinder(CodeFacts facts)
{
    private const string Vaccine = "vaccine";

    private readonly CodeBook _codes = facts.Book;

    /// <summary>Each fact that one of the codes says, once.</summary>
    public FactMatch[] ByCode(Concept concept) => concept.KnownByCode ??= FindByCode(concept);

    /// <summary>The same for what is measured: where no code tells, the name of an instrument or test does.</summary>
    /// <remarks>No common code exists for the totals of skin scores; their names are read as codes.</remarks>
    public FactMatch[] ByCodeOrName(Concept concept) => concept.KnownByCodeOrName ??= FindByCodeOrName(concept);

    /// <summary>The facts on which a text throws doubt that nobody coded.</summary>
    public (FactDefinition Fact, string? Member)[] Doubts(Concept concept) => concept.KnownDoubts ??= FindDoubts(concept);

    /// <summary>The facts on which a text throws doubt.</summary>
    public IEnumerable<(FactDefinition Fact, string? Member)> Doubts(string text) => _codes.FindWords(text).Distinct();

    /// <summary>The facts on which the conclusion of a report throws doubt, by what it claims.</summary>
    public IEnumerable<(FactDefinition Fact, string? Member)> DoubtsOfReport(string conclusion) =>
        _codes.FindWords(conclusion).Any() ? Statements.Claims(conclusion).SelectMany(clause => _codes.FindWords(clause)).Distinct() : [];

    /// <summary>The facts on which the reason of a visit throws doubt by its words: a title as a diagnosis would, a text of its own by what it claims, since it is a report rather than an entry of a list.</summary>
    public IEnumerable<(FactDefinition Fact, string? Member)> DoubtsOfVisit(Concept concept) =>
        concept.IsCoded ? DoubtsOfUnlisted(concept) : Doubts(concept).Length == 0 ? [] : Doubts(concept).Intersect(concept.Texts.SelectMany(Statements.Claims).SelectMany(clause => _codes.FindWords(clause)));

    /// <summary>The facts on which a diagnosis or an operation throws doubt by its words. A code that no fact lists tells nothing of what it means, so that the words beside it count as if they stood alone.</summary>
    public (FactDefinition Fact, string? Member)[] DoubtsOfUnlisted(Concept concept) => concept.IsCoded ? concept.KnownDoubtsOfUnlisted ??= FindDoubtsOfUnlisted(concept) : Doubts(concept);

    /// <summary>The facts on which the words of a vaccine throw doubt.</summary>
    public (FactDefinition Fact, string? Member)[] DoubtsOfVaccine(Concept concept) => concept.KnownDoubtsOfVaccine ??= FindDoubtsOfVaccine(concept);

    /// <summary>The members of a set that the words beside a code name, unless they name the member that the code tells.</summary>
    public string[] MembersBeside(Concept concept, FactMatch match)
    {
        string[] named = [.. concept.AllTexts.SelectMany(Statements.Claims).SelectMany(_codes.FindWords).Where(word => word.Fact == match.Fact).Select(word => word.Member).OfType<string>().Distinct(StringComparer.Ordinal)];
        return named.Contains(match.Entry?.Value) ? [] : named;
    }

    // Nearly every concept has one code that tells something at most.
    private FactMatch[] FindByCode(Concept concept)
    {
        FactMatch[] found = [];
        foreach (Coding coding in concept.Codings)
        {
            foreach (FactDefinition fact in _codes.FindSite(coding.Address, coding.Code)) Add(ref found, [new(fact, null, $"{coding.Address}|{coding.Code}")]);
            if (coding.IsRead) Add(ref found, facts.Of(coding));
        }

        return found;
    }

    private static void Add(ref FactMatch[] found, FactMatch[] more) =>
        found = more.Length == 0 ? found : found.Length == 0 ? more : [.. found.Concat(more).DistinctBy(match => match.Fact)];

    private FactMatch[] FindByCodeOrName(Concept concept)
    {
        FactMatch[] coded = ByCode(concept);
        if (coded.Length > 0) return coded;
        List<FactMatch>? found = null;
        foreach (string text in concept.AllTexts)
        {
            if (!IsName(concept, text)) continue;
            foreach (FactDefinition fact in _codes.FindName(text))
            {
                // A code of the laboratory that is none of this quantity's may be that of urine, whatever it is called.
                if (fact.Type == FactType.Number && IsOfLoinc(concept) && fact.Codes.Any(code => code.System == CodeSystem.Loinc)) continue;
                if (!concept.Codings.Any(coding => facts.IsTrap(coding, fact)) && found?.Exists(other => other.Fact == fact) != true) (found ??= []).Add(new(fact, null, Via: "name"));
            }
        }

        return found is null ? [] : [.. found];
    }

    private static bool IsOfLoinc(Concept concept) => concept.Codings.Any(coding => coding.System == CodeSystem.Loinc);

    // The title of a SNOMED code that no fact lists names what was measured; a short title of LOINC may leave the specimen out.
    private static bool IsName(Concept concept, string text)
    {
        if (text == concept.Text) return true;
        foreach (Coding coding in concept.Codings)
        {
            if ((!coding.IsRead || coding.System == CodeSystem.Snomed) && coding.Display == text) return true;
        }

        return false;
    }

    // Nearly all name no word of a fact; whose disease it is, is asked only of the others.
    private (FactDefinition, string?)[] FindDoubtsOfUnlisted(Concept concept)
    {
        FactMatch[] coded = ByCode(concept);
        List<(FactDefinition Fact, string? Member)>? doubts = null;
        if (concept.Text is { } text) Take(text);
        foreach (Coding coding in concept.Codings)
        {
            if (coding.Display is { } title && title != concept.Text) Take(title);
        }

        if (doubts is null) return [];
        bool ofOthers = concept.AllTexts.Any(Statements.SpeaksOfOthers);
        if (ofOthers && !concept.AllTexts.Any(Statements.SpeaksOfContact)) return [];
        return [.. doubts.Distinct().Where(doubt => (!ofOthers || IsExposure(doubt.Fact)) && !concept.Codings.Any(coding => facts.IsTrap(coding, doubt.Fact) || CodeBook.Excepts(doubt.Fact, coding.System, coding.Code)))];

        void Take(string words)
        {
            foreach ((FactDefinition Fact, string?) doubt in _codes.FindWords(words))
            {
                if (coded.Length == 0 || (doubt.Fact.WordsBesideCodes && !Array.Exists(coded, match => match.Fact == doubt.Fact))) (doubts ??= []).Add(doubt);
            }
        }
    }

    // A text that names a disease alone names the vaccine against it here; a vaccine against a disease is no sign of it.
    private (FactDefinition, string?)[] FindDoubtsOfVaccine(Concept concept)
    {
        List<(FactDefinition, string?)>? found = null;
        foreach (string text in concept.AllTexts)
        {
            (FactDefinition, string?)[] worded = [.. Doubts($"{text} {Vaccine}")];
            if (worded.Length == 0) continue; // then the text alone names nothing either
            foreach ((FactDefinition Fact, string? Member) doubt in Doubts(text).Concat(worded))
            {
                if ((doubt.Fact.List == RecordList.Immunizations || doubt.Fact.Type == FactType.Date) && found?.Contains(doubt) != true) (found ??= []).Add(doubt);
            }
        }

        return found is null ? [] : [.. found];
    }

    private (FactDefinition, string?)[] FindDoubts(Concept concept) =>
        concept.IsCoded || concept.Codings.Any(coding => !_codes.FindSite(coding.Address, coding.Code).IsEmpty) ? [] : [.. concept.Texts.SelectMany(FindWordsOfPatient).Distinct()];

    // A clause on relatives, on screening or on a vaccine says nothing of the patient; a no in words stays a doubt.
    private IEnumerable<(FactDefinition, string?)> FindWordsOfPatient(string text)
    {
        IEnumerable<(FactDefinition, string?)> found = _codes.FindWords(text);
        if (!found.Any()) return [];
        string[] clauses = Statements.Clauses(text);
        // «Chronic kidney disease, stage IV» is one name.
        return Array.Exists(clauses, Statements.SpeaksOfOthersFreely) ? clauses.SelectMany(Claimed) : found;

        IEnumerable<(FactDefinition Fact, string?)> Claimed(string clause) => !Statements.SpeaksOfOthersFreely(clause) ? _codes.FindWords(clause)
            : Statements.SpeaksOfContact(clause) ? _codes.FindWords(clause).Where(doubt => IsExposure(doubt.Fact)) : [];
    }

    // Contact with a disease is no sign of it, and a fact of its own.
    private static bool IsExposure(FactDefinition fact) => fact.Name.Contains("Exposure", StringComparison.Ordinal);
}
