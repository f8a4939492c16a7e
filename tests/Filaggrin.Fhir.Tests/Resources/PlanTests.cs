using System.Globalization;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

/// <summary>What care plans, appointments and orders tell of days to come, and for what they were made.</summary>
public class PlanTests
{
    private const string Hip = """{"coding":[{"system":"http://snomed.info/sct","code":"52734007","display":"Total replacement of hip"}]}""";
    private const string Varicella = """{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"21","display":"varicella"}]}""";
    private const string Tuberculosis = """{"coding":[{"system":"http://snomed.info/sct","code":"154283005","display":"Pulmonary tuberculosis"}]}""";
    private const string Day = "\"scheduledPeriod\":{\"start\":\"2026-05-06\"}";

    [Theory]
    [InlineData("active", "plan", "scheduled", FindingStatus.Present)]
    [InlineData("active", "order", "not-started", FindingStatus.Present)]
    [InlineData("on-hold", "plan", "on-hold", FindingStatus.Present)]
    [InlineData("draft", "plan", "scheduled", FindingStatus.Doubtful)]
    [InlineData("active", "plan", "unknown", FindingStatus.Doubtful)]
    [InlineData("active", "proposal", "scheduled", null)]
    [InlineData("active", "plan", "cancelled", null)]
    [InlineData("active", "plan", "stopped", null)]
    [InlineData("active", "plan", "entered-in-error", null)]
    [InlineData("revoked", "plan", "scheduled", null)]
    [InlineData("entered-in-error", "plan", "scheduled", null)]
    [InlineData("completed", "plan", "scheduled", null)]
    public void An_operation_in_a_care_plan_is_planned(string status, string intent, string activity, FindingStatus? expected)
    {
        PatientRecord record = Bundles.Read(Plan(Detail(Hip, Day, activity), $"\"status\":\"{status}\",\"intent\":\"{intent}\""));
        Assert.Equal(expected, record.Findings.SingleOrDefault(finding => finding.Fact.Name == "PlannedSurgery")?.Status);
        Assert.False(record.Has("MajorSurgery"), "it was not done");
        Assert.Empty(record.ListsHeld);
        if (expected is not null) Assert.Equal("2026-05-06", record.Only("PlannedSurgery").Value!.ToString());
    }

    [Theory]
    [InlineData("\"scheduledPeriod\":{\"start\":\"2026-05-06\",\"end\":\"2026-05-12\"}", "2026-05-06", FindingStatus.Present)] // a stay
    [InlineData("\"scheduledPeriod\":{\"start\":\"2026-05-06\",\"end\":\"2026-07-12\"}", "2026-05-06/2026-07-12", FindingStatus.Present)]
    [InlineData("\"scheduledTiming\":{\"event\":[\"2026-05-06T08:00:00Z\"]}", "2026-05-06", FindingStatus.Present)]
    [InlineData("\"scheduledTiming\":{\"repeat\":{\"boundsPeriod\":{\"start\":\"2026-05-06\"}}}", "2026-05-06", FindingStatus.Present)]
    [InlineData("\"scheduledString\":\"2026-05\"", "2026-05", FindingStatus.Present)]
    [InlineData("\"scheduledString\":\"in spring\"", "2026-02-01/2027-02-01", FindingStatus.Doubtful)] // within the time of the plan
    public void The_day_is_told_in_many_ways(string day, string expected, FindingStatus status)
    {
        Finding planned = Bundles.Read(Plan(Detail(Hip, day))).Only("PlannedSurgery");
        Assert.Equal((expected, status), (planned.Value!.ToString(), planned.Status));
    }

    [Theory]
    [InlineData("{\"text\":\"Knee replacement, left\"}", true)]
    [InlineData("{\"text\":\"Physiotherapy after knee replacement\"}", false)]
    [InlineData("{\"text\":\"Follow-up: knee replacement\"}", false)]
    [InlineData("{\"text\":\"Nachsorge knee replacement\"}", false)]
    [InlineData("{\"text\":\"Diet\"}", false)]
    public void Words_of_an_operation_leave_a_doubt_unless_they_look_back_on_it(string code, bool doubt) =>
        Assert.Equal(doubt ? FindingStatus.Doubtful : null, Bundles.Read(Plan(Detail(code, Day))).Findings.SingleOrDefault(finding => finding.Fact.Name == "PlannedSurgery")?.Status);

