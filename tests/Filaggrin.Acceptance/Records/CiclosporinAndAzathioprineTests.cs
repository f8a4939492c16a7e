using System.Collections.Immutable;
using System.Text;
using Filaggrin.Acceptance.Commands;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using static Filaggrin.Acceptance.Records.CompleteWoman;

namespace Filaggrin.Acceptance.Records;

/// <summary>What one entry more in a complete record does to ciclosporin and azathioprine, with the knowledge as it is: a rule speaks, or the fact is asked for.</summary>
public class CiclosporinAndAzathioprineTests
{
    [Theory]
    [InlineData("tofacitinib", "ciclosporin-with-jak-inhibitor")]
    [InlineData("ruxolitinib", "ciclosporin-with-jak-inhibitor")]
    [InlineData("leflunomide", "ciclosporin-with-azathioprine-or-mycophenolate")]
    [InlineData("ciprofibrate", "ciclosporin-fibrates")]
    [InlineData("amikacin", "ciclosporin-nephrotoxic-medicines")]
    [InlineData("methoxsalen", "ciclosporin-phototherapy-running")]
    [InlineData("methoxsalen", "azathioprine-uva-phototherapy")]
    [InlineData("thiamazole", "azathioprine-marrow-toxic-medicines")]
    [InlineData("St John wort", "ciclosporin-st-johns-wort")]
    [InlineData("Saint John's wort", "ciclosporin-st-johns-wort")]
    [InlineData("Slow-K", "ciclosporin-potassium")]
    [InlineData("6-MP", "azathioprine-other-thiopurine")]
    public void A_medicine_speaks(string medicine, string rule) =>
        Fired(rule, Appraised(Taken($$"""{"coding":[{"system":"{{Snomed}}","code":"0","display":{{Quoted(medicine)}} }]}""")));

    [Theory]
    [InlineData(Icd10, "D71", "ciclosporin-immunodeficiency")]
    [InlineData(Icd10, "D71", "azathioprine-immunodeficiency")]
    [InlineData(Snomed, "165806002", "ciclosporin-hepatitis-b")]
    [InlineData(Snomed, "238012003", "azathioprine-tpmt-deficient")] // beside a later normal test
    public void A_diagnosis_speaks(string system, string code, string rule) => Fired(rule, Appraised(Listed(Coded(system, code))));

    [Theory]
    [InlineData("CumulativeCiclosporinDuration", "24", "ciclosporin-beyond-12-months")]
    [InlineData("MelanomaHistory", "true", "ciclosporin-skin-cancer-history")]
    [InlineData("SquamousCellCarcinomaHistory", "true", "ciclosporin-skin-cancer-history")]
    [InlineData("SquamousCellCarcinomaCurrent", "true", "azathioprine-skin-cancer-history")]
    [InlineData("BasalCellCarcinomaCurrent", "true", "azathioprine-skin-cancer-history")]
    [InlineData("TPMTDeficiency", "true", "azathioprine-tpmt-deficient")]
    [InlineData("Cirrhosis", "true", "ciclosporin-liver-disease")]
    [InlineData("Cirrhosis", "true", "azathioprine-liver-disease")]
    public void An_answer_speaks(string fact, string value, string rule)
    {
        using MemoryStream answers = new(Encoding.UTF8.GetBytes($$"""[{"fact":"{{fact}}","value":{{value}},"date":"2026-10-30"}]"""));
        AppraisalRequest request = Examples.Request with { Answers = AnswerReader.Read(answers, "answers.json", Engine.Knowledge.Codes, Examples.Day) };
        Fired(rule, new Advisor(Engine.Knowledge).Appraise(Record([]), request));
    }

