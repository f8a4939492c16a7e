using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Medicines;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads procedures that were done or are running, and operations that are planned.</summary>
internal sealed class ProcedureReader(CodeBook codes, FactFinder finder, MedicineReader medicines, PlannedVaccines plannedVaccines, VisitReader visits, RecordDraft draft)
{
    private const int LongestStay = 14;

    private readonly FactDefinition? _surgery = codes.Facts.Find("MajorSurgery"), _plannedSurgery = codes.Facts.Find("PlannedSurgery"), _running = codes.Facts.Find("CurrentProcedure");

    /// <summary>Reads a Procedure.</summary>
    public void ReadProcedure(Entry entry)
    {
        Element procedure = entry.Resource;
        string? status = procedure.Get("status"u8).Text();
        if (status == "entered-in-error") return;
        ClinicalTime time = ClinicalTime.Either(procedure.Get("performedDateTime"u8), procedure.Get("performedPeriod"u8));
        if (time == default) time = ClinicalTime.Either(procedure.Get("occurrenceDateTime"u8), procedure.Get("occurrencePeriod"u8)); // of the fifth release
        draft.Hold(entry, RecordList.Procedures, time.FirstKnown);
        Concept concept = Concept.Read(procedure.Get("code"u8));
        if (status == "preparation") Planned(entry, concept, time, isCertain: true);
        if (status is "not-done" or "preparation" || Statements.SaysNone(concept) || Statements.SaysUnknown(concept)) return;
        if (status is "stopped" or "unknown" or "on-hold") entry.Bar(Texts.Of("read-status", status));

        medicines.ReadProcedure(entry, concept, time);
        visits.ReadReasons(entry, time with { End = null }, past: status == "completed");
        foreach (FactMatch match in finder.ByCode(concept))
        {
            ClinicalTime lasting = Lasting(match.Fact, time, status);
            // A code may tell a group of treatments, and the words beside it which of them it is.
            if (Presence.Of(match, lasting.Start) is SetValue set) draft.Found(entry, match, new(set with { Present = set.Present.Union(finder.MembersBeside(concept, match)) }), lasting, concept.Label);
            else draft.Present(entry, match, lasting, concept.Label);
        }

        (FactDefinition Fact, string? Member)[] doubts = finder.DoubtsOfUnlisted(concept);
        if (doubts.Length == 0 || Statements.NamesTest(concept.Label)) return;
        foreach ((FactDefinition fact, string? member) in doubts)
            draft.Doubt(entry, fact, member, Lasting(fact, time, status), concept.Label, runs: status == "in-progress" && time.End is null);
    }

    /// <summary>Reads a ServiceRequest: never a fact of today, but the day of what is planned.</summary>
    public void ReadRequest(Entry entry)
    {
        Element request = entry.Resource;
        string? status = request.Get("status"u8).Text();
        visits.ReadReasonsOfOrder(entry, status);
        if (request.Get("doNotPerform"u8).Truth() == true || status is not ("active" or "on-hold")) return;
        if (request.Get("intent"u8).Text() is { } intent && intent is not ("order" or "original-order" or "instance-order" or "filler-order" or "reflex-order" or "plan")) return;
        ClinicalTime time = ClinicalTime.Either(request.Get("occurrenceDateTime"u8), request.Get("occurrencePeriod"u8), timing: request.Get("occurrenceTiming"u8));
        Concept concept = Concept.Read(request.Get("code"u8));
        ReadPlan(entry, concept, time.KnownFrom(request.Get("authoredOn"u8)), isCertain: true);
        if (time.End is not null) ReadSeries(entry, concept, time);
    }

    /// <summary>Reads a treatment of many sessions that an order or a plan sets over a time: once that has begun it may be running, which only an entry of its own tells.</summary>
    public void ReadSeries(Entry entry, Concept concept, ClinicalTime time)
    {
        if (concept.IsEmpty || _running is null || time.Start is null) return;
        foreach (FactMatch match in finder.ByCode(concept))
        {
            if (match.Fact == _running) draft.Doubt(entry, match.Fact, match.Entry?.Value, time, concept.Label, via: null, runs: true);
        }

        foreach ((FactDefinition fact, string? member) in finder.DoubtsOfUnlisted(concept))
        {
            if (fact == _running && !Statements.NamesTest(concept.Label)) draft.Doubt(entry, fact, member, time, concept.Label, runs: true);
        }
    }

