using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

public class ProcedureTests
{
    [Theory]
    [InlineData("completed", true)]
    [InlineData("in-progress", true)]
    [InlineData("not-done", false)]
    [InlineData("preparation", false)]
    [InlineData("entered-in-error", false)]
    [InlineData("stopped", false)]
    [InlineData("unknown", false)]
    public void Status_decides_whether_it_counts(string status, bool counts)
    {
        PatientRecord record = Bundles.Read(Procedure("108241001", $"\"status\":\"{status}\""));
        Assert.Equal(counts, record.Has("Dialysis"));
        Assert.Equal(
            status is "stopped" or "unknown" ? [new NotUnderstood("Procedure/x", "108241001 (dialysis)", $"its status is «{status}»")] : [], record.NotUnderstood);
    }

    [Fact]
    public void What_was_done_stays()
    {
        Finding finding = Bundles.Read(Procedure("108241001", "\"performedPeriod\":{\"start\":\"2026-01-02T08:00:00Z\",\"end\":\"2026-01-02T09:00:00Z\"}")).Only("Dialysis");
        Assert.Equal(("2026-01-02", null, FindingStatus.Present), (finding.When.ToString(), finding.End, finding.Status));
    }

    [Theory]
    [InlineData("\"performedPeriod\":{\"start\":\"2026-01-02\",\"end\":\"2026-03-04\"}", "2026-01-02", "2026-03-04")]
    [InlineData("\"performedDateTime\":\"2026-01-02\"", "2026-01-02", "2026-01-02")]
    [InlineData("\"status\":\"in-progress\",\"performedPeriod\":{\"start\":\"2026-01-02\"}", "2026-01-02", null)]
    public void A_running_procedure_has_an_end_and_names_its_member(string members, string from, string? to)
    {
        Finding finding = Bundles.Read(Procedure("428545002", members)).Only("CurrentProcedure");
        Assert.Equal((SetValue.Of(false, "narrowband UVB"), from, to), (finding.Value, finding.When.ToString(), finding.End?.ToString()));
    }

    [Fact]
    public void A_day_that_cannot_be_read_leaves_the_member_possible()
    {
        Finding finding = Bundles.Read(Procedure("428545002", "\"performedDateTime\":\"spring\"")).Only("CurrentProcedure");
        Assert.Equal(("narrowband UVB (uncertain)", FindingStatus.Doubtful, "its date cannot be read"), (finding.Value!.ToString(), finding.Status, finding.Why));
    }

    [Theory]
    [InlineData("Operation for pulmonary tuberculosis", true)]
    [InlineData("Tuberculin skin test", false)]
    [InlineData("Mycobacterium tuberculosis antigen test", false)]
    [InlineData("Measurement of Mycobacterium tuberculosis antibody (procedure)", false)]
    [InlineData("Test for tuberculosis positive", true)]
    [InlineData("Screening for tuberculosis", false)]
    public void A_title_beside_a_code_that_no_fact_lists_raises_doubt_unless_it_is_a_test(string title, bool doubt) =>
        Assert.Equal(doubt, Bundles.Read(Procedure("71388002", $"\"code\":{{\"coding\":[{{\"system\":\"http://snomed.info/sct\",\"code\":\"71388002\",\"display\":\"{title}\"}}]}}")).Findings
            .Any(finding => finding is { Fact.Name: "ActiveTuberculosis", Status: FindingStatus.Doubtful }));

    [Theory]
    [InlineData("Excision, old tuberculosis of the lung", true)]
    [InlineData("Tuberculin skin test", false)]
    [InlineData("Screening for tuberculosis, negative", false)]
    [InlineData("No tuberculosis", true)] // words clear nothing
    public void A_text_on_a_test_or_on_screening_is_no_sign_of_the_disease(string text, bool doubt) =>
        Assert.Equal(doubt, Bundles.Read(Procedure("1", $"\"code\":{{\"text\":\"{text}\"}}")).Findings.Any(finding => finding.Fact.Name == "ActiveTuberculosis"));

    [Fact]
    public void A_code_that_leaves_the_member_open_leaves_doubt() =>
        Assert.Equal(FindingStatus.Doubtful, Bundles.Read(Procedure("31394004", "")).Only("CurrentProcedure").Status);

