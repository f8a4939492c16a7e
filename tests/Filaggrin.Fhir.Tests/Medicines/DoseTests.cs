using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Medicines;

public class DoseTests
{
    private const string Daily = "\"timing\":{\"repeat\":{\"frequency\":1,\"period\":1,\"periodUnit\":\"d\"}}";

    [Theory]
    [InlineData(10, "mg", 1, 1, "d", "10 mg/d")]
    [InlineData(125, "mg", 2, 1, "d", "250 mg/d")]
    [InlineData(15, "mg", 1, 1, "wk", "15 mg/wk")]
    [InlineData(300, "mg", 1, 2, "wk", "150 mg/wk")]
    [InlineData(15, "mg", 1, 7, "d", "15 mg/wk")]
    [InlineData(30, "mg", 1, 2, "d", "15 mg/d")]
    [InlineData(1, "g", 2, 1, "d", "2000 mg/d")]
    [InlineData(500, "mcg", 1, 1, "d", "0.5 mg/d")]
    [InlineData(100, "mg", 1, 8, "h", "300 mg/d")]
    [InlineData(1, "{tbl}", 1, 1, "d", null)]
    [InlineData(1, "tablet", 1, 1, "d", null)]
    [InlineData(1, "1", 1, 1, "d", null)] // a count, no share of the body's weight
    [InlineData(1, "%", 1, 1, "d", null)]
    [InlineData(1, "[ppm]", 1, 1, "d", null)]
    [InlineData(2, "mL", 1, 1, "d", null)]
    [InlineData(3, "mg/kg", 2, 1, "d", "6 mg/kg/d")]
    [InlineData(300, "ug/kg", 1, 1, "wk", "0.3 mg/kg/wk")]
    [InlineData(10, "mg", 1, 1, "mo", null)]
    public void Amount_times_frequency_is_the_dose(decimal value, string unit, int frequency, int period, string periodUnit, string? dose) => Assert.Equal(dose, Dose($$$$"""
        {"timing":{"repeat":{"frequency":{{{{frequency}}}},"period":{{{{period}}}},"periodUnit":"{{{{periodUnit}}}}"}},"doseAndRate":[{"doseQuantity":{"value":{{{{value}}}},"unit":"{{{{unit}}}}"}}]}
        """));

    [Theory]
    [InlineData("QD", "10 mg/d")]
    [InlineData("BID", "20 mg/d")]
    [InlineData("TID", "30 mg/d")]
    [InlineData("Q4H", null)]
    public void A_named_timing_is_read(string code, string? dose) =>
        Assert.Equal(dose, Dose($$$$"""{"timing":{"code":{"coding":[{"code":"{{{{code}}}}"}]}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"}}]}"""));

    [Theory]
    [InlineData("\"dayOfWeek\":[\"mon\"],\"frequency\":1,\"period\":1,\"periodUnit\":\"d\"", "10 mg/wk")]
    [InlineData("\"frequency\":1,\"period\":26,\"periodUnit\":\"wk\"", "0.384615 mg/wk")]
    [InlineData("\"frequency\":1,\"period\":42,\"periodUnit\":\"wk\"", null)] // nobody takes it so
    [InlineData("\"frequency\":1,\"period\":200,\"periodUnit\":\"d\"", null)]
    [InlineData("\"dayOfWeek\":[\"mon\",\"thu\"],\"frequency\":2,\"period\":1,\"periodUnit\":\"wk\"", "20 mg/wk")]
    [InlineData("\"timeOfDay\":[\"08:00:00\",\"20:00:00\"]", "20 mg/d")]
    [InlineData("\"frequency\":1,\"period\":1,\"periodUnit\":\"d\",\"when\":[\"MORN\",\"EVE\"]", "20 mg/d")]
    [InlineData("\"dayOfWeek\":[\"mon\",\"thu\"]", "20 mg/wk")]
    [InlineData("\"frequency\":1,\"frequencyMax\":3,\"period\":1,\"periodUnit\":\"d\"", null)]
    [InlineData("\"frequency\":0,\"period\":1,\"periodUnit\":\"d\"", null)]
    [InlineData("\"frequency\":1,\"period\":1e-28,\"periodUnit\":\"d\"", null)] // no dose, and no decimal either
    [InlineData("\"frequency\":1e14,\"period\":0.1,\"periodUnit\":\"h\"", null)]
    [InlineData("\"frequency\":1,\"period\":0,\"periodUnit\":\"d\"", null)]
    public void Days_of_the_week_make_a_weekly_dose(string repeat, string? dose) =>
        Assert.Equal(dose, Dose($$$$"""{"timing":{"repeat":{{{{{repeat}}}}}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"}}]}"""));

