using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Tests.Resources;

public class ConditionTests
{
    [Theory]
    [InlineData("active", FindingStatus.Present)]
    [InlineData("recurrence", FindingStatus.Present)]
    [InlineData("relapse", FindingStatus.Present)]
    [InlineData("inactive", FindingStatus.Past)]
    [InlineData("remission", FindingStatus.Past)]
    [InlineData("resolved", FindingStatus.Past)]
    [InlineData("no-such-status", FindingStatus.Present)]
    public void Clinical_status_tells_present_from_past(string code, FindingStatus status) =>
        Assert.Equal(status, Bundles.Read(Bundles.Condition(Clinical(code))).Only("ActiveTuberculosis").Status);

    [Theory]
    [InlineData("\"active\"", FindingStatus.Present)]
    [InlineData("\"resolved\"", FindingStatus.Past)]
    [InlineData("{\"text\":\"Resolved\"}", FindingStatus.Past)]
    [InlineData("{\"coding\":[{\"system\":\"urn:local\",\"code\":\"3\",\"display\":\"Resolved\"}]}", FindingStatus.Past)]
    [InlineData("{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/condition-clinical\",\"code\":\"active\"}],\"text\":\"Resolved\"}", FindingStatus.Present)] // the code counts
    public void A_status_is_read_in_every_shape(string clinical, FindingStatus status) =>
        Assert.Equal(status, Bundles.Read(Bundles.Condition($"\"clinicalStatus\":{clinical}")).Only("ActiveTuberculosis").Status);

    [Theory]
    [InlineData("{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"410516002\",\"display\":\"Known absent (qualifier value)\"}]}")]
    [InlineData("{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"410594000\"}]}")]
    [InlineData("{\"coding\":[{\"display\":\"Refuted\"}]}")]
    [InlineData("{\"coding\":[{\"system\":\"urn:local\",\"code\":\"R\",\"display\":\"Refuted\"}]}")]
    [InlineData("{\"coding\":[{\"system\":\"urn:local\",\"code\":\"R\"}],\"text\":\"refuted\"}")]
    [InlineData("{\"text\":\"Refuted\"}")]
    [InlineData("\"refuted\"")]
    public void A_refutation_is_read_in_every_shape(string verification)
    {
        PatientRecord record = Bundles.Read(Bundles.Condition($"\"recordedDate\":\"2026-01-02\",\"verificationStatus\":{verification}"));
        Assert.Equal(FlagValue.No, record.Only("ActiveTuberculosis").Value);
    }

