using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

public class ObservationTests
{
    private const string Value = "\"valueQuantity\":{\"value\":45,\"unit\":\"U/L\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"U/L\"}";

    [Fact]
    public void A_measurement_keeps_its_days_and_code()
    {
        Finding finding = Bundles.Read(Bundles.Observation(Value + ",\"effectiveDateTime\":\"2026-03-01T23:50:00-05:00\",\"issued\":\"2026-03-02T09:00:00Z\"")).Only("ALT");
        Assert.Equal(
            (NumberValue.Of(45m), FindingStatus.Present, "2026-03-01", new DateOnly(2026, 3, 2), "Observation/o", "loinc|1742-6", null),
            (finding.Value, finding.Status, finding.When.ToString(), finding.Known, finding.Source, finding.Code, finding.Via));
    }

    [Fact]
    public void What_is_not_final_is_told_by_its_fact_where_the_record_has_a_bare_code() => Assert.Equal(
        "1742-6 (ALT)",
        Assert.Single(Bundles.Read("""{"resourceType":"Observation","id":"o","status":"preliminary","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://loinc.org","code":"1742-6"}]},"effectiveDateTime":"2026-01-02","valueQuantity":{"value":45,"code":"U/L"}}""").NotUnderstood).Text);

    [Theory]
    [InlineData("\"value\":1.2,\"unit\":\"mIU/mL\"", "negative")]
    [InlineData("\"value\":2,\"comparator\":\"<\",\"unit\":\"IU/L\"", "negative")]
    [InlineData("\"value\":0,\"unit\":\"U/L\"", "negative")]
    [InlineData("\"value\":3200,\"unit\":\"mIU/mL\",\"code\":\"m[IU]/mL\"", "positive")]
    [InlineData("\"value\":5,\"unit\":\"mIU/mL\"", null)]
    [InlineData("\"value\":18,\"unit\":\"IU/L\"", null)] // to be measured again
    [InlineData("\"value\":10,\"comparator\":\"<\",\"unit\":\"IU/L\"", null)]
    [InlineData("\"value\":1.2,\"unit\":\"ng/mL\"", null)]
    [InlineData("\"value\":1.2", null)]
    public void Measured_hCG_tells_of_pregnancy_outside_its_grey_span(string quantity, string? result)
    {
        PatientRecord record = Bundles.Read(Bundles.Loinc("19080-1", $"\"valueQuantity\":{{{quantity}}}"));
        if (result is null) Assert.DoesNotContain(record.Findings, finding => finding is { Fact.Name: "PregnancyTest", Status: FindingStatus.Present, Value: not null });
        else Assert.Equal(CodeValue.Of(result), record.Only("PregnancyTest").Value);
    }

    [Theory]
    [InlineData("final", true)]
    [InlineData("amended", true)]
    [InlineData("corrected", true)]
    [InlineData("preliminary", false)]
    [InlineData("registered", false)]
    [InlineData("unknown", false)]
    [InlineData("cancelled", false)]
    [InlineData("entered-in-error", false)]
    public void Status_decides_whether_it_counts(string status, bool counts)
    {
        PatientRecord record = Bundles.Read(Bundles.Observation($"{Value},\"status\":\"{status}\""));
        Assert.Equal(counts, record.Has("ALT"));
        bool silent = counts || status is "cancelled" or "entered-in-error";
        Assert.Equal(silent ? [] : [new NotUnderstood("Observation/o", "ALT", $"its status is «{status}»")], record.NotUnderstood);
    }

