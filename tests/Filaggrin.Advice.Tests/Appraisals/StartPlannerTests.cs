using Filaggrin.Advice.Appraisals;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>How a start is laid out: doses for this patient, limits and the tests before it.</summary>
public class StartPlannerTests
{
    [Theory]
    [InlineData("methotrexate", "methotrexate-dose-adult", "7.5 to 10 mg a week | at most 25 mg a week")]
    [InlineData("ciclosporin", "ciclosporin-dose-start-from-16", "175 to 350 mg a day in two doses")] // 2.5 to 5 mg/kg, 70 kg
    [InlineData("azathioprine", "azathioprine-dose-adult-start", "50 mg a day")] // 70 mg, down to the next 25 mg
    [InlineData("dupilumab", "dupilumab-dose-adult", "600 mg once | 300 mg every 2 wk")]
    [InlineData("upadacitinib", "upadacitinib-dose-adult", "15 mg every 1 d | at most 30 mg a day")]
    public void A_dose_is_worked_out_for_the_patient(string agent, string dose, string expected) =>
        Assert.Equal(expected, Doses(Patients.Man(40), agent, dose));

    [Theory]
    [InlineData(30, "6 to 21 mg a week | at most 25 mg a week")]
    [InlineData(60, "12 to 25 mg a week | at most 25 mg a week")] // 42 mg, capped
    public void A_dose_for_a_child_goes_by_weight_up_to_its_maximum(int weight, string expected) =>
        Assert.Equal(expected, Doses(Patients.Child(11).With("Weight", weight), "methotrexate", "methotrexate-dose-child"));

    [Theory]
    [InlineData(8, 30, "dupilumab-dose-child-15-to-60-kg", "300 mg day 1 | 300 mg day 15 | 300 mg every 4 wk")]
    [InlineData(14, 59, "dupilumab-dose-adolescent-under-60-kg", "400 mg once | 200 mg every 2 wk")]
    [InlineData(14, 60, "dupilumab-dose-adolescent-from-60-kg", "600 mg once | 300 mg every 2 wk")]
    [InlineData(3, 14, "dupilumab-dose-infant-5-to-15-kg", "200 mg every 4 wk")]
    public void Bands_of_age_and_weight_pick_the_dose(int age, int weight, string dose, string expected)
    {
        Option option = Patients.Child(age).With("Weight", weight).Option("dupilumab");
        PlannedDose start = Assert.Single(option.Plan.Doses, planned => planned.Item.Role == "start");
        Assert.Equal((dose, expected), (start.Item.Id, Text(start)));
    }

    [Theory]
    [InlineData(null, null, "owed")] // a list that leaves asthma out is no history
    [InlineData(false, null, "done")]
    [InlineData(true, null, "done")]
    [InlineData(true, true, "abnormal")]
    public void A_history_is_done_when_somebody_took_it(bool? asthma, bool? uncontrolled, string status)
    {
        Patients patient = Patients.Man(40).Without("Asthma").Without("UncontrolledAsthma");
        if (asthma is { } has) patient = patient.With("Asthma", has);
        if (uncontrolled is { } lacks) patient = patient.With("UncontrolledAsthma", lacks);
        Assert.Equal(status, Assert.Single(patient.Option("nemolizumab").Plan.Tests, test => test.Id == "asthma-history").Status);
    }

    [Fact]
    public void A_missing_weight_is_named()
    {
        PlannedDose dose = Planned(Patients.Man(40).Without("Weight"), "ciclosporin", "ciclosporin-dose-start-from-16");
        Assert.Empty(dose.Doses);
        Assert.Equal("Weight", Assert.Single(dose.Missing).Name);
        Assert.Equal("Weight", Assert.Single(Planned(Patients.Man(40).With("Weight", 70, "2025-06-14"), "ciclosporin", "ciclosporin-dose-start-from-16").Missing).Name);
    }

    [Fact]
    public void A_dose_that_hangs_on_an_unknown_fact_says_so()
    {
        PlannedDose dose = Planned(Patients.Man(40).Without("TPMTActivity"), "azathioprine", "azathioprine-dose-adult-start");
        Assert.True(dose.Undecided);
        Assert.Equal("TPMTActivity", Assert.Single(dose.Missing).Name);
    }

