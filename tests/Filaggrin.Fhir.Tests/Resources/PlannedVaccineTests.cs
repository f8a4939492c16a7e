using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

/// <summary>A live vaccine that is recommended or ordered stands ahead until it is given.</summary>
public class PlannedVaccineTests
{
    private const string Varicella = """{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"21","display":"varicella"}]}""";
    private const string Influenza = """{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"140","display":"Influenza, injectable"}]}""";

    [Theory]
    [InlineData("due", true)]
    [InlineData("overdue", true)]
    [InlineData("Overdue", true)]
    [InlineData("conditional", true)] // nobody knows the word
    [InlineData("complete", false)]
    [InlineData("immune", false)]
    [InlineData("contraindicated", false)]
    public void A_recommended_live_vaccine_stands_ahead(string status, bool planned)
    {
        PatientRecord record = Bundles.Read(Recommended($$"""{"vaccineCode":[{{Varicella}}],"forecastStatus":{"coding":[{"code":"{{status}}"}]} }"""));
        Assert.Equal(planned ? FlagValue.Yes : null, record.Findings.SingleOrDefault(finding => finding.Fact.Name == "LiveVaccinePlanned")?.Value);
        Assert.False(record.Has("LiveVaccine"), "nothing was given");
        Assert.Empty(record.ListsHeld);
    }

    [Fact]
    public void The_words_of_a_status_count_like_its_code() => Assert.False(
        Bundles.Read(Recommended($$"""{"vaccineCode":[{{Varicella}}],"forecastStatus":{"coding":[{"system":"http://loinc.org","code":"LA13421-5","display":"Complete"}]} }""")).Has("LiveVaccinePlanned"));

    [Theory]
    [InlineData($$"""{"vaccineCode":[{{Influenza}}]}""")]
    [InlineData($$"""{"contraindicatedVaccineCode":[{{Varicella}}],"vaccineCode":[{{Influenza}}]}""")]
    [InlineData("""{"targetDisease":{"text":"Influenza"}}""")]
    public void What_is_not_live_or_not_to_be_given_does_not_stand_ahead(string recommendation) =>
        Assert.Equal((false, 0), (Bundles.Read(Recommended(recommendation)).Has("LiveVaccinePlanned"), Bundles.Read(Recommended(recommendation)).NotUnderstood.Length));

    [Theory]
    [InlineData("""{"vaccineCode":[{"text":"MMR"}]}""", "MMR")]
    [InlineData("""{"vaccineCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"9999","display":"MMR, new"}]}]}""", "MMR, new")]
    [InlineData("""{"targetDisease":{"text":"Varicella"}}""", "Varicella")]
    [InlineData($$"""{"vaccineCode":[{{Varicella}},{{Influenza}}]}""", "varicella, Influenza, injectable")] // one of them will be given
    public void What_may_be_live_leaves_doubt_and_is_told(string recommendation, string label)
    {
        PatientRecord record = Bundles.Read(Recommended(recommendation));
        Assert.Equal((FindingStatus.Doubtful, label), (record.Only("LiveVaccinePlanned").Status, record.Only("LiveVaccinePlanned").Quote));
        Assert.Equal([new NotUnderstood("ImmunizationRecommendation/r", label, "it may be a live vaccine, which stands ahead")], record.NotUnderstood);
    }

    [Fact]
    public void A_recommendation_that_names_nothing_is_told() => Assert.Equal(
        [new NotUnderstood("ImmunizationRecommendation/r", "a vaccination", "it names no vaccine")], Bundles.Read(Recommended("""{"forecastStatus":{"text":"due"}}""")).NotUnderstood);

    [Theory]
    [InlineData("null")]
    [InlineData("\"soon\"")]
    public void Without_a_day_it_may_still_stand_ahead(string date)
    {
        PatientRecord record = Bundles.Read(Recommended($$"""{"vaccineCode":[{{Varicella}}]}""", date));
        Assert.Equal((FindingStatus.Doubtful, true), (record.Only("LiveVaccinePlanned").Status, record.Only("LiveVaccinePlanned").IsPlan));
        Assert.Equal("it has no date that can be read, so that it may still stand ahead", Assert.Single(record.NotUnderstood).Why);
    }

    [Fact]
    public void A_plan_lasts_a_year_from_its_last_day()
    {
        Assert.Equal(new(365, "d"), Bundles.Read(Recommended($$"""{"vaccineCode":[{{Varicella}}]}""")).Only("LiveVaccinePlanned").Holds);
        Assert.Equal(new(732, "d"), Bundles.Read(Recommended($$"""{"vaccineCode":[{{Varicella}}],"dateCriterion":[{"code":{"text":"due"},"value":"2027-03-02"},{"code":{"text":"earliest"},"value":"2026-04-01"}]}"""))
            .Only("LiveVaccinePlanned").Holds);
    }

    [Theory]
    [InlineData("2026-04-01", "2026-04-01")]
    [InlineData("2026-02-01", null)] // a dose before
    public void A_plan_ends_when_its_vaccine_is_given(string on, string? until)
    {
        string given = $$$"""{"resourceType":"Immunization","id":"i","status":"completed","patient":{"reference":"Patient/p"},"occurrenceDateTime":"{{{on}}}","vaccineCode":{{{Varicella}}}}""";
        Assert.Equal(until, Bundles.Read(Recommended($$"""{"vaccineCode":[{{Varicella}}]}"""), given).Only("LiveVaccinePlanned").Until?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("MedicationRequest", "active", "order", true)]
    [InlineData("MedicationRequest", "draft", "proposal", true)]
    [InlineData("MedicationRequest", "completed", "order", false)]
    [InlineData("MedicationRequest", "cancelled", "order", false)]
    [InlineData("ServiceRequest", "active", "order", true)]
    [InlineData("ServiceRequest", "revoked", "order", false)]
    public void An_ordered_live_vaccine_stands_ahead(string type, string status, string intent, bool planned)
    {
        string what = type == "MedicationRequest" ? "medicationCodeableConcept" : "code";
        Assert.Equal(planned, Bundles.Read($$$"""{"resourceType":"{{{type}}}","id":"m","status":"{{{status}}}","intent":"{{{intent}}}","subject":{"reference":"Patient/p"},"authoredOn":"2026-03-01","{{{what}}}":{{{Varicella}}}}""").Has("LiveVaccinePlanned"));
    }

    private static string Recommended(string recommendation, string date = "\"2026-03-01\"") =>
        $$"""{"resourceType":"ImmunizationRecommendation","id":"r","patient":{"reference":"Patient/p"},"date":{{date}},"recommendation":[{{recommendation}}]}""";
}
