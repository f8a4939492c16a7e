using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Medicines;
using Filaggrin.Fhir.Resources;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Codes;

/// <summary>One code of a concept.</summary>
/// <param name="System">Its system.</param>
/// <param name="Code">The code.</param>
/// <param name="Display">The words beside it.</param>
/// <param name="Address">The address of its system as written.</param>
internal readonly record struct Coding(CodeSystem System, string Code, string? Display, string? Address)
{
    /// <summary>Its system is one that is read, so that the code alone tells what is meant.</summary>
    public bool IsRead => System is not (CodeSystem.Other or CodeSystem.Hl7);
}

/// <summary>What an entry is about: codes that mean the same, and a text.</summary>
/// <param name="codings">The codes.</param>
/// <param name="text">The text.</param>
internal sealed class Concept(ImmutableArray<Coding> codings, string? text)
{
    /// <summary>Nothing said.</summary>
    public static Concept None { get; } = new([], null);

    /// <summary>The codes.</summary>
    public ImmutableArray<Coding> Codings => codings;

    /// <summary>The text.</summary>
    public string? Text => text;

    /// <summary>At least one code of a system that is read.</summary>
    public bool IsCoded { get; } = codings.Any(coding => coding.IsRead);

    /// <summary>Neither code nor text.</summary>
    public bool IsEmpty => codings.IsEmpty && text is null;

    /// <summary>Codes alone, without a word beside them.</summary>
    public bool IsWordless => !codings.IsEmpty && text is null && codings.All(coding => coding.Display is null);

    /// <summary>Each word of it stands beside a code, as its title.</summary>
    public bool IsOfTitles => !codings.IsEmpty && codings.All(coding => coding.Code.Length > 0) && (text is null || codings.Any(coding => coding.Display == text));

    /// <summary>How a reader would call it.</summary>
    public string Label => field ??=
        codings.FirstOrDefault(coding => coding is { IsRead: true, Display: not null }).Display
        ?? text ?? codings.FirstOrDefault(coding => coding.Display is not null).Display
        ?? codings.FirstOrDefault(coding => coding.Code.Length > 0).Code ?? "";

    /// <summary>What <see cref="FactFinder.ByCode"/> found, so that it is sought once in a record; null: not sought yet, here as below.</summary>
    public FactMatch[]? KnownByCode { get; set; }

    /// <summary>What <see cref="FactFinder.ByCodeOrName"/> found.</summary>
    public FactMatch[]? KnownByCodeOrName { get; set; }

    /// <summary>What <see cref="FactFinder.Doubts(Concept)"/> found.</summary>
    public (FactDefinition Fact, string? Member)[]? KnownDoubts { get; set; }

    /// <summary>What <see cref="FactFinder.DoubtsOfUnlisted"/> found.</summary>
    public (FactDefinition Fact, string? Member)[]? KnownDoubtsOfUnlisted { get; set; }

    /// <summary>What <see cref="FactFinder.DoubtsOfVaccine"/> found.</summary>
    public (FactDefinition Fact, string? Member)[]? KnownDoubtsOfVaccine { get; set; }

    /// <summary>What <see cref="ProductReader.Read(Concept)"/> found.</summary>
    public Product? KnownProduct { get; set; }

    /// <summary>The substances of an allergy by the names of the dictionary.</summary>
    public AllergySubstances? KnownSubstances { get; set; }

    /// <summary>Every text: of the concept, and beside codes of systems that are not read.</summary>
    public IEnumerable<string> Texts
    {
        get
        {
            if (text is not null) yield return text;
            foreach (Coding coding in Codings)
            {
                if (!coding.IsRead && coding.Display is not null && coding.Display != Text) yield return coding.Display;
            }
        }
    }

    /// <summary>Every text, also beside codes of systems that are read.</summary>
    public string[] AllTexts => field ??= FindAllTexts();

