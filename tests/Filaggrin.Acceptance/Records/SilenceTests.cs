using System.Text;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Records;

/// <summary>What a record says outright must not come out as a no.</summary>
public class SilenceTests
{
    private static readonly DateOnly Day = new(2024, 3, 1);

    [Fact]
    public void A_live_vaccine_on_record_outlasts_a_later_answer_that_names_an_older_one()
    {
        FactSheet facts = Sheet(
            """{ "resourceType": "Immunization", "id": "i", "status": "completed", "patient": { "reference": "Patient/p" }, "occurrenceDateTime": "2024-02-20", "vaccineCode": { "coding": [ { "system": "http://hl7.org/fhir/sid/cvx", "code": "03" } ] } }""",
            """{ "resourceType": "QuestionnaireResponse", "id": "q", "status": "completed", "subject": { "reference": "Patient/p" }, "authored": "2024-02-25", "item": [ { "linkId": "LiveVaccine", "answer": [ { "valueDate": "2010-05-01" } ] } ] }""").Facts;
        Assert.Equal("2024-02-20", facts["LiveVaccine"].Value.ToString());
    }

    [Fact]
    public void Raised_bilirubin_leaves_impairment_of_the_liver_open()
    {
        FactSheet facts = Sheet(
            """{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "24079001" } ] } }""",
            """{ "resourceType": "Observation", "id": "b", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "2024-02-25", "code": { "coding": [ { "system": "http://loinc.org", "code": "1975-2" } ] }, "valueQuantity": { "value": 14.6, "system": "http://unitsofmeasure.org", "code": "mg/dL" } }""").Facts;
        Assert.Equal(Truth.Unknown, facts["HepaticImpairment"].Truth);
        Assert.True(facts["ChildPughClass"].Value.IsUnknown, "the Child-Pugh class is not asked for");
    }

    [Fact]
    public void Injections_of_allergen_are_a_course_of_allergen_immunotherapy() =>
        Assert.NotEmpty(Sheet(
            """{ "resourceType": "Procedure", "id": "s", "status": "completed", "subject": { "reference": "Patient/p" }, "performedPeriod": { "start": "2024-02-20T09:00:00Z", "end": "2024-02-20T09:15:00Z" }, "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "180256009", "display": "Subcutaneous immunotherapy" } ] } }""")
            .CoursesOf(Engine.Knowledge.Agents["allergen-immunotherapy"]));

