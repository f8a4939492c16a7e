using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Scanning;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads measurements, answers and scores, each with its components.</summary>
internal sealed class ObservationReader(FactFinder finder, RecordDraft draft)
{
    // Diagnosis, problem, admission and discharge diagnosis of LOINC; diagnosis, clinical finding and disease of SNOMED CT.
    private static readonly HashSet<string> Diagnoses = new(StringComparer.Ordinal) { "29308-4", "75326-9", "8646-2", "11535-2", "439401001", "404684003", "64572001" };

    // Both values of a blood pressure under one code; some systems write them there as one text, "165/100".
    private static readonly HashSet<string> BloodPressures = new(StringComparer.Ordinal) { "85354-9", "55284-4", "35094-2", "75367002" };

    private static readonly Coding[] BloodPressureParts = [new(CodeSystem.Loinc, "8480-6", null, null), new(CodeSystem.Loinc, "8462-4", null, null)];

    /// <summary>Reads an Observation.</summary>
    /// <param name="entry">The observation.</param>
    /// <param name="scanned">It, and the address of its entry.</param>
    public void Read(Entry entry, in ScannedResource scanned) => Read(entry, default, scanned);

    /// <summary>Reads an Observation that stands in another resource.</summary>
    /// <param name="entry">The observation.</param>
    /// <param name="day">The time of that resource, which counts where it has none of its own.</param>
    public void Read(Entry entry, ClinicalTime day) => Read(entry, day, scanned: default);

    private void Read(Entry entry, ClinicalTime day, in ScannedResource scanned)
    {
        Element observation = entry.Resource;
        string? status = observation.Get("status"u8).Text();
        if (status is not (null or "final") && char.IsAsciiLetterUpper(status[0])) status = status.ToLowerInvariant();
        if (status is "entered-in-error" or "cancelled") return;
        if (status is not (null or "final" or "amended" or "corrected"))
            entry.Bar(status is "preliminary" or "registered" or "unknown" ? Texts.Of("read-status", status) : Texts.Of("read-status-unknown"));

        entry.Corrects = status is "amended" or "corrected";
        ClinicalTime time = ClinicalTime.Either(
                observation.Get("effectiveDateTime"u8), observation.Get("effectivePeriod"u8), observation.Get("effectiveInstant"u8), observation.Get("effectiveTiming"u8))
            .AsMeasured().KnownFrom(observation.Get("issued"u8));
        if (time == default) time = day;
        if (time.FirstKnown is null && References.Uuid(scanned.FullUrl) is { } uuid) draft.Panels.Name(uuid, entry);
        draft.Panels.Add(entry, observation.Get("hasMember"u8), time);
        Concept concept = Concept.Read(observation.Get("code"u8));
        FactMatch[] matches = finder.ByCodeOrName(concept);
        bool isPanel = !observation.Get("component"u8).Items().IsEmpty || !observation.Get("hasMember"u8).Items().IsEmpty;
        foreach (FactMatch match in matches)
        {
            if (match.Fact.Name == EasiItems.Fact && EasiItems.Read(observation, entry, time) is { } examination && !HasTotal(observation))
            {
                if (entry.Barred is { } why) draft.Remark(entry, concept.Label, why);
                else draft.Examinations.Add(entry.Pend(examination));
            }
            else if (IsFinding(match) && !isPanel && HasNoAnswer(observation))
            {
                draft.Present(entry, match, time, concept.Label);
            }
            else
            {
                Measured(entry, match, matches, observation, time, concept.Label, isPanel);
            }
        }

        if (matches.Length == 0 && IsBloodPressure(concept)) WrittenPressure(entry, observation, time, concept.Label);
        else if (matches.Length == 0 && IsDiagnosis(concept)) Diagnosis(entry, AnswerOf(observation), time);
        else if (matches.Length == 0) Doubts(entry, concept, observation, time);
        foreach (Element component in observation.Get("component"u8).Items()) Component(entry, component, time);
        foreach (Element contained in observation.Get("contained"u8).Items())
        {
            if (contained.Get("resourceType"u8).Text() == "Observation") Read(entry.Contain(contained, "Observation", draft.Origins), time);
        }
    }

    private void Component(Entry entry, Element component, ClinicalTime time)
    {
        Concept concept = Concept.Read(component.Get("code"u8));
        FactMatch[] matches = finder.ByCodeOrName(concept);
        foreach (FactMatch match in matches)
        {
            if (component.Get("modifierExtension"u8).Exists) draft.Remark(entry, concept.Label, Texts.Of("read-modifier"));
            else Measured(entry, match, matches, component, time, concept.Label, isPanel: false);
        }
    }