    [Theory]
    [InlineData("\"effectivePeriod\":{\"start\":\"2026-01-01\",\"end\":\"2026-01-03\"}", "2026-01-03")]
    [InlineData("\"effectivePeriod\":{\"start\":\"2026-01-01\"}", "2026-01-01")]
    [InlineData("\"effectiveInstant\":\"2026-01-02T10:00:00Z\"", "2026-01-02")]
    [InlineData("\"effectiveTiming\":{\"event\":[\"2026-01-04\",\"2026-01-05\"]}", "2026-01-04")]
    [InlineData("\"effectiveTiming\":{}", "")]
    [InlineData("\"note\":[]", "")]
    public void The_day_may_have_several_forms(string member, string day) =>
        Assert.Equal(day, Bundles.Read(Bundles.Observation($"\"effectiveDateTime\":null,{member},{Value}")).Only("ALT").When.ToString());

    [Fact]
    public void A_day_that_cannot_be_read_makes_the_fact_unknown()
    {
        PatientRecord record = Bundles.Read(Bundles.Observation(Value + ",\"effectiveDateTime\":\"spring\""));
        Assert.Null(record.Only("ALT").Value);
        Assert.Equal([new NotUnderstood("Observation/o", "ALT", "its date cannot be read")], record.NotUnderstood);
    }

    [Fact]
    public void When_the_server_took_it_in_is_never_its_day()
    {
        Finding finding = Bundles.Read(Bundles.Observation(Value + ",\"effectiveDateTime\":null,\"meta\":{\"lastUpdated\":\"2026-07-01T00:00:00Z\"}")).Only("ALT");
        Assert.Equal((null, null), (finding.When, finding.Known));
    }

    [Theory]
    [InlineData("<", "< 45")]
    [InlineData("<=", "≤ 45")]
    [InlineData(">", "> 45")]
    [InlineData(">=", "≥ 45")]
    public void A_comparator_leaves_one_side_open(string comparator, string text) =>
        Assert.Equal(text, Bundles.Value(Bundles.Observation($"\"valueQuantity\":{{\"value\":45,\"comparator\":\"{comparator}\",\"code\":\"U/L\"}}"), "ALT")!.ToString());

    [Theory]
    [InlineData("\"valueRange\":{\"low\":{\"value\":30,\"code\":\"U/L\"},\"high\":{\"value\":40,\"code\":\"U/L\"}}", "30 to 40")]
    [InlineData("\"valueRange\":{\"low\":{\"value\":30,\"code\":\"U/L\"}}", "≥ 30")]
    [InlineData("\"valueRatio\":{\"numerator\":{\"value\":90,\"unit\":\"U\"},\"denominator\":{\"value\":2,\"unit\":\"L\"}}", "45")]
    public void Ranges_and_ratios_are_read(string member, string text) => Assert.Equal(text, Bundles.Value(Bundles.Observation(member), "ALT")!.ToString());

    [Theory]
    [InlineData("\"valueQuantity\":{\"value\":45}", "ALT: 45", "a number without unit; expected U/L")]
    [InlineData("\"valueInteger\":45", "ALT: 45", "a number without unit; expected U/L")]
    [InlineData("\"valueQuantity\":{\"value\":45,\"unit\":\"bananas\"}", "ALT: 45 bananas", "«bananas» is not a unit that converts to U/L")]
    [InlineData("\"valueQuantity\":{\"value\":45,\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg\"}", "ALT: 45 mg", "«mg» is not a unit that converts to U/L")]
    [InlineData("\"valueQuantity\":{\"value\":-5,\"code\":\"U/L\"}", "ALT: -5 U/L", "the value is not possible")]
    [InlineData("\"valueQuantity\":{\"value\":99999,\"code\":\"U/L\"}", "ALT: 99999 U/L", "the value is not possible")]
    [InlineData("\"valueQuantity\":{\"value\":\"45\",\"code\":\"U/L\"}", "ALT: U/L", "the number cannot be read")]
    [InlineData("\"valueQuantity\":{\"code\":\"U/L\"}", "ALT: U/L", "the number cannot be read")]
    [InlineData("\"valueQuantity\":{\"value\":45,\"comparator\":\"~\",\"code\":\"U/L\"}", "ALT: U/L", "the number cannot be read")]
    [InlineData("\"valueString\":\"normal\"", "ALT: normal", "a free text is not read as a result")]
    [InlineData("\"valueString\":\"45 U/L\"", "ALT: 45 U/L", "a free text is not read as a result")]
    [InlineData("\"valueBoolean\":true", "ALT: yes", "the answer is not one that is known")]
    [InlineData("\"valueDateTime\":\"2026-01-01\"", "ALT", "a date does not answer it")]
    [InlineData("\"valueSampledData\":{}", "ALT", "a value of this kind is not read")]
    [InlineData("\"note\":[]", "ALT", "it has no value")]
    public void What_cannot_be_read_makes_the_fact_unknown_and_is_named(string member, string text, string why)
    {
        PatientRecord record = Bundles.Read(Bundles.Observation(member));
        Finding finding = record.Only("ALT");
        Assert.Equal((null, why), (finding.Value, finding.Why));
        Assert.Equal([new NotUnderstood("Observation/o", text, why)], record.NotUnderstood);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("1e28")]
    [InlineData("123456789012345678901234567890")]
    public void A_number_beyond_all_bounds_is_no_catastrophe(string number) =>
        Assert.Equal("the number cannot be read", Bundles.Read($$$$"""
            {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"1742-6"}]},"valueQuantity":{"value":{{{{number}}}},"code":"U/L"}}
            """).Only("ALT").Why);