    [Fact]
    public void The_weight_that_a_dose_was_worked_out_from_is_its_basis() =>
        Assert.Equal("Weight", Assert.Single(Planned(Patients.Man(40), "ciclosporin", "ciclosporin-dose-start-from-16").Basis).Name);

    [Theory]
    [InlineData("EU", "175 to 350 mg a day in two doses")]
    [InlineData("US", "175 mg a day")]
    public void The_dose_is_that_of_the_region(string region, string expected) =>
        Assert.Equal(expected, Text(Patients.Man(40).Option("ciclosporin", region).Plan.Doses.First(dose => dose.Item.Role == "start")));

    [Fact]
    public void A_fired_limit_caps_the_dose()
    {
        Option option = Patients.Man(40).With("SmokingStatus", "daily").Option("upadacitinib");
        Assert.Equal("15 mg every 1 d | at most 15 mg a day", Text(option.Plan.Doses.Single(dose => dose.Item.Id == "upadacitinib-dose-adult")));
        Assert.Contains(option.Plan.Limits, limit => limit is { Rule: "upadacitinib-cardiovascular-risk-dose", Undecided: false, Limit.Max: 15 });
    }

    [Fact]
    public void A_limit_in_words_alone_leaves_no_higher_dose_in_the_plan()
    {
        Option option = Patients.Man(40).With("EGFR", 25).Option("upadacitinib");
        Assert.Contains(option.Plan.Limits, limit => limit is { Rule: "upadacitinib-severe-renal-impairment", Limit.Regimen: "lower tablet strength" });
        Assert.Equal("15 mg every 1 d", Text(option.Plan.Doses.Single(dose => dose.Item.Id == "upadacitinib-dose-adult")));
    }

    [Theory]
    [InlineData("EU", "2.5 to 5 mg/kg a day by ideal weight in two doses", "at most 5 mg/kg a day by ideal weight")]
    [InlineData("US", "2.5 mg/kg a day by ideal weight", "at most 4 mg/kg a day by ideal weight")]
    public void In_obesity_no_dose_is_reckoned_from_the_actual_weight(string region, string start, string most)
    {
        PlannedDose[] doses = [.. Patients.Man(40).With("Weight", 128).With("BMI", 41).Option("ciclosporin", region).Plan.Doses];
        Assert.Equal(start, Text(doses.First(dose => dose.Item.Role == "start")));
        Assert.Equal(most, Text(doses.Single(dose => dose.Item.Role == "maximum")));
        Assert.DoesNotContain(doses, dose => dose.Basis.Any(fact => fact.Name == "Weight") || dose.Daily is not null);
    }

    [Fact]
    public void An_undecided_limit_caps_it_too()
    {
        Option option = Patients.Man(40).Without("SmokingStatus").Option("upadacitinib");
        Assert.Equal("15 mg every 1 d | at most 15 mg a day", Text(option.Plan.Doses.Single(dose => dose.Item.Id == "upadacitinib-dose-adult")));
        Assert.Contains(option.Plan.Limits, limit => limit is { Rule: "upadacitinib-cardiovascular-risk-dose", Undecided: true });
    }

    [Theory]
    [InlineData(45, "3.75 to 5 mg a week | at most 12.5 mg a week")]
    [InlineData(null, "3.75 to 5 mg a week | at most 12.5 mg a week")]
    [InlineData(60, "7.5 to 10 mg a week | at most 25 mg a week")]
    public void A_factor_lowers_the_dose_fired_or_undecided(int? filtration, string expected)
    {
        Patients patient = Patients.Man(40).Without("EGFR");
        Assert.Equal(expected, Doses(filtration is { } rate ? patient.With("EGFR", rate) : patient, "methotrexate", "methotrexate-dose-adult"));
    }

    [Fact]
    public void Of_two_factors_the_lower_counts_and_not_their_product() =>
        // 100 kg, intermediate TPMT (half) and intermediate NUDT15 (0.8): 50 mg; the product would be 40 mg, that is 25 mg.
        Assert.Equal("50 mg a day", Doses(
            Patients.Man(40).With("Weight", 100).With("TPMTActivity", "intermediate").With("NUDT15", "intermediate metaboliser"), "azathioprine", "azathioprine-dose-adult-start"));

