using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Assembly;

public class ListTests
{
    [Fact]
    public void A_list_is_held_from_its_first_known_entry_on()
    {
        PatientRecord record = Bundles.Read(
            Bundles.Condition("\"id\":\"c1\",\"onsetDateTime\":\"2001-05\",\"recordedDate\":\"2020-01-02\""), Bundles.Condition("\"id\":\"c2\",\"onsetDateTime\":\"2019-07-01\""),
            Bundles.Condition("\"id\":\"c3\""), Bundles.Request(""));
        Assert.Equal(new DateOnly(2019, 7, 1), record.ListsHeld[RecordList.Conditions]);
        Assert.Equal(new DateOnly(2026, 2, 3), record.ListsHeld[RecordList.Medicines]);
        Assert.Equal(2, record.ListsHeld.Count);
    }

    [Fact]
    public void An_entry_in_error_holds_no_list() =>
        Assert.Empty(Bundles.Read(Bundles.Condition("\"verificationStatus\":{\"coding\":[{\"code\":\"entered-in-error\"}]}"), Bundles.Request("\"status\":\"entered-in-error\"")).ListsHeld);

    [Theory]
    [InlineData("https://ehr.example.org/fhir/Condition?patient=p", RecordList.Conditions)]
    [InlineData("Condition?subject=Patient/p&_count=100", RecordList.Conditions)]
    [InlineData("MedicationStatement?patient=Patient%2Fp", RecordList.Medicines)]
    [InlineData("MedicationRequest?patient=p&status=active,on-hold&intent=order", RecordList.Medicines)]
    [InlineData("AllergyIntolerance?patient:Patient=p", RecordList.Allergies)]
    [InlineData("Immunization?patient=p", RecordList.Immunizations)]
    [InlineData("Procedure?patient=p", RecordList.Procedures)]
    [InlineData("Condition?patient=somebody-else", null)]
    [InlineData("Condition?patient=p&code=154283005", null)]
    [InlineData("Condition?patient=p&clinical-status=active", null)]
    [InlineData("MedicationRequest?patient=p&status=stopped", null)]
    [InlineData("Observation?patient=p", null)]
    [InlineData("Patient/p/$everything", null)]
    public void An_empty_search_answer_holds_its_list(string request, RecordList? list)
    {
        PatientRecord record = Bundles.Read($$$$"""{"resourceType":"Bundle","type":"searchset","total":0,"link":[{"relation":"self","url":"{{{{request}}}}"}]}""");
        Assert.Equal(list is null ? [] : [list.Value], record.ListsHeld.Keys);
    }

    [Fact]
    public void An_outcome_is_no_entry_and_a_match_is_no_empty_answer()
    {
        const string Link = "\"link\":[{\"url\":\"Condition?patient=p\",\"relation\":\"self\"}]";
        Assert.Single(Bundles.Read($$$$"""{"resourceType":"Bundle","total":0,{{{{Link}}}},"entry":[{"search":{"mode":"outcome"},"resource":{"resourceType":"OperationOutcome"}}]}""").ListsHeld);
        Assert.Empty(Bundles.Read($$$$"""{"resourceType":"Bundle","total":3,{{{{Link}}}}}""").ListsHeld);
        Assert.Empty(Bundles.Read($$$$"""{"resourceType":"Bundle",{{{{Link}}}},"entry":[{"resource":{"resourceType":"Basic"}}]}""").ListsHeld);
    }

    [Fact]
    public void A_further_page_leaves_the_list_open()
    {
        string page = $$$$"""{"resourceType":"Bundle","type":"searchset","link":[{"relation":"self","url":"Condition?patient=p"},{"relation":"next","url":"Condition?page=2"}],"entry":[{"resource":{{{{Bundles.Condition("")}}}}}]}""";
        PatientRecord record = Bundles.Read(page, Bundles.Request(""));
        Assert.Equal([RecordList.Medicines], record.ListsHeld.Keys);
        Assert.True(record.Has("ActiveTuberculosis"));
        Assert.Equal([new NotUnderstood("Bundle", "further pages", "they are not in the file, so that what is not listed is unknown")], record.NotUnderstood);
        string whole = Bundles.Bundle(Bundles.Patient, Bundles.Condition("")).Replace("\"type\"", "\"link\":[{\"relation\":\"next\",\"url\":\"x\"}],\"type\"", StringComparison.Ordinal);
        Assert.Empty(Bundles.ReadJson(whole).ListsHeld);
    }

    [Theory]
    [InlineData("11450-4", RecordList.Conditions)]
    [InlineData("10160-0", RecordList.Medicines)]
    [InlineData("48765-2", RecordList.Allergies)]
    [InlineData("11369-6", RecordList.Immunizations)]
    [InlineData("47519-4", RecordList.Procedures)]
    public void A_List_of_which_nothing_is_known_is_held(string code, RecordList list)
    {
        string json = $$$$"""{"resourceType":"List","id":"l","status":"current","date":"2026-01-05","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://loinc.org","code":"{{{{code}}}}"}]},"emptyReason":{"coding":[{"code":"nilknown"}]}}""";
        Assert.Equal(new Dictionary<RecordList, DateOnly?> { [list] = new DateOnly(2026, 1, 5) }, Bundles.Read(json).ListsHeld);
        Assert.Empty(Bundles.Read(json.Replace("nilknown", "notasked", StringComparison.Ordinal)).ListsHeld);
    }

    [Theory]
    [InlineData("AllergyIntolerance", "http://snomed.info/sct", "716186003", RecordList.Allergies)]
    [InlineData("AllergyIntolerance", "http://snomed.info/sct", "409137002", RecordList.Allergies)]
    [InlineData("AllergyIntolerance", "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", "no-known-allergies", RecordList.Allergies)]
    [InlineData("Condition", "http://snomed.info/sct", "160245001", RecordList.Conditions)]
    [InlineData("Condition", "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", "no-known-problems", RecordList.Conditions)]
    [InlineData("AllergyIntolerance", "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", "no-allergy-info", null)]
    [InlineData("Condition", "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", "no-problem-info", null)]
    public void An_entry_that_says_none_holds_the_list_and_one_that_says_unknown_does_not(string type, string system, string code, RecordList? list)
    {
        PatientRecord record = Bundles.Read($$$$"""{"resourceType":"{{{{type}}}}","id":"x","code":{"coding":[{"system":"{{{{system}}}}","code":"{{{{code}}}}"}]}}""");
        Assert.Empty(record.Findings);
        Assert.Empty(record.NotUnderstood);
        Assert.Equal(list is null ? [] : [list.Value], record.ListsHeld.Keys);
    }

    [Theory]
    [InlineData("No known allergies.", false)]
    [InlineData("NKDA", false)]
    [InlineData("no known allergies but peanut", true)]
    public void A_text_says_none_as_a_whole_or_not_at_all(string text, bool doubt) =>
        Assert.Equal(doubt, Bundles.Read($$$$"""{"resourceType":"AllergyIntolerance","id":"a","code":{"text":"{{{{text}}}}"}}""").Has("FoodAllergy"));

    [Fact]
    public void No_known_medications_hold_the_list() => Assert.Equal([RecordList.Medicines], Bundles.Read(Bundles.Product(
        """{"coding":[{"system":"http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips","code":"no-known-medications"}]}""")).ListsHeld.Keys);
}