    private string[] FindAllTexts()
    {
        if (codings is [{ Display: { } only }] && (text is null || text == only)) return [only];
        List<string> texts = new(codings.Length + 1);
        foreach (Coding coding in codings)
        {
            if (coding.Display is { } display && !texts.Contains(display)) texts.Add(display);
        }

        if (text is not null && !texts.Contains(text)) texts.Add(text);
        return [.. texts];
    }

    /// <summary>Reads a CodeableConcept; a text will do, and a list where one alone should stand.</summary>
    public static Concept Read(Element concept)
    {
        if (concept.ValueKind == JsonValueKind.String) return new([], concept.Text());
        if (concept.ValueKind == JsonValueKind.Array) return Together([.. concept.Items().Select(Read)]);
        if (concept.ValueKind != JsonValueKind.Object) return None;
        if (concept.Get("concept"u8) is { Exists: true } inner) return Read(inner); // a CodeableReference of the fifth release
        ReadOnlySpan<byte> json = concept.Json;
        ConceptPool pool = concept.Tape!.Concepts;
        if (pool.Find(json, out uint hash) is { } known) return known;
        ElementList items = concept.Get("coding"u8).Items();
        Coding[] codings = items.IsEmpty ? [] : new Coding[items.Count];
        int count = 0;
        foreach (Element coding in items)
        {
            if (ReadOne(coding) is { } one) codings[count++] = one;
        }

        if (count < codings.Length) codings = codings[..count];
        return pool.Keep(json, hash, new(ImmutableCollectionsMarshal.AsImmutableArray(codings), concept.Get("text"u8).Text()));
    }

    private static Concept Together(Concept[] concepts) => concepts is [var only] ? only
        : new([.. concepts.SelectMany(concept => concept.Codings)], string.Join("; ", concepts.Select(concept => concept.Text).OfType<string>()) is { Length: > 0 } text ? text : null);

    /// <summary>Reads a Coding.</summary>
    public static Concept ReadCoding(Element coding) => new(ReadOne(coding) is { } one ? [one] : [], null);

    /// <summary>Whether it is one of these words of a status, whatever the letter case: by a code, and by the words beside it where the code is none of HL7.</summary>
    public bool Says(params ReadOnlySpan<string> words)
    {
        bool isOwn = false;
        foreach (Coding coding in Codings)
        {
            if (IsOneOf(coding.Code, words)) return true;
            bool isOfHl7 = IsOfHl7(coding);
            if (!isOfHl7 && IsOneOf(coding.Display, words)) return true;
            isOwn |= isOfHl7;
        }

        return !isOwn && IsOneOf(Text, words);

        static bool IsOfHl7(Coding coding) => coding is { Code.Length: > 0, Address: { } address }
            && (address.StartsWith("http://terminology.hl7.org/", StringComparison.Ordinal) || address.Contains("hl7.org/", StringComparison.OrdinalIgnoreCase)); // nearly all begin so

        static bool IsOneOf(string? text, ReadOnlySpan<string> words)
        {
            if (text is null) return false;
            foreach (string word in words)
            {
                if (string.Equals(text, word, StringComparison.OrdinalIgnoreCase)) return true;
            }

            return false;
        }
    }

    /// <summary>Whether one of the codes is in a list of codes of a system.</summary>
    public bool Has(CodeSystem system, IReadOnlySet<string> codes)
    {
        foreach (Coding coding in Codings)
        {
            if (coding.System == system && codes.Contains(coding.Code)) return true;
        }

        return false;
    }

    private static Coding? ReadOne(Element coding)
    {
        string? code = coding.Get("code"u8).Text(), display = coding.Get("display"u8).Text();
        if (code is null && display is null) return null;
        (CodeSystem system, string? address) = CodeSystems.Read(coding.Get("system"u8));
        if (code is null) return new(CodeSystem.Other, "", display, address);
        (system, code) = CodeSystems.Plain(system, address, code);
        return new(system, code, display, address);
    }
}