    [Fact]
    public void Rounding_to_a_tablet_never_lifts_a_dose_above_its_limit()
    {
        // A quarter of 60 mg are 15 mg, less than the smallest tablet of 25 mg.
        Option option = Patients.Man(40).With("Weight", 60).Taking("allopurinol").With("SpecialistCoTherapyPlan", true).Option("azathioprine");
        AppraisalAssert.Fired(option, "azathioprine-allopurinol-planned");
        string dose = Assert.Single(option.Plan.Doses.Single(dose => dose.Item.Id == "azathioprine-dose-adult-start").Doses);
        Assert.True(decimal.Parse(dose.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) <= 15m, $"the plan says «{dose}»");
    }

    [Fact]
    public void Exactly_one_starting_dose_of_an_agent_in_ordinary_use_speaks_to_an_adult()
    {
        foreach (string region in (string[])["EU", "UK", "US"])
        {
            foreach (Option option in Patients.Man(40).Appraise(region).Options.Where(option => option.Agent.OrdinaryUse))
            {
                string[] starts = [.. option.Plan.Doses.Where(dose => dose.Item.Role == "start").Select(dose => dose.Item.Id)];
                Assert.True(starts.Length == 1, $"{option.Agent.Id} in {region}: {string.Join(", ", starts)}");
            }
        }
    }

    [Theory]
    [InlineData("done")]
    [InlineData("owed")]
    [InlineData("out-of-date")]
    [InlineData("abnormal")]
    public void A_test_before_the_start_is_done_owed_out_of_date_or_abnormal(string expected)
    {
        Patients patient = expected switch
        {
            "owed" => Patients.Man(40).Without("Platelets"), // a full count has five parts
            "out-of-date" => Patients.Man(40).With("Platelets", 250, "2026-03-14"),
            "abnormal" => Patients.Man(40).With("Leucocytes", 2.5),
            _ => Patients.Man(40),
        };
        Assert.Equal(expected, Assert.Single(patient.Option("methotrexate").Plan.Tests, test => test.Id == "blood-count").Status);
    }

    [Fact]
    public void A_test_is_abnormal_before_it_is_out_of_date() =>
        Assert.Equal("abnormal", Patients.Man(40).With("Platelets", 250, "2026-03-14").With("Leucocytes", 2.5).Option("methotrexate").Plan.Tests.Single(test => test.Id == "blood-count").Status);

    [Fact]
    public void One_of_several_facts_is_enough_where_the_test_says_so() =>
        Assert.Equal("done", Patients.Man(40).Without("AST").Option("methotrexate").Plan.Tests.Single(test => test.Id == "liver-tests").Status);

    [Fact]
    public void Creatinine_alone_is_not_creatinine_with_eGFR() =>
        Assert.Equal("owed", Patients.Man(40).Without("EGFR").Option("methotrexate").Plan.Tests.Single(test => test.Id == "creatinine-and-egfr").Status);

    [Theory]
    [InlineData("mycophenolate-mofetil")]
    [InlineData("mycophenolate-sodium")]
    public void One_pregnancy_test_does_not_stand_for_two(string agent)
    {
        Assert.Equal(("done", "owed"), (Status(Patients.Woman(35), "pregnancy-test"), Status(Patients.Woman(35), "two-pregnancy-tests")));
        Assert.Equal("done", Status(Patients.Woman(35).With("TwoPregnancyTestsDone", true), "two-pregnancy-tests"));

        string Status(Patients patient, string id) => patient.Option(agent).Plan.Tests.Single(test => test.Id == id).Status;
    }

    [Fact]
    public void A_test_for_whom_it_is_no_matter_is_left_out()
    {
        Assert.DoesNotContain(Patients.Man(40).Option("methotrexate").Plan.Tests, test => test.Id == "pregnancy-test");
        Assert.Equal("done", Patients.Woman(35).Option("methotrexate").Plan.Tests.Single(test => test.Id == "pregnancy-test").Status);
        Assert.Equal("abnormal", Patients.Woman(35).With("PregnancyTest", "positive").Option("methotrexate").Plan.Tests.Single(test => test.Id == "pregnancy-test").Status);
    }

