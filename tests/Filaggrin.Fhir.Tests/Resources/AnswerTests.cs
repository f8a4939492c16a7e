using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Resources;

public class AnswerTests
{
    [Theory]
    [InlineData("http://snomed.info/sct", "10828004", "positive")]
    [InlineData("http://snomed.info/sct", "260373001", "positive")]
    [InlineData("http://snomed.info/sct", "11214006", "positive")] // reactive
    [InlineData("http://snomed.info/sct", "131194007", "negative")]
    [InlineData("http://loinc.org", "LA15255-5", "positive")]
    [InlineData("http://loinc.org", "LA15256-3", "negative")]
    [InlineData("http://snomed.info/sct", "260385009", "negative")]
    [InlineData("http://snomed.info/sct", "260415000", "negative")]
    [InlineData("http://snomed.info/sct", "82334004", "indeterminate")]
    [InlineData("http://snomed.info/sct", "419984006", "indeterminate")]
    [InlineData("http://snomed.info/sct", "42425007", "indeterminate")]
    [InlineData("http://snomed.info/sct", "373066001", "positive")]
    [InlineData("http://snomed.info/sct", "373067005", "negative")]
    [InlineData("http://loinc.org", "LA6576-8", "positive")]
    [InlineData("http://loinc.org", "LA11882-0", "positive")]
    [InlineData("http://loinc.org", "LA6577-6", "negative")]
    [InlineData("http://loinc.org", "LA11883-8", "negative")]
    [InlineData("http://loinc.org", "LA11884-6", "indeterminate")]
    [InlineData("http://loinc.org", "LA33-6", "positive")]
    [InlineData("http://loinc.org", "LA32-8", "negative")]
    [InlineData("http://terminology.hl7.org/CodeSystem/v2-0136", "Y", "positive")]
    [InlineData("http://terminology.hl7.org/CodeSystem/v2-0136", "N", "negative")]
    [InlineData("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "POS", "positive")]
    [InlineData("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "ND", "negative")]
    public void Widely_used_answers_are_known(string system, string code, string option) =>
        Assert.Equal(CodeValue.Of(option), Bundles.Value(Bundles.Loinc("71773-6", Coded(system, code)), "IGRA"));

    [Theory]
    [InlineData("260385009", "POS", false)]
    [InlineData("260385009", "NEG", true)]
    [InlineData("260385009", "N", true)]
    [InlineData("10828004", "NEG", false)]
    public void An_answer_and_its_flag_that_contradict_each_other_say_nothing(string answer, string flag, bool isRead)
    {
        Finding finding = Bundles.Read(Bundles.Loinc("5196-1", Coded("http://snomed.info/sct", answer) +
            $",\"interpretation\":[{{\"coding\":[{{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation\",\"code\":\"{flag}\"}}]}}]")).Only("HBsAg");
        Assert.Equal(isRead, finding.Value is not null);
        Assert.Equal(isRead, finding.Why is null);
    }

    [Fact]
    public void The_dictionary_names_answers_of_its_own()
    {
        Assert.Equal(CodeValue.Of("deficient"), Bundles.Value(Bundles.Loinc("79713-4", Coded("http://loinc.org", "LA9657-3")), "TPMT"));
        Assert.Equal(CodeValue.Of("deficient"), Bundles.Value(Bundles.Loinc("79713-4", "\"valueString\":\" Poor Metabolizer\""), "TPMT")); // by the fact's words, whatever its code
        Assert.Null(Bundles.Value(Bundles.Loinc("21563-2", "\"valueString\":\"Poor metabolizer\""), "TPMT")); // a code that leaves doubt
        Assert.Equal(FlagValue.Yes, Bundles.Value(Bundles.Loinc("82810-3", Coded("http://snomed.info/sct", "77386006")), "Pregnant"));
        Assert.Equal(FlagValue.No, Bundles.Value(Bundles.Loinc("82810-3", Coded("http://snomed.info/sct", "60001007")), "Pregnant"));
        Assert.Equal(CodeValue.Of("normal"), Bundles.Value(Bundles.Observation("\"code\":{\"text\":\"NUDT15 metabolizer status\"}," + Coded("http://loinc.org", "LA25391-6")), "NUDT15"));
        Assert.Equal(NumberValue.Of(2m), Bundles.Value(Bundles.Loinc("20454-5", Coded("http://snomed.info/sct", "260348001")), "Dipstick"));
        Assert.Equal(NumberValue.Of(0m), Bundles.Value(Bundles.Loinc("20454-5", Coded("http://snomed.info/sct", "260385009")), "Dipstick"));
        Assert.Equal(NumberValue.Of(1m), Bundles.Value(Bundles.Loinc("20454-5", "\"valueString\":\"1+\""), "Dipstick"));
        Assert.Equal(FlagValue.Yes, Bundles.Value(Bundles.Loinc("6095-4", "\"valueQuantity\":{\"value\":3,\"unit\":\"kU/L\"}"), "SpecificIgE"));
    }

    [Fact]
    public void One_result_answers_every_fact_of_its_code()
    {
        PatientRecord record = Bundles.Read(Bundles.Loinc("2106-3", Coded("http://snomed.info/sct", "260385009")));
        Assert.Equal(FlagValue.No, record.Only("Pregnant").Value);
        Assert.Equal(CodeValue.Of("negative"), record.Only("PregnancyTest").Value);
    }

    [Fact]
    public void Yes_and_no_answer_a_flag()
    {
        Assert.Equal(FlagValue.Yes, Bundles.Value(Bundles.Loinc("96000-1", "\"valueBoolean\":true"), "Dialysis"));
        Assert.Equal(FlagValue.No, Bundles.Value(Bundles.Loinc("96000-1", "\"valueBoolean\":false"), "Dialysis"));
        Assert.Equal(FlagValue.No, Bundles.Value(Bundles.Loinc("96000-1", Coded("http://snomed.info/sct", "373067005")), "Dialysis"));
        Assert.Equal(CodeValue.Of("positive"), Bundles.Value(Bundles.Loinc("5196-1", "\"valueBoolean\":true"), "HBsAg"));
        Assert.Equal(FlagValue.Yes, Bundles.Value(Bundles.Loinc("2106-3", "\"valueBoolean\":true"), "Pregnant"));
    }

    [Fact]
    public void An_observation_that_is_merely_there_is_no_yes() => Assert.Empty(Bundles.Read(Bundles.Loinc("96000-1", "\"note\":[]")).Findings);

    [Fact]
    public void A_negative_test_for_one_germ_clears_its_own_answers_alone()
    {
        Assert.Equal(FlagValue.Yes, Bundles.Value(Bundles.Loinc("94531-1", Coded("http://snomed.info/sct", "10828004")), "AcuteInfection"));
        PatientRecord record = Bundles.Read(Bundles.Loinc("94531-1", Coded("http://snomed.info/sct", "260415000")));
        Assert.Equal(FlagValue.No, record.Only("AcuteInfection").Value);
        Assert.True(record.Only("AcuteInfection").OfItsCodeAlone);
        Assert.False(Bundles.Read(Bundles.Loinc("2106-3", Coded("http://snomed.info/sct", "260385009"))).Only("Pregnant").OfItsCodeAlone);
        Assert.Empty(record.NotUnderstood);
    }

    [Theory]
    [InlineData("\"valueString\":\"negative\"", "negative", "a free text is not read as a result")]
    [InlineData("\"valueCodeableConcept\":{\"text\":\"negative\"}", "negative", "a free text is not read as a result")]
    [InlineData("\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"1\",\"display\":\"Odd\"}]}", "Odd", "the answer is not one that is known")]
    [InlineData("\"valueCodeableConcept\":{\"coding\":[{\"system\":\"urn:local\",\"code\":\"NEG\"}]}", "NEG", "the answer is not one that is known")]
    [InlineData("\"valueQuantity\":{\"value\":0.1,\"unit\":\"S/CO\"}", "0.1 S/CO", "a number alone does not answer it")]
    public void Free_text_never_clears(string member, string quote, string why)
    {
        Finding finding = Bundles.Read(Bundles.Loinc("5196-1", member)).Only("HBsAg");
        Assert.Equal((null, quote, why), (finding.Value, finding.Quote, finding.Why));
    }

    [Fact]
    public void Codes_that_contradict_each_other_leave_both_possible() => Assert.Equal(
        new CodeValue(["positive", "negative"]),
        Bundles.Value(Bundles.Loinc("5196-1", "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"10828004\"},{\"system\":\"http://loinc.org\",\"code\":\"LA6577-6\"}]}"), "HBsAg"));

    [Theory]
    [InlineData("\"valueQuantity\":{\"value\":0.1,\"unit\":\"S/CO\"},", "NEG", "negative")]
    [InlineData("\"valueQuantity\":{\"value\":9,\"unit\":\"S/CO\"},", "POS", "positive")]
    [InlineData("", "POS", "positive")]
    public void An_interpretation_answers_where_the_value_is_a_number_or_missing(string value, string code, string option) =>
        Assert.Equal(CodeValue.Of(option), Bundles.Value(Bundles.Loinc("5196-1", value + Interpretation(code)), "HBsAg"));

    [Theory]
    [InlineData("N")]
    [InlineData("H")]
    public void Normal_is_neither_positive_nor_negative(string code) =>
        Assert.Null(Bundles.Value(Bundles.Loinc("5196-1", "\"valueQuantity\":{\"value\":9,\"unit\":\"S/CO\"}," + Interpretation(code)), "HBsAg"));

    [Fact]
    public void A_text_stays_unread_whatever_flag_stands_beside_it() =>
        Assert.Null(Bundles.Value(Bundles.Loinc("5196-1", "\"valueString\":\"see report\"," + Interpretation("NEG")), "HBsAg"));

    [Fact]
    public void A_code_that_is_no_proof_leaves_doubt()
    {
        Finding finding = Bundles.Read(Bundles.Loinc("21563-2", "\"valueQuantity\":{\"value\":30,\"unit\":\"U/mL\"}," + Interpretation("N"))).Only("TPMT");
        Assert.Equal((CodeValue.Of("normal"), FindingStatus.Doubtful), (finding.Value, finding.Status));
    }

    private static string Coded(string system, string code) => $"\"valueCodeableConcept\":{{\"coding\":[{{\"system\":\"{system}\",\"code\":\"{code}\"}}]}}";

    private static string Interpretation(string code) =>
        $"\"interpretation\":[{{\"coding\":[{{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation\",\"code\":\"{code}\"}}]}}]";
}
