using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads what visits and episodes of care were for, and what a clinical impression found: no diagnosis, so that doubt is all they leave. They hold no list.</summary>
internal sealed class VisitReader(FactFinder finder, RecordDraft draft)
{
    /// <summary>Reads an Encounter: its reasons, and its kind where a code tells (an antenatal visit).</summary>
    public void ReadEncounter(Entry entry)
    {
        Element visit = entry.Resource;
        if (IsVoid(visit)) return;
        // A visit ends within the day, and what it was for does not.
        ClinicalTime time = ClinicalTime.Of(visit.Get("period"u8)) with { End = null };
        foreach (Element reason in visit.Get("reasonCode"u8).Items()) Doubt(entry, Concept.Read(reason), time, words: true);
        foreach (Element kind in visit.Get("type"u8).Items()) Doubt(entry, Concept.Read(kind), time, words: false);
    }

    /// <summary>Reads an EpisodeOfCare, which lasts as long as what it is for.</summary>
    public void ReadEpisode(Entry entry)
    {
        Element episode = entry.Resource;
        if (IsVoid(episode)) return;
        ClinicalTime time = ClinicalTime.Of(episode.Get("period"u8));
        foreach (Element kind in episode.Get("type"u8).Items()) Doubt(entry, Concept.Read(kind), time, words: true, past: episode.Get("status"u8).Text() == "finished");
    }

    /// <summary>Reads the findings of a ClinicalImpression.</summary>
    public void ReadImpression(Entry entry)
    {
        Element impression = entry.Resource;
        if (IsVoid(impression)) return;
        ClinicalTime time = ClinicalTime.Either(impression.Get("effectiveDateTime"u8), impression.Get("effectivePeriod"u8)).AsMeasured().KnownFrom(impression.Get("date"u8));
        if (time.Start is null && time.Known is { } known) time = time with { Start = Knowledge.Logic.DateSpan.On(known) };
        foreach (Element finding in impression.Get("finding"u8).Items()) Doubt(entry, Concept.Read(finding.Get("itemCodeableConcept"u8)), time, words: true);
    }

    /// <summary>Reads for what something was done or is taken.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="reasons">Its reasons.</param>
    /// <param name="time">Its time.</param>
    /// <param name="past">It is over, and so may be what it was for.</param>
    public void ReadReasons(Entry entry, Element reasons, ClinicalTime time, bool past)
    {
        foreach (Element reason in reasons.Items()) Doubt(entry, Concept.Read(reason), time, words: true, past);
    }

    private static bool IsVoid(Element resource) => resource.Get("status"u8).Text() is "entered-in-error" or "cancelled";

    private void Doubt(Entry entry, Concept concept, ClinicalTime time, bool words, bool past = false)
    {
        if (concept.IsEmpty) return;
        foreach (FactMatch match in finder.ByCode(concept))
        {
            if (!(past && match.Fact.Reads.Kind == ReadsKind.Now) && Presence.Of(match, time.Start) is not null) draft.Doubt(entry, match.Fact, match.Entry?.Value, time, concept.Label, via: null, isReason: true);
        }

        if (!words) return;
        bool? isNone = null; // asked of the few whose words mean something
        foreach ((FactDefinition fact, string? member) in finder.DoubtsOfVisit(concept))
        {
            if (isNone ??= Statements.NamesTest(concept.Label) || Statements.IsPreventive(concept.Label)) return;
            if (!(past && fact.Reads.Kind == ReadsKind.Now)) draft.Doubt(entry, fact, member, time, concept.Text ?? concept.Label, isReason: true);
        }
    }
}