    [Theory]
    [InlineData("not-performed", true)]
    [InlineData("not-asked", true)]
    [InlineData("not-applicable", true)]
    [InlineData("masked", true)]
    [InlineData("temp-unknown", true)]
    [InlineData("asked-declined", true)]
    [InlineData("asked-unknown", true)]
    [InlineData("not-permitted", true)]
    [InlineData("error", false)]
    [InlineData("not-a-number", false)]
    [InlineData("unknown", false)]
    [InlineData("as-text", false)]
    public void A_reason_for_a_missing_value_is_silence_or_a_value_that_failed(string code, bool silent)
    {
        PatientRecord record = Bundles.Read(Bundles.Observation($"\"dataAbsentReason\":{{\"coding\":[{{\"code\":\"{code}\"}}]}}"));
        Assert.Equal(silent, record.Findings.IsEmpty && record.NotUnderstood.IsEmpty);
    }

    [Theory]
    [InlineData("85354-9", "\"valueString\":\"165/100 mmHg\"", "165/100 mmHg")]
    [InlineData("55284-4", "\"valueQuantity\":{\"value\":165,\"unit\":\"mmHg\"}", "165 mmHg")]
    [InlineData("85354-9", "\"dataAbsentReason\":{\"coding\":[{\"code\":\"unknown\"}]}", null)]
    public void A_blood_pressure_in_one_text_is_a_value_not_read(string code, string members, string? quote)
    {
        PatientRecord record = Bundles.Read(Bundles.Loinc(code, members));
        Assert.Equal(quote is null ? [] : [("Diastolic", (FactValue?)null, quote), ("Systolic", null, quote)], record.Findings.Select(finding => (finding.Fact.Name, finding.Value, finding.Quote)));
        Assert.Equal(quote is null, record.NotUnderstood.IsEmpty);
    }

    [Fact]
    public void Each_component_is_read_by_its_own_code()
    {
        PatientRecord record = Bundles.Read(Bundles.Loinc("85354-9", """
            "component":[
              {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":118,"unit":"mmHg"}},
              {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"dataAbsentReason":{"coding":[{"code":"error"}]}}]
            """));
        Assert.Equal(NumberValue.Of(118m), record.Only("Systolic").Value);
        Assert.Equal("it has no value that can be read", record.Only("Diastolic").Why);
        Assert.Equal(2, record.Findings.Length);
    }