    [Theory]
    [InlineData("mg/kg/d", "7 mg/kg/d")]
    [InlineData("mg/d", "7 mg/d")]
    [InlineData("mg/wk", "7 mg/wk")]
    [InlineData("mg", null)]
    [InlineData("/d", null)]
    [InlineData("1/d", null)]
    [InlineData("%/d", null)]
    public void A_rate_needs_no_timing(string unit, string? dose) => Assert.Equal(dose, Dose($$$$"""{"doseAndRate":[{"doseQuantity":{"value":7,"unit":"{{{{unit}}}}"}}]}"""));

    [Theory]
    [InlineData("methotrexate 81 MG Oral Tablet", "\"value\":1,\"unit\":\"tablet\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"1\"", "81 mg/d")]
    [InlineData("methotrexate 81 MG Oral Tablet", "\"value\":1", "81 mg/d")]
    [InlineData("methotrexate 81 MG Oral Tablet", "\"value\":1,\"code\":\"1\"", "81 mg/d")]
    [InlineData("methotrexate 10 MG Oral Tablet", "\"value\":2,\"unit\":\"{tbl}\"", "20 mg/d")]
    [InlineData("methotrexate 10 MG Oral Tablet", "\"value\":0.5,\"unit\":\"TAB\",\"system\":\"http://terminology.hl7.org/CodeSystem/v3-orderableDrugForm\"", "5 mg/d")]
    [InlineData("methotrexate 5 mg Tabletten", "\"value\":3,\"unit\":\"Tabletten\"", "15 mg/d")]
    [InlineData("methotrexate 25 MG/ML Injectable Solution", "\"value\":0.6,\"unit\":\"mL\"", "15 mg/d")]
    [InlineData("0.5 ML methotrexate 50 MG/ML Auto-Injector", "\"value\":1,\"unit\":\"injector\"", "25 mg/d")]
    [InlineData("methotrexate 50 mg/2 mL Injectable Solution", "\"value\":1,\"unit\":\"mL\"", "25 mg/d")]
    [InlineData("methotrexate 100 MCG Oral Tablet", "\"value\":1", "0.1 mg/d")]
    [InlineData("methotrexate 2.5 MG", "\"value\":1", null)] // no form: it may be the dose
    [InlineData("methotrexate Oral Tablet", "\"value\":1", null)]
    [InlineData("methotrexate 12.5 MG / folic acid 10 MG Oral Tablet", "\"value\":1", null)]
    [InlineData("methotrexate 2.5 MG Oral Tablet", "\"value\":1,\"unit\":\"mL\"", null)]
    [InlineData("methotrexate 2.5 MG Oral Tablet", "\"value\":1,\"unit\":\"spoon\"", null)]
    [InlineData("methotrexate 2.5 MG Oral Tablet", "\"value\":10,\"unit\":\"MG\"", "10 mg/d")]
    [InlineData("methotrexate 2.5 MG Oral Tablet", "\"value\":10,\"unit\":\"milligrams\"", "10 mg/d")]
    public void What_is_counted_is_reckoned_by_the_strength_of_the_product(string product, string quantity, string? dose) =>
        Assert.Equal(dose, Text(Bundles.Request($$$$"""
            "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"1","display":"{{{{product}}}}"}]},"dosageInstruction":[{{{{{Daily}}}},"doseAndRate":[{"doseQuantity":{{{{{quantity}}}}}}]}]
            """)));

