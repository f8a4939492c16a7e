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
        ClinicalTime time = ClinicalTime.Of(visit.Get("period"u8).Or(visit.Get("actualPeriod"u8))) with { End = null };
        ReadReasons(entry, time, past: false);
        foreach (Element diagnosis in visit.Get("diagnosis"u8).Items()) Reasons(entry, diagnosis.Get("condition"u8), time, past: false);
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

    /// <summary>Reads the findings of a ClinicalImpression, and its summary as the conclusion of a report.</summary>
    public void ReadImpression(Entry entry)
    {
        Element impression = entry.Resource;
        if (IsVoid(impression)) return;
        ClinicalTime time = ClinicalTime.Either(impression.Get("effectiveDateTime"u8), impression.Get("effectivePeriod"u8)).AsMeasured().KnownFrom(impression.Get("date"u8));
        if (time.Start is null && time.Known is { } known) time = time with { Start = Knowledge.Logic.DateSpan.On(known) };
        foreach (Element finding in impression.Get("finding"u8).Items()) Doubt(entry, Concept.Read(finding.Get("itemCodeableConcept"u8)), time, words: true);
        if (impression.Get("summary"u8).Text() is not { } summary) return;
        foreach ((FactDefinition fact, string? member) in finder.DoubtsOfReport(summary)) draft.Doubt(entry, fact, member, time, summary, isReason: true);
    }

    /// <summary>Reads for what something was done, is ordered or is taken.</summary>
    /// <param name="entry">The entry, with its reasons.</param>
    /// <param name="time">Its time.</param>
    /// <param name="past">It is over, and so may be what it was for.</param>
    public void ReadReasons(Entry entry, ClinicalTime time, bool past)
    {
        Reasons(entry, entry.Resource.Get("reasonCode"u8), time, past);
        Reasons(entry, entry.Resource.Get("reason"u8), time, past);
        Reasons(entry, entry.Resource.Get("reasonReference"u8), time, past);
    }

    /// <summary>Reads for what a ServiceRequest asks, whether it was carried out or not.</summary>
    public void ReadReasonsOfOrder(Entry entry, string? status)
    {
        if (status is "entered-in-error" or "revoked") return;
        Element request = entry.Resource;
        ClinicalTime time = ClinicalTime.At(request.Get("authoredOn"u8));
        if (time.Start is null) time = ClinicalTime.Either(request.Get("occurrenceDateTime"u8), request.Get("occurrencePeriod"u8)) with { End = null };
        ReadReasons(entry, time, past: status == "completed");
    }

    /// <summary>Reads a list of concepts, or of references that carry nothing but a title.</summary>
    public void Reasons(Entry entry, Element reasons, ClinicalTime time, bool past)
    {
        foreach (Element reason in reasons.Items())
        {
            if (reason.Get("value"u8) is { Exists: true } values) Reasons(entry, values, time, past); // the fifth release sorts them by their use
            else Doubt(entry, Titled(reason), time, words: true, past);
        }
    }

    /// <summary>Reads one of them.</summary>
    public void ReadReason(Entry entry, Concept concept, ClinicalTime time, bool past) => Doubt(entry, concept, time, words: true, past);

    // A reference that leads somewhere is read there, with its status.
    private static Concept Titled(Element reason)
    {
        if (Concept.Read(reason) is { IsEmpty: false } concept) return concept;
        Element reference = reason.Get("reference"u8) is { ValueKind: System.Text.Json.JsonValueKind.Object } inner ? inner : reason;
        return reference.Get("reference"u8).Exists ? Concept.None : new([], reference.Get("display"u8).Text());
    }

    private static bool IsVoid(Element resource) => resource.Get("status"u8).Text() is "entered-in-error" or "cancelled";

    private void Doubt(Entry entry, Concept concept, ClinicalTime time, bool words, bool past = false)
    {
        if (concept.IsEmpty) return;
        bool isAhead = entry.Type == "Appointment";
        foreach (FactMatch match in finder.ByCode(concept))
        {
            if (!IsToCome(entry, match.Fact) && !(past && match.Fact.Reads.Kind == ReadsKind.Now) && Presence.Of(match, time.Start) is not null) draft.Doubt(entry, match.Fact, match.Entry?.Value, time, concept.Label, via: null, isReason: true, isAhead: isAhead);
        }

        if (!words) return;
        bool? isNone = null; // asked of the few whose words mean something
        foreach ((FactDefinition fact, string? member) in finder.DoubtsOfVisit(concept))
        {
            if (isNone ??= Statements.NamesTest(concept.Label) || Statements.IsPreventive(concept.Label)) return;
            if (!IsToCome(entry, fact) && !(past && fact.Reads.Kind == ReadsKind.Now)) draft.Doubt(entry, fact, member, time, concept.Text ?? concept.Label, isReason: true, isAhead: isAhead);
        }
    }

    // What an order, a plan or an appointment is for that somebody will do was not done yet.
    private static bool IsToCome(Entry entry, FactDefinition fact) =>
        entry.Type is "Appointment" or "CarePlan" or "ServiceRequest" && (fact.Type == FactType.Date || fact.Name == "MajorSurgery");
}