    [Theory]
    [InlineData("29308-4", "\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"154283005\"}]", FindingStatus.Present)]
    [InlineData("75326-9", "\"text\":\"Pulmonary tuberculosis\"", FindingStatus.Doubtful)]
    [InlineData("29308-4", "\"text\":\"Screening for tuberculosis\"", null)]
    [InlineData("10157-6", "\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"154283005\"}]", null)] // of the family
    public void A_diagnosis_that_is_an_observations_answer_is_read(string question, string answer, FindingStatus? expected) => Assert.Equal(
        expected, Bundles.Read(Bundles.Loinc(question, $"\"valueCodeableConcept\":{{{answer}}}")).Findings.FirstOrDefault(finding => finding.Fact.Name == "ActiveTuberculosis")?.Status);

    [Fact]
    public void A_panel_says_nothing_by_itself() =>
        Assert.Empty(Bundles.Read(Bundles.Loinc("5196-1", "\"hasMember\":[{\"reference\":\"Observation/2\"}]")).Findings);

    [Fact]
    public void Limits_of_normal_are_read_in_the_unit_of_the_fact()
    {
        Finding finding = Bundles.Read(Bundles.Loinc("2160-0", """
            "valueQuantity":{"value":1,"code":"mg/dL"},"referenceRange":[
              {"low":{"value":0.5,"unit":"mg/dL"},"high":{"value":2}},
              {"high":{"value":9},"type":{"coding":[{"code":"critical"}]}}]
            """)).Only("Creatinine");
        Assert.Equal((NumberValue.Of(88.42m), 44.21m, 176.84m), (finding.Value, finding.LowerLimit, finding.UpperLimit));
    }

    [Theory]
    [InlineData("{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"248153007\"}]}", "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"248152002\"}]}", true)]
    [InlineData("{\"coding\":[{\"system\":\"http://hl7.org/fhir/administrative-gender\",\"code\":\"male\"}]}", "{\"text\":\"Women\"}", true)]
    [InlineData("{\"text\":\"Men\"}", "{\"text\":\"Men\"}", false)] // two for the same
    [InlineData("{\"text\":\"Men\"}", "{\"text\":\"runners\"}", false)]
    public void Limits_that_are_printed_for_each_sex_are_both_kept(string one, string other, bool areKept)
    {
        string ranges = $$$"""[{"high":{"value":50,"unit":"U/L"},"appliesTo":[{{{one}}}]},{"high":{"value":35,"unit":"U/L"},"appliesTo":[{{{other}}}]}]""";
        Finding finding = Bundles.Read(Bundles.Observation($"{Value},\"referenceRange\":{ranges}")).Only("ALT");
        Assert.Equal((null, null, areKept ? new SexLimits(null, 50m, null, 35m) : null), (finding.LowerLimit, finding.UpperLimit, finding.BySex));
    }

