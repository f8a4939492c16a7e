using System.Buffers;
using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Fhir.Resources;

/// <summary>What an allergy is to.</summary>
/// <param name="Members">The substances by the names of the dictionary.</param>
/// <param name="Via">How they were read when not by their codes.</param>
/// <param name="Possible">Those that another text of the entry may mean, where its code names none.</param>
internal sealed record AllergySubstances(string[] Members, string? Via, string[] Possible);

/// <summary>Reads allergies and intolerances. They count for life: neither time nor a status of inactive ends one.</summary>
internal sealed class AllergyReader
{
    private static readonly string[] Openings =
        ["allergy to ", "drug allergy to ", "allergic to ", "allergic reaction to ", "anaphylaxis due to ", "anaphylaxis caused by ", "hypersensitivity to ", "intolerance to ", "adverse reaction to ", "allergic disorder caused by ", "non-allergic hypersensitivity to "];

    private static readonly string[] Signs = [" allergy", "allergie", " anaphyla", " hypersensitiv"];

    // Beside the name of a medicine they leave it open, wherever they stand. In every opening and sign is one of them, and in few diagnoses.
    private static readonly SearchValues<string> Doubts = SearchValues.Create(
        ["allerg", "anaphyla", "hypersensitiv", "intoleran", "adverse reaction", "dress syndrom", "dress due", "dress from", "serum sickness", "unverträglich", "überempfindlich"], StringComparison.OrdinalIgnoreCase);

    private readonly MedicineCatalog _catalog;
    private readonly FactFinder _finder;
    private readonly RecordDraft _draft;
    private readonly FactDefinition? _substances;

    public AllergyReader(CodeBook codes, FactFinder finder, RecordDraft draft)
    {
        _catalog = codes.Medicines;
        _finder = finder;
        _draft = draft;
        _substances = codes.Facts.Find("HypersensitivityTo");
    }

    /// <summary>Reads an AllergyIntolerance.</summary>
    public void Read(Entry entry)
    {
        Element allergy = entry.Resource;
        Concept verification = Concept.Read(allergy.Get("verificationStatus"u8));
        if (verification.Says("entered-in-error")) return;
        Concept concept = Concept.Read(allergy.Get("code"u8));
        if (Statements.SaysUnknown(concept)) return;

        ClinicalTime onset = ClinicalTime.Either(allergy.Get("onsetDateTime"u8), allergy.Get("onsetPeriod"u8));
        ClinicalTime time = onset.KnownFrom(allergy.Get("recordedDate"u8)) with { End = null };
        bool unreadable = time.IsUnreadable;
        time = time with { Start = onset.Start ?? (time.Known is { } known ? DateSpan.On(known) : null), IsUnreadable = false };
        _draft.Hold(entry, RecordList.Allergies, time.FirstKnown);
        if (Statements.IsRefuted(verification) || Statements.SaysNone(concept)) return;

        if (unreadable) _draft.Remark(entry, concept.Label, Texts.Of("read-a-date"));
        Concept[] concepts = [concept, .. allergy.Get("reaction"u8).Items().Select(reaction => Concept.Read(reaction.Get("substance"u8)))];
        bool isIntolerance = allergy.Get("type"u8).Text() == "intolerance";
        foreach (Concept substance in concepts.Where(one => !one.IsEmpty)) Substance(entry, substance, time, isIntolerance);
        if (Array.TrueForAll(concepts, one => one.IsEmpty)) _draft.Remark(entry, Texts.Of("read-an-allergy"), Texts.Of("read-no-substance"));
        Facts(entry, concept, time, allergy);
        ClinicalTime seen = ClinicalTime.At(allergy.Get("lastOccurrence"u8));
        bool isCertain = !verification.Says("unconfirmed");
        foreach (Element reaction in allergy.Get("reaction"u8).Items())
        {
            // The day on which it was written down is not that on which it happened.
            DateSpan? day = ClinicalTime.At(reaction.Get("onset"u8)).Start ?? seen.Start ?? onset.Start;
            Reaction(entry, reaction, new(day, Known: time.Known), isCertain);
        }
    }