    [Theory]
    [InlineData("\"numerator\":{\"value\":2.5,\"code\":\"mg\"},\"denominator\":{\"value\":1,\"code\":\"1\"}", "\"value\":4", "10 mg/d")]
    [InlineData("\"numerator\":{\"value\":50,\"code\":\"mg\"},\"denominator\":{\"value\":2,\"code\":\"mL\"}", "\"value\":1,\"code\":\"mL\"", "25 mg/d")]
    [InlineData("\"numerator\":{\"value\":50,\"code\":\"mg\"},\"denominator\":{\"value\":0,\"code\":\"mL\"}", "\"value\":1,\"code\":\"mL\"", null)]
    [InlineData("\"numerator\":{\"value\":2.5,\"code\":\"mg\"}", "\"value\":4", null)]
    public void A_Medication_tells_its_strength(string strength, string quantity, string? dose) => Assert.Equal(dose, Text(Bundles.Request($$$$"""
        "medicationCodeableConcept":null,"medicationReference":{"reference":"#d"},
        "contained":[{"resourceType":"Medication","id":"d","ingredient":[{"itemCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6851"}]},"strength":{{{{{strength}}}}}}]}],
        "dosageInstruction":[{{{{{Daily}}}},"doseAndRate":[{"doseQuantity":{{{{{quantity}}}}}}]}]
        """)));

    [Theory]
    [InlineData("\"numerator\":{\"value\":7e28,\"code\":\"g\"},\"denominator\":{\"value\":1,\"code\":\"1\"}", "\"value\":4")]
    [InlineData("\"numerator\":{\"value\":1,\"code\":\"g\"},\"denominator\":{\"value\":1e-28,\"code\":\"1\"}", "\"value\":4")]
    [InlineData("\"numerator\":{\"value\":1,\"code\":\"Yg\"},\"denominator\":{\"value\":1,\"code\":\"1\"}", "\"value\":4")]
    [InlineData("\"numerator\":{\"value\":1,\"code\":\"g\"},\"denominator\":{\"value\":1,\"code\":\"yL\"}", "\"value\":4,\"code\":\"mL\"")]
    [InlineData("\"numerator\":{\"value\":1,\"code\":\"mg\"},\"denominator\":{\"value\":1,\"code\":\"1\"}", "\"value\":900000000,\"code\":\"Yg\"")]
    [InlineData("\"numerator\":{\"value\":1,\"code\":\"mg\"},\"denominator\":{\"value\":1,\"code\":\"1\"}", "\"value\":7e28")]
    public void What_is_no_dose_of_this_world_is_none(string strength, string quantity) => A_Medication_tells_its_strength(strength, quantity, null);

    [Theory]
    [InlineData("\"rateRatio\":{\"numerator\":{\"value\":7e28,\"unit\":\"g\"},\"denominator\":{\"value\":1,\"unit\":\"d\"}}")]
    [InlineData("\"rateRatio\":{\"numerator\":{\"value\":10,\"unit\":\"mg\"},\"denominator\":{\"value\":1e-28,\"unit\":\"d\"}}")]
    [InlineData("\"rateQuantity\":{\"value\":900000000,\"unit\":\"Yg/d\"}")]
    public void Nor_is_a_rate(string rate) => A_rate_over_days_is_a_dose(rate, null, rate.Contains("\"value\":1,", StringComparison.Ordinal) && rate.Contains("denominator", StringComparison.Ordinal) ? 7 : 0);

    [Fact]
    public void Words_stand_for_a_count_without_a_strength() => Assert.Equal("two on Mondays", Bundles.Medicine(Bundles.Request($$$$"""
        "dosageInstruction":[{"text":"two on Mondays",{{{{Daily}}}},"doseAndRate":[{"doseQuantity":{"value":2,"unit":"tablet"}}]}]
        """)).DoseInWords);

