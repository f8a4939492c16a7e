using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

public class ImmunizationTests
{
    [Theory]
    [InlineData("http://hl7.org/fhir/sid/cvx", "21", true)]
    [InlineData("http://www.whocc.no/atc", "J07BD52", true)]
    [InlineData("http://hl7.org/fhir/sid/cvx", "140", false)]
    [InlineData("http://www.whocc.no/atc", "J07BB02", false)]
    public void The_day_of_a_vaccination_is_the_value_of_its_fact(string system, string code, bool live)
    {
        PatientRecord record = Bundles.Read(Vaccine($"\"vaccineCode\":{{\"coding\":[{{\"system\":\"{system}\",\"code\":\"{code}\"}}]}}"));
        Assert.Equal(live ? "2026-03-01" : "", string.Concat(record.Findings.Select(finding => finding.Value)));
        Assert.Equal(new DateOnly(2026, 3, 1), record.ListsHeld[RecordList.Immunizations]);
    }

    [Theory]
    [InlineData("not-done")]
    [InlineData("entered-in-error")]
    public void What_was_not_given_does_not_count(string status) => Assert.Empty(Bundles.Read(Vaccine($"\"status\":\"{status}\"")).Findings);

    [Theory]
    [InlineData("\"occurrenceDateTime\":null,\"occurrenceString\":\"as a child\"")]
    [InlineData("\"occurrenceDateTime\":\"summer\"")]
    public void A_day_that_cannot_be_read_makes_the_fact_unknown(string members)
    {
        PatientRecord record = Bundles.Read(Vaccine(members));
        Assert.Equal((null, "the day of the vaccination cannot be read"), (record.Only("LiveVaccine").Value, record.Only("LiveVaccine").Why));
        Assert.Equal([new NotUnderstood("Immunization/i", "varicella", "the day of the vaccination cannot be read")], record.NotUnderstood);
    }

    [Fact]
    public void A_vaccine_that_nobody_coded_leaves_doubt()
    {
        Finding finding = Bundles.Read(Vaccine("\"vaccineCode\":{\"text\":\"MMR, second dose\"}")).Only("LiveVaccine");
        Assert.Equal(("2026-03-01", FindingStatus.Doubtful, "MMR, second dose"), (finding.Value!.ToString(), finding.Status, finding.Quote));
    }

    [Theory]
    [InlineData("complted")]
    [InlineData("FINAL")]
    public void A_status_that_nobody_knows_leaves_doubt(string status) // a live vaccine would vanish by a slip of the pen
    {
        PatientRecord record = Bundles.Read(Vaccine($"\"status\":\"{status}\""));
        Assert.Equal((FindingStatus.Doubtful, "2026-03-01"), (record.Only("LiveVaccine").Status, record.Only("LiveVaccine").Value!.ToString()));
        Assert.Equal("Immunization/i", Assert.Single(record.NotUnderstood).Source);
    }

    [Theory]
    [InlineData("\"code\":\"21\",\"display\":\"varicella\"")]
    [InlineData("\"system\":\"http://hl7.org/fhir/sid/cvx\",\"code\":21,\"display\":\"varicella\"")]
    public void A_disease_that_a_vaccination_names_without_a_code_is_that_of_its_vaccine(string coding) =>
        Assert.Equal(FindingStatus.Doubtful, Bundles.Read(Vaccine($"\"vaccineCode\":{{\"coding\":[{{{coding}}}]}}")).Only("LiveVaccine").Status);

    [Theory]
    [InlineData("42")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_vaccination_that_names_no_vaccine_is_told(string code) =>
        Assert.Equal([new NotUnderstood("Immunization/i", "a vaccination", "it names no vaccine")], Bundles.Read(Vaccine($"\"vaccineCode\":{code}")).NotUnderstood);

    [Fact]
    public void A_vaccine_may_be_recorded_as_a_dose_given() => Assert.Equal("2026-03-01", Bundles.Value(Bundles.Request("""
        "resourceType":"MedicationAdministration","status":"completed","effectiveDateTime":"2026-03-01",
        "medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"J07BD52"}]}
        """), "LiveVaccine")!.ToString());

    private static string Vaccine(string members) => Bundles.With(
        """
        {"resourceType":"Immunization","id":"i","status":"completed","patient":{"reference":"Patient/p"},"occurrenceDateTime":"2026-03-01",
         "vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"21","display":"varicella"}]}}
        """, members);
}
