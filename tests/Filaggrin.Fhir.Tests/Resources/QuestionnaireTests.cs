using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

public class QuestionnaireTests
{
    [Theory]
    [InlineData("Dialysis", "\"valueBoolean\":true", "yes")]
    [InlineData("dialysis", "\"valueBoolean\":false", "no")]
    [InlineData("VaricellaNonImmune", "\"valueBoolean\":false", "yes")]
    [InlineData("VARICELLANONIMMUNE", "\"valueBoolean\":true", "no")]
    [InlineData("Dialysis", "\"valueString\":\"No\"", "no")]
    [InlineData("Dialysis", "\"valueCoding\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0136\",\"code\":\"Y\"}", "yes")]
    [InlineData("ALT", "\"valueDecimal\":30", "30")]
    [InlineData("ALT", "\"valueInteger\":30", "30")]
    [InlineData("EASI", "\"valueDecimal\":12.5", "12.5")]
    [InlineData("Creatinine", "\"valueQuantity\":{\"value\":1,\"code\":\"mg/dL\"}", "88.42")]
    [InlineData("AlcoholUnits", "\"valueQuantity\":{\"value\":2,\"system\":\"http://unitsofmeasure.org\",\"code\":\"{units}/wk\"}", "2")]
    [InlineData("TreatmentGoal", "\"valueString\":\"Long-term control\"", "long-term control")]
    [InlineData("HBsAg", "\"valueCoding\":{\"code\":\"x\",\"display\":\"negative\"}", "negative")]
    [InlineData("HBsAg", "\"valueCoding\":{\"system\":\"http://snomed.info/sct\",\"code\":\"10828004\"}", "positive")]
    [InlineData("HBsAg", "\"valueBoolean\":true", "positive")]
    [InlineData("TPMT", "\"valueCoding\":{\"system\":\"http://loinc.org\",\"code\":\"LA25391-6\"}", "normal")]
    [InlineData("PlannedSurgery", "\"valueDate\":\"2026-05\"", "2026-05")]
    [InlineData("LiveVaccine", "\"valueDateTime\":\"2026-05-06T10:00:00Z\"", "2026-05-06")]
    [InlineData("Phototherapy", "\"valueString\":\"puva\"", "PUVA")]
    [InlineData("CurrentProcedure", "\"valueBoolean\":false", "none")]
    [InlineData("CurrentProcedure", "\"valueString\":\"none\"", "none")]
    public void An_item_that_names_a_fact_answers_it(string link, string answer, string value)
    {
        PatientRecord record = Bundles.Read(Response(Item(link, answer)));
        Finding finding = Assert.Single(record.Findings);
        Assert.Equal((value, "answer", "2026-03-05", new DateOnly(2026, 3, 5)), (finding.Value?.ToString(), finding.Via, finding.When.ToString(), finding.Known));
        Assert.Empty(record.NotUnderstood);
    }

    [Theory]
    [InlineData("Dialysis", "\"valueString\":\"probably not\"", "probably not", "the answer is not one that is known")]
    [InlineData("HBsAg", "\"valueString\":\"maybe\"", "maybe", "the answer is not one that is known")]
    [InlineData("ALT", "\"valueDecimal\":-4", null, "the value is not possible")]
    [InlineData("ALT", "\"valueString\":\"high\"", "high", "the answer is not one that is known")]
    [InlineData("CurrentProcedure", "\"valueBoolean\":true", null, "a yes names no member")]
    public void An_answer_that_cannot_be_read_is_named(string link, string answer, string? quote, string why)
    {
        PatientRecord record = Bundles.Read(Response(Item(link, answer)));
        Assert.Equal((null, why), (record.Only(link).Value, record.Only(link).Why));
        Assert.Equal([new NotUnderstood("QuestionnaireResponse/q", quote is null ? "question" : $"question: {quote}", why)], record.NotUnderstood);
    }

