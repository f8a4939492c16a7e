using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Medicines;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads allergies and intolerances. They count for life: neither time nor a status of inactive ends one.</summary>
internal sealed class AllergyReader(CodeBook codes, FactFinder finder, RecordDraft draft)
{
    private static readonly string[] Openings =
        ["allergy to ", "allergic reaction to ", "hypersensitivity to ", "intolerance to ", "adverse reaction to ", "allergic disorder caused by ", "non-allergic hypersensitivity to "];

    private readonly FactDefinition? _substances = codes.Facts.Find("HypersensitivityTo");

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
        draft.Hold(entry, RecordList.Allergies, time.FirstKnown);
        if (verification.Says("refuted") || Statements.SaysNone(concept)) return;

        if (unreadable) draft.Remark(entry, concept.Label, Texts.Of("read-a-date"));
        Concept[] concepts = [concept, .. allergy.Get("reaction"u8).Items().Select(reaction => Concept.Read(reaction.Get("substance"u8)))];
        foreach (Concept substance in concepts.Where(one => !one.IsEmpty)) Substance(entry, substance, time);
        Facts(entry, concept, time, allergy);
    }

    private void Substance(Entry entry, Concept concept, ClinicalTime time)
    {
        if (_substances is null) return;
        (string[] members, string? via) = Members(concept);
        if (members.Length == 0)
        {
            draft.Remark(entry, concept.Label, Texts.Of("read-no-words"));
            return;
        }

        FactMatch match = new(_substances, null, Via: concept.IsCoded ? via : "text");
        if (concept.IsCoded)
        {
            draft.Found(entry, match, new(SetValue.Of(false, members)), time, concept.Label);
            return;
        }

        SetValue possible = SetValue.Of(false) with { Possible = members.ToImmutableSortedSet(StringComparer.Ordinal) };
        draft.Found(entry, match, new(possible, null, Labels.Short(concept.Label)), time, concept.Label, FindingStatus.Doubtful);
    }

    // What the dictionary names for the code; else medicines of the list by code, then by the words; else the words themselves.
    private (string[] Members, string? Via) Members(Concept concept)
    {
        string[] coded = [.. finder.ByCode(concept).Where(match => match.Fact == _substances).Select(match => match.Entry?.Value).OfType<string>()];
        if (coded.Length > 0) return (coded, null);
        MedicineCatalog catalog = codes.Medicines;
        Medicine[] medicines = [.. concept.Codings.SelectMany(coding => coding.System switch
        {
            CodeSystem.RxNorm => Lone(catalog.ByRxNorm(coding.Code)),
            CodeSystem.Snomed => Lone(catalog.BySnomed(coding.Code)),
            CodeSystem.Atc => catalog.ByAtc(coding.Code.ToUpperInvariant()),
            _ => [],
        })];
        if (medicines.Length > 0) return (Names(medicines), null);

        if (concept.IsWordless) return ([], null);
        string label = Bare(concept.Label);
        medicines = [.. ProductName.Ingredients(label, catalog)];
        if (medicines.Length == 0) medicines = [.. catalog.InText(label)];
        string[] named = [.. Names(medicines), .. finder.Doubts(label).Where(word => word.Fact == _substances).Select(word => word.Member).OfType<string>()];
        return (named.Length > 0 ? named : [label], "display");
    }

    private void Facts(Entry entry, Concept concept, ClinicalTime time, Element allergy)
    {
        bool over = Concept.Read(allergy.Get("clinicalStatus"u8)).Says("resolved", "inactive");
        foreach (FactMatch match in finder.ByCode(concept))
        {
            if (match.Fact != _substances) draft.Present(entry, match, time, concept.Label, over ? FindingStatus.Past : FindingStatus.Present);
        }

        foreach ((FactDefinition fact, string? member) in finder.Doubts(concept))
        {
            if (fact != _substances) draft.Doubt(entry, fact, member, time, concept.Label);
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

    private static string[] Names(IEnumerable<Medicine> medicines) => [.. medicines.Select(medicine => medicine.Name).Distinct(StringComparer.Ordinal)];

    private static ImmutableArray<Medicine> Lone(Medicine? medicine) => medicine is null ? [] : [medicine];
}