    [Theory]
    [InlineData("scheduled", true)]
    [InlineData("not-started", true)]
    [InlineData("cancelled", false)]
    public void A_live_vaccine_in_a_care_plan_stands_ahead(string activity, bool planned)
    {
        PatientRecord record = Bundles.Read(Plan(Detail(Varicella, Day, activity), "\"created\":\"2026-03-01\""));
        Assert.Equal(planned, record.Has("LiveVaccinePlanned"));
        Assert.False(record.Has("LiveVaccine"), "it was not given");
        if (planned) Assert.Equal((FindingStatus.Present, new DateOnly(2026, 3, 1)), (record.Only("LiveVaccinePlanned").Status, record.Only("LiveVaccinePlanned").When!.Value.First));
    }

    [Fact]
    public void A_product_counts_as_a_code_does() => Assert.True(
        Bundles.Read(Plan($$$"""{"detail":{"status":"scheduled","kind":"MedicationRequest","productCodeableConcept":{{{Varicella}}},{{{Day}}}}}""")).Has("LiveVaccinePlanned"));

    [Theory]
    [InlineData(Varicella, "LiveVaccine")]
    [InlineData(Hip, "MajorSurgery")]
    public void What_a_plan_says_was_done_leaves_a_doubt(string code, string fact)
    {
        PatientRecord record = Bundles.Read(Plan(Detail(code, Day, "completed")));
        Assert.Equal((FindingStatus.Doubtful, "2026-05-06"), (record.Only(fact).Status, record.Only(fact).When!.ToString()));
        Assert.Single(record.Findings);
    }

    [Theory]
    [InlineData("booked", FindingStatus.Present)]
    [InlineData("arrived", FindingStatus.Present)]
    [InlineData("proposed", FindingStatus.Doubtful)]
    [InlineData("pending", FindingStatus.Doubtful)]
    [InlineData("waitlist", FindingStatus.Doubtful)]
    [InlineData("cancelled", null)]
    [InlineData("noshow", null)]
    [InlineData("entered-in-error", null)]
    [InlineData("fulfilled", null)]
    public void An_operation_that_has_an_appointment_is_planned(string status, FindingStatus? expected)
    {
        PatientRecord record = Bundles.Read(Appointment($"\"status\":\"{status}\",\"serviceType\":[{Hip}]"));
        Assert.Equal(expected, record.Findings.SingleOrDefault(finding => finding.Fact.Name == "PlannedSurgery")?.Status);
        Assert.Equal(status == "fulfilled", record.Has("MajorSurgery"));
        Assert.Empty(record.ListsHeld);
    }

    [Theory]
    [InlineData($"\"reasonCode\":[{Hip}]", "PlannedSurgery")]
    [InlineData("\"description\":\"Knee replacement\"", "PlannedSurgery")]
    [InlineData("\"reasonCode\":[{\"text\":\"MMR vaccination\"}]", "LiveVaccinePlanned")]
    [InlineData($"\"reasonCode\":[{Tuberculosis}]", "ActiveTuberculosis")]
    [InlineData("\"reason\":[{\"concept\":{\"text\":\"tuberculosis\"}}]", "ActiveTuberculosis")]
    public void What_an_appointment_is_for_leaves_a_doubt(string members, string fact) =>
        Assert.Equal((FindingStatus.Doubtful, true), (Bundles.Read(Appointment(members)).Only(fact).Status, Bundles.Read(Appointment(members)).Only(fact).IsPlan));

    [Fact]
    public void An_appointment_of_another_patient_says_nothing() => Assert.Empty(
        Bundles.Read(Appointment($"\"serviceType\":[{Hip}],\"participant\":[{{\"actor\":{{\"reference\":\"Practitioner/d\"}}}},{{\"actor\":{{\"reference\":\"Patient/q\"}}}}]")).Findings);

    [Theory]
    [InlineData("active", true, true)]
    [InlineData("completed", false, true)] // over, as may be what it was for
    [InlineData("revoked", false, false)]
    [InlineData("entered-in-error", false, false)]
    public void For_what_something_is_ordered_leaves_a_doubt(string status, bool now, bool ever)
    {
        PatientRecord record = Bundles.Read(Order($"\"status\":\"{status}\",\"reasonCode\":[{Tuberculosis}]"));
        Assert.Equal((now, ever), (record.Has("ActiveTuberculosis"), record.Has("TuberculosisHistory")));
        Assert.All(record.Findings, finding => Assert.Equal((FindingStatus.Doubtful, true), (finding.Status, finding.IsReason)));
    }