    [Theory]
    [InlineData("Have you ever had an infection of the lungs (tuberculosis)?", "\"valueBoolean\":true", "ActiveTuberculosis")]
    [InlineData("Have you ever had an infection of the lungs (tuberculosis)?", "\"valueBoolean\":false", null)]
    [InlineData("Have you ever had tuberculosis?", "\"valueCoding\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0136\",\"code\":\"Y\",\"display\":\"Yes\"}", "ActiveTuberculosis")]
    [InlineData("Have you ever had tuberculosis?", "\"valueString\":\"no\"", null)]
    [InlineData("Does anyone in your family have tuberculosis?", "\"valueBoolean\":true", null)]
    [InlineData("Other illnesses", "\"valueString\":\"tuberculosis as a child\"", "ActiveTuberculosis")]
    [InlineData("Other illnesses", "\"valueString\":\"no tuberculosis\"", null)]
    [InlineData("Which of these?", "\"valueCoding\":{\"system\":\"http://snomed.info/sct\",\"code\":\"154283005\"}", "ActiveTuberculosis")]
    public void What_the_items_of_others_tell_leaves_doubt(string question, string answer, string? fact)
    {
        PatientRecord record = Bundles.Read(Response($$"""{"linkId":"4.2","text":"{{question}}","answer":[{{{answer}}}]}"""));
        Assert.Equal(fact is not null, record.Findings.Any(finding => finding.Fact.Name == fact && finding.Status == FindingStatus.Doubtful));
        if (fact is null) Assert.Empty(record.Findings);
    }

    [Fact]
    public void Several_answers_make_a_set()
    {
        Finding finding = Bundles.Read(Response("""{"linkId":"CurrentProcedure","answer":[{"valueString":"PUVA"},{"valueCoding":{"display":"narrowband UVB"}}]}""")).Only("CurrentProcedure");
        Assert.Equal(SetValue.Of(true, "PUVA", "narrowband UVB"), finding.Value);
    }

    [Fact]
    public void Answers_that_contradict_each_other_are_not_read() => Assert.Equal(
        "its answers contradict each other", Bundles.Read(Response("""{"linkId":"Dialysis","answer":[{"valueBoolean":true},{"valueBoolean":false}]}""")).Only("Dialysis").Why);

    [Fact]
    public void Nested_items_are_read_and_others_ignored()
    {
        PatientRecord record = Bundles.Read(Response($$$$"""
            {"linkId":"group","item":[{{{{Item("Dialysis", "\"valueBoolean\":true")}}}}]},
            {"linkId":"FeasibleSettings","answer":[{"valueString":"tablets","item":[{{{{Item("HBsAg", "\"valueString\":\"negative\"")}}}}]}]},
            {"linkId":"EASI"}
            """));
        Assert.Equal(["Dialysis", "HBsAg"], record.Findings.Select(finding => finding.Fact.Name), StringComparer.Ordinal);
        Assert.Empty(record.NotUnderstood);
    }

    [Theory]
    [InlineData("completed", true)]
    [InlineData("amended", true)]
    [InlineData("in-progress", false)]
    [InlineData("stopped", false)]
    [InlineData("entered-in-error", false)]
    public void Only_a_completed_questionnaire_counts(string status, bool counts)
    {
        PatientRecord record = Bundles.Read(Bundles.With(Response(Item("Dialysis", "\"valueBoolean\":true")), $"\"status\":\"{status}\""));
        Assert.Equal(counts, record.Has("Dialysis"));
        Assert.Equal(status == "in-progress" ? [new NotUnderstood("QuestionnaireResponse/q", "question", "the questionnaire is not completed")] : [], record.NotUnderstood);
    }

    [Fact]
    public void Answers_about_somebody_else_do_not_count() =>
        Assert.Empty(Bundles.Read(Bundles.With(Response(Item("Dialysis", "\"valueBoolean\":true")), "\"subject\":{\"reference\":\"Patient/q\"}")).Findings);

    private static string Item(string link, string answer) => $$$$"""{"linkId":"{{{{link}}}}","text":"question","answer":[{{{{{answer}}}}}]}""";

    private static string Response(string items) =>
        $$$$"""{"resourceType":"QuestionnaireResponse","id":"q","status":"completed","authored":"2026-03-05T09:35:00+02:00","item":[{{{{items}}}}]}""";
}