    [Theory]
    [InlineData("{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/condition-ver-status\",\"code\":\"confirmed\",\"display\":\"Refuted\"}]}", FindingStatus.Present)]
    [InlineData("{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"410605003\"}]}", FindingStatus.Present)]
    [InlineData("{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"415684004\",\"display\":\"Suspected\"}]}", FindingStatus.Doubtful)]
    [InlineData("{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"410593006\"}]}", FindingStatus.Doubtful)] // probably not
    public void What_is_not_refuted_stays(string verification, FindingStatus status)
    {
        Finding finding = Bundles.Read(Bundles.Condition($"\"verificationStatus\":{verification}")).Only("ActiveTuberculosis");
        Assert.Equal((FlagValue.Yes, status), (finding.Value, finding.Status));
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "\"verificationStatus\":\"refuted\"", false)]
    [InlineData("", "\"verificationStatus\":{\"coding\":[{\"code\":\"entered-in-error\"}]}", false)]
    [InlineData("", "\"clinicalStatus\":\"resolved\"", false)]
    [InlineData("", "\"subject\":{\"reference\":\"Patient/q\"}", false)]
    [InlineData("\"status\":\"entered-in-error\"", "", false)]
    public void A_diagnosis_that_another_resource_contains_leaves_a_doubt(string container, string members, bool doubt)
    {
        string inside = Bundles.With("""{"resourceType":"Condition","id":"d","code":{"coding":[{"system":"http://snomed.info/sct","code":"154283005"}]}}""", members);
        PatientRecord record = Bundles.Read(Bundles.With(
            $$$"""{"resourceType":"Encounter","id":"v","status":"finished","subject":{"reference":"Patient/p"},"period":{"start":"2026-01-05"},"contained":[{{{inside}}}],"diagnosis":[{"condition":{"reference":"#d"}}]}""", container));
        Assert.Equal(doubt, record.Has("ActiveTuberculosis"));
        if (doubt) Assert.Equal((FindingStatus.Doubtful, "2026-01-05", "Encounter/v#d"), (record.Only("ActiveTuberculosis").Status, record.Only("ActiveTuberculosis").When.ToString(), record.Only("ActiveTuberculosis").Source));
        Assert.Empty(record.ListsHeld);
    }

    [Theory]
    [InlineData("", FindingStatus.Present, null)]
    [InlineData("\"abatementDateTime\":\"2021-12-18\"", FindingStatus.Past, "2021-12-18")]
    [InlineData("\"abatementPeriod\":{\"start\":\"2021-12-01\",\"end\":\"2021-12-18\"}", FindingStatus.Past, "2021-12-18")]
    [InlineData("\"abatementString\":\"in spring\"", FindingStatus.Past, null)]
    [InlineData("\"abatementAge\":{\"value\":30,\"unit\":\"a\"}", FindingStatus.Past, null)]
    [InlineData("\"abatementBoolean\":true", FindingStatus.Past, null)]
    [InlineData("\"abatementBoolean\":false", FindingStatus.Present, null)]
    public void Without_a_clinical_status_abatement_tells(string member, FindingStatus status, string? end)
    {
        Finding finding = Bundles.Read(Bundles.Condition(member)).Only("ActiveTuberculosis");
        Assert.Equal((status, end), (finding.Status, finding.End?.ToString()));
    }

    [Theory]
    [InlineData("[{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"154283005\"}]}]")]
    [InlineData("[{\"text\":\"cough\"},{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"154283005\"}]}]")]
    [InlineData("[[{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"154283005\"}]}]]")]
    [InlineData("{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":[\"154283005\"]}]}")]
    public void A_code_that_stands_in_a_list_is_read(string code) =>
        Assert.Equal(FindingStatus.Present, Bundles.Read(Bundles.Condition($"\"code\":{code}")).Only("ActiveTuberculosis").Status);

    [Theory]
    [InlineData("{\"code\":\"A15.0\"}", true)]
    [InlineData("{\"system\":\"urn:local\",\"code\":\"4711\"}", true)]
    [InlineData("{\"system\":\"urn:local\",\"code\":\"4711\",\"display\":\"Fracture of radius\"}", false)]
    [InlineData("{\"system\":\"http://snomed.info/sct\",\"code\":\"1\"}", false)]
    public void A_code_that_cannot_be_read_without_a_word_beside_it_is_told(string coding, bool told) =>
        Assert.Equal(told, Bundles.Read(Bundles.Condition($"\"code\":{{\"coding\":[{coding}]}}")).NotUnderstood.Any(entry => entry.Source == "Condition/c"));

    [Theory]
    [InlineData("Tuberculosis of hip (disorder)", true, true)]
    [InlineData("Gram-negative tuberculosis", true, true)]
    [InlineData("History of tuberculosis (situation)", false, true)]
    [InlineData("Family history of tuberculosis (situation)", false, false)]
    [InlineData("Contact with and (suspected) exposure to tuberculosis", false, false)]
    [InlineData("Encounter for screening for respiratory tuberculosis", false, false)]
    [InlineData("No evidence of tuberculosis", false, false)]
    [InlineData("Tuberculosis resolved (finding)", false, true)]
    [InlineData("Mother had tuberculosis", false, false)]
    [InlineData("Notwendigkeit der Impfung gegen Tuberkulose [BCG] (tuberculosis)", false, false)]
    [InlineData("Pulmonary tuberculosis ruled out (situation)", false, false)]
    [InlineData("Fracture of radius", false, false)]
    public void Words_beside_a_code_that_no_fact_lists_throw_doubt(string display, bool now, bool ever)
    {
        PatientRecord record = Bundles.Read(Bundles.Condition($"\"code\":{{\"coding\":[{{\"system\":\"http://snomed.info/sct\",\"code\":\"1\",\"display\":\"{display}\"}}]}}"));
        Assert.Equal((now, ever), (record.Has("ActiveTuberculosis"), record.Has("TuberculosisHistory")));
        Assert.All(record.Findings, finding => Assert.Equal((FindingStatus.Doubtful, display), (finding.Status, finding.Quote)));
    }

    [Theory]
    [InlineData("G", FindingStatus.Present)]
    [InlineData("V", FindingStatus.Doubtful)]
    [InlineData("Z", FindingStatus.Past)]
    public void The_German_ICD_tells_how_sure_a_diagnosis_is(string certainty, FindingStatus status) => Assert.Equal(status, Bundles.Read(Sure(certainty)).Only("TuberculosisHistory").Status);

    [Theory]
    [InlineData("active", "\"text\":\"Open pulmonary tuberculosis\"", true)]
    [InlineData("active", "\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"154283005\"}]", true)]
    [InlineData("inactive", "\"text\":\"Open pulmonary tuberculosis\"", false)]
    [InlineData("entered-in-error", "\"text\":\"Open pulmonary tuberculosis\"", false)]
    [InlineData("active", "\"text\":\"Fall risk\"", false)]
    public void A_flag_that_somebody_set_leaves_doubt_of_what_it_names(string status, string code, bool doubt)
    {
        PatientRecord record = Bundles.Read($$$"""{"resourceType":"Flag","id":"f","status":"{{{status}}}","subject":{"reference":"Patient/p"},"period":{"start":"2026-01-05"},"code":{ {{{code}}} } }""");
        Assert.Equal(doubt, record.Findings.Any(finding => finding is { Fact.Name: "ActiveTuberculosis", Status: FindingStatus.Doubtful, Source: "Flag/f" }));
        Assert.Empty(record.ListsHeld);
    }

    [Theory]
    [InlineData("Allergy to methotrexate", true)]
    [InlineData("Methotrexate allergy - anaphylaxis", true)]
    [InlineData("Methotrexate-Allergie", true)]
    [InlineData("Family history of methotrexate allergy", false)]
    [InlineData("No methotrexate allergy", false)]
    public void An_allergy_that_a_flag_names_leaves_doubt(string text, bool doubt) => Assert.Equal(
        doubt,
        Bundles.Read($$$"""{"resourceType":"Flag","id":"f","status":"active","subject":{"reference":"Patient/p"},"code":{"text":"{{{text}}}"} }""").Findings
            .Any(finding => finding is { Fact.Name: "HypersensitivityTo", Source: "Flag/f" }));

    [Fact]
    public void A_diagnosis_that_the_German_ICD_excludes_is_a_no() => Assert.Equal(FlagValue.No, Bundles.Read(Sure("A")).Only("TuberculosisHistory").Value);

    private static string Sure(string certainty) => Bundles.Condition($$$"""
        "recordedDate":"2026-01-05","code":{"coding":[{"system":"http://fhir.de/CodeSystem/bfarm/icd-10-gm","code":"A15.0",
        "extension":[{"url":"http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit","valueCoding":{"code":"{{{certainty}}}"}}]}]}
        """);

    [Fact]
    public void An_adverse_event_without_an_outcome_is_taken_to_last_some_weeks() => Assert.Equal("2026-03-20", Bundles.Read("""
        {"resourceType":"AdverseEvent","id":"e","actuality":"actual","subject":{"reference":"Patient/p"},"date":"2026-02-20","event":{"coding":[{"system":"http://snomed.info/sct","code":"154283005"}]}}
        """).Only("TuberculosisHistory").End?.ToString());

    [Fact]
    public void A_code_that_a_fact_leaves_out_on_purpose_is_no_doubt_by_its_words() => Assert.Empty(
        Bundles.Read(Bundles.Condition("\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"Z85.0\",\"display\":\"Carcinoma of the past\"}]}")).Findings);

    [Theory]
    [InlineData("active", true)]
    [InlineData("resolved", false)]
    public void A_code_of_doubt_asks_of_what_is_over_only_where_the_past_counts(string status, bool now)
    {
        PatientRecord record = Bundles.Read(Bundles.Condition("\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"R76.1\",\"display\":\"Reaction to tuberculin\"}]}," + Clinical(status)));
        Assert.Equal((now, true), (record.Has("ActiveTuberculosis"), record.Has("TuberculosisHistory")));
    }

    [Fact]
    public void A_code_that_a_fact_lists_stands_for_its_words() =>
        Assert.Equal(
            ["FoodAllergy"],
            Bundles.Read(Bundles.Condition("\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"91935009\",\"display\":\"Peanut allergy, not tuberculosis\"}]}"))
                .Findings.Select(finding => finding.Fact.Name), StringComparer.Ordinal);

    [Theory]
    [InlineData("{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"1\",\"display\":\"Allergy to methotrexate (finding)\"}]}", FindingStatus.Present)]
    [InlineData("{\"text\":\"Allergic to MTX\"}", FindingStatus.Doubtful)]
    public void An_allergy_to_a_medicine_may_stand_among_the_diagnoses(string code, FindingStatus status)
    {
        Finding finding = Bundles.Read(Bundles.Condition($"\"code\":{code}")).Only("HypersensitivityTo");
        Assert.Equal(status, finding.Status);
        SetValue value = Assert.IsType<SetValue>(finding.Value);
        Assert.Equal(["methotrexate"], status == FindingStatus.Present ? value.Present : value.Possible);
    }

    [Theory]
    [InlineData("\"outcome\":{\"coding\":[{\"code\":\"ongoing\"}]}", FindingStatus.Present)]
    [InlineData("\"outcome\":{\"coding\":[{\"code\":\"resolved\"}]}", FindingStatus.Past)]
    public void An_adverse_event_is_a_diagnosis_of_its_day(string outcome, FindingStatus status)
    {
        string happened = $$$"""
            {"resourceType":"AdverseEvent","id":"e","actuality":"actual","subject":{"reference":"Patient/p"},"date":"2026-02-20",{{{outcome}}},
             "event":{"coding":[{"system":"http://snomed.info/sct","code":"154283005"}]}}
            """;
        Finding finding = Bundles.Read(happened).Only("TuberculosisHistory");
        Assert.Equal((status, "2026-02-20", "AdverseEvent/e"), (finding.Status, finding.When?.ToString(), finding.Source));
        Assert.Empty(Bundles.Read(Bundles.With(happened, "\"actuality\":\"potential\"")).Findings);
        Assert.Empty(Bundles.Read(happened).ListsHeld);
    }

    [Fact]
    public void An_active_disease_with_an_end_keeps_both() =>
        Assert.Equal(
            (FindingStatus.Present, "2026-05-01"),
            Bundles.Read(Bundles.Condition(Clinical("active") + ",\"abatementDateTime\":\"2026-05-01\"")).Only("ActiveTuberculosis") is var finding ? (finding.Status, finding.End?.ToString()) : default);

    [Fact]
    public void One_code_may_say_several_facts()
    {
        PatientRecord record = Bundles.Read(Bundles.Condition("\"onsetDateTime\":\"2019-03\",\"recordedDate\":\"2020-05-06\""));
        Assert.Equal(["ActiveTuberculosis", "TuberculosisHistory"], record.Findings.Select(finding => finding.Fact.Name), StringComparer.Ordinal);
        Finding finding = record.Findings[0];
        Assert.Equal((FlagValue.Yes, "2019-03", new DateOnly(2020, 5, 6), "Condition/c", "snomed|154283005"), (finding.Value, finding.When.ToString(), finding.Known, finding.Source, finding.Code));
    }

    [Fact]
    public void A_refuted_disease_is_a_no_of_the_day_on_which_it_was_recorded()
    {
        Finding finding = Bundles.Read(Bundles.Condition(Verification("refuted") + ",\"onsetDateTime\":\"2024-12-22\",\"recordedDate\":\"2025-01-07\"")).Only("ActiveTuberculosis");
        Assert.Equal((FlagValue.No, FindingStatus.Present, "2025-01-07", "snomed|154283005"), (finding.Value, finding.Status, finding.When.ToString(), finding.Code));
        Assert.Equal("2024-12-22", Bundles.Read(Bundles.Condition(Verification("refuted") + ",\"onsetDateTime\":\"2024-12-22\"")).Only("ActiveTuberculosis").When.ToString());
    }

    [Fact]
    public void An_entry_in_error_says_nothing() => Assert.Empty(Bundles.Read(Bundles.Condition(Verification("entered-in-error"))).Findings);

    [Theory]
    [InlineData("unconfirmed")]
    [InlineData("provisional")]
    [InlineData("differential")]
    public void A_disease_not_confirmed_leaves_doubt(string code)
    {
        Finding finding = Bundles.Read(Bundles.Condition(Verification(code))).Only("ActiveTuberculosis");
        Assert.Equal((FlagValue.Yes, FindingStatus.Doubtful, "Pulmonary tuberculosis"), (finding.Value, finding.Status, finding.Quote));
    }

    [Theory]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A15.0", true)]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm", "A150", true)]
    [InlineData("http://fhir.de/CodeSystem/bfarm/icd-10-gm", "A17.0+", true)]
    [InlineData("urn:oid:2.16.840.1.113883.6.90", "a19.9", true)]
    [InlineData("http://snomed.info/sct|http://snomed.info/sct/900000000000207008", "154283005", true)]
    [InlineData("http://snomed.info/sct/11000172109", "154283005", true)]
    [InlineData("https://snomed.info/sct/", "154283005", true)]
    [InlineData("urn:oid:2.16.840.1.113883.6.96", "154283005", true)]
    [InlineData("http://hl7.org/fhir/sid/icd-10-no", "A150", true)]
    [InlineData("urn:oid:2.16.578.1.12.4.1.1.7110", "A150", true)]
    [InlineData("2.16.578.1.12.4.1.1.7110", "A15.0", true)]
    [InlineData("urn:oid:2.16.578.1.12.4.1.1.71101", "A15.0", false)]
    [InlineData("urn:oid:1.2.246.537.6.1", "A15.0", true)]
    [InlineData("urn:oid:1.2.246.537.6.1|1999", "A15.0", true)]
    [InlineData("urn:oid:1.2.246.537.6.1.1999", "A15.0", true)]
    [InlineData("urn:oid:1.2.246.537.6.12.2002.126", "A15.0", false)]
    [InlineData("urn:oid:1.2.752.116.1.1.1.1.8", "A150", true)]
    [InlineData("https://terminologitjansten.inera.se/fhir/CodeSystem/icd-10-se", "A15.0", true)]
    [InlineData("urn:oid:1.2.208.176.2.4", "DA150", true)]
    [InlineData("urn:oid:1.2.208.176.2.4.12", "DA15.0", true)]
    [InlineData("urn:oid:1.2.208.176.2.4", "A150", false)]
    [InlineData("urn:oid:1.2.208.176.2.4", "KAAF00", false)]
    [InlineData("http://hl7.dk/fhir/core/CodeSystem/icd10-da", "A15.0", true)]
    [InlineData("http://hl7.org/fhir/sid/icd-10-pcs", "A15", false)]
    [InlineData("http://hl7.org/fhir/sid/icd-9-cm", "A15", false)]
    [InlineData("urn:local", "154283005", false)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A20.0", false)]
    public void Codes_are_read_by_their_system(string system, string code, bool found) =>
        Assert.Equal(found, Bundles.Read(Bundles.Condition($"\"code\":{{\"coding\":[{{\"system\":\"{system}\",\"code\":\"{code}\"}}]}}")).Has("ActiveTuberculosis"));

    [Fact]
    public void Every_coding_is_looked_at() => Assert.True(Bundles.Read(Bundles.Condition("""
        "code":{"coding":[{"system":"urn:local","code":"x"},{"system":"http://snomed.info/sct","code":"1"},{"system":"http://hl7.org/fhir/sid/icd-10","code":"Z33"}]}
        """)).Has("Pregnant"));

    [Fact]
    public void A_trap_is_no_fact()
    {
        static bool Found(string code) => Bundles.Read(Bundles.Condition($"\"code\":{{\"coding\":[{{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"{code}\"}}]}}")).Has("HistoryOfMalignancy");
        Assert.True(Found("Z85.3"));
        Assert.False(Found("Z85.0"));
        Assert.False(Found("Z85.01"));
    }

    [Fact]
    public void A_text_that_nobody_coded_leaves_doubt_and_is_quoted()
    {
        Finding finding = Bundles.Read(Bundles.Condition("\"code\":{\"text\":\"V. a. Tuberculosis\"},\"onsetDateTime\":\"2025-01-01\"")).Only("ActiveTuberculosis");
        Assert.Equal((FlagValue.Yes, FindingStatus.Doubtful, "V. a. Tuberculosis", "text"), (finding.Value, finding.Status, finding.Quote, finding.Via));
    }

    [Fact]
    public void A_display_beside_a_code_that_is_not_read_counts_as_text() =>
        Assert.Equal("Tuberculosis", Bundles.Read(Bundles.Condition("\"code\":{\"coding\":[{\"system\":\"urn:local\",\"code\":\"1\",\"display\":\"Tuberculosis\"}]}")).Only("ActiveTuberculosis").Quote);

    [Fact]
    public void A_code_of_relatives_raises_no_doubt_by_a_text_beside_it() =>
        Assert.Empty(Bundles.Read(Bundles.Condition("\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"Z83.1\",\"display\":\"Family history of tuberculosis\"}],\"text\":\"tuberculosis\"}")).Findings);

    [Fact]
    public void A_text_of_the_past_leaves_doubt_only_where_the_past_counts() =>
        Assert.Equal(["TuberculosisHistory"], Bundles.Read(Bundles.Condition("\"code\":{\"text\":\"Tuberculosis\"}," + Clinical("resolved"))).Findings.Select(finding => finding.Fact.Name), StringComparer.Ordinal);

    [Fact]
    public void A_diagnosis_without_code_and_text_is_named()
    {
        PatientRecord record = Bundles.Read("""{"resourceType":"Condition","id":"c"}""");
        Assert.Equal([new NotUnderstood("Condition/c", "a diagnosis", "it names no diagnosis")], record.NotUnderstood);
    }

    [Theory]
    [InlineData("\"onsetDateTime\":\"13.05.2020\"")]
    [InlineData("\"recordedDate\":\"yesterday\"")]
    [InlineData("\"abatementDateTime\":\"2020-13\"")]
    public void A_date_that_cannot_be_read_makes_the_fact_unknown(string member)
    {
        PatientRecord record = Bundles.Read(Bundles.Condition(member));
        Assert.Equal((null, "its date cannot be read"), (record.Only("ActiveTuberculosis").Value, record.Only("ActiveTuberculosis").Why));
        Assert.Equal([new NotUnderstood("Condition/c", "Pulmonary tuberculosis", "its date cannot be read")], record.NotUnderstood);
    }

    [Fact]
    public void Presence_may_mean_an_option_or_a_no()
    {
        static FactValue? Value(string code, string fact) => Bundles.Value(Bundles.Condition($"\"code\":{{\"coding\":[{{\"system\":\"http://snomed.info/sct\",\"code\":\"{code}\"}}]}}"), fact);
        Assert.Equal(CodeValue.Of("4"), Value("431857002", "KidneyStage"));
        Assert.Equal(FlagValue.No, Value("60001007", "Pregnant"));
    }

    [Fact]
    public void Partial_dates_span_their_year() =>
        Assert.Equal(new DateSpan(new(2014, 1, 1), new(2014, 12, 31)), Bundles.Read(Bundles.Condition("\"onsetDateTime\":\"2014\"")).Only("ActiveTuberculosis").When);

    private static string Clinical(string code) => $"\"clinicalStatus\":{{\"coding\":[{{\"system\":\"http://terminology.hl7.org/CodeSystem/condition-clinical\",\"code\":\"{code}\"}}]}}";

    private static string Verification(string code) => $"\"verificationStatus\":{{\"coding\":[{{\"system\":\"http://terminology.hl7.org/CodeSystem/condition-ver-status\",\"code\":\"{code}\"}}]}}";
}