    /// <summary>What happened: a fact that allergies tell of, such as anaphylaxis, or what counts for life, such as pancreatitis; what passes has passed.</summary>
    private void Reaction(Entry entry, Element reaction, ClinicalTime time, bool isCertain)
    {
        foreach (Concept sign in reaction.Get("manifestation"u8).Items().Select(Concept.Read).Append(new Concept([], reaction.Get("description"u8).Text())))
        {
            foreach (FactMatch match in _finder.ByCode(sign))
            {
                if (match.Fact == _substances || match.Fact.Reads.Kind != ReadsKind.Ever) continue;
                if (isCertain && match.Fact.ToldByAllergies) _draft.Present(entry, match, time, sign.Label);
                else if (Presence.Of(match, time.Start) is not null) _draft.Doubt(entry, match.Fact, match.Entry?.Value, time, sign.Label, via: null);
            }

            foreach ((FactDefinition fact, string? member) in _finder.DoubtsOfUnlisted(sign))
            {
                if (fact.Reads.Kind == ReadsKind.Ever && fact != _substances) _draft.Doubt(entry, fact, member, time, sign.Text ?? sign.Label);
            }

            ReadDiagnosis(entry, sign, time, isCertain: false); // «Anaphylaxis due to methotrexate»
        }
    }

    /// <summary>An allergy to a medicine that stands among the diagnoses, told by its title: «Allergy to methotrexate».</summary>
    /// <param name="entry">The diagnosis.</param>
    /// <param name="concept">What it is of.</param>
    /// <param name="time">When.</param>
    /// <param name="isCertain">It is confirmed.</param>
    public void ReadDiagnosis(Entry entry, Concept concept, ClinicalTime time, bool isCertain)
    {
        if (_substances is null) return;
        foreach (string text in concept.AllTexts)
        {
            bool opens = Opens(text);
            if (!opens && !Doubted(text)) continue;
            string[] members = Named(Bare(text));
            if (members.Length == 0) continue;
            if (opens && isCertain && concept.IsCoded && text == concept.Label) _draft.Found(entry, new(_substances, null, Via: "display"), new(SetValue.Of(false, members)), time with { End = null }, text);
            else Possible(entry, members, time with { End = null }, text);
            return;
        }
    }

    private void Substance(Entry entry, Concept concept, ClinicalTime time, bool isIntolerance)
    {
        if (_substances is null) return;
        (string[] members, string? via, string[] possible) = concept.KnownSubstances ??= Members(concept);
        // Who does not digest lactose is not allergic to it.
        if ((isIntolerance || concept.Label.Contains("intoleran", StringComparison.OrdinalIgnoreCase)) && members is [var only] && _substances.NotByIntolerance.Contains(only, StringComparer.Ordinal)) return;
        if (possible.Length > 0) Possible(entry, possible, time, concept.Text ?? concept.Label);
        if (members.Length == 0)
        {
            _draft.Remark(entry, concept.Label, Texts.Of("read-no-words"));
            return;
        }

        if (concept.IsCoded)
        {
            _draft.Found(entry, new(_substances, null, Via: via), new(SetValue.Of(false, members)), time, concept.Label);
            return;
        }

        Possible(entry, members, time, concept.Label);
    }

    private void Possible(Entry entry, string[] members, ClinicalTime time, string quote)
    {
        SetValue possible = SetValue.Of(false) with { Possible = members.ToImmutableSortedSet(StringComparer.Ordinal) };
        _draft.Found(entry, new(_substances!, null, Via: "text"), new(possible, null, Labels.Short(quote)), time, quote, FindingStatus.Doubtful);
    }

    // What the dictionary names for the code; else medicines of the list by code, then by the words; else the words themselves.
    private AllergySubstances Members(Concept concept)
    {
        List<string> coded = [];
        foreach (FactMatch match in _finder.ByCode(concept))
        {
            if (match.Fact == _substances && match.Entry?.Value is { } member) coded.Add(member);
        }

        if (coded.Count > 0) return new([.. coded], null, []);
        List<string> medicines = [];
        foreach (Coding coding in concept.Codings)
        {
            Add(medicines, coding.System switch
            {
                CodeSystem.RxNorm => Lone(_catalog.ByRxNorm(coding.Code)),
                CodeSystem.Snomed => Lone(_catalog.BySnomed(coding.Code)),
                CodeSystem.Atc => _catalog.WithinAtc(coding.Code.ToUpperInvariant()),
                _ => [],
            });
        }

        if (medicines.Count > 0) return new([.. medicines], null, []);

        if (concept.IsWordless) return new([], null, []);
        string label = Bare(concept.Label);
        string[] named = Named(label);
        if (named.Length > 0) return new(named, "display", []);
        // «Allergy to drug» as a code, and the drug in the text beside it.
        return new([label], "display", concept.AllTexts is [_] ? [] : [.. concept.AllTexts.Select(Bare).Where(text => text != label).SelectMany(Named).Distinct(StringComparer.Ordinal)]);
    }