    [Theory]
    [InlineData("http://snomed.info/sct", "91302008", "Sepsis (disorder)", "ActiveSevereInfection")]
    [InlineData("http://snomed.info/sct", "385093006", "Community acquired pneumonia", "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A48.1", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "B02.7", null, "HerpesZoster")]
    [InlineData("http://snomed.info/sct", "254637007", "Non-small cell lung cancer", "ActiveMalignancy")]
    [InlineData("http://snomed.info/sct", "706870000", "Acute massive pulmonary embolism", "HistoryOfVTE")]
    [InlineData("http://snomed.info/sct", "73795002", "Acute myocardial infarction of inferior wall", "MyocardialInfarction")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "I70.0", null, "HistoryOfASCVD")]
    [InlineData("http://snomed.info/sct", "700379002", "Chronic kidney disease stage 3B", "CKDStage3Plus")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "H18.6", null, "EyeDiseaseBeforeStart")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A01.0", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A06.4", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A23.9", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A27.9", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A32.9", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A35", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A43.0", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "A81.2", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "D73.3", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "H05.0", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "H44.0", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "J39.1", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "K57.2", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "K61.1", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "K63.0", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "M46.2", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "N15.1", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "N41.2", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "N73.0", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "T82.7", null, "ActiveSevereInfection")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "T84.5", null, "ActiveSevereInfection")]
    [InlineData("http://snomed.info/sct", "27916005", null, "ActiveSevereInfection")]
    [InlineData("http://snomed.info/sct", "22255007", null, "HistoryOfOpportunisticInfection")]
    [InlineData("http://snomed.info/sct", "1214006", null, "HelminthInfection")]
    [InlineData("http://snomed.info/sct", "1214006", null, "StrongyloidesRisk")]
    [InlineData("http://snomed.info/sct", "28293008", null, "CoagulationDisorder")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "D81.1", null, "SevereImmunocompromise")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "I20.0", null, "SevereHeartDisease")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "R57.0", null, "SevereHeartDisease")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "B00.52", null, "EyeDiseaseBeforeStart")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "B00.52", null, "Keratitis")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "M06.9", null, "AutoimmuneDisease")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "G61.81", null, "DemyelinatingDisease")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "R23.3", null, "Petechiae")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "K70.0", null, "ChronicLiverDisease")] // alcohol-related counts
    [InlineData("http://hl7.org/fhir/sid/icd-10", "K83.01", null, "ChronicLiverDisease")]
    [InlineData("http://snomed.info/sct", "197441003", "Primary sclerosing cholangitis", "ChronicLiverDisease")]
    [InlineData("http://snomed.info/sct", "62484002", "Hepatic fibrosis", "ChronicLiverDisease")]
    [InlineData("http://snomed.info/sct", "34742003", "Portal hypertension", "ChronicLiverDisease")]
    [InlineData("http://snomed.info/sct", "59927004", "Hepatic failure", "HepaticFailureListed")]
    [InlineData("http://snomed.info/sct", "13920009", "Hepatic encephalopathy", "HepaticFailureListed")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "F10.3", null, "AlcoholMisuse")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "F10.4", null, "AlcoholMisuse")]
    [InlineData("http://snomed.info/sct", "127034005", "Pancytopenia", "BoneMarrowFailure")]
    [InlineData("http://snomed.info/sct", "64667001", "Interstitial pneumonia", "InterstitialLungDisease")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "K92.2", null, "ActiveGastrointestinalDisease")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "K63.1", null, "ActiveGastrointestinalDisease")]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm", "E09.9", null, "Diabetes")]
    [InlineData("http://snomed.info/sct", "195353004", "Granulomatosis with polyangiitis", "AutoimmuneDisease")]
    [InlineData("http://snomed.info/sct", "234319005", "Splenectomy", "Splenectomy")]
    [InlineData("http://snomed.info/sct", "15890002", "Albinism", "Albinism")]
    [InlineData("http://snomed.info/sct", "31712002", "Primary biliary cholangitis", "ChronicLiverDisease")]
    [InlineData("http://snomed.info/sct", "31712002", "Primary biliary cholangitis", "AutoimmuneDiseaseBeyondThyroid")]
    public void A_diagnosis_is_known_by_any_of_its_codes(string system, string code, string? display, string fact)
    {
        string words = display is null ? "" : $", \"display\": \"{display}\"";
        FactSheet facts = Sheet($$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "recordedDate": "2024-02-25", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "{{system}}", "code": "{{code}}"{{words}} } ] } }""").Facts;
        Assert.Equal(Truth.True, facts[fact].Truth);
    }

    [Theory]
    [InlineData("http://snomed.info/sct", "128477000", "ActiveSevereInfection", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "L02.4", "ActiveSevereInfection", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "L02.22", "ActiveSevereInfection", Truth.False)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "K83.0", "ActiveSevereInfection", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "K83.01", "ActiveSevereInfection", Truth.False)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "T81.4", "ActiveSevereInfection", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "C44.3", "BasalCellCarcinomaCurrent", Truth.Unknown)]
    [InlineData("http://snomed.info/sct", "372130007", "SquamousCellCarcinomaCurrent", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "C44.311", "SquamousCellCarcinomaCurrent", Truth.False)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "D03.5", "ActiveMalignancy", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "D03.5", "MelanomaCurrent", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "D04.3", "HistoryOfMalignancy", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "D84.9", "SevereImmunocompromise", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "D80.2", "Immunodeficiency", Truth.Unknown)]
    [InlineData("http://snomed.info/sct", "31712002", "Cirrhosis", Truth.Unknown)]
    [InlineData("http://snomed.info/sct", "195353004", "VasculitisFeatures", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "E72.59", "Hyperprolinaemia", Truth.Unknown)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "E06.3", "ActiveAutoimmuneDisease", Truth.False)]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "M06.9", "ActiveAutoimmuneDisease", Truth.Unknown)]
    public void A_code_that_holds_slight_and_severe_or_one_of_several_leaves_it_open(string system, string code, string fact, Truth expected) =>
        Assert.Equal(expected, Sheet($$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "recordedDate": "2024-02-25", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "{{system}}", "code": "{{code}}" } ] } }""").Facts[fact].Truth);

    [Theory]
    [InlineData("420300004", 1)]
    [InlineData("421704003", 2)]
    [InlineData("420913000", 3)]
    [InlineData("422293003", 4)]
    public void The_class_of_heart_failure_is_a_finding_of_its_own_or_the_answer(string code, int expected)
    {
        NumberValue stage = NumberValue.Of(expected);
        string coding = $$"""{ "coding": [ { "system": "http://snomed.info/sct", "code": "{{code}}" } ] }""";
        Assert.Equal(stage, Sheet($$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "recordedDate": "2024-02-25", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": {{coding}} }""").Facts["NYHAClass"].Value);
        Assert.Equal(stage, Sheet(Result("88020-3", $"\"valueCodeableConcept\": {coding}")).Facts["NYHAClass"].Value);
        Assert.Equal(stage, Sheet(Result("88020-3", $"\"valueString\": \"{new[] { "I", "II", "III", "IV" }[expected - 1]}\"")).Facts["NYHAClass"].Value);
    }

    [Theory]
    [InlineData(20, Truth.True)]
    [InlineData(10, Truth.Unknown)]
    [InlineData(2, Truth.False)]
    public void The_wheal_of_a_tuberculin_test_is_read_in_millimetres(int wheal, Truth latent) =>
        Assert.Equal(latent, Sheet(Worded("Hay fever", "2010-05-01"), Result("1648-5", $"\"valueQuantity\": {{ \"value\": {wheal}, \"unit\": \"mm\", \"system\": \"http://unitsofmeasure.org\", \"code\": \"mm\" }}")).Facts["LatentTuberculosis"].Truth);

    [Theory]
    [InlineData("57132-3", "\"valueCodeableConcept\": { \"coding\": [ { \"system\": \"http://loinc.org\", \"code\": \"LA9657-3\" } ] }", "CYP2C19PoorMetaboliser", Truth.True)]
    [InlineData("57132-3", "\"valueString\": \"*2/*3\"", "CYP2C19PoorMetaboliser", Truth.Unknown)]
    [InlineData("10704-5", "\"valueCodeableConcept\": { \"coding\": [ { \"system\": \"http://snomed.info/sct\", \"code\": \"10828004\" } ] }", "HelminthInfection", Truth.Unknown)]
    public void A_result_tells_of_it_or_leaves_it_open(string code, string value, string fact, Truth expected) =>
        Assert.Equal(expected, Sheet("""{ "resourceType": "Condition", "id": "a", "subject": { "reference": "Patient/p" }, "code": { "text": "Hay fever" } }""", Result(code, value)).Facts[fact].Truth);

    [Theory]
    [InlineData("J46", "2023-12-01", 3)]
    [InlineData("J45.52", "2023-12-01", 3)]
    public void A_status_asthmaticus_is_a_severe_attack_of_its_day(string code, string on, int months) =>
        Assert.True(Sheet($$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "onsetDateTime": "{{on}}", "abatementDateTime": "2023-12-05", "clinicalStatus": { "coding": [ { "code": "resolved" } ] }, "code": { "coding": [ { "system": "http://hl7.org/fhir/sid/icd-10", "code": "{{code}}" } ] } }""").Facts["MonthsSinceSevereAsthmaExacerbation"].Value is NumberValue { Interval: var span } && span.Low >= months - 0.2m && span.High <= months + 0.2m);

    [Theory]
    [InlineData("11466000")]
    [InlineData("177184002")]
    [InlineData("236973005")]
    public void An_operation_or_procedure_of_birth_is_a_birth(string code) =>
        Assert.Equal(Truth.True, Sheet($$"""{ "resourceType": "Procedure", "id": "b", "status": "completed", "subject": { "reference": "Patient/p" }, "performedDateTime": "2023-12-01", "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "{{code}}" } ] } }""").Facts["RecentBirth"].Truth);

    [Theory]
    [InlineData("2465-3", "3.0", "", "Hypogammaglobulinaemia", Truth.Unknown)]
    [InlineData("2465-3", "3.0", ", \"referenceRange\": [ { \"low\": { \"value\": 7, \"unit\": \"g/L\", \"system\": \"http://unitsofmeasure.org\", \"code\": \"g/L\" } } ]", "Hypogammaglobulinaemia", Truth.True)]
    [InlineData("2465-3", "9.0", ", \"referenceRange\": [ { \"low\": { \"value\": 7, \"unit\": \"g/L\", \"system\": \"http://unitsofmeasure.org\", \"code\": \"g/L\" } } ]", "Hypogammaglobulinaemia", Truth.False)]
    [InlineData("2458-8", "0.05", "", "IgADeficiency", Truth.True)]
    [InlineData("2458-8", "1.8", "", "IgADeficiency", Truth.False)]
    public void An_immunoglobulin_is_judged_by_what_is_known_of_it(string code, string value, string range, string fact, Truth expected) =>
        Assert.Equal(expected, Sheet(
            """{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "24079001" } ] } }""",
            $$"""{ "resourceType": "Observation", "id": "o", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "2024-02-25", "code": { "coding": [ { "system": "http://loinc.org", "code": "{{code}}" } ] }, "valueQuantity": { "value": {{value}}, "unit": "g/L", "system": "http://unitsofmeasure.org", "code": "g/L" }{{range}} }""").Facts[fact].Truth);

    [Theory]
    [InlineData("882-1", "278149003", "A")]
    [InlineData("882-1", "58460004", "O")]
    [InlineData("883-9", "165743006", "AB")]
    public void A_blood_group_is_known_by_its_SNOMED_answers(string code, string answer, string group) =>
        Assert.Equal(CodeValue.Of(group), Sheet($$"""{ "resourceType": "Observation", "id": "o", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "2024-02-25", "code": { "coding": [ { "system": "http://loinc.org", "code": "{{code}}" } ] }, "valueCodeableConcept": { "coding": [ { "system": "http://snomed.info/sct", "code": "{{answer}}" } ] } }""").Facts["BloodGroup"].Value);

    [Fact]
    public void An_antibody_against_hepatitis_C_counts_until_RNA_tells_more()
    {
        const string Antibody = """{ "resourceType": "Observation", "id": "a", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "2024-02-25", "code": { "coding": [ { "system": "http://loinc.org", "code": "16128-1" } ] }, "valueCodeableConcept": { "coding": [ { "system": "http://snomed.info/sct", "code": "10828004" } ] } }""",
            NoRna = """{ "resourceType": "Observation", "id": "r", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "2024-02-25", "code": { "coding": [ { "system": "http://loinc.org", "code": "11259-9" } ] }, "valueCodeableConcept": { "coding": [ { "system": "http://snomed.info/sct", "code": "260385009" } ] } }""";
        Assert.Equal(Truth.True, Sheet(Antibody).Facts["HCVAntibodyUnexplained"].Truth);
        Assert.Equal(Truth.False, Sheet(Antibody, NoRna).Facts["HCVAntibodyUnexplained"].Truth);
    }

    [Theory]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm", "8514", "macrogol")]
    [InlineData("http://snomed.info/sct", "8030004", "macrogol")]
    [InlineData("http://snomed.info/sct", "47703008", "lactose")]
    public void An_allergy_to_an_excipient_is_known_by_its_code(string system, string code, string substance) =>
        Assert.Contains(substance, Assert.IsType<SetValue>(Sheet($$"""{ "resourceType": "AllergyIntolerance", "id": "a", "patient": { "reference": "Patient/p" }, "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "{{system}}", "code": "{{code}}" } ] } }""").Facts["HypersensitivityTo"].Value).Present);

    [Theory]
    [InlineData("\"type\": \"intolerance\", ", "Lactose")]
    [InlineData("", "Intolerance to lactose")]
    public void Who_does_not_digest_lactose_is_not_allergic_to_it(string type, string display) =>
        Assert.DoesNotContain("lactose", Assert.IsType<SetValue>(Sheet($$"""{ "resourceType": "AllergyIntolerance", "id": "a", "patient": { "reference": "Patient/p" }, {{type}}"code": { "coding": [ { "system": "http://snomed.info/sct", "code": "47703008", "display": "{{display}}" } ] } }""").Facts["HypersensitivityTo"].Value).Present);

    [Theory]
    [InlineData("266919005", Truth.False)]
    [InlineData("160603005", Truth.True)]
    public void Smoking_may_be_a_finding_without_an_answer(string code, Truth smokes) =>
        Assert.Equal(smokes, Sheet($$"""{ "resourceType": "Observation", "id": "o", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "2024-02-25", "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "{{code}}" } ] } }""").Facts["CurrentSmoker"].Truth);

    [Theory]
    [InlineData("\"text\": \"estradiol 10 mcg vaginal insert\"", Truth.False)]
    [InlineData("\"text\": \"Estradiol 2 mg tablets\"", Truth.True)]
    public void An_oestrogen_by_ATC_is_systemic_unless_its_words_say_otherwise(string text, Truth risk) =>
        Assert.Equal(risk, Of("female", [$$"""{ "resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order", "subject": { "reference": "Patient/p" }, "authoredOn": "2024-02-20", "medicationCodeableConcept": { "coding": [ { "system": "http://www.whocc.no/atc", "code": "G03CA03" } ], {{text}} } }""",
            """{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "recordedDate": "2024-02-25", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "24079001" } ] } }"""]).Facts["VTERiskFactor"].Truth);

    [Fact]
    public void A_normal_activity_of_TPMT_is_one() =>
        Assert.Equal(CodeValue.Of("normal"), Sheet("""{ "resourceType": "Observation", "id": "o", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "2024-02-25", "code": { "coding": [ { "system": "http://loinc.org", "code": "21563-2" } ] }, "valueQuantity": { "value": 34, "unit": "U/mL" }, "interpretation": [ { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": "N" } ] } ] }""").Facts["TPMTActivity"].Value);

    [Theory]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "E83.1", "ChronicLiverDisease")] // not each disorder of iron harms the liver
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm", "Z99.81", "MarkedlyReducedLungReserve")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "J96.1", "MarkedlyReducedLungReserve")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "K50.9", "ActiveGastrointestinalDisease")] // active or at rest
    [InlineData("http://hl7.org/fhir/sid/icd-10", "R05", "NewDryCough")]
    public void A_code_that_is_no_proof_leaves_it_open(string system, string code, string fact) => Assert.Equal(Truth.Unknown, Sheet(Coded(system, code)).Facts[fact].Truth);

    [Fact]
    public void A_provisional_lymphoma_of_the_skin_is_a_suspicion() => Assert.Equal(
        Truth.True,
        Sheet(Coded("http://hl7.org/fhir/sid/icd-10", "C84.0").Replace("\"code\": {", "\"verificationStatus\": { \"coding\": [ { \"code\": \"provisional\" } ] }, \"code\": {", StringComparison.Ordinal)).Facts["SuspectedCTCL"].Truth);

    [Fact]
    public void A_suspicion_whose_day_cannot_be_read_is_open() // as whatever else has such a day
    {
        PatientSheet sheet = Sheet("""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "onsetDateTime": "last winter", "verificationStatus": { "coding": [ { "code": "provisional" } ] }, "code": { "coding": [ { "system": "http://hl7.org/fhir/sid/icd-10", "code": "C84.0" } ] } }""");
        Assert.Equal(Truth.Unknown, sheet.Facts["SuspectedCTCL"].Truth);
    }

    [Theory]
    [InlineData("10*9/L", "Neutrophils", "NeutrophilShare")]
    [InlineData("%", "NeutrophilShare", "Neutrophils")]
    public void A_name_of_two_values_is_read_as_the_one_that_its_unit_tells(string unit, string read, string silent)
    {
        PatientRecord record = CompleteWoman.Record([$$"""{ "resourceType": "Observation", "status": "final", "effectiveDateTime": "2026-10-30", "code": { "text": "Neutrophils" }, "valueQuantity": { "value": 4.1, "unit": "{{unit}}" } }"""]);
        Assert.Contains(record.Findings, finding => finding.Source == "Observation/x0" && finding.Fact.Name == read);
        Assert.DoesNotContain(record.Findings, finding => finding.Source == "Observation/x0" && finding.Fact.Name == silent);
        Assert.DoesNotContain(record.NotUnderstood, entry => entry.Source == "Observation/x0");
    }

    [Theory]
    [InlineData("provisional", "active", "2024-01-10", Truth.True)]
    [InlineData("provisional", "active", "2021-01-10", Truth.True)] // listed all the same
    [InlineData("differential", "active", "2021-01-10", Truth.True)]
    [InlineData("provisional", "resolved", "2021-01-10", Truth.False)]
    public void A_lymphoma_that_is_listed_as_not_confirmed_is_suspected_for_as_long_as_it_is_listed(string verification, string clinical, string on, Truth suspected)
    {
        PatientSheet sheet = Sheet($$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "onsetDateTime": "{{on}}", "recordedDate": "{{on}}", "clinicalStatus": { "coding": [ { "code": "{{clinical}}" } ] }, "verificationStatus": { "coding": [ { "code": "{{verification}}" } ] }, "code": { "coding": [ { "system": "http://hl7.org/fhir/sid/icd-10", "code": "C84.0" } ] } }""");
        Assert.Equal((suspected, Truth.Unknown), (sheet.Facts["SuspectedCTCL"].Truth, sheet.Facts["LymphomaHistory"].Truth));
    }

    [Theory]
    [InlineData("J18.9", "J01CA04", true, true)] // pneumonia, amoxicillin
    [InlineData("J18.9", "J01AA02", false, true)] // doxycycline is taken for months as well
    [InlineData("J18.9", "J05AB01", false, false)]
    [InlineData("J18.9", "D06AX01", false, false)] // on the skin
    [InlineData("B37.7", "J02AC01", true, true)] // candidaemia, fluconazole
    [InlineData("B37.7", "J01CA04", false, false)]
    [InlineData("N39.0", "J01XE01", false, true)]
    [InlineData("L03.1", "J01CF05", true, true)]
    [InlineData("J20.9", "J01CA04", false, true)]
    [InlineData("J00", "J01AA02", false, false)] // a cold beside a long course for something else
    [InlineData("B02.9", "J05AB01", true, true)]
    [InlineData("A15.0", "J01CA04", false, false)]
    [InlineData("A15.0", "J04AC01", true, true)]
    public void A_medicine_treats_the_infection_that_it_is_made_for(string disease, string atc, bool treated, bool likely)
    {
        FactSheet facts = Sheet(
            Coded("http://hl7.org/fhir/sid/icd-10", disease),
            $$"""{ "resourceType": "MedicationStatement", "id": "m", "status": "active", "subject": { "reference": "Patient/p" }, "effectivePeriod": { "start": "2024-02-25" }, "medicationCodeableConcept": { "coding": [ { "system": "http://www.whocc.no/atc", "code": "{{atc}}" } ] } }""").Facts;
        Assert.Equal((treated, likely), (facts["OnAntiInfectiveTreatment"].Truth == Truth.True, facts["InfectionTreatmentLikely"].Truth == Truth.True));
    }

    [Theory]
    [InlineData(4, Truth.True)] // of a man
    [InlineData(3, Truth.False)]
    public void AUDIT_C_tells_hazardous_use_as_AUDIT_does(int total, Truth expected) => Assert.Equal(
        expected,
        Sheet($$"""{ "resourceType": "Observation", "id": "o", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "2024-02-25", "code": { "coding": [ { "system": "http://loinc.org", "code": "75626-2" } ] }, "valueQuantity": { "value": {{total}}, "code": "{score}", "system": "http://unitsofmeasure.org" } }""").Facts["HazardousAlcoholUse"].Truth);

    [Theory]
    [InlineData("Sepsis due to a rare germ (disorder)", "ActiveSevereInfection", Truth.Unknown)]
    [InlineData("Adenocarcinoma of the stomach (disorder)", "ActiveMalignancy", Truth.Unknown)]
    [InlineData("Family history of colon cancer (situation)", "ActiveMalignancy", Truth.False)]
    [InlineData("Encounter for screening for malignant neoplasm", "ActiveMalignancy", Truth.False)]
    [InlineData("Non-alcoholic fatty liver", "AlcoholMisuse", Truth.False)]
    public void A_diagnosis_whose_code_nobody_listed_is_not_lost(string display, string fact, Truth expected) => Assert.Equal(
        expected,
        Sheet($$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "recordedDate": "2024-02-25", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "999", "display": "{{display}}" } ] } }""").Facts[fact].Truth);

    [Theory]
    [InlineData("Peritonsillar abscess", "2023-12-20", Truth.Unknown)]
    [InlineData("Peritonsillar abscess", "2008-03-01", Truth.False)]
    [InlineData("Dental abscess", "2023-12-20", Truth.False)]
    public void A_doubt_about_an_infection_lapses_as_the_infection_would(string text, string on, Truth expected) => Assert.Equal(expected, Sheet(Worded(text, on)).Facts["ActiveSevereInfection"].Truth);

    [Fact]
    public void A_symptom_that_a_list_keeps_for_years_is_not_one_of_today()
    {
        string Breathless(string on) => $$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "onsetDateTime": "{{on}}", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "http://hl7.org/fhir/sid/icd-10", "code": "R06.0" } ] } }""";
        Assert.Equal(Truth.True, Sheet(Breathless("2024-02-20")).Facts["NewDyspnoea"].Truth);
        Assert.NotEqual(Truth.True, Sheet(Breathless("2022-02-20")).Facts["NewDyspnoea"].Truth);
    }

    [Fact]
    public void A_vaccination_told_in_words_of_long_ago_was_then_or_not_at_all()
    {
        Assert.False(Sheet(Worded("MMR done", "2003-05-01")).Facts["DaysSinceLiveVaccine"].Value.IsUnknown, "it is at least so long ago");
        const string Earlier = """{ "resourceType": "Immunization", "id": "i", "status": "completed", "patient": { "reference": "Patient/p" }, "occurrenceDateTime": "1999-02-20", "vaccineCode": { "coding": [ { "system": "http://hl7.org/fhir/sid/cvx", "code": "03" } ] } }""";
        Assert.False(Sheet(Earlier, Worded("BCG scar", "2010-01-01")).Facts["DaysSinceLiveVaccine"].Value.IsUnknown, "one of the two is the last");
        Assert.True(Sheet(Worded("MMR done", "2024-02-20")).Facts["DaysSinceLiveVaccine"].Value.IsUnknown, "it may have been live");
    }

    [Theory]
    [InlineData("2023-12-20", "LA29252-6", Truth.True)]
    [InlineData("2023-09-20", "LA29252-6", Truth.Unknown)] // asked again
    [InlineData("2018-09-20", "LA29252-6", Truth.False)] // years ago
    [InlineData("2023-09-20", "LA29253-4", Truth.False)]
    public void Breast_feeding_of_months_ago_is_asked_again(string on, string answer, Truth expected) => Assert.Equal(
        expected,
        Of(
            "female",
            [Observed("b", "63895-7", on, $$"""{ "system": "http://loinc.org", "code": "{{answer}}" }"""),
            Observed("p", "2106-3", "2024-02-28", """{ "system": "http://snomed.info/sct", "code": "260385009" }""")]).Facts["Breastfeeding"].Truth);

    [Theory]
    [InlineData("2024-01-20", Truth.True)]
    [InlineData("2022-01-20", Truth.False)] // nobody renewed it
    public void A_live_vaccine_that_is_recommended_stands_ahead(string on, Truth expected) => Assert.Equal(
        expected,
        Sheet($$"""{ "resourceType": "ImmunizationRecommendation", "id": "r", "patient": { "reference": "Patient/p" }, "date": "{{on}}", "recommendation": [ { "vaccineCode": [ { "coding": [ { "system": "http://hl7.org/fhir/sid/cvx", "code": "03" } ] } ], "forecastStatus": { "coding": [ { "code": "overdue" } ] } } ] }""")
            .Facts["LiveVaccinePlanned"].Truth);

    [Theory]
    [InlineData("2024-01-20", Truth.Unknown)]
    [InlineData("2022-01-20", Truth.False)]
    public void A_live_vaccine_that_is_recommended_in_words_is_in_doubt_for_as_long(string on, Truth expected) => Assert.Equal(
        expected,
        Sheet($$"""{ "resourceType": "ImmunizationRecommendation", "id": "r", "patient": { "reference": "Patient/p" }, "date": "{{on}}", "recommendation": [ { "targetDisease": { "text": "Measles" } } ] }""").Facts["LiveVaccinePlanned"].Truth);

    private static string Observed(string id, string code, string on, string answer) =>
        $$"""{ "resourceType": "Observation", "id": "{{id}}", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "{{on}}", "code": { "coding": [ { "system": "http://loinc.org", "code": "{{code}}" } ] }, "valueCodeableConcept": { "coding": [ {{answer}} ] } }""";

    private static string Result(string loinc, string value) =>
        $$"""{ "resourceType": "Observation", "id": "o", "status": "final", "subject": { "reference": "Patient/p" }, "effectiveDateTime": "2024-02-25", "code": { "coding": [ { "system": "http://loinc.org", "code": "{{loinc}}" } ] }, {{value}} }""";

    private static string Coded(string system, string code) =>
        $$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "recordedDate": "2024-02-25", "onsetDateTime": "2024-02-25", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "coding": [ { "system": "{{system}}", "code": "{{code}}" } ] } }""";

    private static string Worded(string text, string on) =>
        $$"""{ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/p" }, "onsetDateTime": "{{on}}", "clinicalStatus": { "coding": [ { "code": "active" } ] }, "code": { "text": "{{text}}" } }""";

    private static PatientSheet Sheet(params string[] resources) => Of("male", resources);

    private static PatientSheet Of(string sex, string[] resources)
    {
        string entries = string.Join(',', resources.Prepend($$"""{ "resourceType": "Patient", "id": "p", "gender": "{{sex}}", "birthDate": "1980-01-01" }""").Select(resource => $"{{ \"resource\": {resource} }}"));
        string bundle = $"{{ \"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [ {entries} ] }}";
        return PatientSheet.Of(Engine.Knowledge, Engine.Read(Encoding.UTF8.GetBytes(bundle)), new AppraisalRequest(Day, "EU"));
    }
}
