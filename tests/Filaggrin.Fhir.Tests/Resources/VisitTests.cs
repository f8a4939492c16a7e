using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Resources;

/// <summary>What a visit was for is no diagnosis, and is not lost.</summary>
public class VisitTests
{
    private const string Tuberculosis = """{"coding":[{"system":"http://snomed.info/sct","code":"154283005","display":"Pulmonary tuberculosis"}]}""";
    private const string Pregnant = """{"coding":[{"system":"http://snomed.info/sct","code":"77386006","display":"Pregnant"}]}""";

    [Theory]
    [InlineData("finished", Tuberculosis, true)]
    [InlineData("finished", """{"text":"Tuberculosis clinic, 3rd month of treatment"}""", true)]
    [InlineData("planned", Tuberculosis, true)]
    [InlineData("cancelled", Tuberculosis, false)]
    [InlineData("entered-in-error", Tuberculosis, false)]
    [InlineData("finished", """{"text":"Screening for tuberculosis"}""", false)]
    [InlineData("finished", """{"text":"Tuberculosis test"}""", false)]
    [InlineData("finished", """{"text":"No active tuberculosis"}""", false)]
    [InlineData("finished", """{"text":"Tuberculosis excluded"}""", false)]
    [InlineData("finished", """{"text":"Tuberculosis cannot be excluded"}""", true)]
    [InlineData("finished", """{"text":"Family worries about tuberculosis"}""", false)]
    [InlineData("finished", """{"text":"Tuberculosis prevention course"}""", false)]
    [InlineData("finished", """{"text":"Secondary prevention of tuberculosis"}""", true)]
    [InlineData("finished", """{"text":"Caring for relative with tuberculosis"}""", false)]
    public void The_reason_of_a_visit_leaves_doubt(string status, string reason, bool doubt)
    {
        PatientRecord record = Bundles.Read(Visit(reason, status));
        Assert.Equal(doubt, record.Findings.Any(finding => finding is { Fact.Name: "ActiveTuberculosis", Status: FindingStatus.Doubtful, Source: "Encounter/v", End: null }));
        Assert.Empty(record.ListsHeld);
    }

    [Theory]
    [InlineData("active", true)]
    [InlineData("finished", false)]
    public void The_kind_of_an_episode_of_care_leaves_doubt_while_it_lasts(string status, bool doubt) => Assert.Equal(
        doubt,
        Bundles.Read($$$"""{"resourceType":"EpisodeOfCare","id":"e","status":"{{{status}}}","patient":{"reference":"Patient/p"},"period":{"start":"2026-01-05"},"type":[{{{Pregnant}}}]}""")
            .Findings.Any(finding => finding is { Fact.Name: "Pregnant", Status: FindingStatus.Doubtful }));

    [Theory]
    [InlineData("Active tuberculosis, treatment begun", true)]
    [InlineData("No sign of tuberculosis", false)]
    public void The_summary_of_a_clinical_impression_is_read_as_a_conclusion(string summary, bool doubt) => Assert.Equal(
        doubt, Bundles.Read($$"""{"resourceType":"ClinicalImpression","id":"c","status":"completed","subject":{"reference":"Patient/p"},"date":"2026-01-05","summary":"{{summary}}"}""").Has("ActiveTuberculosis"));

    [Fact]
    public void A_finding_of_a_clinical_impression_leaves_doubt() => Assert.Equal(
        (FindingStatus.Doubtful, "2026-01-05"),
        Bundles.Read($$$"""{"resourceType":"ClinicalImpression","id":"c","status":"completed","subject":{"reference":"Patient/p"},"date":"2026-01-05","finding":[{"itemCodeableConcept":{{{Pregnant}}}}]}""")
            .Only("Pregnant") is var found ? (found.Status, found.When?.ToString()) : default);

