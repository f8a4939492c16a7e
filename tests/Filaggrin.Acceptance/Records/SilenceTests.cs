using System.Text;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Records;

/// <summary>What a record says outright must not come out as a no.</summary>
public class SilenceTests
{
    private static readonly DateOnly Day = new(2024, 3, 1);

    [Fact]
    public void A_live_vaccine_on_record_outlasts_a_later_answer_that_names_an_older_one()
    {
        FactSheet facts = Sheet(
            """{ "resourceType": "Immunization", "id": "i", "status": "completed", "patient": { "reference": "Patient/p" }, "occurrenceDateTime": "2024-02-20", "vaccineCode": { "coding": [ { "system": "http://hl7.org/fhir/sid/cvx", "code": "03" } ] } }""",
            """{ "resourceType": "QuestionnaireResponse", "id": "q", "status": "completed", "subject": { "reference": "Patient/p" }, "authored": "2024-02-25", "item": [ { "linkId": "LiveVaccine", "answer": [ { "valueDate": "2010-05-01" } ] } ] }""").Facts;
        Assert.Equal("2024-02-20", facts["LiveVaccine"].Value.ToString());
    }

    [Fact]
    public void Raised_bilirubin_leaves_impairment_of_the_liver_open()
    {
        FactSheet facts = Sheet(
            """{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "24079001" } ] } }""",
            """{ "resourceType": "Observation", "id": "b", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "2024-02-25", "code": { "coding": [ { "system": "http://loinc.org", "code": "1975-2" } ] }, "valueQuantity": { "value": 14.6, "system": "http://unitsofmeasure.org", "code": "mg/dL" } }""").Facts;
        Assert.Equal(Truth.Unknown, facts["HepaticImpairment"].Truth);
        Assert.True(facts["ChildPughClass"].Value.IsUnknown, "the Child-Pugh class is not asked for");
    }

    [Fact]
    public void Injections_of_allergen_are_a_course_of_allergen_immunotherapy() =>
        Assert.NotEmpty(Sheet(
            """{ "resourceType": "Procedure", "id": "s", "status": "completed", "subject": { "reference": "Patient/p" }, "performedPeriod": { "start": "2024-02-20T09:00:00Z", "end": "2024-02-20T09:15:00Z" }, "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "180256009", "display": "Subcutaneous immunotherapy" } ] } }""")
            .CoursesOf(Engine.Knowledge.Agents["allergen-immunotherapy"]));

    [Theory]
    [InlineData("http://snomed.info/sct", "91302008", "Sepsis (disorder)", "ActiveSevereInfection")]
    [InlineData("http://snomed.info/sct", "385093006", "Community acquired pneumonia", "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A48.1", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "B02.7", null, "HerpesZoster")]
    [InlineData("http://snomed.info/sct", "254637007", "Non-small cell lung cancer", "ActiveMalignancy")]
    [InlineData("http://snomed.info/sct", "706870000", "Acute massive pulmonary embolism", "HistoryOfVTE")]
    [InlineData("http://snomed.info/sct", "73795002", "Acute myocardial infarction of inferior wall", "MyocardialInfarction")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "I70.0", null, "HistoryOfASCVD")]
    [InlineData("http://snomed.info/sct", "700379002", "Chronic kidney disease stage 3B", "CKDStage3Plus")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "H18.6", null, "EyeDiseaseBeforeStart")]
    public void A_diagnosis_is_known_by_any_of_its_codes(string system, string code, string? display, string fact)
    {
        string words = display is null ? "" : $", \"display\": \"{display}\"";
        FactSheet facts = Sheet($$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "recordedDate": "2024-02-25", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "{{system}}", "code": "{{code}}"{{words}} } ] } }""").Facts;
        Assert.Equal(Truth.True, facts[fact].Truth);
    }

    [Theory]
    [InlineData("Sepsis due to a rare germ (disorder)", "ActiveSevereInfection", Truth.Unknown)]
    [InlineData("Adenocarcinoma of the stomach (disorder)", "ActiveMalignancy", Truth.Unknown)]
    [InlineData("Family history of colon cancer (situation)", "ActiveMalignancy", Truth.False)]
    [InlineData("Encounter for screening for malignant neoplasm", "ActiveMalignancy", Truth.False)]
    [InlineData("Non-alcoholic fatty liver", "AlcoholMisuse", Truth.False)]
    public void A_diagnosis_whose_code_nobody_listed_is_not_lost(string display, string fact, Truth expected) => Assert.Equal(
        expected,
        Sheet($$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "recordedDate": "2024-02-25", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "999", "display": "{{display}}" } ] } }""").Facts[fact].Truth);

    [Theory]
    [InlineData("Peritonsillar abscess", "2023-12-20", Truth.Unknown)]
    [InlineData("Peritonsillar abscess", "2008-03-01", Truth.False)]
    [InlineData("Dental abscess", "2023-12-20", Truth.False)]
    public void A_doubt_about_an_infection_lapses_as_the_infection_would(string text, string on, Truth expected) => Assert.Equal(expected, Sheet(Worded(text, on)).Facts["ActiveSevereInfection"].Truth);

    [Fact]
    public void A_symptom_that_a_list_keeps_for_years_is_not_one_of_today()
    {
        string Breathless(string on) => $$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "onsetDateTime": "{{on}}", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "http://hl7.org/fhir/sid/icd-10", "code": "R06.0" } ] } }""";
        Assert.Equal(Truth.True, Sheet(Breathless("2024-02-20")).Facts["NewDyspnoea"].Truth);
        Assert.NotEqual(Truth.True, Sheet(Breathless("2022-02-20")).Facts["NewDyspnoea"].Truth);
    }

    [Fact]
    public void A_vaccination_told_in_words_of_long_ago_was_then_or_not_at_all()
    {
        Assert.False(Sheet(Worded("MMR done", "2003-05-01")).Facts["DaysSinceLiveVaccine"].Value.IsUnknown, "it is at least so long ago");
        const string Earlier = """{ "resourceType": "Immunization", "id": "i", "status": "completed", "patient": { "reference": "Patient/p" }, "occurrenceDateTime": "1999-02-20", "vaccineCode": { "coding": [ { "system": "http://hl7.org/fhir/sid/cvx", "code": "03" } ] } }""";
        Assert.False(Sheet(Earlier, Worded("BCG scar", "2010-01-01")).Facts["DaysSinceLiveVaccine"].Value.IsUnknown, "one of the two is the last");
        Assert.True(Sheet(Worded("MMR done", "2024-02-20")).Facts["DaysSinceLiveVaccine"].Value.IsUnknown, "it may have been live");
    }

    private static string Worded(string text, string on) =>
        $$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "onsetDateTime": "{{on}}", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "text": "{{text}}" } }""";

    private static PatientSheet Sheet(params string[] resources)
    {
        string entries = string.Join(',', resources.Prepend("""{ "resourceType": "Patient", "id": "p", "gender": "male", "birthDate": "1980-01-01" }""").Select(resource => $"{{ \"resource\": {resource} }}"));
        string bundle = $"{{ \"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [ {entries} ] }}";
        return PatientSheet.Of(Engine.Knowledge, Engine.Read(Encoding.UTF8.GetBytes(bundle)), new AppraisalRequest(Day, "EU"));
    }
}