    [Theory]
    [InlineData("\"rateRatio\":{\"numerator\":{\"value\":10,\"unit\":\"mg\"},\"denominator\":{\"value\":1,\"unit\":\"d\"}}", "10 mg/d", 7)]
    [InlineData("\"rateRatio\":{\"numerator\":{\"value\":15,\"unit\":\"mg\"},\"denominator\":{\"value\":1,\"unit\":\"wk\"}}", "15 mg/wk", 0)]
    [InlineData("\"rateRatio\":{\"numerator\":{\"value\":15,\"unit\":\"mg\"},\"denominator\":{\"value\":7,\"unit\":\"d\"}}", "15 mg/wk", 0)]
    [InlineData("\"rateQuantity\":{\"value\":15,\"unit\":\"mg/wk\"}", "15 mg/wk", 0)]
    [InlineData("\"rateRatio\":{\"numerator\":{\"value\":15,\"unit\":\"mg\"},\"denominator\":{\"value\":1,\"unit\":\"h\"}}", null, 0)]
    [InlineData("\"rateRatio\":{\"numerator\":{\"value\":15,\"unit\":\"mg\"},\"denominator\":{\"value\":0,\"unit\":\"d\"}}", null, 0)]
    public void A_rate_over_days_is_a_dose(string rate, string? dose, int days)
    {
        MedicineEntry entry = Bundles.Medicine(Bundles.Request($$$$"""
            "dosageInstruction":[{"doseAndRate":[{{{{{rate}}}}}]}]
            """));
        Assert.Equal((dose, days), (Text(entry), (int)(entry.Days?.Number ?? 0m)));
    }

    [Fact]
    public void Instructions_of_the_same_time_add_up() => Assert.Equal("175 mg/d", Dose(Amount(100), Amount(75)));