    [Theory]
    [InlineData("mycophenolate-mofetil", "mycophenolate-mofetil-monitoring-pregnancy")]
    [InlineData("mycophenolate-sodium", "mycophenolate-sodium-monitoring-pregnancy")]
    [InlineData("ciclosporin", "ciclosporin-monitoring-pregnancy")]
    public void A_man_is_not_followed_for_a_pregnancy(string agent, string item)
    {
        Assert.DoesNotContain(item, Followed(Patients.Man(40), agent), StringComparer.Ordinal);
        Assert.DoesNotContain(item, Followed(Patients.Woman(70), agent), StringComparer.Ordinal);
        Assert.Contains(item, Followed(Patients.Woman(35), agent), StringComparer.Ordinal); // not pregnant today, but she may be
    }

    [Fact]
    public void Adult_and_child_are_each_followed_as_such()
    {
        Assert.Contains("ciclosporin-monitoring-laboratory-us", Followed(Patients.Man(40), "ciclosporin", "US"), StringComparer.Ordinal);
        Assert.DoesNotContain("ciclosporin-monitoring-child-us", Followed(Patients.Man(40), "ciclosporin", "US"), StringComparer.Ordinal);
        Assert.Contains("ciclosporin-monitoring-child-us", Followed(Patients.Child(11), "ciclosporin", "US"), StringComparer.Ordinal);
        Assert.DoesNotContain("ciclosporin-monitoring-laboratory-us", Followed(Patients.Child(11), "ciclosporin", "US"), StringComparer.Ordinal);
        Assert.DoesNotContain("systemic-glucocorticoids-monitoring-child", Followed(Patients.Man(40), "systemic-glucocorticoids"), StringComparer.Ordinal);
        Assert.Contains("systemic-glucocorticoids-monitoring-child", Followed(Patients.Child(11), "systemic-glucocorticoids"), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("ciclosporin", "ciclosporin-monitoring-gfr-beyond-a-year")] // not a day of it was taken yet
    [InlineData("methotrexate", "methotrexate-monitoring-dose-increase")]
    [InlineData("systemic-glucocorticoids", "systemic-glucocorticoids-monitoring-eyes")]
    [InlineData("rituximab", "rituximab-monitoring-hepatitis")]
    [InlineData("baricitinib", "baricitinib-monitoring-hepatitis-b")]
    public void What_may_come_under_treatment_stays_in_the_plan(string agent, string item) => Assert.Contains(item, Followed(Patients.Man(40), agent), StringComparer.Ordinal);

    [Theory]
    [InlineData("mycophenolate-mofetil")]
    [InlineData("mycophenolate-sodium")]
    public void Each_is_told_what_concerns_him_or_her(string agent)
    {
        const string tests = "Use birth control and have the pregnancy tests.", semen = "No semen donation during treatment and 90 days after.";
        Assert.DoesNotContain(tests, Told(Patients.Man(40)), StringComparer.Ordinal);
        Assert.DoesNotContain("Use birth control.", Told(Patients.Man(40)), StringComparer.Ordinal); // nobody can become pregnant by him
        Assert.Contains("Use birth control.", Told(Patients.Man(40).With("PartnerChildbearingPotential", true)), StringComparer.Ordinal);
        Assert.Contains(semen, Told(Patients.Man(40)), StringComparer.Ordinal);
        Assert.Contains(tests, Told(Patients.Woman(35)), StringComparer.Ordinal);
        Assert.DoesNotContain(semen, Told(Patients.Woman(35)), StringComparer.Ordinal);
        Assert.DoesNotContain(tests, Told(Patients.Woman(70)), StringComparer.Ordinal);
        Assert.All((string[])[tests, "Use birth control.", semen], text => Assert.Contains(text, Told(Patients.Bare()), StringComparer.Ordinal)); // nobody knows whom it concerns

        string[] Told(Patients patient) => [.. patient.Option(agent).Plan is var plan ? plan.Information.Concat(plan.Contraception).Select(item => item.Text) : []];
    }

    [Theory]
    [InlineData("abrocitinib", 2)]
    [InlineData("baricitinib", 1)]
    [InlineData("upadacitinib", 1)]
    public void No_man_is_told_of_pregnancy(string agent, int toWomen)
    {
        Assert.Empty(Patients.Man(40).Option(agent, "US").Plan.Pregnancy);
        Assert.True(Patients.Woman(35).Option(agent, "US").Plan.Pregnancy.Length >= toWomen);
        Assert.True(Patients.Bare().Option(agent, "US").Plan.Pregnancy.Length >= toWomen);
    }

    [Fact]
    public void Of_unknown_sex_nothing_is_left_out() =>
        Assert.Contains("mycophenolate-mofetil-monitoring-pregnancy", Followed(Patients.Bare(), "mycophenolate-mofetil"), StringComparer.Ordinal);

    [Fact]
    public void What_goes_beside_an_agent_is_in_its_plan() =>
        Assert.Contains(Patients.Man(40).Option("methotrexate").Plan.Companions, companion => companion.Medicine == "folic acid");

    [Fact]
    public void Washing_out_is_told_only_where_another_agent_runs()
    {
        Assert.Empty(Patients.Man(40).Option("ciclosporin").Plan.Switching);
        Assert.NotEmpty(Patients.Man(40).Taking("upadacitinib").Option("ciclosporin").Plan.Switching);
    }

    [Theory]
    [InlineData("upadacitinib", "from-jak-inhibitor")]
    [InlineData("methotrexate", "from-immunosuppressant")]
    [InlineData("dupilumab", "biologic")]
    public void The_way_to_an_agent_is_that_from_the_one_in_use(string running, string way) => Assert.Equal(
        way, Assert.Single(Patients.Man(40).Taking(running).Option("ciclosporin").Plan.Switching, item => item.When is not null).Id["ciclosporin-switching-".Length..]);

    [Theory]
    [InlineData("2026-06-06", 30, "without-taper")] // ten days
    [InlineData("2026-06-06", 50, "high-dose")]
    [InlineData("2026-05-17", 30, "over-three-weeks, four-to-twelve-weeks")] // thirty days
    [InlineData("2026-03-01", 10, "over-three-weeks, over-twelve-weeks")]
    public void A_glucocorticoid_in_use_is_stopped_as_its_course_asks(string from, int dose, string statements) =>
        Assert.Equal(statements, Stopping(Patients.Man(40).Taking("prednisolone", from, new(dose, "mg/d"))));

    [Fact]
    public void A_way_to_stop_that_cannot_be_decided_is_told() => // a course without its first day, the only one within a year
        Assert.Equal("without-taper, high-dose, over-three-weeks, four-to-twelve-weeks, over-twelve-weeks",
            Stopping(Patients.Man(40).Taking("prednisolone", from: null)));

    [Theory]
    [InlineData("normal", "azathioprine-dose-nudt15-intermediate")]
    [InlineData(null, "azathioprine-dose-nudt15-intermediate")]
    [InlineData("intermediate", "azathioprine-dose-tpmt-and-nudt15-intermediate")] // 20 to 50 %, not 30 to 80 %
    public void An_intermediate_NUDT15_starts_lower_where_TPMT_is_intermediate_too(string? tpmt, string expected)
    {
        Patients patient = Patients.Man(40).With("NUDT15", "intermediate metaboliser");
        patient = tpmt is null ? patient.Without("TPMTActivity") : patient.With("TPMTActivity", tpmt);
        Assert.Equal(expected, Assert.Single(patient.Option("azathioprine").Plan.Doses, dose => dose is { Undecided: false, Item.Id: var id } && id.Contains("nudt15", StringComparison.Ordinal)).Item.Id);
    }

    [Fact]
    public void Before_the_start_each_way_to_stop_is_told() =>
        Assert.Equal("without-taper, repeated-courses, high-dose, over-three-weeks, evening-or-recent, four-to-twelve-weeks, over-twelve-weeks", Stopping(Patients.Man(40)));

    [Fact]
    public void A_glucocorticoid_that_replaces_a_hormone_is_not_stopped() =>
        Assert.Equal("", Stopping(Patients.Man(40).Taking("prednisolone", "2026-03-01", new(5, "mg/d")).Listed("AdrenalInsufficiency", "2020-03-01")));

    private static string Stopping(Patients patient) =>
        string.Join(", ", patient.Option("systemic-glucocorticoids").Plan.Stopping.Select(item => item.Id["systemic-glucocorticoids-stopping-".Length..]));

    private static string[] Followed(Patients patient, string agent, string region = "EU") => [.. patient.Option(agent, region).Plan.Monitoring.Select(item => item.Id)];

    private static PlannedDose Planned(Patients patient, string agent, string dose) => patient.Option(agent).Plan.Doses.Single(planned => planned.Item.Id == dose);

    private static string Doses(Patients patient, string agent, string dose) => Text(Planned(patient, agent, dose));

    private static string Text(PlannedDose dose) => string.Join(" | ", dose.Doses);
}