    [Theory]
    [InlineData("\"onsetDateTime\":\"2020-01-01\"", false)] // it ran on that day
    [InlineData("\"onsetDateTime\":\"2020-01-01\",\"abatementDateTime\":\"2024-03-01\",\"clinicalStatus\":{\"coding\":[{\"code\":\"resolved\"}]}", true)]
    [InlineData("\"onsetDateTime\":\"2024-01-01\",\"abatementDateTime\":\"2026-03-01\",\"clinicalStatus\":{\"coding\":[{\"code\":\"resolved\"}]}", false)]
    [InlineData("\"onsetDateTime\":\"2026-02-01\"", false)] // it was found then
    [InlineData("\"recordedDate\":\"2026-02-01\",\"verificationStatus\":{\"coding\":[{\"code\":\"refuted\"}]}", false)]
    public void A_visit_for_what_the_record_tells_adds_nothing(string told, bool doubt)
    {
        PatientRecord record = Bundles.Read(Visit(Tuberculosis), Bundles.Condition($"{told},\"code\":{Tuberculosis}"));
        Assert.Equal(doubt, record.Findings.Any(finding => finding.Fact.Name == "ActiveTuberculosis" && finding.Source == "Encounter/v"));
    }

    [Fact]
    public void What_a_visit_was_for_is_doubted_for_a_year() => Assert.Equal(
        new Filaggrin.Knowledge.Facts.Span(12, "mo"), Bundles.Read(Visit(Tuberculosis)).Only("ActiveTuberculosis").Holds);

    [Fact]
    public void A_visit_of_somebody_else_says_nothing() =>
        Assert.False(Bundles.Read(Visit(Tuberculosis).Replace("Patient/p", "Patient/q", StringComparison.Ordinal)).Has("ActiveTuberculosis"));

    private static string Visit(string reason, string status = "finished") =>
        $$"""{"resourceType":"Encounter","id":"v","status":"{{status}}","subject":{"reference":"Patient/p"},"period":{"start":"2026-01-05","end":"2026-01-05"},"reasonCode":[{{reason}}]}""";

    [Theory]
    [InlineData("MedicationRequest", "active", true, true)]
    [InlineData("MedicationRequest", "completed", false, true)] // over, as may be what it was for
    [InlineData("MedicationRequest", "cancelled", false, false)]
    [InlineData("MedicationRequest", "entered-in-error", false, false)]
    [InlineData("Procedure", "completed", false, true)]
    [InlineData("Procedure", "not-done", false, false)]
    public void For_what_something_is_taken_or_was_done_leaves_doubt(string type, string status, bool now, bool ever)
    {
        string what = type == "Procedure" ? "\"performedDateTime\":\"2026-02-03\",\"code\":{\"text\":\"wedge resection\"}" : "\"authoredOn\":\"2026-02-03\",\"medicationCodeableConcept\":{\"text\":\"isoniazid\"}";
        PatientRecord record = Bundles.Read($$$"""{"resourceType":"{{{type}}}","id":"r","status":"{{{status}}}","intent":"order","subject":{"reference":"Patient/p"},{{{what}}},"reasonCode":[{{{Tuberculosis}}}]}""");
        Assert.Equal((now, ever), (record.Has("ActiveTuberculosis"), record.Has("TuberculosisHistory")));
        Assert.All(record.Findings, finding => Assert.Equal((FindingStatus.Doubtful, true), (finding.Status, finding.IsReason)));
    }

    [Theory]
    [InlineData("Encounter", "\"reason\":[{\"use\":[{\"text\":\"Health concern\"}],\"value\":[{\"concept\":{\"text\":\"tuberculosis\"}}]}]")] // the fifth release
    [InlineData("Encounter", "\"reason\":[{\"text\":\"tuberculosis\"}]")] // the third
    [InlineData("Encounter", "\"diagnosis\":[{\"condition\":{\"display\":\"tuberculosis\"}}]")]
    [InlineData("Encounter", "\"diagnosis\":[{\"condition\":[{\"concept\":{\"text\":\"tuberculosis\"}}]}]")]
    [InlineData("Procedure", "\"reason\":[{\"concept\":{\"text\":\"tuberculosis\"}}]")]
    [InlineData("MedicationRequest", "\"reason\":[{\"concept\":{\"text\":\"tuberculosis\"}}]")]
    [InlineData("MedicationRequest", "\"reasonReference\":[{\"display\":\"tuberculosis\"}]")]
    [InlineData("ServiceRequest", "\"reason\":[{\"concept\":{\"text\":\"tuberculosis\"}}]")]
    public void A_reason_is_read_in_every_shape(string type, string members) => Assert.True(Bundles.Read(Bundles.With(
        $$"""{"resourceType":"{{type}}","id":"r","status":"active","intent":"order","subject":{"reference":"Patient/p"},"period":{"start":"2026-01-05"},"authoredOn":"2026-02-03"}""", members)).Has("TuberculosisHistory"));
}
