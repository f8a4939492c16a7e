using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

public class EasiTests
{
    private static readonly string[] Regions = ["Head and neck", "Trunk", "Upper limbs", "Lower limbs"];
    private static readonly string[] Items = ["extent", "erythema", "oedema", "excoriation", "lichenification"];

    [Theory]
    [InlineData("1990-04-05", "7.2")]
    [InlineData("2020-04-05", "14.4")]
    [InlineData("2018-03-02", "14.4")] // eight tomorrow
    [InlineData("2018-03-01", "7.2")]
    [InlineData("2018", "7.2 to 14.4")]
    [InlineData("2018-03", "7.2 to 14.4")]
    [InlineData("2018-04", "14.4")]
    [InlineData("2018-02", "7.2")]
    [InlineData(null, "7.2 to 14.4")]
    public void The_total_is_computed_by_the_weights_for_the_age_on_the_day(string? birth, string total)
    {
        string patient = Bundles.With(Bundles.Patient, $"\"birthDate\":{(birth is null ? "null" : $"\"{birth}\"")}");
        Finding finding = Bundles.ReadJson(Bundles.Bundle(Examination(WorstHead), patient)).Only("EASI");
        Assert.Equal((total, "component", "Observation/o"), (finding.Value!.ToString(), finding.Via, finding.Source));
    }

    [Fact]
    public void Other_spellings_of_regions_and_items_are_read()
    {
        string json = Examination((region, item) => region == 2 ? item == 0 ? 100 : 3 : item == 0 ? 0 : null)
            .Replace("Upper limbs", "Upper extremities", StringComparison.Ordinal).Replace("Lower limbs", "Legs", StringComparison.Ordinal)
            .Replace("Head and neck", "Head/neck", StringComparison.Ordinal).Replace("oedema", "edema/papulation", StringComparison.Ordinal)
            .Replace("extent", "% area affected", StringComparison.Ordinal).Replace("erythema", "Erythema", StringComparison.Ordinal);
        Assert.Equal("14.4", Bundles.Read(json).Only("EASI").Value!.ToString());
    }

    [Fact]
    public void Extents_are_known_by_their_codes()
    {
        string json = Examination((region, item) => item == 0 ? (region == 1 ? 100 : 0) : region == 1 ? 3 : null);
        string[] codes = ["66519-0", "66529-9", "66524-0", "66534-9"];
        for (int region = 0; region < 4; region++)
            json = json.Replace($"\"text\":\"{Regions[region]} extent\"", $"\"coding\":[{{\"system\":\"http://loinc.org\",\"code\":\"{codes[region]}\"}}]", StringComparison.Ordinal);
        Assert.Equal("21.6", Bundles.Read(json).Only("EASI").Value!.ToString());
    }

    [Fact]
    public void A_total_that_is_there_stands()
    {
        Finding finding = Bundles.Read(Bundles.With(Examination(WorstHead), "\"valueQuantity\":{\"value\":11,\"code\":\"{score}\"}")).Only("EASI");
        Assert.Equal((NumberValue.Of(11m), "name"), (finding.Value, finding.Via));
    }

    [Fact]
    public void A_missing_item_is_named()
    {
        PatientRecord record = Bundles.Read(Examination((region, item) => region == 1 && item == 1 ? null : 1));
        const string Why = "its total is missing and cannot be computed: no trunk erythema";
        Assert.Equal((null, Why), (record.Only("EASI").Value, record.Only("EASI").Why));
        Assert.Equal([new NotUnderstood("Observation/o", "EASI", Why)], record.NotUnderstood);
    }

    [Fact]
    public void A_grade_that_cannot_be_is_named() => Assert.Equal(
        "its total is missing and cannot be computed: an item of lower limbs is not possible",
        Bundles.Read(Examination((region, item) => region == 3 && item == 4 ? 4 : 1)).Only("EASI").Why);

    [Fact]
    public void A_preliminary_examination_does_not_count()
    {
        PatientRecord record = Bundles.Read(Bundles.With(Examination(WorstHead), "\"status\":\"preliminary\""));
        Assert.Empty(record.Findings);
        Assert.Equal([new NotUnderstood("Observation/o", "EASI", "its status is «preliminary»")], record.NotUnderstood);
    }

    private static decimal? WorstHead(int region, int item) => region == 0 ? item == 0 ? 100 : 3 : 0;

    private static string Examination(Func<int, int, decimal?> value)
    {
        IEnumerable<string> components =
            from region in Enumerable.Range(0, 4)
            from item in Enumerable.Range(0, 5)
            let number = value(region, item)
            where number is not null
            select $$$$"""{"code":{"text":"{{{{Regions[region]}}}} {{{{Items[item]}}}}"},"valueQuantity":{"value":{{{{number}}}},"code":"{{{{(item == 0 ? "%" : "{score}")}}}}"}}""";
        return $$$$"""
            {"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2026-03-01T10:00:00+01:00",
             "code":{"text":"EASI"},"component":[{{{{string.Join(',', components)}}}}]}
            """;
    }
}