    [Theory]
    [InlineData("7 - 55 U/L", "7", "55")]
    [InlineData("7-55", "7", "55")]
    [InlineData("(7 to 55)", "7", "55")]
    [InlineData("7,5–55,0 U/L", "7.5", "55.0")]
    [InlineData("0.12 - 0.92 ukat/L", "7.2", "55.2")]
    [InlineData("< 55 U/L", null, "55")]
    [InlineData("up to 55", null, "55")]
    [InlineData(">= 7", "7", null)]
    [InlineData("55 - 7", null, null)]
    [InlineData("7 - 55 mg/dL", null, null)]
    [InlineData("1,000 - 2,000", null, null)] // thousands, or decimals
    [InlineData("Men: 7 - 55, women: 7 - 45", null, null)]
    [InlineData("see comment", null, null)]
    public void Limits_of_normal_that_stand_as_text_alone_are_read(string text, string? low, string? high)
    {
        Finding finding = Bundles.Read(Bundles.Observation($"{Value},\"referenceRange\":[{{\"text\":\"{text}\"}}]")).Only("ALT");
        Assert.Equal((Number(low), Number(high)), (finding.LowerLimit, finding.UpperLimit));

        static decimal? Number(string? written) => written is null ? null : decimal.Parse(written, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Limits_in_numbers_count_before_their_text()
    {
        Finding finding = Bundles.Read(Bundles.Observation(Value + ",\"referenceRange\":[{\"high\":{\"value\":35,\"unit\":\"U/L\"},\"text\":\"7 - 55\"}]")).Only("ALT");
        Assert.Equal((null, 35m), (finding.LowerLimit, finding.UpperLimit));
    }

    [Fact]
    public void Of_several_ranges_of_normal_none_is_chosen()
    {
        Finding finding = Bundles.Read(Bundles.Observation(Value + ",\"referenceRange\":[{\"high\":{\"value\":35,\"unit\":\"U/L\"}},{\"high\":{\"value\":50,\"unit\":\"U/L\"}}]")).Only("ALT");
        Assert.Equal((null, null, null), (finding.LowerLimit, finding.UpperLimit, finding.BySex));
    }

    [Theory]
    [InlineData("EASI")]
    [InlineData("easi")]
    [InlineData("Eczema Area and Severity Index")]
    [InlineData("EASI total score")]
    public void An_instruments_name_is_read_as_its_code(string name)
    {
        Finding finding = Bundles.Read(Bundles.Observation($"\"code\":{{\"text\":\"{name}\"}},\"valueQuantity\":{{\"value\":12.4,\"code\":\"{{score}}\"}}")).Only("EASI");
        Assert.Equal((NumberValue.Of(12.4m), "name"), (finding.Value, finding.Via));
    }

    [Fact]
    public void A_display_of_a_local_code_may_be_the_name() => Assert.True(Bundles.Read(Bundles.Observation("""
        "code":{"coding":[{"system":"urn:local","code":"77","display":"BSA"}]},"valueQuantity":{"value":12,"unit":"%"}
        """)).Has("BSA"));

    [Fact]
    public void A_trap_is_not_read_by_its_name_either() => Assert.Empty(Bundles.Read(Bundles.Observation("""
        "code":{"coding":[{"system":"http://loinc.org","code":"71774-4"}],"text":"IGRA"},"valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"10828004"}]}
        """)).Findings);

    [Theory]
    [InlineData("\"code\":{\"text\":\"Pregnancy\"},\"valueString\":\"no\"", "Pregnancy: no")]
    [InlineData("\"code\":{\"text\":\"Pregnant?\"},\"valueBoolean\":false", "Pregnant?")]
    [InlineData("\"code\":{\"text\":\"remarks\"},\"valueString\":\"10 weeks pregnant\"", "remarks: 10 weeks pregnant")]
    public void A_question_that_nobody_coded_leaves_doubt_whatever_the_answer(string members, string quote)
    {
        Finding finding = Bundles.Read(Bundles.Observation(members)).Only("Pregnant");
        Assert.Equal((FindingStatus.Doubtful, quote), (finding.Status, finding.Quote));
    }

    [Fact]
    public void A_contained_observation_is_read_by_its_own_status()
    {
        PatientRecord record = Bundles.Read($$$$"""
            {"resourceType":"DiagnosticReport","id":"r","status":"preliminary","subject":{"reference":"Patient/p"},"result":[{"reference":"#a"}],
             "contained":[{{{{Bundles.Observation("\"id\":\"a\",\"subject\":null," + Value)}}}}]}
            """);
        Assert.Equal("DiagnosticReport/r#a", record.Only("ALT").Source);
        Assert.Empty(Bundles.Read($$$$"""{"resourceType":"DiagnosticReport","id":"r","status":"entered-in-error","contained":[{{{{Bundles.Observation(Value)}}}}]}""").Findings);
    }

    private const string Undated = "\"id\":\"a\",\"effectiveDateTime\":null," + Value;

    [Fact]
    public void A_result_without_a_date_is_of_the_day_of_its_report_or_panel()
    {
        const string Report = """{"resourceType":"DiagnosticReport","id":"r","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2026-02-14","result":[{"reference":"Observation/a"}]}""";
        Assert.Equal("2026-02-14", Bundles.Read(Report, Bundles.Observation(Undated)).Only("ALT").When?.ToString());
        Assert.Equal("2026-02-14", Bundles.Read(Bundles.Observation(Undated), Report).Only("ALT").When?.ToString());
        Assert.Equal("2026-03-01", Bundles.Read(Bundles.Observation(Undated), Panel("\"effectiveDateTime\":\"2026-03-01\"")).Only("ALT").When?.ToString());
        string ofPanel = Report.Replace("Observation/a", "https://x.test/Observation/b", StringComparison.Ordinal);
        Assert.Equal("2026-02-14", Bundles.Read(ofPanel, Bundles.Observation(Undated), Panel("\"effectiveDateTime\":null")).Only("ALT").When?.ToString());
        Assert.Equal("2026-03-01", Bundles.Read(Report, Bundles.Observation("\"id\":\"a\"," + Value)).Only("ALT").When?.ToString());

        static string Panel(string day) => Bundles.Observation("\"id\":\"b\",\"code\":{\"text\":\"panel\"},\"hasMember\":[{\"reference\":\"Observation/a\"}]," + day);
    }

    [Fact]
    public void A_report_names_a_result_by_its_uuid_too()
    {
        const string Uuid = "urn:uuid:5fb2a5a4-1a5d-4d64-9f0e-0f8c7d5e1a2b";
        string report = $$"""{"resourceType":"DiagnosticReport","id":"r","status":"final","issued":"2026-02-15T09:00:00Z","result":[{"reference":"{{Uuid}}"}]}""";
        string bundle = $$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{{Bundles.Patient}}},{"fullUrl":"{{Uuid}}","resource":{{Bundles.Observation(Undated)}}},{"resource":{{report}}}]}""";
        Assert.Equal(new DateOnly(2026, 2, 15), Bundles.ReadJson(bundle).Only("ALT").Known);
    }

    [Fact]
    public void A_contained_result_is_of_the_day_of_its_report() => Assert.Equal("2026-02-14", Bundles.Read($$$$"""
        {"resourceType":"DiagnosticReport","id":"r","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2026-02-14","contained":[{{{{Bundles.Observation(Undated)}}}}]}
        """).Only("ALT").When?.ToString());

    [Fact]
    public void A_result_that_has_no_date_anywhere_is_told()
    {
        PatientRecord record = Bundles.Read(Bundles.Observation(Undated));
        Assert.Null(record.Only("ALT").When);
        Assert.Equal("Observation/a", Assert.Single(record.NotUnderstood).Source);
    }

    [Theory]
    [InlineData("Active tuberculosis of the right upper lobe", true)]
    [InlineData("No tuberculosis", false)] // as in the conclusion of a report
    public void What_somebody_wrote_in_answer_to_an_unlisted_question_leaves_doubt(string words, bool doubt)
    {
        Assert.Equal(doubt, Bundles.Read(Bundles.Loinc("19005-8", $"\"valueString\":\"{words}\"")).Has("ActiveTuberculosis"));
        Assert.False(Bundles.Read(Bundles.Observation($$"""
            "code":{"coding":[{"system":"http://loinc.org","code":"10157-6","display":"Family history of disease"}]},"valueString":"{{words}}"
            """)).Has("ActiveTuberculosis"), "it is that of others");
    }

    [Fact]
    public void A_diagnosis_that_is_answered_in_words_leaves_doubt() =>
        Assert.Equal(FindingStatus.Doubtful, Bundles.Read(Bundles.Loinc("29308-4", "\"valueString\":\"tuberculosis\"")).Only("ActiveTuberculosis").Status);

    [Theory]
    [InlineData("Final")]
    [InlineData("FINAL")]
    public void The_letter_case_of_a_status_says_nothing(string status) =>
        Assert.NotNull(Bundles.Read(Bundles.Observation($"\"status\":\"{status}\",\"valueQuantity\":{{\"value\":300,\"unit\":\"U/L\"}}")).Only("ALT").Value);
}
