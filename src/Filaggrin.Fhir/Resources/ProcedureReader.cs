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
    private readonly FactDefinition? _surgery = codes.Facts.Find("MajorSurgery"), _plannedSurgery = codes.Facts.Find("PlannedSurgery");

    /// <summary>Reads a Procedure.</summary>
    public void ReadProcedure(Entry entry)
    {
        Element procedure = entry.Resource;
        string? status = procedure.Get("status"u8).Text();
        if (status == "entered-in-error") return;
        ClinicalTime time = ClinicalTime.Either(procedure.Get("performedDateTime"u8), procedure.Get("performedPeriod"u8));
        draft.Hold(entry, RecordList.Procedures, time.FirstKnown);
        Concept concept = Concept.Read(procedure.Get("code"u8));
        if (status == "preparation") Planned(entry, concept, time);
        if (status is "not-done" or "preparation" || Statements.SaysNone(concept) || Statements.SaysUnknown(concept)) return;
        if (status is "stopped" or "unknown" or "on-hold") entry.Bar(Texts.Of("read-status", status));

        medicines.ReadProcedure(entry, concept, time);
        visits.ReadReasons(entry, procedure.Get("reasonCode"u8), time with { End = null }, past: status == "completed");
        foreach (FactMatch match in finder.ByCode(concept))
        {
            draft.Present(entry, match, Lasting(match.Fact, time, status), concept.Label);
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
        if (request.Get("doNotPerform"u8).Truth() == true || request.Get("status"u8).Text() is not ("active" or "on-hold")) return;
        if (request.Get("intent"u8).Text() is { } intent && intent is not ("order" or "original-order" or "instance-order" or "filler-order" or "reflex-order" or "plan")) return;
        Concept concept = Concept.Read(request.Get("code"u8));
        ClinicalTime time = ClinicalTime.Either(
            request.Get("occurrenceDateTime"u8), request.Get("occurrencePeriod"u8), timing: request.Get("occurrenceTiming"u8)).KnownFrom(request.Get("authoredOn"u8));
        plannedVaccines.ReadOrder(entry, concept, new(time.Known is { } known ? DateSpan.On(known) : time.Start), time.Start);
        if (time.Start is null) return;
        foreach (FactMatch match in finder.ByCode(concept))
        {
            if (match.Fact.Type == FactType.Date && match.Fact.Name.StartsWith("Planned", StringComparison.Ordinal))
                draft.Present(entry, match, time with { End = null }, concept.Label);
        }

        Planned(entry, concept, time);
    }

    // The codes of large operations stand with what is done: of a day to come they tell what is planned.
    private void Planned(Entry entry, Concept concept, ClinicalTime time)
    {
        if (_surgery is null || _plannedSurgery is null || time.Start is null) return;
        FactMatch match = Array.Find(finder.ByCode(concept), one => one.Fact == _surgery);
        if (match.Fact is not null) draft.Present(entry, new(_plannedSurgery, null, match.Code), time with { End = null }, concept.Label);
        else if (!Statements.NamesTest(concept.Label) && Array.Exists(finder.DoubtsOfUnlisted(concept), doubt => doubt.Fact == _surgery)) draft.Doubt(entry, _plannedSurgery, null, time with { End = null }, concept.Label);
    }

    // An operation ends within the hour and its result stays; only what goes on over sessions has an end that matters.
    private static ClinicalTime Lasting(FactDefinition fact, ClinicalTime time, string? status) =>
        fact.Type != FactType.Set ? time with { End = null }
        : status == "completed" ? time with { End = time.End ?? time.Start }
        : time;
}
