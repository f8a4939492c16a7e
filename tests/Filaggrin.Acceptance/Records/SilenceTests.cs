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

    private static PatientSheet Sheet(params string[] resources)
    {
        string entries = string.Join(',', resources.Prepend("""{ "resourceType": "Patient", "id": "p", "gender": "male", "birthDate": "1980-01-01" }""").Select(resource => $"{{ \"resource\": {resource} }}"));
        string bundle = $"{{ \"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [ {entries} ] }}";
        return PatientSheet.Of(Engine.Knowledge, Engine.Read(Encoding.UTF8.GetBytes(bundle)), new AppraisalRequest(Day, "EU"));
    }
}
