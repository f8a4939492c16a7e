using System.Collections.Immutable;
using System.Text;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>Answers that people gave, beside the record.</summary>
public class AnswerReaderTests
{
    [Theory]
    [InlineData("""[{ "fact": "PlanningPregnancy", "value": true }]""", "PlanningPregnancy", "yes")]
    [InlineData("""[{ "fact": "PlanningPregnancy", "value": "no" }]""", "PlanningPregnancy", "no")]
    [InlineData("""[{ "fact": "EGFR", "value": 45.5 }]""", "EGFR", "45.5")]
    [InlineData("""[{ "fact": "Creatinine", "value": 1, "unit": "mg/dL" }]""", "Creatinine", "88.42")]
    [InlineData("""[{ "fact": "TPMTActivity", "value": "Intermediate" }]""", "TPMTActivity", "intermediate")]
    [InlineData("""[{ "fact": "LiveVaccine", "value": "2026-06-01" }]""", "LiveVaccine", "2026-06-01")]
    [InlineData("""[{ "fact": "TreatmentGoal", "value": "acute control" }]""", "TreatmentGoal", "acute control")]
    public void An_answer_becomes_a_fact(string json, string fact, string expected) =>
        Assert.Equal(expected, Sheet(json)[fact].Value.ToString());

    [Fact]
    public void An_answer_to_the_contrary_name_is_turned_round() =>
        Assert.Equal(Truth.False, Sheet("""[{ "fact": "VaricellaNonImmune", "value": true }]""")["VaricellaImmune"].Truth);

    [Fact]
    public void An_answer_ages_like_any_evidence()
    {
        Assert.Equal(FactState.OutOfDate, Sheet("""[{ "fact": "EGFR", "value": 90, "date": "2026-01-01" }]""")["EGFR"].State);
        Assert.Equal("answer", Sheet("""[{ "fact": "EGFR", "value": 90 }]""")["EGFR"].Evidence[0].Source);
    }

    [Fact]
    public void A_newer_entry_of_the_record_wins_over_an_answer() =>
        Assert.Equal("20", Sheet("""[{ "fact": "EGFR", "value": 90, "date": "2026-06-01" }]""", Patients.Bare().With("EGFR", 20))["EGFR"].Value.ToString());

    [Theory]
    [InlineData("{", "answers.json: this is no JSON; expected a list such as [{ \"fact\": \"PlanningPregnancy\", \"value\": false }].")]
    [InlineData("{}", "answers.json: a list of answers is expected.")]
    [InlineData("""[{ "value": 1 }]""", "answers.json: [0]: an answer names its «fact».")]
    [InlineData("""[{ "fact": "Pregnat", "value": true }]""", "answers.json: [0]: fact «Pregnat» is not defined; did you mean «Pregnant»?")]
    [InlineData("""[{ "fact": "Pregnant" }]""", "answers.json: [0]: the answer to «Pregnant» has no «value».")]
    [InlineData("""[{ "fact": "Pregnant", "value": "perhaps" }]""", "answers.json: [0].value: «perhaps» is no answer to Pregnant; expected true or false.")]
    [InlineData("""[{ "fact": "EGFR", "value": "high" }]""", "answers.json: [0].value: «high» is no answer to EGFR; expected a number in mL/min/{1.73_m2}.")]
    [InlineData("""[{ "fact": "EGFR", "value": 90, "date": "2026-06" }]""", "answers.json: [0].date: «2026-06» is no day; write 2026-03-01.")]
    [InlineData("""[{ "fact": "EGFR", "value": 90, "unit": "kg" }]""", "answers.json: [0].unit: «kg» is not a unit that converts to mL/min/{1.73_m2}.")]
    [InlineData("""[{ "fact": "TPMTActivity", "value": "odd" }]""", "answers.json: [0].value: «odd» is no answer to TPMTActivity; expected deficient, intermediate, normal.")]
    [InlineData("""[{ "fact": "CurrentProcedure", "value": ["massage"] }]""", "answers.json: [0].value: «massage» is no answer to CurrentProcedure; expected narrowband UVB, broadband UVB, PUVA, UVA1, phototherapy, extracorporeal photopheresis, immunoadsorption.")]
    [InlineData("""[{ "fact": "Haemoglobin", "value": 13.5 }]""", "answers.json: [0].value: «13.5» is not possible for Haemoglobin; expected 20 to 260 g/L.")]
    [InlineData("""[{ "fact": "LiveVaccine", "value": "2040-01-01" }]""", "answers.json: [0].value: «2040-01-01» lies after the day of the appraisal.")]
    public void An_answer_that_cannot_be_read_is_refused_in_one_sentence(string json, string message) =>
        Assert.Equal(message, Assert.Throws<RecordException>(() => Read(json)).Message);

    [Fact]
    public void The_goal_of_treatment_is_assumed_until_somebody_says_it()
    {
        Appraisal silent = Patients.Man(40).Appraise();
        AppraisalAssert.Standing(silent, "methotrexate", Standing.Suitable);
        Assert.Contains("The goal of treatment is taken to be long-term control.", silent.Assumptions, StringComparer.Ordinal);
        Appraisal said = new Advisor(Patients.Knowledge).Appraise(Patients.Man(40).Record, new(Patients.Day, "EU") { Answers = Read("""[{ "fact": "TreatmentGoal", "value": "acute control" }]""") });
        AppraisalAssert.Standing(said, "methotrexate", Standing.NotAdvised);
        AppraisalAssert.Standing(said, "ciclosporin", Standing.Suitable);
        Assert.DoesNotContain(said.Assumptions, text => text.Contains("goal", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""[{ "fact": "Sex", "value": "male" }]""", "ChildbearingPotential", "no")]
    [InlineData("""[{ "fact": "CurrentMedicine", "value": ["ibuprofen"] }]""", "CurrentMedicine", "ibuprofen")]
    [InlineData("""[{ "fact": "CurrentMedicine", "value": ["trimethoprim 200 mg tablets", "simvastatin 40mg"] }]""", "CurrentMedicine", "simvastatin, trimethoprim")]
    [InlineData("""[{ "fact": "CurrentMedicine", "value": ["Tacrolimus 0.1 % ointment"] }]""", "CurrentMedicine", "tacrolimus (topical)")]
    [InlineData("""[{ "fact": "HypersensitivityTo", "value": ["MTX"] }]""", "HypersensitivityTo", "methotrexate")]
    [InlineData("""[{ "fact": "CurrentProcedure", "value": ["NB-UVB"] }]""", "CurrentProcedure", "narrowband UVB")]
    public void What_a_question_asks_can_be_answered(string json, string fact, string expected) =>
        Assert.Equal(expected, Sheet(json)[fact].Value.ToString());

    [Fact]
    public void A_medicine_that_no_list_knows_is_told()
    {
        Appraisal told = new Advisor(Patients.Knowledge).Appraise(Patients.Man(40).Record, new(Patients.Day, "EU") { Answers = Read("""[{ "fact": "CurrentMedicine", "value": ["unknownol 5 mg"] }]""") });
        Assert.Contains(told.NotUnderstood, entry => entry is { Source: "answer", Text: "unknownol 5 mg" });
    }

    private static FactSheet Sheet(string json, Patients? patient = null) =>
        PatientSheet.Of(Patients.Knowledge, (patient ?? Patients.Bare().Born("1990-01-01")).Record, new(Patients.Day, "EU") { Answers = Read(json) }).Facts;

    private static ImmutableArray<Finding> Read(string json) =>
        AnswerReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "answers.json", Patients.Knowledge.Codes, Patients.Day);
}
