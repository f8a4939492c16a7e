using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Assembly;

public class SubjectTests
{
    private const string Uuid = "480dc398-8444-509d-9dca-bd8d678d630b";

    [Theory]
    [InlineData("Patient/p", null, "Patient/p")]
    [InlineData("Patient/p", null, "Patient/p/_history/3")]
    [InlineData("Patient/p", null, "https://ehr.example.org/fhir/Patient/p")]
    [InlineData("Patient/p", "https://ehr.example.org/fhir/Patient/p", "https://ehr.example.org/fhir/Patient/p")]
    [InlineData("Patient/p", "https://ehr.example.org/fhir/Patient/p", "http://EHR.example.org/fhir/Patient/p/_history/2")]
    [InlineData("Patient/p", "https://ehr.example.org/fhir/Patient/p", "Patient/p")]
    [InlineData("Patient/p", "urn:uuid:" + Uuid, "urn:uuid:" + Uuid)]
    [InlineData("Patient/p", "urn:uuid:" + Uuid, "Patient/p")]
    [InlineData("Patient/" + Uuid, null, "urn:uuid:" + Uuid)]
    [InlineData(null, "urn:uuid:" + Uuid, "urn:uuid:" + Uuid)]
    [InlineData(null, "urn:uuid:" + Uuid, "Patient/" + Uuid)]
    [InlineData(null, "https://ehr.example.org/fhir/Patient/p", "Patient/p")]
    public void A_reference_to_the_patient_is_followed(string? patient, string? fullUrl, string reference) => Assert.True(Counts(patient, fullUrl, $"{{\"reference\":\"{reference}\"}}"));

    [Theory]
    [InlineData("{\"reference\":\"Patient/q\"}")]
    [InlineData("{\"reference\":\"urn:uuid:00000000-0000-0000-0000-000000000000\"}")]
    [InlineData("{\"reference\":\"https://other.example.org/fhir/Patient/p\"}")]
    [InlineData("{\"reference\":\"RelatedPerson/p\"}")]
    [InlineData("{\"reference\":\"Group/p\"}")]
    [InlineData("{\"type\":\"Group\",\"identifier\":{\"value\":\"1\"}}")]
    [InlineData("{\"identifier\":{\"system\":\"urn:mrn\",\"value\":\"other\"}}")]
    [InlineData("{\"reference\":\"Patient?identifier=urn:mrn|other\"}")]
    public void An_entry_of_somebody_else_is_no_fact_and_is_named(string subject)
    {
        PatientRecord record = Read("Patient/p", "https://ehr.example.org/fhir/Patient/p", $"\"subject\":{subject},");
        Assert.Empty(record.Findings);
        Assert.Empty(record.ListsHeld);
        Assert.Contains(new NotUnderstood("Condition/c", "ActiveTuberculosis", "it speaks of somebody other than the patient"), record.NotUnderstood);
    }

    [Theory]
    [InlineData("{\"display\":\"the patient\"}")]
    [InlineData("{\"identifier\":{\"system\":\"urn:mrn\",\"value\":\"17\"}}")]
    [InlineData("{\"identifier\":{\"system\":\"urn:another-system\",\"value\":\"4711\"}}")]
    [InlineData("{\"type\":\"Patient\",\"identifier\":{\"value\":\"4711\"}}")]
    [InlineData("{\"reference\":\"Patient?identifier=urn:mrn%7C17\"}")]
    public void An_identifier_that_says_nothing_else_means_the_patient(string subject) => Assert.True(Counts("Patient/p", null, subject));

    [Fact]
    public void An_entry_without_a_subject_is_the_patients() => Assert.NotEmpty(Read("Patient/p", null, "").Findings);

