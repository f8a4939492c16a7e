using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;
using static Filaggrin.Advice.Tests.Monitoring.Monitored;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>What results and events ask for, what came true since the start, and what must hold before treatment goes on.</summary>
public class ActionTests
{
    private static readonly Patients OnMethotrexate = Man.Taking("methotrexate", Start, new Dose(15, "mg/wk"));

    [Fact]
    public void A_result_past_its_limit_asks_for_what_its_source_says_on_its_day()
    {
        CourseAction action = OnMethotrexate.Also("ALT", 81, Day(28), upper: 40).On(Day(30)).Action("methotrexate-reduce-transaminases");
        Assert.Equal((ActionKind.Reduce, Day(28)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.Contains(action.Facts, fact => fact.Name == "ALT");
        Assert.NotEmpty(action.Sources);
    }

    [Theory]
    [InlineData(80, null)]
    [InlineData(81, ActionKind.Reduce)]
    [InlineData(120, ActionKind.Interrupt)] // three times is to reduce; above 100 is to interrupt
    [InlineData(121, ActionKind.Interrupt)]
    public void Multiples_of_the_printed_limit_decide(int alt, ActionKind? expected) =>
        Assert.Equal(expected, Gravest(OnMethotrexate.Also("ALT", alt, Day(28), upper: 40), 30));

    [Fact]
    public void A_milder_action_on_a_part_of_what_a_graver_one_rests_on_gives_way()
    {
        MonitoringReport report = OnMethotrexate.Also("ALT", 138, Day(28), upper: 40).Also("AST", 110, Day(28), upper: 40).On(Day(30));
        report.Silent("methotrexate-reduce-transaminases");
        Assert.Contains("methotrexate-reduce-transaminases", report.Action("methotrexate-interrupt-transaminases-100").InPlaceOf, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(170, 118, false)] // the newest is normal, whatever the mean
    [InlineData(118, 170, false)] // the first raised one is to be repeated
    [InlineData(142, 150, true)]
    public void Ciclosporin_is_reduced_when_two_readings_are_raised(int first, int second, bool reduced)
    {
        MonitoringReport report = Man.Taking("ciclosporin", Start, new Dose(200, "mg/d")).Also("SystolicBloodPressure", first, Day(14)).Also("DiastolicBloodPressure", 80, Day(14))
            .Also("SystolicBloodPressure", second, Day(21)).Also("DiastolicBloodPressure", 78, Day(21)).On(Day(25));
        if (reduced) Assert.Equal(ActionKind.Reduce, report.Action("ciclosporin-blood-pressure-140-confirmed").Kind);
        else report.Silent("ciclosporin-blood-pressure-140-confirmed");
        Assert.Equal(!reduced && second >= 140, report.Actions.Any(action => action.Rule == "ciclosporin-blood-pressure-140-repeat"));
    }

    [Theory]
    [InlineData("methotrexate", "mg/wk")]
    [InlineData("baricitinib", "mg/d")]
    [InlineData("abrocitinib", "mg/d")]
    [InlineData("mycophenolate mofetil", "mg/d")]
    public void A_raised_creatinine_without_eGFR_is_told(string medicine, string unit)
    {
        Patients treated = Man.Taking(medicine, Start, new Dose(1, unit)).Also("Creatinine", 400, Day(20), upper: 105);
        string rule = treated.On(Day(25)).Treatments.Single().Agent.Id + "-creatinine-without-egfr";
        Assert.Equal(ActionKind.Flag, treated.On(Day(25)).Action(rule).Kind);
        treated.Also("EGFR", 75, Day(20)).On(Day(25)).Silent(rule);
    }

    [Fact]
    public void Severe_renal_impairment_lowers_upadacitinib()
    {
        Assert.Equal(ActionKind.Reduce, Man.Taking("upadacitinib", Start, new Dose(30, "mg/d")).Also("EGFR", 25, Day(20)).On(Day(25)).Action("upadacitinib-action-severe-renal-impairment").Kind);
        Man.Taking("upadacitinib", Start, new Dose(15, "mg/d")).Also("EGFR", 25, Day(20)).On(Day(25)).Silent("upadacitinib-action-severe-renal-impairment");
    }

    [Theory]
    [InlineData("US", 200, 100, true)]
    [InlineData("US", 100, 20, true)]
    [InlineData("US", 100, 100, false)]
    [InlineData("US", 50, 20, false)]
    [InlineData("EU", 200, 20, false)]
    public void The_US_dose_beside_a_CYP2C19_inhibitor_is_its_own(string region, int dose, int day, bool told)
    {
        MonitoringReport report = Man.Taking("abrocitinib", Start, new Dose(dose, "mg/d")).Taking("fluvoxamine", Day(1)).On(Day(day), region);
        Assert.Equal(told, report.Actions.Any(action => action.Rule == "abrocitinib-action-strong-cyp2c19-inhibitor-us"));
        if (region == "US") report.Silent("abrocitinib-action-strong-cyp2c19-inhibitor");
    }

    [Theory]
    [InlineData("EU")]
    [InlineData("US")]
    public void Virus_found_under_baricitinib_is_for_a_liver_specialist(string region) => Assert.Equal(
        ActionKind.UrgentReview,
        Man.Taking("baricitinib", Start, new Dose(4, "mg/d")).Also("HBVDNA", "negative", Day(-9)).Also("HBVDNA", "positive", Day(90)).On(Day(95), region).Action("baricitinib-action-hepatitis-b-dna").Kind);

    [Theory]
    [InlineData("positive", 90, true)]
    [InlineData("positive", -9, false)] // weighed at the start
    [InlineData("negative", 90, false)]
    public void A_test_that_turned_positive_under_treatment_is_told(string result, int day, bool told)
    {
        MonitoringReport report = Man.Taking("upadacitinib", Start, new Dose(15, "mg/d")).Also("HBsAg", result, Day(day)).On(Day(95));
        if (told) Assert.Equal(ActionKind.Flag, report.Action("upadacitinib-viral-hepatitis").Kind);
        else report.Silent("upadacitinib-viral-hepatitis");
    }

    [Fact]
    public void A_normal_result_closes_what_the_one_before_it_asked_for()
    {
        Patients patient = OnMethotrexate.Also("Neutrophils", 1.2, Day(28)).Also("Neutrophils", 3, Day(35));
        Assert.Equal(ActionKind.Interrupt, patient.On(Day(34)).Action("methotrexate-interrupt-neutrophils").Kind);
        patient.On(Day(35)).Silent("methotrexate-interrupt-neutrophils");
    }

    [Fact]
    public void An_abnormal_result_stands_until_a_newer_one_however_old() =>
        Assert.Equal(ActionKind.Interrupt, OnMethotrexate.Also("Neutrophils", 1.2, Day(28)).On(Day(300)).Action("methotrexate-interrupt-neutrophils").Kind);

    [Fact]
    public void A_result_from_before_treatment_that_is_still_the_latest_counts() =>
        Assert.Equal(ActionKind.Interrupt, OnMethotrexate.Also("Neutrophils", 1.2, Day(-3)).On(Day(5)).Action("methotrexate-interrupt-neutrophils").Kind);

    [Fact]
    public void A_result_that_came_to_be_known_later_does_not_exist_before()
    {
        Patients patient = OnMethotrexate.Also("Neutrophils", 1.2, Day(28), known: Day(31));
        patient.On(Day(30)).Silent("methotrexate-interrupt-neutrophils");
        Assert.Equal(Day(28), DateSpan.Iso(patient.On(Day(31)).Action("methotrexate-interrupt-neutrophils").Date));
    }

    [Fact]
    public void Nothing_is_asked_of_an_agent_that_is_not_taken() =>
        Assert.Empty(Man.Took("methotrexate", Day(-100), Day(-10)).Also("Neutrophils", 0.8, Day(28)).On(Day(30)).Actions);

    [Theory]
    [InlineData(20, true)]
    [InlineData(-30, false)] // it was taken already when treatment began
    public void An_interacting_medicine_is_grave_when_it_came_since_the_start(int from, bool isNew)
    {
        Patients patient = OnMethotrexate.Taking("trimethoprim", Day(from)).Taking("cetirizine", Day(25));
        CourseAction action = patient.On(Day(30)).Actions.Single(action => action.Facts.Any(fact => fact.Name is "CurrentMedicine" or "CurrentMedicineClass"));
        Assert.Equal(isNew, action.Text.StartsWith("New since the start.", StringComparison.Ordinal));
        Assert.Equal(isNew ? Day(20) : Day(30), DateSpan.Iso(action.Date));
    }

    [Fact]
    public void A_medicine_that_was_ended_asks_for_nothing_more()
    {
        Patients patient = OnMethotrexate.Took("trimethoprim", Day(20), Day(27));
        Assert.NotEmpty(patient.On(Day(25)).Actions.Where(action => action.Facts.Any(fact => fact.Name == "CurrentMedicine")));
        Assert.DoesNotContain(patient.On(Day(40)).Actions, action => action.Facts.Any(fact => fact.Name == "CurrentMedicine"));
    }

    [Fact]
    public void A_diagnosis_that_came_since_the_start_is_grave_and_one_from_before_is_flagged()
    {
        CourseAction late = Man.Taking("methotrexate", Start).Listed("Cirrhosis", Day(40)).On(Day(50)).Actions.Single(action => action.Facts.Any(fact => fact.Name == "Cirrhosis"));
        CourseAction early = Man.Taking("methotrexate", Start).Listed("Cirrhosis", Day(-400)).On(Day(50)).Actions.Single(action => action.Facts.Any(fact => fact.Name == "Cirrhosis"));
        Assert.Equal((ActionKind.UrgentReview, Day(40)), (late.Kind, DateSpan.Iso(late.Date)));
        Assert.Equal(ActionKind.Flag, early.Kind);
        Assert.Equal(late.Rule, early.Rule);
    }

    [Fact]
    public void A_pregnancy_under_methotrexate_stops_it_and_is_said_once()
    {
        MonitoringReport report = Woman.Taking("methotrexate", Start).With("Pregnant", true, Day(60)).On(Day(61));
        CourseAction action = report.Action("methotrexate-stop-pregnancy");
        Assert.Equal((ActionKind.Stop, Day(60)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.Single(report.Actions, other => other.Kind <= ActionKind.UrgentReview);
        Assert.Equal(Step.Switch, Assert.Single(report.Next).Step);
    }

    [Fact]
    public void A_mild_action_does_not_hide_a_grave_rule_on_the_same_result()
    {
        // With an eGFR of 59 a lower dose is enough; below 30 methotrexate is contraindicated.
        Patients start = OnMethotrexate.Also("EGFR", 90, Day(-3));
        Assert.Equal(ActionKind.Reduce, Gravest(start.Also("EGFR", 59, Day(28)), 30));
        Assert.Equal(ActionKind.UrgentReview, start.Also("EGFR", 20, Day(28)).On(Day(30)).Action("methotrexate-severe-renal-impairment").Kind);
    }

    [Fact]
    public void An_infection_that_pauses_treatment_is_said_once()
    {
        MonitoringReport report = OnMethotrexate.Listed("ActiveSevereInfection", Day(28)).On(Day(30));
        Assert.Equal("methotrexate-interrupt-infection", Assert.Single(report.Actions, action => action.Kind < ActionKind.NonResponse).Rule);
    }

    [Fact]
    public void One_result_is_one_grave_alert_whatever_fact_a_rule_names()
    {
        // The action names the potassium, the rule an imbalance that rests on it.
        MonitoringReport report = Man.Taking("ciclosporin", Start).Also("Potassium", 5.6, Day(28)).On(Day(30));
        Assert.Equal("ciclosporin-potassium-high", Assert.Single(report.Actions, action => action.Kind < ActionKind.NonResponse).Rule);
    }

    [Fact]
    public void An_action_for_one_medicine_does_not_hide_a_rule_on_another()
    {
        Patients patient = Man.Taking("ciclosporin", Start);
        string alone = Assert.Single(patient.Taking("simvastatin", Day(20)).On(Day(30)).Actions, action => action.Kind == ActionKind.UrgentReview).Rule;
        MonitoringReport report = patient.Taking("simvastatin", Day(20)).Taking("ritonavir", Day(25)).On(Day(30));
        Assert.Equal(ActionKind.Interrupt, report.Action("ciclosporin-boosted-antiviral-course").Kind);
        Assert.Equal((ActionKind.UrgentReview, Day(20)), (report.Action(alone).Kind, DateSpan.Iso(report.Action(alone).Date)));
    }

    [Fact]
    public void Leave_to_go_on_does_not_stand_beside_something_graver()
    {
        Patients patient = Man.Taking(ScheduledEdition.Medicine, Start);
        Assert.Equal(ActionKind.Continue, patient.On(Day(10), knowledge: ScheduledEdition.Knowledge).Action("scheduled-go-on").Kind);
        MonitoringReport report = patient.Also("Haemoglobin", 79, Day(9)).On(Day(10), knowledge: ScheduledEdition.Knowledge);
        Assert.Equal(ActionKind.Interrupt, report.Action("scheduled-low-haemoglobin").Kind);
        report.Silent("scheduled-go-on");
    }

    [Fact]
    public void Leave_to_go_on_does_not_stand_beside_a_new_contraindication()
    {
        Patients patient = Woman.Taking("dupilumab", Start).Also("EASI", 24, Day(-2)).Also("EASI", 10, Day(112));
        Assert.Contains(patient.On(Day(113)).Actions, action => action.Kind == ActionKind.Continue);
        MonitoringReport report = patient.Listed("Keratitis", Day(100)).On(Day(113));
        Assert.Contains(report.Actions, action => action.Kind == ActionKind.UrgentReview);
        Assert.DoesNotContain(report.Actions, action => action.Kind == ActionKind.Continue);
    }

    [Fact]
    public void An_interruption_says_what_must_hold_before_treatment_goes_on()
    {
        Resumption low = Man.Taking("abrocitinib", Start).Also("Haemoglobin", 79, Day(28)).On(Day(30)).Action("abrocitinib-action-anaemia").Resumption!;
        Assert.Equal(Truth.False, low.Holds);
        Assert.Contains("haemoglobin", low.Text, StringComparison.OrdinalIgnoreCase);
        Resumption other = Man.Taking("methotrexate", Start).Also("Neutrophils", 1.2, Day(28)).On(Day(30)).Action("methotrexate-interrupt-neutrophils").Resumption!;
        Assert.Equal(Truth.False, other.Holds); // the contrary of its own condition
        Assert.Null(other.NotBefore);
    }

    [Fact]
    public void The_earliest_day_to_go_on_counts_from_the_result()
    {
        Resumption resumption = Man.Taking(ScheduledEdition.Medicine, Start).Also("Haemoglobin", 79, Day(9)).On(Day(10), knowledge: ScheduledEdition.Knowledge).Action("scheduled-low-haemoglobin").Resumption!;
        Assert.Equal((Truth.False, Day(23)), (resumption.Holds, DateSpan.Iso(resumption.NotBefore!.Value)));
    }

    [Fact]
    public void What_is_missing_for_going_on_is_named()
    {
        Resumption resumption = OnMethotrexate.With("OralUlceration", true, Day(28)).On(Day(29)).Action("methotrexate-interrupt-warning-signs").Resumption!;
        Assert.Equal("Leucocytes Neutrophils Platelets", string.Join(' ', resumption.Missing.Select(fact => fact.Name).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void An_agent_on_hold_keeps_what_speaks_against_going_on()
    {
        Patients held = Man.Medicine(MedicineEntryKind.Statement, MedicineStatus.OnHold, ["methotrexate"], entry => entry with { From = DateSpan.Parse(Start) }).Also("Neutrophils", 1.2, Day(28));
        MonitoringReport report = held.On(Day(30));
        HeldTreatment treatment = Assert.Single(report.OnHold);
        Assert.Equal("methotrexate-interrupt-neutrophils", Assert.Single(treatment.Open).Rule);
        Assert.Contains(treatment.Undecided, item => item.Id == "methotrexate-interrupt-leucocytes");
        Assert.Empty(report.Actions);
        Assert.Empty(report.Tests);
        Assert.Empty(Assert.Single(held.Also("Neutrophils", 3, Day(40)).On(Day(41)).OnHold).Open);
    }

    [Fact]
    public void A_hold_that_ended_with_a_restart_is_over()
    {
        Patients patient = Man.Medicine(MedicineEntryKind.Statement, MedicineStatus.OnHold, ["methotrexate"], entry => entry with { From = DateSpan.Parse(Start), To = DateSpan.Parse(Day(30)) })
            .Taking("methotrexate", Day(44));
        MonitoringReport report = patient.On(Day(50));
        Assert.Empty(report.OnHold);
        Assert.Equal(13, Assert.Single(Assert.Single(report.Treatments).Pauses).Days);
    }

    [Fact]
    public void A_missed_test_is_no_ground_to_stop_but_to_adjust()
    {
        MonitoringReport report = OnMethotrexate.On(Day(40));
        Assert.Equal(ActionKind.Overdue, report.Action("methotrexate-monitoring-blood").Kind);
        Assert.Equal(Step.Adjust, Assert.Single(report.Next).Step);
    }

    [Theory] // each is advised against unless there is no alternative
    [InlineData("HistoryOfMalignancy", "upadacitinib-malignancy")]
    [InlineData("CurrentSmoker", "upadacitinib-cardiovascular-risk")]
    public void A_new_risk_under_a_JAK_inhibitor_is_told_whatever_the_alternatives_are(string fact, string rule)
    {
        Patients treated = Man.Taking("upadacitinib", Start, new Dose(15, "mg/d"));
        MonitoringReport report = treated.Listed(fact, Day(59)).On(Day(60));
        Assert.Equal((ActionKind.Flag, Day(59)), (report.Action(rule).Kind, DateSpan.Iso(report.Action(rule).Date)));
        Assert.DoesNotContain(report.Action(rule).Facts, told => told.Name == "NoSuitableAlternative");
        NextStep next = Assert.Single(report.Next);
        Assert.Equal(Step.Adjust, next.Step); // as it was is no longer what can be gone on with
        Assert.Contains(next.Because, because => because == rule);
        treated.Listed(fact, Day(-400)).On(Day(60)).Silent(rule); // weighed at the start
    }

    [Theory]
    [InlineData("EU")]
    [InlineData("UK")]
    [InlineData("US")]
    public void A_new_cancer_under_a_JAK_inhibitor_is_no_ground_to_stay(string region)
    {
        MonitoringReport report = Man.Taking("upadacitinib", Start, new Dose(15, "mg/d")).Listed("ActiveMalignancy", Day(59)).On(Day(60), region);
        Assert.Contains(report.Actions, action => action.Rule.Contains("malignancy", StringComparison.Ordinal) && DateSpan.Iso(action.Date) == Day(59));
        Assert.Equal(Step.Adjust, Assert.Single(report.Next).Step);
    }

    [Fact]
    public void A_diagnosis_since_the_start_that_calls_for_care_is_looked_at()
    {
        Patients treated = Man.Taking("upadacitinib", Start, new Dose(15, "mg/d"));
        Assert.Equal(ActionKind.Flag, treated.Listed("DiverticularDisease", Day(59)).On(Day(60)).Action("upadacitinib-gastrointestinal-perforation").Kind);
        treated.Listed("DiverticularDisease", Day(-400)).On(Day(60)).Silent("upadacitinib-gastrointestinal-perforation");
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(-400, false)]
    public void What_a_new_diagnosis_makes_a_question_of_is_asked(int day, bool told)
    {
        MonitoringReport report = Man.Taking("upadacitinib", Start, new Dose(15, "mg/d")).Listed("Cirrhosis", Day(day)).Without("ChildPughClass").On(Day(60));
        Assert.Equal(told, report.Actions.Any(action => action is { Kind: ActionKind.Flag, IsNewObjection: true } && action.Facts[0].Name == "ChildPughClass"));
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(-40, false)]
    public void A_caution_that_a_new_medicine_makes_is_looked_at_though_its_rule_names_what_follows_from_it(int day, bool told)
    {
        MonitoringReport report = Man.Taking("abrocitinib", Start, new Dose(100, "mg/d")).Taking("fluoxetine", Day(day)).On(Day(110));
        Assert.Equal(told, report.Actions.Any(action => action is { Kind: ActionKind.Flag } && action.Facts.Any(fact => fact.Definition.Name == "StrongCYP2C19InhibitorOnTreatment")));
    }

    [Theory]
    [InlineData(41, true)]
    [InlineData(20, false)]
    public void A_caution_on_a_medicine_from_before_is_looked_at_once_a_new_value_makes_it_hold(int area, bool told)
    {
        MonitoringReport report = Man.Taking("ciclosporin", Start, new Dose(200, "mg/d")).Taking("tacrolimus (topical)", Day(-90), systemic: false).Also("BSA", area, Day(40)).On(Day(60));
        Assert.Equal(told, report.Actions.Any(action => action is { Kind: ActionKind.Flag, Rule: "ciclosporin-topical-tacrolimus-large-area" }));
    }

    [Fact]
    public void Coming_of_age_under_treatment_counts_from_the_birthday()
    {
        Patients treated = Patients.Bare().OfSex("male").Born("1961-03-01").HoldingAll().Taking("upadacitinib", Start, new Dose(15, "mg/d"));
        treated.On("2026-02-28").Silent("upadacitinib-age-65");
        CourseAction action = treated.On("2026-04-01").Action("upadacitinib-age-65");
        Assert.Equal((ActionKind.Flag, "2026-03-01"), (action.Kind, DateSpan.Iso(action.Date)));
    }

    [Theory]
    [InlineData(75, false)] // a switch takes some weeks
    [InlineData(76, true)]
    [InlineData(200, true)]
    public void A_JAK_inhibitor_beside_an_antibody_is_objected_to_once_no_switch_explains_it(int day, bool objected)
    {
        MonitoringReport report = Man.Taking("upadacitinib", Start, new Dose(15, "mg/d")).Taking("dupilumab", Day(20), new Dose(300, "mg/2.wk")).On(Day(day));
        Assert.Equal(objected ? [Day(76)] : [], report.Actions.Where(action => action.Rule == "upadacitinib-combination").Select(action => DateSpan.Iso(action.Date)), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(20)] // one of a class takes over at once
    [InlineData(200)]
    public void Two_JAK_inhibitors_side_by_side_are_objected_to_from_the_first_day(int day)
    {
        MonitoringReport report = Man.Taking("upadacitinib", Start, new Dose(15, "mg/d")).Taking("baricitinib", Day(20), new Dose(4, "mg/d")).On(Day(day));
        Assert.Equal(2, report.Actions.Count(action => action.Rule is "upadacitinib-combination" or "baricitinib-combination"));
        CourseAction action = report.Action("upadacitinib-combination");
        Assert.Equal((ActionKind.Flag, Day(20)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.StartsWith($"Taken together with Baricitinib since {Day(20)}", action.Text, StringComparison.Ordinal);
        Assert.All(action.Facts, fact => Assert.NotEmpty(fact.Evidence));
        Assert.All(report.Next, next => Assert.Equal(Step.Adjust, next.Step));
    }

    [Fact]
    public void An_appraisal_still_asks_of_each_agent_as_a_replacement()
    {
        Patients both = Man.Taking("upadacitinib", Start, new Dose(15, "mg/d")).Taking("baricitinib", Day(20), new Dose(4, "mg/d"));
        Assert.DoesNotContain(both.Appraise(asOf: new DateOnly(2026, 7, 24)).Options.Single(option => option.Agent.Id == "upadacitinib").Reasons, reason => reason.Rule == "upadacitinib-combination");
    }

    [Fact]
    public void A_text_that_may_mean_a_lung_disease_under_methotrexate_does_not_vanish()
    {
        MonitoringReport report = OnMethotrexate.Doubtful("InterstitialLungDisease", "Methotrexate pneumonitis", Day(18)).On(Day(19), "UK");
        UndecidedFact doubt = report.Undecided.Single(undecided => undecided.Fact.Name == "InterstitialLungDisease");
        Assert.Contains(doubt.Items, item => item.Id == "methotrexate-interstitial-lung-disease");
        Assert.Contains("«Methotrexate pneumonitis»", report.Json(), StringComparison.Ordinal);
        CourseAction asked = Assert.Single(report.Actions, action => action.Facts.Any(fact => fact.Name == "InterstitialLungDisease"));
        Assert.Equal((ActionKind.Flag, Day(18)), (asked.Kind, DateSpan.Iso(asked.Date)));
        Assert.Equal(Step.Adjust, Assert.Single(report.Next).Step);
        // A doubt of before was weighed before.
        Assert.DoesNotContain(OnMethotrexate.Doubtful("InterstitialLungDisease", "Methotrexate pneumonitis", Day(-18)).On(Day(19), "UK").Actions, action => action.Facts.Any(fact => fact.Name == "InterstitialLungDisease"));
        // What nobody has asked is no doubt.
        Assert.DoesNotContain(OnMethotrexate.On(Day(19), "UK").Undecided, undecided => undecided.Items.Any(item => item is Rule));
    }

    private static ActionKind? Gravest(Patients patient, int day) =>
        patient.On(Day(day)).Actions.Where(action => action.Kind <= ActionKind.Repeat).Select(action => (ActionKind?)action.Kind).Min();
}
