using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads the conclusions of reports, coded or in words, and the results that they contain.</summary>
internal sealed class ReportReader(FactFinder finder, ObservationReader observations, RecordDraft draft)
{
    /// <summary>Reads a DiagnosticReport.</summary>
    public void Read(Entry entry)
    {
        Element report = entry.Resource;
        string? status = report.Get("status"u8).Text();
        if (status is "entered-in-error" or "cancelled") return;

        ClinicalTime time = ClinicalTime.Either(report.Get("effectiveDateTime"u8), report.Get("effectivePeriod"u8)).AsMeasured().KnownFrom(report.Get("issued"u8));
        draft.Panels.Add(entry, report.Get("result"u8), time);

        // A result has a status of its own; that of the report speaks of its conclusion.
        foreach (Element contained in report.Get("contained"u8).Items())
        {
            if (contained.Get("resourceType"u8).Text() == "Observation") observations.Read(entry.Contain(contained, "Observation", draft.Origins), time);
        }

        if (status is not (null or "final" or "amended" or "corrected" or "appended")) entry.Bar(Texts.Of("read-not-final"));
        FactMatch[] tests = finder.ByCode(Concept.Read(report.Get("code"u8)));
        foreach (Element conclusion in report.Get("conclusionCode"u8).Items())
        {
            Concept concept = Concept.Read(conclusion);
            foreach (FactMatch match in finder.ByCode(concept))
            {
                draft.Present(entry, match, time, concept.Label);
            }

            foreach ((FactDefinition fact, string? member) in finder.DoubtsOfUnlisted(concept)) draft.Doubt(entry, fact, member, time, concept.Label);

            foreach (FactMatch test in tests)
            {
                if (test.Fact.Type is FactType.Flag or FactType.Code && AnswerReader.Coded(test, concept) is { Value: not null } answer)
                    draft.Found(entry, test, answer, time, concept.Label);
            }
        }

        if (report.Get("conclusion"u8).Text() is not { } words) return;
        foreach ((FactDefinition fact, string? member) in finder.DoubtsOfReport(words)) draft.Doubt(entry, fact, member, time, words);
    }
}
