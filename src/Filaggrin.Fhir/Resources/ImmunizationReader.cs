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
        ClinicalTime given = ClinicalTime.At(immunization.Get("occurrenceDateTime"u8));
        ClinicalTime time = given.KnownFrom(immunization.Get("recorded"u8)) with { IsUnreadable = given.Start is null };
        draft.Hold(entry, RecordList.Immunizations, time.FirstKnown);
        if (status is not (null or "completed") || Statements.SaysNone(concept)) return;

        foreach (FactMatch match in finder.ByCode(concept))
        {
            // Without a day a vaccination is known to have been given, and not when.
            if (match.Fact.Type == FactType.Date && time.Start is null) draft.Found(entry, match, Reading.Unreadable(Texts.Of("read-vaccination-day")), time, concept.Label);
            else draft.Present(entry, match, time, concept.Label);
        }

        foreach ((FactDefinition fact, string? member) in finder.Doubts(concept)) draft.Doubt(entry, fact, member, time, concept.Label);
    }
}