    [Theory]
    [InlineData("acute kidney injury", "ciclosporin", "Creatinine")]
    [InlineData("AKI", "ciclosporin", "Creatinine")]
    [InlineData("Acute renal failure", "ciclosporin", "EGFR")]
    [InlineData("uncontrolled hypertension", "ciclosporin", "SystolicBloodPressure")]
    [InlineData("Hypertensive crisis", "ciclosporin", "SystolicBloodPressure")]
    [InlineData("HBsAg positive", "ciclosporin", "HepatitisBListed")]
    [InlineData("HBsAg+", "ciclosporin", "HepatitisBListed")]
    [InlineData("HBsAg-Träger", "ciclosporin", "HepatitisBListed")]
    [InlineData("Bloom syndrome", "ciclosporin", "XerodermaPigmentosum")]
    [InlineData("Fanconi anaemia", "azathioprine", "XerodermaPigmentosum")]
    [InlineData("immunocompromised", "azathioprine", "Immunodeficiency")]
    [InlineData("Polycythaemia vera", "ciclosporin", "ActiveMalignancy")]
    public void A_name_of_a_list_is_asked_about(string text, string agent, string fact) => Asked(agent, fact, Listed($$"""{"text":{{Quoted(text)}} }"""));

    [Theory]
    [InlineData(Icd10, "N17.9", "ciclosporin", "Creatinine")]
    [InlineData(Snomed, "14669001", "ciclosporin", "Creatinine")]
    [InlineData(Icd10, "I16.9", "ciclosporin", "SystolicBloodPressure")]
    [InlineData(Snomed, "78975002", "ciclosporin", "DiastolicBloodPressure")]
    [InlineData(Icd10, "Z85.7", "azathioprine", "LymphomaHistory")]
    [InlineData(Icd10, "Z85.79", "azathioprine", "LymphomaHistory")]
    [InlineData(Icd10, "D46.9", "ciclosporin", "ActiveMalignancy")]
    [InlineData(Icd10, "D45", "azathioprine", "ActiveMalignancy")]
    [InlineData(Icd10, "G11.3", "azathioprine", "XerodermaPigmentosum")]
    [InlineData(Snomed, "370388006", "ciclosporin", "Immunodeficiency")]
    [InlineData(Icd10, "K86.1", "azathioprine", "ActivePancreatitis")]
    public void A_code_that_leaves_it_open_is_asked_about(string system, string code, string agent, string fact) => Asked(agent, fact, Listed(Coded(system, code)));

    [Theory]
    [InlineData("Acute kidney failure", "EndStageKidneyDisease")]
    [InlineData("Acute renal failure", "CKDStage3Plus")]
    [InlineData("latent tuberculosis", "ActiveTuberculosis")]
    [InlineData("HBsAg negative", "HepatitisBListed")]
    [InlineData("Controlled hypertension", "SystolicBloodPressure")]
    public void What_sounds_like_it_is_not_asked_about(string text, string fact) =>
        Assert.DoesNotContain(Appraised(Listed($$"""{"text":{{Quoted(text)}} }""")).Options.SelectMany(option => option.Missing), missing => missing.Fact.Name == fact);

    [Fact]
    public void A_later_value_settles_what_acute_kidney_injury_left_open() =>
        Assert.DoesNotContain(
            Option("ciclosporin", Appraised(Listed(Coded(Icd10, "N17.9"), "2026-09-20"))).Missing, missing => missing.Fact.Name is "Creatinine" or "EGFR");

    [Theory]
    [InlineData("L04AX01", "2018-01-01", true)]
    [InlineData("L01BB02", "2018-01-01", true)]
    [InlineData("L04AX03", "2018-01-01", false)] // no thiopurine
    public void Pancreatitis_beside_a_thiopurine_is_asked_about(string atc, string from, bool asked)
    {
        Appraisal appraisal = Appraised(
            Listed(Coded(Icd10, "K85.9"), "2018-02-15", "resolved"),
            $$"""{"resourceType":"MedicationStatement","status":"stopped","medicationCodeableConcept":{{Coded(Atc, atc)}},"effectivePeriod":{"start":"{{from}}","end":"2018-02-20"} }""");
        Assert.Equal(asked, Option("azathioprine", appraisal).Missing.Any(missing => missing is { Fact.Name: "ThiopurinePancreatitisHistory", Blocks: true }));
    }

    [Theory]
    [InlineData(20, 90, true)]
    [InlineData(44, 40, false)] // as in Gilbert's syndrome
    [InlineData(44, 85, false)]
    [InlineData(44, 86, true)] // jaundice
    [InlineData(32, 10, false)]
    public void A_liver_that_may_fail_by_its_results_is_graded_first(decimal albumin, decimal bilirubin, bool asked) =>
        Assert.Equal(asked, Option("azathioprine", Appraised(Result("1751-7", albumin, "g/L"), Result("14631-6", bilirubin, "umol/L"))).Missing.Any(missing => missing is { Fact.Name: "ChildPughClass", Blocks: true }));