    // Medicines of the list, and substances of the dictionary.
    private string[] Named(string label)
    {
        List<string> named = [];
        Add(named, [.. ProductName.Ingredients(label, _catalog)]);
        if (named.Count == 0) Add(named, _catalog.InText(label));
        foreach ((FactDefinition fact, string? member) in _finder.Doubts(label))
        {
            if (fact == _substances && member is not null) named.Add(member);
        }

        return [.. named];
    }

    private void Facts(Entry entry, Concept concept, ClinicalTime time, Element allergy)
    {
        bool over = Concept.Read(allergy.Get("clinicalStatus"u8)).Says("resolved", "inactive");
        foreach (FactMatch match in _finder.ByCode(concept))
        {
            if (match.Fact != _substances) _draft.Present(entry, match, time, concept.Label, over ? FindingStatus.Past : FindingStatus.Present);
        }

        foreach ((FactDefinition fact, string? member) in _finder.Doubts(concept))
        {
            if (fact.ToldByAllergies) _draft.Doubt(entry, fact, member, time, concept.Label);
        }
    }

    // «Methotrexate allergy - anaphylaxis» as well as «Allergy to methotrexate», and neither of relatives nor denied.
    private static bool Opens(string label) => label.AsSpan().ContainsAny(Doubts) && (Array.Exists(Openings, opening => label.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
        || (Array.Exists(Signs, sign => label.Contains(sign, StringComparison.OrdinalIgnoreCase)) && !Statements.SpeaksOfOthers(label)));

    private static bool Doubted(string label) => label.AsSpan().ContainsAny(Doubts) && !Statements.SpeaksOfOthers(label);

    /// <summary>What a report suspects of a reaction to a medicine.</summary>
    /// <param name="entry">The report.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="suspects">What it may have come from.</param>
    /// <param name="time">When.</param>
    public void ReadSuspects(Entry entry, Concept happened, ElementList suspects, ClinicalTime time)
    {
        if (_substances is null || !happened.AllTexts.Any(Doubted)) return;
        foreach (Element suspect in suspects)
        {
            Element instance = suspect.Get("instance"u8).Or(suspect.Get("instanceReference"u8));
            Concept named = Concept.Read(suspect.Get("instanceCodeableConcept"u8));
            if (named.IsEmpty && instance.Get("reference"u8).Text() is { } target && target[0] == References.Contained) named = Concept.Read(References.Inside(entry.Resource, target).Get("code"u8));
            if (named.IsEmpty) named = new([], instance.Get("display"u8).Text());
            (string[] members, _, string[] possible) = named.IsEmpty ? new([], null, []) : named.KnownSubstances ??= Members(named);
            if (members.Length + possible.Length == 0) _draft.Remark(entry, happened.Label, Texts.Of("read-no-substance"));
            else Possible(entry, [.. members, .. possible], time with { End = null }, named.Label.Length > 0 ? $"{happened.Label}: {named.Label}" : happened.Label);
        }
    }

    private static string Bare(string label)
    {
        int tag = label.LastIndexOf(" (", StringComparison.Ordinal);
        if (tag > 0 && label.EndsWith(')')) label = label[..tag];
        foreach (string opening in Openings)
        {
            if (label.StartsWith(opening, StringComparison.OrdinalIgnoreCase)) label = label[opening.Length..];
        }

        return label.Trim().ToLowerInvariant();
    }

    private static void Add(List<string> names, ImmutableArray<Medicine> medicines)
    {
        foreach (Medicine medicine in medicines)
        {
            if (!names.Contains(medicine.Name)) names.Add(medicine.Name);
        }
    }

    private static ImmutableArray<Medicine> Lone(Medicine? medicine) => medicine is null ? [] : [medicine];
}