    [Fact]
    public void A_text_that_nobody_coded_leaves_doubt()
    {
        Finding finding = Bundles.Read(Procedure("0", "\"code\":{\"text\":\"UVB therapy\"}")).Only("CurrentProcedure");
        Assert.Equal(("narrowband UVB (uncertain)", "UVB therapy"), (finding.Value!.ToString(), finding.Quote));
    }

    [Theory]
    [InlineData("\"status\":\"active\",\"intent\":\"order\"", true)]
    [InlineData("\"status\":\"active\",\"intent\":\"plan\"", true)]
    [InlineData("\"status\":\"active\",\"intent\":\"proposal\"", false)]
    [InlineData("\"status\":\"completed\",\"intent\":\"order\"", false)]
    [InlineData("\"status\":\"revoked\",\"intent\":\"order\"", false)]
    [InlineData("\"status\":\"active\",\"intent\":\"order\",\"doNotPerform\":true", false)]
    public void A_request_gives_the_day_of_what_is_planned_and_nothing_else(string members, bool counts)
    {
        static string Request(string code, string members) => Bundles.With(
            $$$$"""{"resourceType":"ServiceRequest","id":"s","authoredOn":"2026-02-01","occurrenceDateTime":"2026-05-06","code":{"coding":[{"system":"http://snomed.info/sct","code":"{{{{code}}}}"}]}}""", members);
        PatientRecord record = Bundles.Read(Request("387713003", members), Request("108241001", "\"id\":\"t\"," + members));
        Assert.Equal(counts, record.Findings is [{ Fact.Name: "PlannedSurgery", Value: DateValue { Span: not null } } finding] && finding.Known == new DateOnly(2026, 2, 1));
        Assert.Equal(counts ? 1 : 0, record.Findings.Length);
    }

    [Fact]
    public void A_report_is_read_by_its_coded_conclusion()
    {
        static string Report(string status, string test, string code) => $$$$"""
            {"resourceType":"DiagnosticReport","id":"r","status":"{{{{status}}}}","effectiveDateTime":"2026-01-05","issued":"2026-01-07","code":{"coding":[{"system":"http://loinc.org","code":"{{{{test}}}}"}]},
             "conclusionCode":[{"coding":[{"system":"http://snomed.info/sct","code":"{{{{code}}}}","display":"conclusion"}]}]}
            """;
        Finding finding = Bundles.Read(Report("final", "1-1", "154283005")).Only("ActiveTuberculosis");
        Assert.Equal((FlagValue.Yes, "2026-01-05", new DateOnly(2026, 1, 7)), (finding.Value, finding.When.ToString(), finding.Known));
        Assert.Equal(CodeValue.Of("negative"), Bundles.Value(Report("final", "5196-1", "260385009"), "HBsAg"));
        PatientRecord preliminary = Bundles.Read(Report("preliminary", "1-1", "154283005"));
        Assert.Empty(preliminary.Findings);
        Assert.Equal([new NotUnderstood("DiagnosticReport/r", "conclusion", "its status is not final")], preliminary.NotUnderstood);
    }

    private static string Procedure(string code, string members) => Bundles.With(
        $$$$"""{"resourceType":"Procedure","id":"x","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"{{{{code}}}}"}]}}""", members);

    [Theory]
    [InlineData("ServiceRequest", "active", "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"52734007\",\"display\":\"Total replacement of hip\"}]}", FindingStatus.Present)]
    [InlineData("ServiceRequest", "active", "{\"text\":\"Knee replacement, left\"}", FindingStatus.Doubtful)]
    [InlineData("ServiceRequest", "revoked", "{\"text\":\"Knee replacement, left\"}", null)]
    [InlineData("Procedure", "preparation", "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"52734007\",\"display\":\"Total replacement of hip\"}]}", FindingStatus.Present)]
    public void A_large_operation_of_a_day_to_come_is_planned(string type, string status, string code, FindingStatus? expected)
    {
        string day = type == "Procedure" ? "performedDateTime" : "occurrenceDateTime";
        PatientRecord record = Bundles.Read($$$"""{"resourceType":"{{{type}}}","id":"s","status":"{{{status}}}","intent":"order","subject":{"reference":"Patient/p"},"{{{day}}}":"2026-11-10","code":{{{code}}}}""");
        Assert.Equal(expected, record.Findings.SingleOrDefault(finding => finding.Fact.Name == "PlannedSurgery")?.Status);
        Assert.False(record.Has("MajorSurgery"), "it was not done");
        if (expected is not null) Assert.Equal("2026-11-10", record.Only("PlannedSurgery").Value!.ToString());
    }
}
