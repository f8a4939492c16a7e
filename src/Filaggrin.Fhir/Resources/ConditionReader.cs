using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads diagnoses.</summary>
internal sealed class ConditionReader(FactFinder finder, AllergyReader allergies, VisitReader visits, RecordDraft draft)
{
    private const int DaysOfEvent = 28;

    // How the German ICD-10 tells how sure a diagnosis is.
    private const string Certainty = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit";

    /// <summary>Reads a Condition.</summary>
    public void Read(Entry entry)
    {
        Element condition = entry.Resource;
        Concept verification = Concept.Read(condition.Get("verificationStatus"u8)), clinical = Concept.Read(condition.Get("clinicalStatus"u8));
        if (verification.Says("entered-in-error")) return;
        Concept concept = Concept.Read(condition.Get("code"u8));
        if (Statements.SaysUnknown(concept)) return;

        ClinicalTime time = TimeOf(condition, out bool abated);
        draft.Hold(entry, RecordList.Conditions, time.FirstKnown);
        if (Statements.SaysNone(concept)) return;
        if (concept.IsEmpty)
        {
            draft.Remark(entry, Texts.Of("read-a-diagnosis"), Texts.Of("read-no-diagnosis"));
            return;
        }

        string? certainty = CertaintyOf(condition);
        bool refuted = Statements.IsRefuted(verification) || certainty == "A";
        bool past = clinical.Says("inactive", "remission", "resolved") || certainty == "Z"
            || ((abated || Statements.IsInRemission(concept)) && !clinical.Says("active", "recurrence", "relapse"));
        FindingStatus status = Statements.IsUnsure(verification) || certainty == "V" ? FindingStatus.Doubtful : past ? FindingStatus.Past : FindingStatus.Present;
        FactMatch[] matches = finder.ByCode(concept);
        // A code of a system that is not read may be any disease; words beside it would throw doubt.
        if (matches.Length == 0 && !refuted && concept is { IsCoded: false, IsWordless: true }) draft.Remark(entry, concept.Label, Texts.Of("read-no-words"));
        foreach (FactMatch match in matches)
        {
            if (refuted) Refute(entry, match, time, concept.Label);
            else if (status == FindingStatus.Doubtful && match.Entry is { Suspicion: true }) Suspect(entry, match, time, concept.Label, past);
            else if (status != FindingStatus.Doubtful) draft.Present(entry, match, time, concept.Label, status);
            else if (Presence.Of(match, time.Start) is { } value) draft.Found(entry, match, new(value, null, Labels.Short(concept.Label)), time, concept.Label, status, isUnconfirmed: !past);
        }

        if (refuted) return;
        foreach (Element stage in condition.Get("stage"u8).Items())
        {
            Concept summary = Concept.Read(stage.Get("summary"u8));
            foreach (FactMatch match in finder.ByCode(summary))
            {
                if (status == FindingStatus.Doubtful) draft.Doubt(entry, match.Fact, match.Entry?.Value, time, summary.Label, via: null);
                else draft.Present(entry, match, time, summary.Label, status);
            }
        }

        Doubts(entry, concept, time, past);
        allergies.ReadDiagnosis(entry, concept, time, isCertain: status != FindingStatus.Doubtful);
    }

    /// <summary>Reads a Condition that another resource contains: what that was for or found, and no entry of the list of diagnoses.</summary>
    /// <param name="container">The resource.</param>
    /// <param name="condition">The Condition within.</param>
    public void ReadContained(Entry container, Element condition)
    {
        if (container.Resource.Get("status"u8).Text() is "entered-in-error" or "cancelled" or "revoked" or "not-done" or "noshow") return;
        Concept verification = Concept.Read(condition.Get("verificationStatus"u8)), concept = Concept.Read(condition.Get("code"u8));
        if (verification.Says("entered-in-error") || Statements.IsRefuted(verification) || Statements.SaysNone(concept) || Statements.SaysUnknown(concept)) return;
        ClinicalTime time = TimeOf(condition, out bool abated) with { End = null };
        if (time.Start is null) time = ClinicalTime.OfContainer(container.Resource);
        Concept clinical = Concept.Read(condition.Get("clinicalStatus"u8));
        visits.ReadReason(container.Contain(condition, "Condition", draft.Origins), concept, time, past: abated || Statements.IsInRemission(concept) || clinical.Says("inactive", "remission", "resolved"));
    }

