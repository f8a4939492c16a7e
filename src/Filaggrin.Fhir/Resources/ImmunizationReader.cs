using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads vaccinations that were given.</summary>
internal sealed class ImmunizationReader(FactFinder finder, RecordDraft draft)
{
    /// <summary>Reads an Immunization.</summary>
    public void Read(Entry entry)
    {
        Element immunization = entry.Resource;
        string? status = immunization.Get("status"u8).Text();
        if (status == "entered-in-error") return;
        Concept concept = Concept.Read(immunization.Get("vaccineCode"u8));
        if (Statements.SaysUnknown(concept)) return;
        ClinicalTime day = ClinicalTime.At(immunization.Get("occurrenceDateTime"u8));
        ClinicalTime time = day.KnownFrom(immunization.Get("recorded"u8)) with { IsUnreadable = day.Start is null };
        draft.Hold(entry, RecordList.Immunizations, time.FirstKnown);
        if (status == "not-done" || Statements.SaysNone(concept)) return;
        if (concept.IsEmpty) draft.Remark(entry, Texts.Of("read-a-vaccination"), Texts.Of("read-no-vaccine"));
        bool given = status is null or "completed"; // an unknown word leaves open whether it was

        // The United Kingdom writes the vaccination beside a vaccine of which nothing is known.
        foreach (Element extension in immunization.Get("extension"u8).Items())
        {
            if (extension.Get("url"u8).Text()?.Contains("VaccinationProcedure", StringComparison.Ordinal) == true && Concept.Read(extension.Get("valueCodeableConcept"u8)) is { IsEmpty: false } procedure)
                concept = new([.. concept.Codings, .. procedure.Codings], concept.Text ?? procedure.Text);
        }

        FactMatch[] matches = finder.ByCode(concept);
        foreach (FactMatch match in matches)
        {
            if (!given)
            {
                draft.Remark(entry, concept.Label, Texts.Of("read-status-unknown"));
                draft.Doubt(entry, match.Fact, match.Entry?.Value, time, concept.Label, via: null);
                continue;
            }

            // Without a day a vaccination is known to have been given, and not when.
            if (match.Fact.Type == FactType.Date && time.Start is null) draft.Found(entry, match, Reading.Unreadable(Texts.Of("read-vaccination-day")), time, concept.Label);
            else draft.Present(entry, match, time, concept.Label);
        }

        if (matches.Length > 0) return; // then no text throws a doubt

        foreach ((FactDefinition fact, string? member) in finder.DoubtsOfVaccine(concept)) draft.Doubt(entry, fact, member, time, concept.Label);
    }
}