    [Theory]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"x\"}", true)]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"x\",\"birthDate\":\"1990\"}", true)]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"x\",\"birthDate\":\"1960-01-01\"}", false)]
    [InlineData("{\"resourceType\":\"RelatedPerson\",\"id\":\"x\"}", false)]
    public void A_contained_subject_is_looked_at(string contained, bool counts) =>
        Assert.Equal(counts, Read("Patient/p", null, $"\"subject\":{{\"reference\":\"#x\"}},\"contained\":[{contained}],").Has("ActiveTuberculosis"));

    [Theory]
    [InlineData("{\"reference\":\"Patient/p\"}", true)]
    [InlineData("{\"reference\":\"RelatedPerson/mother\"}", false)]
    [InlineData("{\"reference\":\"Device/graft\"}", false)]
    [InlineData("{\"display\":\"sister\"}", false)]
    [InlineData("{\"identifier\":{\"system\":\"urn:example\",\"value\":\"77\"}}", false)]
    public void A_focus_tells_what_an_observation_is_about(string focus, bool counts) =>
        Assert.Equal(counts, Bundles.Read(Bundles.Observation($"\"focus\":[{focus}],\"valueQuantity\":{{\"value\":30,\"code\":\"U/L\"}}")).Has("ALT"));

    [Fact]
    public void A_family_history_is_no_fact_of_the_patient() => Assert.Empty(Bundles.Read("""
        {"resourceType":"FamilyMemberHistory","id":"f","status":"completed","patient":{"reference":"Patient/p"},
         "condition":[{"code":{"coding":[{"system":"http://snomed.info/sct","code":"154283005"}]}}]}
        """).Findings);

    [Fact]
    public void A_modifier_that_is_not_known_makes_no_fact()
    {
        PatientRecord record = Bundles.Read(Bundles.Condition("\"modifierExtension\":[{\"url\":\"urn:not-really\",\"valueBoolean\":true}]"));
        Assert.Empty(record.Findings);
        Assert.Equal([new NotUnderstood("Condition/c", "Pulmonary tuberculosis", "it carries a modifier that is not known")], record.NotUnderstood);
    }

    [Fact]
    public void The_patient_may_come_last_and_have_no_birth_date()
    {
        PatientRecord record = Bundles.ReadJson(Bundles.Bundle(Bundles.Condition(""), """{"resourceType":"Patient","id":"p","gender":"unknown"}"""));
        Assert.Equal(new Subject("Patient/p", null, null), record.Subject);
        Assert.True(record.Has("ActiveTuberculosis"));
    }

    [Theory]
    [InlineData("\"deceasedBoolean\":true", true, null)]
    [InlineData("\"deceasedBoolean\":false", false, null)]
    [InlineData("\"deceasedDateTime\":\"2025-11-02T10:00:00Z\"", true, "2025-11-02")]
    [InlineData("\"deceasedDateTime\":\"last year\"", true, null)]
    public void Death_is_read(string member, bool deceased, string? day)
    {
        Subject subject = Bundles.ReadJson(Bundles.With(Bundles.Patient, member)).Subject;
        Assert.Equal((deceased, day), (subject.Deceased, subject.DeceasedOn?.ToString()));
    }

    private static bool Counts(string? patient, string? fullUrl, string subject) => Read(patient, fullUrl, $"\"subject\":{subject},").Has("ActiveTuberculosis");

    private static PatientRecord Read(string? patient, string? fullUrl, string members)
    {
        string id = patient is null ? "" : $"\"id\":\"{patient[8..]}\",", url = fullUrl is null ? "" : $"\"fullUrl\":\"{fullUrl}\",";
        return Bundles.ReadJson($$$$"""
            {"resourceType":"Bundle","type":"searchset","entry":[
              {"resource":{"resourceType":"Condition","id":"c",{{{{members}}}}"code":{"coding":[{"system":"http://snomed.info/sct","code":"154283005"}]}}},
              {{{{{url}}}}"resource":{"resourceType":"Patient",{{{{id}}}}"birthDate":"1990-04-05","identifier":[{"system":"urn:mrn","value":"17"}]}}]}
            """);
    }
}