    [Theory]
    [InlineData(42, 12, false)]
    [InlineData(36, 33, false)]
    [InlineData(35, 12, true)]
    [InlineData(42, 34, true)]
    public void A_liver_disease_is_graded_unless_its_results_rule_class_C_out(decimal albumin, decimal bilirubin, bool asked)
    {
        string[] entries = [Listed(Coded(Icd10, "B18.1"), "2015-01-01"), Result("1751-7", albumin, "g/L"), Result("14631-6", bilirubin, "umol/L")];
        Assert.Equal(asked, Option("azathioprine", Appraised(entries)).Missing.Any(missing => missing is { Fact.Name: "ChildPughClass", Blocks: true }));
        Assert.True(Option("azathioprine", Appraised([.. entries, Listed(Coded(Icd10, "R18.8"))])).Missing.Any(missing => missing is { Fact.Name: "ChildPughClass", Blocks: true }), "ascites leaves it open");
    }

    [Fact]
    public void A_hepatitis_C_that_is_told_to_be_over_needs_its_RNA_and_is_no_liver_disease_of_today()
    {
        Option methotrexate = Option("methotrexate", new Advisor(Engine.Knowledge).Appraise(
            Record([Listed(Coded(Icd10, "B18.2"), "2010-01-01", "resolved"), Positive("13955-0")], Dropping("11259-9", "13955-0", "16128-1", "5198-7")), Examples.Request));
        Assert.DoesNotContain(methotrexate.Reasons, reason => reason.Rule == "methotrexate-chronic-liver-disease");
        Assert.Contains(methotrexate.Missing, missing => missing.Fact.Name == "HepatitisC" && missing.Fact.Ask!.Contains("RNA", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "2019-03-01", false)]
    [InlineData("", "2026-05-01", true)] // within the year
    [InlineData("\"clinicalStatus\":{\"coding\":[{\"code\":\"active\"}]},", "2019-03-01", true)]
    [InlineData("\"clinicalStatus\":{\"coding\":[{\"code\":\"relapse\"}]},", "2019-03-01", true)]
    public void A_leukaemia_coded_in_remission_is_past(string clinical, string day, bool active)
    {
        FactSheet facts = PatientSheet.Of(Engine.Knowledge, Record([$$"""{"resourceType":"Condition",{{clinical}}"onsetDateTime":"{{day}}","recordedDate":"{{day}}","code":{{Coded(Icd10, "C91.01")}} }"""]), Examples.Request).Facts;
        Assert.Equal((active ? Truth.True : Truth.False, Truth.True), (facts["ActiveMalignancy"].Truth, facts["HistoryOfMalignancy"].Truth));
    }

    [Theory]
    [InlineData("Light therapy", "phototherapy", "ciclosporin-phototherapy-running", "azathioprine-uvb-phototherapy")]
    [InlineData("Narrowband UVB phototherapy", "narrowband UVB", "ciclosporin-phototherapy-running", "azathioprine-uvb-phototherapy")]
    [InlineData("PUVA", "PUVA", "ciclosporin-phototherapy-running", "azathioprine-uva-phototherapy")]
    public void Light_therapy_by_its_code_is_current_and_the_words_beside_it_tell_the_kind(string text, string kind, params string[] rules)
    {
        string entry = $$"""{"resourceType":"Procedure","status":"in-progress","code":{"coding":[{"system":"{{Snomed}}","code":"31394004","display":"Light therapy"}],"text":"{{text}}"},"performedPeriod":{"start":"2026-09-02"} }""";
        Assert.Contains(kind, ((SetValue)PatientSheet.Of(Engine.Knowledge, Record([entry]), Examples.Request).Facts["CurrentProcedure"].Value).Present);
        foreach (string rule in rules) Fired(rule, Appraised(entry));
    }

    [Fact]
    public void Bronchiectasis_and_pack_years_are_read_by_their_codes()
    {
        string smoked = $$"""{"resourceType":"Observation","status":"final","code":{{Coded(Loinc, "8664-5")}},"effectiveDateTime":"2026-10-20","valueQuantity":{"value":24,"unit":"{PackYears}","system":"http://unitsofmeasure.org","code":"{PackYears}"} }""";
        FactSheet facts = PatientSheet.Of(Engine.Knowledge, Record([Listed(Coded(Snomed, "12295008")), smoked, $$"""{"resourceType":"Observation","status":"final","code":{{Coded(Loinc, "72166-2")}},"effectiveDateTime":"2026-10-28","valueCodeableConcept":{{Coded(Snomed, "8517006")}} }"""]), Examples.Request).Facts;
        Assert.Equal((Truth.True, "24"), (facts["Bronchiectasis"].Truth, facts["PackYears"].Value.ToString()));
    }

    [Theory]
    [InlineData(600, Truth.Unknown)]
    [InlineData(300, Truth.False)]
    public void High_urate_without_the_limit_of_its_laboratory_stays_open(decimal urate, Truth raised) =>
        Assert.Equal(raised, PatientSheet.Of(Engine.Knowledge, Record([Result("14933-6", urate, "umol/L")], Dropping("14933-6")), Examples.Request).Facts["Hyperuricaemia"].Truth);

    [Theory]
    [InlineData("""{"text":"TPMT activity"}""", "2026-06-20", true)]
    [InlineData("""{"text":"TPMT activity"}""", "2026-05-20", false)] // before the transfusion
    [InlineData("""{"coding":[{"system":"http://loinc.org","code":"79713-4"}]}""", "2026-06-20", false)] // by genotype
    public void Enzyme_activity_after_a_transfusion_of_red_cells_is_not_relied_on(string test, string day, bool asked)
    {
        string value = test.Contains("79713", StringComparison.Ordinal) ? Coded(Loinc, "LA25391-6") : """{"text":"normal"}""";
        string[] entries =
        [
            $$"""{"resourceType":"Procedure","status":"completed","code":{{Coded(Snomed, "71493000")}},"performedDateTime":"2026-06-01"}""",
            $$"""{"resourceType":"Observation","status":"final","code":{{test}},"effectiveDateTime":"{{day}}","valueCodeableConcept":{{value}} }""",
        ];
        Appraisal appraisal = new Advisor(Engine.Knowledge).Appraise(Record(entries, Dropping("79713-4")), Examples.Request);
        Assert.Equal(asked, Option("azathioprine", appraisal).Missing.Any(missing => missing is { Fact.Name: "TPMTActivity", Blocks: true }));
    }

    [Theory]
    [InlineData("Narrowband UVB phototherapy", "ciclosporin")]
    [InlineData("PUVA", "azathioprine")]
    public void Light_treatment_that_runs_is_current_whenever_it_began(string text, string agent) =>
        Asked(agent, "CurrentProcedure", $$"""{"resourceType":"Procedure","status":"in-progress","code":{"text":"{{text}}"},"performedPeriod":{"start":"2026-06-01"} }""");

    [Theory]
    [InlineData("tacrolimus", "apply thinly to face twice daily", false)]
    [InlineData("tacrolimus", "2 mg twice daily, emollients as needed", true)]
    [InlineData("methotrexate", "15 mg weekly; apply emollient thinly", true)] // no form for the skin
    public void Words_of_a_dosage_tell_the_route_of_what_is_given_by_it(string medicine, string dosage, bool systemic)
    {
        string taken = $$"""{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"coding":[{"system":"{{Snomed}}","code":"0","display":"{{medicine}}"}]},"effectivePeriod":{"start":"2026-08-01"},"dosage":[{"text":"{{dosage}}"}]}""";
        Assert.Equal(systemic, Record([taken]).Medicines.Single(entry => entry.Source == "MedicationStatement/x0").Systemic);
    }

    [Fact]
    public void A_statin_without_its_name_may_be_any_of_them() => Asked("ciclosporin", "CurrentMedicine", Taken("""{"text":"statin 20 mg"}"""));

    [Fact]
    public void Two_occasions_are_two_days()
    {
        TaskStatusOf("creatinine-twice", "owed", Dropping("14682-9"), Result("14682-9", 60, "umol/L"));
        TaskStatusOf("creatinine-twice", "owed", Dropping("14682-9"), Result("14682-9", 60, "umol/L", "2025-10-20"), Result("14682-9", 60, "umol/L"));
        TaskStatusOf("creatinine-twice", "done", Dropping("14682-9"), Result("14682-9", 60, "umol/L", "2026-10-01"), Result("14682-9", 60, "umol/L"));
        TaskStatusOf("triglycerides", "owed", Dropping("2571-8", "14927-8"));
    }

    [Theory]
    [InlineData("azathioprine", ActionKind.Stop, "azathioprine-action-cholestasis-found", Icd10, "O26.641")]
    [InlineData("azathioprine", ActionKind.Stop, "azathioprine-action-cholestasis-found", Snomed, "235888006")]
    [InlineData("azathioprine", ActionKind.Flag, "azathioprine-action-rash-mouth-ulcers", Icd10, "L27.0")]
    public void A_diagnosis_under_treatment_is_acted_on(string agent, ActionKind kind, string rule, string system, string code) =>
        Assert.Contains(Monitored(agent, Listed(Coded(system, code))), action => action.Kind == kind && action.Rule == rule);

    [Fact]
    public void Pancreatic_amylase_above_three_times_its_limit_stops_azathioprine() =>
        Assert.Contains(
            Monitored("azathioprine", Result("1805-1", 400, "U/L", high: 50)), action => action is { Kind: ActionKind.Stop, Rule: "azathioprine-action-pancreatitis" });

    [Theory]
    [InlineData(null, "ciclosporin-creatinine-25-confirmed")] // an eGFR of before the start says nothing
    [InlineData("2026-10-26", "ciclosporin-creatinine-25-confirmed-gfr-held")]
    public void The_GFR_that_was_kept_is_one_since_the_start(string? day, string rule)
    {
        string[] results =
        [
            Result("14682-9", 60, "umol/L", "2026-08-01"), Result("14682-9", 77, "umol/L", "2026-10-12"), Result("14682-9", 77, "umol/L", "2026-10-26"),
            Result("98979-8", 100, "mL/min/{1.73_m2}", "2026-08-01"), .. day is null ? Array.Empty<string>() : [Result("98979-8", 90, "mL/min/{1.73_m2}", day)],
        ];
        Assert.Contains(Monitored("ciclosporin", Dropping("14682-9", "98979-8"), results), action => action.Rule == rule);
    }

    [Theory]
    [InlineData("2026-09-15", true)]
    [InlineData("2026-10-20", false)] // one reading since
    [InlineData("2026-07-01", false)] // from before the start
    public void Pressure_that_stays_high_under_a_medicine_against_it_ends_ciclosporin(string begun, bool stops)
    {
        string[] entries =
        [
            Pressure(150, "2026-09-10"), Pressure(150, "2026-10-05"), Pressure(150, "2026-10-26"),
            $$"""{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{{Coded(Atc, "C08CA01")}},"effectivePeriod":{"start":"{{begun}}"} }""",
        ];
        Assert.Equal(stops, Monitored("ciclosporin", Dropping("85354-9"), entries).Any(action => action is { Kind: ActionKind.Stop, Rule: "ciclosporin-blood-pressure-persists" }));
    }

    private static void Fired(string rule, Appraisal appraisal) => Assert.Contains(Option(rule, appraisal).Reasons, reason => reason.Rule == rule);

    private static void Asked(string agent, string fact, params string[] entries) =>
        Assert.Contains(Option(agent, Appraised(entries)).Missing, missing => missing.Fact.Name == fact && missing.Blocks);

    private static void TaskStatusOf(string test, string expected, string[] without, params string[] entries) =>
        Assert.Equal(expected, new Advisor(Engine.Knowledge).Appraise(Record(entries, without), Examples.Request).Options.Single(option => option.Agent.Id == "ciclosporin").Plan.Tests.Single(task => task.Id == test).Status);

    private static ImmutableArray<CourseAction> Monitored(string agent, params string[] entries) => Monitored(agent, [], entries);

    private static ImmutableArray<CourseAction> Monitored(string agent, string[] without, string[] entries)
    {
        string taken = $$"""{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{{Coded(Atc, agent == "ciclosporin" ? "L04AD01" : "L04AX01")}},"effectivePeriod":{"start":"2026-08-10"} }""";
        return new TreatmentMonitor(Engine.Knowledge).Report(Record([taken, .. entries], without), Examples.Request).Actions;
    }
}