    [Fact]
    public void A_taper_has_no_single_dose()
    {
        Assert.Null(Dose(Amount(30, ",\"sequence\":1"), Amount(20, ",\"sequence\":2")));
        Assert.Null(Dose(
            Amount(30).Replace("\"frequency\"", "\"boundsPeriod\":{\"start\":\"2026-01-01\"},\"frequency\"", StringComparison.Ordinal),
            Amount(20).Replace("\"frequency\"", "\"boundsPeriod\":{\"start\":\"2026-01-08\"},\"frequency\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_taper_whose_steps_follow_each_other_is_read_step_by_step()
    {
        string steps = string.Join(',', Step(1, 40, 5), Step(2, 20, 5), Step(3, 10, 4));
        PatientRecord record = Bundles.Read(Bundles.Request($"\"status\":\"active\",\"authoredOn\":\"2026-03-01\",\"dosageInstruction\":[{steps}]"));
        Assert.Equal(
            "2026-03-01 2026-03-05 40 Completed, 2026-03-06 2026-03-10 20 Completed, 2026-03-11 2026-03-14 10 Completed",
            string.Join(", ", record.Medicines.Select(entry => FormattableString.Invariant($"{entry.From} {entry.To} {entry.Dose?.Amount:0} {entry.Status}"))));
    }

    [Fact]
    public void A_taper_that_was_stopped_ends_there_with_its_reason()
    {
        string steps = string.Join(',', Step(1, 40, 5), Step(2, 20, 5), Step(3, 10, 4));
        PatientRecord record = Bundles.Read(Bundles.Request(
            $"\"resourceType\":\"MedicationStatement\",\"status\":\"stopped\",\"effectivePeriod\":{{\"start\":\"2026-03-01\",\"end\":\"2026-03-08\"}},\"dosage\":[{steps}]"));
        Assert.Equal(
            "2026-03-01 2026-03-05 40, 2026-03-06 2026-03-08 20",
            string.Join(", ", record.Medicines.Select(entry => FormattableString.Invariant($"{entry.From} {entry.To} {entry.Dose?.Amount:0}"))));
    }

    [Fact]
    public void Steps_that_overlap_or_have_no_length_are_no_taper()
    {
        Assert.Null(Assert.Single(Bundles.Read(Bundles.Request($"\"authoredOn\":\"2026-03-01\",\"dosageInstruction\":[{Amount(40, ",\"sequence\":1")},{Step(2, 20, 5)}]")).Medicines).Dose);
        Assert.Null(Assert.Single(Bundles.Read(Bundles.Request($"\"authoredOn\":\"2026-03\",\"dosageInstruction\":[{Step(1, 40, 5)},{Step(2, 20, 5)}]")).Medicines).Dose);
    }

    [Fact]
    public void What_is_taken_when_needed_or_told_in_words_has_no_dose()
    {
        Assert.Null(Dose(Amount(10, ",\"asNeededBoolean\":true")));
        Assert.Null(Dose("""{"text":"15 mg once a week","maxDosePerPeriod":{"numerator":{"value":20,"unit":"mg"},"denominator":{"value":1,"unit":"wk"}}}"""));
        Assert.Null(Dose());
    }

    [Fact]
    public void A_statement_carries_its_dose_too() => Assert.Equal(
        new Dose(10m, "mg/d"), Bundles.Medicine(Bundles.Request($"\"resourceType\":\"MedicationStatement\",\"dosage\":[{Amount(10)}]")).Dose);

    private static string Step(int sequence, int value, int days) => Amount(value, FormattableString.Invariant($",\"sequence\":{sequence}"))
        .Replace("\"frequency\"", FormattableString.Invariant($"\"boundsDuration\":{{\"value\":{days},\"unit\":\"d\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"d\"}},\"frequency\""), StringComparison.Ordinal);

    private static string Amount(int value, string members = "") => $$$$"""{{{{{Daily}}}},"doseAndRate":[{"doseQuantity":{"value":{{{{value}}}},"unit":"mg"}}]{{{{members}}}}}""";

    [Theory]
    [InlineData(1, 2, "wk", "300 mg every 2 wk")]
    [InlineData(1, 14, "d", "300 mg every 2 wk")]
    [InlineData(1, 10, "d", "300 mg every 10 d")]
    [InlineData(1, 1, "wk", null)]
    [InlineData(1, 7, "d", null)]
    [InlineData(1, 1, "d", null)]
    [InlineData(2, 2, "wk", null)] // when is not told
    public void What_is_given_less_than_once_a_week_keeps_its_form(int frequency, int period, string periodUnit, string? ordered)
    {
        string instruction = $$$$"""{"timing":{"repeat":{"frequency":{{{{frequency}}}},"period":{{{{period}}}},"periodUnit":"{{{{periodUnit}}}}"}},"doseAndRate":[{"doseQuantity":{"value":300,"unit":"mg"}}]}""";
        Dose dose = Bundles.Medicine(Bundles.Request($"\"dosageInstruction\":[{instruction}]")).Dose!;
        Assert.Equal(ordered, dose.AsOrdered is { } spaced ? FormattableString.Invariant($"{spaced.Amount} {spaced.Unit} every {spaced.Every}") : null);
        Assert.Equal(new(dose.Amount, dose.Unit), dose); // the rate alone is compared
        Assert.Null(Bundles.Medicine(Bundles.Request($"\"dosageInstruction\":[{instruction},{instruction}]")).Dose!.AsOrdered); // two of them add up
    }

    private static string? Dose(params string[] instructions) => Text(Bundles.Request($"\"dosageInstruction\":[{string.Join(',', instructions)}]"));

    private static string? Text(string request) => Text(Bundles.Medicine(request));

    private static string? Text(MedicineEntry entry) => entry.Dose is { } dose ? FormattableString.Invariant($"{dose.Amount} {dose.Unit}") : null;
}