    /// <summary>Reads what is to be done on a day to come: a large operation, a live vaccine, or what a fact lists as planned.</summary>
    /// <param name="entry">The entry that tells of it.</param>
    /// <param name="concept">What is to be done.</param>
    /// <param name="time">For when, and since when it is known.</param>
    /// <param name="isCertain">It is settled; what is proposed or waits for a day leaves a doubt.</param>
    public void ReadPlan(Entry entry, Concept concept, ClinicalTime time, bool isCertain)
    {
        if (concept.IsEmpty) return;
        // A stay begins with its operation; a longer time is one within which it shall be done.
        if (time is { Start: { } first, End: { } end } && end.Last.DayNumber - first.First.DayNumber > LongestStay) time = time with { Start = new(first.First, end.Last) };
        plannedVaccines.ReadOrder(entry, concept, new(time.Known is { } known ? DateSpan.On(known) : time.Start), time.Start);
        if (time.Start is not null)
        {
            foreach (FactMatch match in finder.ByCode(concept))
            {
                if (match.Fact is { Type: FactType.Date, IsPlanned: true }) Planned(entry, match, time, concept.Label, isCertain);
            }
        }

        Planned(entry, concept, time, isCertain);
    }

    /// <summary>Reads what a plan tells to have been done, which leaves a doubt until an entry of its own says so.</summary>
    public void ReadFulfilled(Entry entry, Concept concept, ClinicalTime time)
    {
        foreach (FactMatch match in finder.ByCode(concept))
        {
            if ((match.Fact == _surgery && !IsOfAfter(concept)) || (PlannedVaccines.IsDay(match.Fact) && time.Start is not null))
                draft.Doubt(entry, match.Fact, match.Entry?.Value, time with { End = null }, concept.Label, via: null);
        }
    }

    // The codes of large operations stand with what is done: of a day to come they tell what is planned.
    private void Planned(Entry entry, Concept concept, ClinicalTime time, bool isCertain)
    {
        if (_surgery is null || _plannedSurgery is null) return;
        FactMatch match = Array.Find(finder.ByCode(concept), one => one.Fact == _surgery);
        bool isCoded = match.Fact is not null;
        // Words are asked of the few that may name an operation.
        if ((!isCoded && !Array.Exists(finder.DoubtsOfUnlisted(concept), doubt => doubt.Fact == _surgery)) || IsOfAfter(concept)) return;
        if (isCoded) Planned(entry, new(_plannedSurgery, null, match.Code), time, concept.Label, isCertain);
        else if (!Statements.NamesTest(concept.Label)) Planned(entry, new(_plannedSurgery, null), time, concept.Label, isCertain: false);
    }

    private static bool IsOfAfter(Concept concept) => Array.Exists(concept.AllTexts, Statements.SpeaksOfAfter);

    private void Planned(Entry entry, FactMatch match, ClinicalTime time, string label, bool isCertain)
    {
        if (isCertain && time.Start is not null)
        {
            draft.Present(entry, match, time with { End = null }, label);
            return;
        }

        if (entry.Barred is { } barred)
        {
            draft.Remark(entry, label, barred);
            return;
        }

        // Who waits for a day may get one at any time.
        DateSpan? day = time.Start ?? (time.Known is { } known ? new DateSpan(known, Plans.Lasts.After(known)) : null);
        draft.Add(entry, new(match.Fact, day is null ? null : new DateValue(day), FindingStatus.Doubtful, day, null, time.Known, entry.Source)
        {
            Code = match.Code,
            Via = match.Code is null ? "text" : null,
            Quote = Labels.Short(label),
            IsPlan = true,
        });
    }

    // An operation ends within the hour and its result stays; only what goes on over sessions has an end that matters.
    private static ClinicalTime Lasting(FactDefinition fact, ClinicalTime time, string? status) =>
        fact.Type != FactType.Set ? time with { End = null }
        : status == "completed" ? time with { End = time.End ?? time.Start }
        : time;
}
