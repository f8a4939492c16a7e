using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads what care plans and appointments tell of days to come, and for what they were made. They hold no list.</summary>
internal sealed class PlanReader(ProcedureReader procedures, VisitReader visits)
{
    /// <summary>Reads a CarePlan: its activities, and what it is for.</summary>
    /// <remarks>Exports hold many, nearly all without a plan of either kind.</remarks>
    public void ReadCarePlan(Entry entry)
    {
        Element plan = entry.Resource;
        ElementList activities = plan.Get("activity"u8).Items(), addresses = plan.Get("addresses"u8).Items();
        if (activities.IsEmpty && addresses.IsEmpty) return;
        string? status = plan.Get("status"u8).Text(), intent = plan.Get("intent"u8).Text();
        if (status is "entered-in-error" or "revoked") return;
        ClinicalTime period = ClinicalTime.Of(plan.Get("period"u8)), created = ClinicalTime.At(plan.Get("created"u8));
        ClinicalTime written = created.Start is null ? period with { End = null } : created;
        bool isOver = status == "completed";
        visits.Reasons(entry, plan.Get("addresses"u8), written, isOver);
        foreach (Element activity in activities)
        {
            if (activity.Get("detail"u8) is not { Exists: true } detail) continue;
            visits.Reasons(entry, detail.Get("reasonCode"u8), written, isOver);
            // What is only proposed, or one of several, is no plan, as with orders.
            if (intent is "proposal" or "option") continue;
            string? state = detail.Get("status"u8).Text();
            if (state is "entered-in-error" or "cancelled" or "stopped" || detail.Get("doNotPerform"u8).Truth() == true || (isOver && state != "completed")) continue;
            ClinicalTime time = TimeOf(detail, period, out bool isDated) with { Known = created.Start?.First };
            bool isCertain = isDated && status is null or "active" or "on-hold" && state != "unknown";
            bool isDone = state == "completed";
            Activity(entry, Concept.Read(detail.Get("code"u8)), time, isDone, isCertain);
            Activity(entry, Concept.Read(detail.Get("productCodeableConcept"u8)), time, isDone, isCertain);
            if (detail.Get("description"u8).Text() is { } words) Activity(entry, new([], words), time, isDone, isCertain);
            if (state == "in-progress") procedures.ReadSeries(entry, Concept.Read(detail.Get("code"u8)), ClinicalTime.Of(detail.Get("scheduledPeriod"u8)) is { Start: not null } set ? set : period);
        }
    }

    /// <summary>Reads an Appointment: for what it was made, and what shall be done.</summary>
    public void ReadAppointment(Entry entry)
    {
        Element appointment = entry.Resource;
        string? status = appointment.Get("status"u8).Text();
        if (status is "entered-in-error" or "cancelled" or "noshow") return;
        ClinicalTime made = ClinicalTime.At(appointment.Get("created"u8)), time = ClinicalTime.At(appointment.Get("start"u8));
        bool isSettled = time.Start is not null && status is null or "booked" or "arrived" or "checked-in" or "fulfilled";
        foreach (Element asked in time.Start is null ? appointment.Get("requestedPeriod"u8).Items() : default)
        {
            time = ClinicalTime.Of(asked);
            if (time is { Start: { } first, End: { } last } && last.Last > first.First) time = time with { Start = new(first.First, last.Last), End = null };
        }

        ClinicalTime known = made.Start is { } day ? time with { Known = day.First } : time;
        visits.ReadReasons(entry, made.Start is null ? time with { End = null } : made, past: false);
        bool isDone = status == "fulfilled";
        foreach (Element service in appointment.Get("serviceType"u8).Items()) Activity(entry, Concept.Read(service), known, isDone, isSettled);
        foreach (Element reason in appointment.Get("reasonCode"u8).Items()) Activity(entry, Concept.Read(reason), known, isDone, isCertain: false);
        foreach (Element reason in appointment.Get("reason"u8).Items()) Activity(entry, Concept.Read(reason), known, isDone, isCertain: false);
        if (appointment.Get("description"u8).Text() is { } words) Activity(entry, new([], words), known, isDone, isCertain: false);
    }

    private void Activity(Entry entry, Concept concept, ClinicalTime time, bool isDone, bool isCertain)
    {
        if (isDone) procedures.ReadFulfilled(entry, concept, time);
        else procedures.ReadPlan(entry, concept, time, isCertain);
    }

    // What has no day of its own falls within the time of the plan.
    private static ClinicalTime TimeOf(Element detail, ClinicalTime period, out bool isDated)
    {
        Element timing = detail.Get("scheduledTiming"u8), words = detail.Get("scheduledString"u8);
        ClinicalTime time = ClinicalTime.Either(default, detail.Get("scheduledPeriod"u8), timing: timing);
        if (time.Start is null) time = ClinicalTime.Of(timing.Get("repeat"u8).Get("boundsPeriod"u8));
        if (time.Start is null && words.Exists && ClinicalTime.At(words) is { Start: not null } told) time = told;
        isDated = time.Start is not null;
        return isDated || period.Start is not { } first ? time : new(new DateSpan(first.First, period.End?.Last ?? Plans.Lasts.After(first.First)));
    }
}