    [Theory]
    [InlineData("\"addresses\":[{\"display\":\"Tuberculosis\"}]", true)]
    [InlineData("\"addresses\":[{\"concept\":{\"text\":\"Tuberculosis\"}}]", true)]
    [InlineData("\"addresses\":[{\"reference\":\"Condition/c\",\"display\":\"Tuberculosis\"}]", false)] // it is read where it stands
    public void What_a_plan_addresses_leaves_a_doubt(string members, bool doubt) => Assert.Equal(doubt, Bundles.Read(Plan(Detail("{\"text\":\"Diet\"}", Day), members)).Has("ActiveTuberculosis"));

    [Fact]
    public void The_reason_of_an_activity_leaves_a_doubt() =>
        Assert.True(Bundles.Read(Plan(Detail("{\"text\":\"Diet\"}", Day + $",\"reasonCode\":[{Tuberculosis}]"))).Only("ActiveTuberculosis").IsReason);

    [Theory]
    [InlineData(null, "2026-02-01/2027-02-01", null)]
    [InlineData("2026-04-01", "2026-02-01/2027-02-01", "2026-04-01")]
    [InlineData("2026-01-01", "2026-02-01/2027-02-01", null)] // another hip
    public void An_ordered_operation_waits_for_a_day_until_it_is_done(string? done, string day, string? until)
    {
        string procedure = done is null ? "{\"resourceType\":\"Basic\"}" : $$$"""{"resourceType":"Procedure","id":"x","status":"completed","subject":{"reference":"Patient/p"},"performedDateTime":"{{{done}}}","code":{{{Hip}}}}""";
        Finding planned = Bundles.Read(Order($"\"code\":{Hip}"), procedure).Only("PlannedSurgery");
        Assert.Equal((FindingStatus.Doubtful, day, until), (planned.Status, planned.Value!.ToString(), planned.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("in-progress", "{\"text\":\"Narrowband UVB\"}", true)]
    [InlineData("in-progress", "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"31394004\"}]}", true)]
    [InlineData("scheduled", "{\"text\":\"Narrowband UVB\"}", false)]
    [InlineData("in-progress", "{\"text\":\"Diet\"}", false)]
    public void A_light_treatment_that_a_plan_has_in_progress_may_be_running(string status, string code, bool doubt) =>
        Assert.Equal(doubt, Bundles.Read(Plan(Detail(code, Day, status))).Has("CurrentProcedure"));

    [Theory]
    [InlineData("\"occurrencePeriod\":{\"start\":\"2026-01-25\",\"end\":\"2026-04-25\"}", true)]
    [InlineData("\"occurrenceDateTime\":\"2026-04-25\"", false)]
    public void A_light_treatment_that_is_ordered_over_a_time_may_be_running(string time, bool doubt) =>
        Assert.Equal(doubt, Bundles.Read(Order("\"code\":{\"text\":\"Narrowband UVB\"}," + time)).Has("CurrentProcedure"));

    private static string Detail(string code, string day, string status = "scheduled") => $$$"""{"detail":{"status":"{{{status}}}","code":{{{code}}},{{{day}}}}}""";

    private static string Plan(string activity, string members = "") => Bundles.With(
        $$"""{"resourceType":"CarePlan","id":"a","status":"active","intent":"plan","subject":{"reference":"Patient/p"},"period":{"start":"2026-02-01"},"activity":[{{activity}}]}""", members);

    private static string Appointment(string members) => Bundles.With(
        """{"resourceType":"Appointment","id":"a","status":"booked","start":"2026-05-06T08:00:00Z","participant":[{"actor":{"reference":"Patient/p"},"status":"accepted"}]}""", members);

    private static string Order(string members) => Bundles.With(
        """{"resourceType":"ServiceRequest","id":"s","status":"active","intent":"order","authoredOn":"2026-02-01","subject":{"reference":"Patient/p"},"code":{"text":"imaging"}}""", members);
}