    private void Measured(Entry entry, FactMatch match, FactMatch[] matches, Element holder, ClinicalTime time, string label, bool isPanel)
    {
        Reading reading = AnswerReader.Read(match, holder);
        if (isPanel && reading is { Value: null, IsAbsent: true }) return; // the panel's values stand in its parts
        if (reading is { Value: null, Why: not null } && IsReadAsAnother(match, matches, holder)) return;
        draft.Found(entry, match, reading, time, label, limits: Limits.Read(holder, match.Fact));
    }

    // One name stands for a count and for a share; the unit tells which of them it is.
    private static bool IsReadAsAnother(FactMatch match, FactMatch[] matches, Element holder) =>
        match.Fact.Type == FactType.Number && Array.Exists(matches, other => other.Fact != match.Fact && other.Fact.Type == FactType.Number && AnswerReader.Read(other, holder).Value is not null);

    private void Doubts(Entry entry, Concept concept, Element observation, ClinicalTime time)
    {
        if (concept.IsCoded)
        {
            // What somebody wrote in answer to a question that no fact lists is a report of its own; a title names what it asks for.
            if (observation.Get("valueString"u8).Text() is not { } words || concept.AllTexts.Any(Statements.SpeaksOfOthers)) return;
            foreach ((FactDefinition fact, string? member) in finder.DoubtsOfReport(words)) draft.Doubt(entry, fact, member, time, words);
            return;
        }

        Concept answer = Concept.Read(observation.Get("valueCodeableConcept"u8));
        string? value = observation.Get("valueString"u8).Text() ?? (answer.IsEmpty ? null : answer.Label);
        string quote = value is null ? concept.Label : concept.IsEmpty ? value : $"{concept.Label}: {value}";
        if (quote.Length == 0) return;
        IEnumerable<(FactDefinition Fact, string? Member)> doubts = finder.Doubts(concept);
        if (value is not null && !answer.IsCoded) doubts = doubts.Concat(finder.Doubts(value));
        foreach ((FactDefinition fact, string? member) in doubts.Distinct()) draft.Doubt(entry, fact, member, time, quote);
    }

    private static Concept AnswerOf(Element observation) =>
        Concept.Read(observation.Get("valueCodeableConcept"u8)) is { IsEmpty: false } coded ? coded : new([], observation.Get("valueString"u8).Text());

    // A text never tells a value; that a newer one was taken is not lost.
    private void WrittenPressure(Entry entry, Element observation, ClinicalTime time, string label)
    {
        string? written = observation.Get("valueString"u8).Text();
        if (written is null && !observation.Get("valueQuantity"u8).Exists) return;
        Reading unreadable = Reading.Unreadable(Texts.Of("read-free-text"), written ?? Quantity.Read(observation.Get("valueQuantity"u8)).ToString());
        foreach (FactMatch match in finder.ByCode(new([.. BloodPressureParts], null))) draft.Found(entry, match, unreadable, time, label);
    }

    private static bool IsBloodPressure(Concept concept) => concept.Has(CodeSystem.Loinc, BloodPressures) || concept.Has(CodeSystem.Snomed, BloodPressures);

    // Some keep diagnoses as observations: «diagnosis» asks, and the disease is the answer.
    private static bool IsDiagnosis(Concept concept) => concept.Has(CodeSystem.Loinc, Diagnoses) || concept.Has(CodeSystem.Snomed, Diagnoses);

    private void Diagnosis(Entry entry, Concept disease, ClinicalTime time)
    {
        foreach (FactMatch match in finder.ByCode(disease))
        {
            if (IsFinding(match)) draft.Present(entry, match, time, disease.Label);
            else if (Presence.Of(match, time.Start) is not null) draft.Doubt(entry, match.Fact, match.Entry?.Value, time, disease.Label, via: null);
        }

        foreach ((FactDefinition fact, string? member) in finder.DoubtsOfUnlisted(disease)) draft.Doubt(entry, fact, member, time, disease.Text ?? disease.Label);
    }

    // Some record a finding as an observation of it without an answer: SNOMED 77386006, pregnant.
    private static bool IsFinding(FactMatch match) => match is { Fact.Type: FactType.Flag or FactType.Code, Entry: { System: CodeSystem.Snomed or CodeSystem.Icd10, Values.IsEmpty: true } };

    private static bool HasNoAnswer(Element observation)
    {
        foreach (Element member in observation.Held())
        {
            if (member.Name is "dataAbsentReason" or "interpretation" || member.Name.StartsWith("value", StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private static bool HasTotal(Element observation) => observation.Get("valueQuantity"u8).Exists || observation.Get("valueInteger"u8).Exists;
}