    /// <summary>Reads an AdverseEvent: what happened is a diagnosis of its day. It holds no list.</summary>
    public void ReadEvent(Entry entry)
    {
        Element happened = entry.Resource;
        if (happened.Get("actuality"u8).Text() == "potential") return;
        Concept concept = Concept.Read(happened.Get("event"u8));
        if (concept.IsEmpty)
        {
            draft.Remark(entry, Texts.Of("read-an-adverse-event"), Texts.Of("read-no-diagnosis"));
            return;
        }

        ClinicalTime time = ClinicalTime.At(happened.Get("date"u8) is { ValueKind: System.Text.Json.JsonValueKind.String } day ? day : happened.Get("detected"u8)).KnownFrom(happened.Get("recordedDate"u8));
        Concept outcome = Concept.Read(happened.Get("outcome"u8));
        bool past = outcome.Says("resolved", "resolvedWithSequelae", "recovered");
        // Most reports tell no outcome: what happened is taken to last some weeks.
        if (!outcome.Says("ongoing", "recovering") && time.Start is { IsExact: true } first) time = time with { End = Knowledge.Logic.DateSpan.On(first.First.AddDays(DaysOfEvent)) };
        FactMatch[] matches = finder.ByCode(concept);
        foreach (FactMatch match in matches) draft.Present(entry, match, time, concept.Label, past ? FindingStatus.Past : FindingStatus.Present);
        if (matches.Length == 0 && concept is { IsCoded: false, IsWordless: true }) draft.Remark(entry, concept.Label, Texts.Of("read-no-words"));
        Doubts(entry, concept, time, past);
        allergies.ReadDiagnosis(entry, concept, time, isCertain: true);
        allergies.ReadSuspects(entry, concept, happened.Get("suspectEntity"u8).Items(), time);
    }

    /// <summary>Reads a Flag: a warning that somebody set is no diagnosis and no allergy, and leaves doubt of what it names. It holds no list.</summary>
    public void ReadFlag(Entry entry)
    {
        Element flag = entry.Resource;
        if (flag.Get("status"u8).Text() == "entered-in-error") return;
        Concept concept = Concept.Read(flag.Get("code"u8));
        ClinicalTime time = ClinicalTime.Of(flag.Get("period"u8));
        foreach (FactMatch match in finder.ByCode(concept))
        {
            if (Presence.Of(match, time.Start) is not null) draft.Doubt(entry, match.Fact, match.Entry?.Value, time, concept.Label, via: null);
        }

        Doubts(entry, concept, time, past: flag.Get("status"u8).Text() == "inactive");
        allergies.ReadDiagnosis(entry, concept, time, isCertain: false);
    }

    private static string? CertaintyOf(Element condition)
    {
        foreach (Element coding in condition.Get("code"u8).Get("coding"u8).Items())
        {
            foreach (Element extension in coding.Get("extension"u8).Items())
            {
                if (extension.Get("url"u8).Text() == Certainty) return extension.Get("valueCoding"u8).Get("code"u8).Text();
            }
        }

        return null;
    }

    // A refuted diagnosis is a no of the day on which it was refuted, which is never before it was recorded.
    private void Refute(Entry entry, FactMatch match, ClinicalTime time, string label)
    {
        if (Presence.Of(match, time.Start) != FlagValue.Yes) return;
        ClinicalTime day = time with { Start = time.Known is { } known ? Knowledge.Logic.DateSpan.On(known) : time.Start, End = null };
        draft.Found(entry, match, new(FlagValue.No), day, label);
    }

    // Not yet confirmed is what a suspicion is; confirmed it is the disease, of which another fact tells.
    private void Suspect(Entry entry, FactMatch match, ClinicalTime time, string label, bool past)
    {
        if (past) return; // nobody suspects it any more
        if (entry.Barred is null && !time.IsUnreadable) draft.Add(entry, new(match.Fact, FlagValue.Yes, FindingStatus.Present, time.Start, time.End, time.Known, entry.Source) { Code = match.Code, Quote = Labels.Short(label), Holds = match.Entry?.Holds });
        else draft.Found(entry, match, new(FlagValue.Yes), time, label); // which tells why it does not count
    }

    private void Doubts(Entry entry, Concept concept, ClinicalTime time, bool past)
    {
        (FactDefinition Fact, string? Member)[] doubts = finder.DoubtsOfUnlisted(concept);
        if (doubts.Length == 0) return;
        past |= concept.IsCoded && Statements.SpeaksOfPast(concept.Label);
        bool ofChildhood = Statements.SpeaksOfChildhood(concept.Text ?? concept.Label);
        foreach ((FactDefinition fact, string? member) in doubts)
        {
            if (past && fact.Reads.Kind == ReadsKind.Now) continue;
            if (ofChildhood && fact is { Reads.Kind: ReadsKind.Now, Holds.Yes: not null }) continue; // what passes has passed; diabetes found in childhood has not
            draft.Doubt(entry, fact, member, time, concept.Text ?? concept.Label);
        }
    }

    private static ClinicalTime TimeOf(Element condition, out bool abated)
    {
        ClinicalTime onset = ClinicalTime.Either(condition.Get("onsetDateTime"u8), condition.Get("onsetPeriod"u8));
        ClinicalTime end = ClinicalTime.Either(condition.Get("abatementDateTime"u8), condition.Get("abatementPeriod"u8));
        ClinicalTime recorded = onset.KnownFrom(condition.Get("recordedDate"u8));
        abated = end.Start is not null || end.IsUnreadable || condition.Get("abatementBoolean"u8).Truth() == true
            || condition.Get("abatementAge"u8).Exists || condition.Get("abatementString"u8).Exists || condition.Get("abatementRange"u8).Exists;
        return recorded with
        {
            Start = onset.Start ?? (recorded.Known is { } known ? Knowledge.Logic.DateSpan.On(known) : null),
            End = end.End ?? end.Start,
            IsUnreadable = recorded.IsUnreadable || end.IsUnreadable,
        };
    }
}
