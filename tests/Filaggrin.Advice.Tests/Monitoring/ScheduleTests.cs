using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;
using static Filaggrin.Advice.Tests.Monitoring.Monitored;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>When a test is due, for each form of a schedule. Days count from the first day of treatment.</summary>
public class ScheduleTests
{
    private static readonly Patients Treated = Man.Taking(ScheduledEdition.Medicine, Start, new Dose(20, "mg/d"));

    private static readonly Dictionary<string, (string Fact, object Value)> Results = new(StringComparer.Ordinal)
    {
        ["albumin"] = ("Albumin", 42),
        ["magnesium"] = ("Magnesium", 0.8),
        ["electrolytes"] = ("Potassium", 4.2),
        ["urate"] = ("Urate", 300),
        ["creatine-kinase"] = ("CreatineKinase", 100),
        ["eye-history"] = ("EyesReviewed", true),
        ["glucose"] = ("Glucose", 5),
        ["lipids"] = ("LDL", 2.5),
        ["skin-check"] = ("SkinCheckDone", true),
        ["hiv"] = ("HIVTest", "negative"),
        ["infection-search"] = ("InfectionSearchDone", true),
        ["tuberculosis"] = ("IGRA", "negative"),
        ["immunoglobulins"] = ("ImmunoglobulinsMeasured", true),
    };

    [Theory]
    [InlineData("2026-03-30", "2026-03-30")]
    [InlineData("2026-04-02", "2026-03-30")] // a lone haemoglobin is no blood count
    public void Part_of_a_test_does_not_answer_it_again(string haemoglobin, string last)
    {
        Patients patient = Man.Taking("methotrexate", Start, new Dose(15, "mg/wk"));
        foreach (string fact in (string[])["Haemoglobin", "Leucocytes", "Neutrophils", "Lymphocytes", "Platelets"]) patient = patient.Also(fact, fact == "Haemoglobin" ? 140 : fact == "Platelets" ? 250 : 5, "2026-03-30");
        Assert.Equal(last, DateSpan.Iso(patient.Also("Haemoglobin", 139, haemoglobin).On(Day(100)).Test("blood-count").Last!.Value));
    }

    [Theory]
    [InlineData("UK", "azathioprine-monitoring-eu")]
    [InlineData("EU", "azathioprine-monitoring-uk")]
    public void The_schedule_that_is_followed_is_not_asked_for_elsewhere(string region, string same)
    {
        MonitoringReport report = Man.Taking("azathioprine", Start, new Dose(100, "mg/d")).On(Day(30), region);
        Assert.DoesNotContain(report.Elsewhere, entry => entry.Item.Id == same);
        Assert.DoesNotContain(report.Tests.SelectMany(test => test.Elsewhere), item => item.Id == same);
        Assert.Contains(report.Elsewhere, entry => entry.Item.Id == "azathioprine-monitoring-us");
    }

    [Fact]
    public void A_dose_raised_late_brings_the_monthly_creatinine_of_ciclosporin_back()
    {
        Patients patient = Man.Took("ciclosporin", Start, Day(229), dose: new(200, "mg/d")).Taking("ciclosporin", Day(230), new Dose(250, "mg/d"));
        foreach (int day in Enumerable.Range(1, 6).Select(fortnight => 14 * fortnight).Concat([112, 140, 168, 200])) patient = patient.Also("Creatinine", 70, Day(day));
        PlannedTest test = patient.On(Day(235)).Test("creatinine");
        Assert.Equal((Day(258), TestStatus.Upcoming), (DateSpan.Iso(test.Due!.Value), test.Status)); // four weeks of the new dose
    }

    [Theory]
    [InlineData(20, 214)] // two weeks of the new dose
    [InlineData(10, 262)] // less of what was stable changes nothing
    public void A_changed_dose_asks_for_tests_from_its_own_day_on(int dose, int due)
    {
        Patients patient = Man.Took("methotrexate", Start, Day(199), dose: new(15, "mg/wk")).Taking("methotrexate", Day(200), new Dose(dose, "mg/wk"));
        foreach (int day in (int[])[7, 21, 35, 49, 105, 178]) patient = patient.Also("Creatinine", 70, Day(day));
        Assert.Equal((Day(due), TestStatus.Upcoming), patient.On(Day(201)).Test("creatinine") is var test ? (DateSpan.Iso(test.Due!.Value), test.Status) : default);
    }

    [Theory]
    [InlineData("US", true)]
    [InlineData("EU", false)]
    [InlineData("UK", false)]
    public void A_test_that_one_region_asks_for_is_told_elsewhere_and_not_planned(string region, bool planned)
    {
        MonitoringReport report = Man.Taking("azathioprine", Start, new Dose(100, "mg/d")).On(Day(30), region);
        Assert.Equal(planned, report.Tests.Any(test => test.Test.Id == "tuberculosis"));
        Assert.Equal(!planned, report.Elsewhere.Any(entry => entry.Item.Id == "azathioprine-monitoring-us-tuberculosis"));
    }

    [Theory]
    [InlineData("", 0, 14)] // every 2 weeks for 12 weeks
    [InlineData("14", 20, 28)]
    [InlineData("12", 20, 26)] // counted from the last time, not by the calendar
    [InlineData("14 28 42 56 70", 75, 84)]
    [InlineData("14 28 42 56 70 84", 90, 112)] // then every 4 weeks
    [InlineData("14 28 42 56 70 83", 90, 111)]
    [InlineData("14 28 42 56 70 84 112", 130, 140)]
    public void A_phase_repeats_until_it_ends_and_the_next_begins(string done, int asOf, int due) => Due("albumin", done, asOf, due);

    [Theory]
    [InlineData("14 28 42 56 70 86", 90, 114)] // two days late
    [InlineData("14 28 42 56 90", 95, 118)] // one left out, the next one late
    [InlineData("14 28 42 56 90 180", 200, 208)]
    [InlineData("90", 95, 118)]
    public void A_late_result_answers_what_was_missed_before_it(string done, int asOf, int due) => Due("albumin", done, asOf, due);

    [Theory]
    [InlineData("", 5, 14, TestStatus.Upcoming)]
    [InlineData("", 10, 14, TestStatus.Upcoming)]
    [InlineData("", 11, 14, TestStatus.Due)] // three days of play before
    [InlineData("", 17, 14, TestStatus.Due)] // and after
    [InlineData("", 18, 14, TestStatus.Overdue)]
    [InlineData("14 28 42 56 70 84", 104, 112, TestStatus.Upcoming)] // a quarter of four weeks is a week
    [InlineData("14 28 42 56 70 84", 105, 112, TestStatus.Due)]
    [InlineData("14 28 42 56 70 84", 119, 112, TestStatus.Due)]
    [InlineData("14 28 42 56 70 84", 120, 112, TestStatus.Overdue)]
    public void A_window_has_a_quarter_of_its_interval_as_play_and_three_days_at_least(string done, int asOf, int due, TestStatus status) =>
        Assert.Equal((status, Day(due)), (Due("albumin", done, asOf, due).Status, Day(due)));

    [Theory]
    [InlineData("", 10, TestStatus.Upcoming)]
    [InlineData("", 14, TestStatus.Due)]
    [InlineData("", 70, TestStatus.Due)]
    [InlineData("", 71, TestStatus.Overdue)]
    [InlineData("13", 71, TestStatus.Overdue)] // too early to answer it
    [InlineData("14", 71, TestStatus.Done)]
    [InlineData("30", 400, TestStatus.Done)]
    [InlineData("200", 400, TestStatus.Done)] // late, and done
    public void A_single_time_is_answered_once(string done, int asOf, TestStatus status)
    {
        PlannedTest test = Test("magnesium", done, asOf);
        Assert.Equal(status, test.Status);
        if (status != TestStatus.Done) Assert.Equal((Day(28), Day(56)), (DateSpan.Iso(test.From!.Value), DateSpan.Iso(test.Due!.Value)));
    }

    [Theory]
    [InlineData("14 28", 35, 42)]
    [InlineData("14 28", 41, 42)] // stable from six weeks on
    [InlineData("14 28 42", 43, 131)] // then every 3 months
    [InlineData("14 28 44", 50, 133)]
    [InlineData("14 28 42 134", 150, 226)]
    public void Until_stable_is_until_six_weeks_on_one_dose_with_quiet_results(string done, int asOf, int due) => Due("electrolytes", done, asOf, due);

    [Theory]
    [InlineData("14 28 42", 60, 61, 74)] // counted from the result, not from a time that nobody asked for
    [InlineData("14 28 42 60", 60, 61, 74)]
    [InlineData("14 28 42 134", 222, 223, 226)] // never put off
    [InlineData("14 28 42", 36, 43, 131)] // normal again
    public void A_result_that_asks_for_something_ends_stability(string done, int low, int asOf, int due)
    {
        Patients patient = With("electrolytes", done).Also("Haemoglobin", 79, Day(low));
        if (asOf == 43) patient = patient.Also("Haemoglobin", 130, Day(42));
        Assert.Equal(Day(due), DateSpan.Iso(patient.On(Day(asOf), knowledge: ScheduledEdition.Knowledge).Test("electrolytes").Due!.Value));
    }

    [Fact]
    public void An_event_that_is_no_result_leaves_the_schedule_as_it_is()
    {
        Patients patient = TreatmentTests.Blood(TreatmentTests.Blood(TreatmentTests.Blood(Man.Taking("methotrexate", Start), 14), 28), 42).Taking("trimethoprim", Day(100));
        MonitoringReport report = patient.On(Day(101));
        Assert.Contains(report.Actions, action => action.Kind == ActionKind.UrgentReview);
        Assert.Equal(Day(126), DateSpan.Iso(report.Test("blood-count").Due!.Value));
    }

    [Theory]
    [InlineData("14 28 42 56", 70, 84)] // stable for twelve weeks
    [InlineData("28 56 84", 85, 268)] // then every 6 months
    public void A_schedule_may_name_its_own_time_until_stable(string done, int asOf, int due) => Due("infection-search", done, asOf, due);

    [Theory]
    [InlineData("14 28", 35, 42)]
    [InlineData("14 28 42", 43, 126)]
    [InlineData("14", 27, 28)]
    public void A_phase_may_last_a_time_and_until_stable(string done, int asOf, int due) => Due("skin-check", done, asOf, due);

    [Fact]
    public void Once_stable_begins_with_stability()
    {
        Assert.DoesNotContain(With("urate", "").On(Day(41), knowledge: ScheduledEdition.Knowledge).Tests, test => test.Test.Id == "urate");
        PlannedTest test = Due("urate", "", 42, 131); // three months after 16 February
        Assert.Equal("2026-03-16", DateSpan.Iso(test.From!.Value));
        Due("urate", "100", 110, 191);
    }

    [Theory]
    [InlineData("", 40, TestStatus.Upcoming)]
    [InlineData("", 55, TestStatus.Due)]
    [InlineData("", 76, TestStatus.Overdue)] // seven days after the fourth week
    [InlineData("46", 76, TestStatus.Overdue)] // six days after the increase is too early
    [InlineData("47", 76, TestStatus.Done)]
    [InlineData("60", 90, TestStatus.Done)]
    public void After_each_dose_increase_counts_from_the_latest_one(string done, int asOf, TestStatus status)
    {
        Patients patient = Results["creatine-kinase"] is var (fact, value) ? Days(done).Aggregate(Raised(40), (so, day) => so.Also(fact, value, Day(day))) : Treated;
        PlannedTest test = patient.On(Day(asOf), knowledge: ScheduledEdition.Knowledge).Test("creatine-kinase");
        Assert.Equal(status, test.Status);
        if (status != TestStatus.Done) Assert.Equal((Day(54), Day(68)), (DateSpan.Iso(test.From!.Value), DateSpan.Iso(test.Due!.Value)));
    }

    [Fact]
    public void Without_an_increase_nothing_counts_from_one()
    {
        Patients lowered = Man.Took(ScheduledEdition.Medicine, Start, Day(40), dose: new(20, "mg/d")).Taking(ScheduledEdition.Medicine, Day(41), new Dose(10, "mg/d"));
        foreach (Patients patient in (Patients[])[Treated, lowered])
            Assert.DoesNotContain(patient.On(Day(70), knowledge: ScheduledEdition.Knowledge).Tests, test => test.Test.Id == "creatine-kinase");
    }

    [Fact]
    public void A_dose_change_begins_the_time_until_stable_anew()
    {
        Patients patient = Days("14 28 42 56").Aggregate(Raised(50), (so, day) => so.Also("Potassium", 4.2, Day(day)));
        Assert.Equal(Day(70), DateSpan.Iso(patient.On(Day(60), knowledge: ScheduledEdition.Knowledge).Test("electrolytes").Due!.Value));
    }

    [Fact]
    public void What_comes_with_a_visit_has_no_day()
    {
        PlannedTest test = Test("eye-history", "", 100);
        Assert.Equal((TestStatus.Upcoming, null, "at each visit"), (test.Status, test.Due, test.When));
        Assert.Equal(Day(50), DateSpan.Iso(Test("eye-history", "20 50", 100).Last!.Value));
    }

    [Theory]
    [InlineData("", 1, TestStatus.Due)]
    [InlineData("", 105, TestStatus.Due)]
    [InlineData("", 106, TestStatus.Overdue)]
    [InlineData("0", 106, TestStatus.Overdue)] // the day of the first dose is before treatment
    [InlineData("1", 106, TestStatus.Upcoming)]
    public void Any_time_until_a_day_answers_it_then_judgement_decides(string done, int asOf, TestStatus status)
    {
        PlannedTest test = Test("glucose", done, asOf);
        Assert.Equal(status, test.Status);
        Assert.Equal(status == TestStatus.Upcoming ? "as clinically indicated" : "by 12 wk", status == TestStatus.Upcoming ? test.When : "by 12 wk");
    }

    [Theory]
    [InlineData("", 20, 28)]
    [InlineData("28", 40, 84)]
    [InlineData("84", 90, null)] // the second time answers the first as well
    [InlineData("28 84", 90, null)]
    public void Two_times_follow_each_other(string done, int asOf, int? due)
    {
        PlannedTest test = Test("lipids", done, asOf);
        Assert.Equal(due is { } day ? Day(day) : null, test.Due is { } known ? DateSpan.Iso(known) : null);
        if (due is null) Assert.Equal(TestStatus.Done, test.Status);
    }

    [Theory]
    [InlineData("7 14 21 28", 40, TestStatus.Done)]
    [InlineData("7 14 20", 30, TestStatus.Due)]
    [InlineData("7 14 20", 31, TestStatus.Overdue)]
    [InlineData("7 14 40", 45, TestStatus.Done)]
    public void Only_says_that_nothing_follows(string done, int asOf, TestStatus status) => Assert.Equal(status, Test("hiv", done, asOf).Status);

    [Theory]
    [InlineData("31 59", 70, "2026-05-05")] // done on 5 February and 5 March; then every 2 months
    [InlineData("31 59 120 181", 190, "2027-01-05")] // 5 May and 5 July; then every 6 months
    public void Months_are_those_of_the_calendar(string done, int asOf, string due) => Assert.Equal(due, DateSpan.Iso(Test("immunoglobulins", done, asOf).Due!.Value));

    [Fact]
    public void A_phase_lasts_from_the_end_of_the_one_before_it_not_from_its_last_test()
    {
        // two months end on 5 March; four months more on 5 July, also where the last test of the first phase came early
        Assert.Equal("2026-07-01", DateSpan.Iso(Test("immunoglobulins", "30 55 116", 130).Due!.Value));
    }

    [Fact]
    public void A_result_before_treatment_answers_nothing() => Due("tuberculosis", "-30", 10, 365);

    [Fact]
    public void The_days_that_follow_are_told_for_a_year()
    {
        PlannedTest test = Test("albumin", "14 28 42 56 70 84", 90);
        Assert.Equal($"{Day(140)} {Day(168)} {Day(196)}", string.Join(' ', test.Later.Take(3).Select(DateSpan.Iso)));
        Assert.True(test.Later[^1] <= Date(90).AddYears(1) && test.Later[^1] > Date(90).AddMonths(11));
    }

    [Fact]
    public void What_is_overdue_becomes_an_action_that_names_the_test_and_its_last_day()
    {
        CourseAction action = With("albumin", "14 28").On(Day(50), knowledge: ScheduledEdition.Knowledge).Action("scheduled-albumin");
        Assert.Equal((ActionKind.Overdue, Day(42)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.Contains($"serum albumin (due {Day(42)}, last done {Day(28)})", action.Text, StringComparison.Ordinal);
    }

    private static DateOnly Date(int day) => DateOnly.Parse(Day(day), System.Globalization.CultureInfo.InvariantCulture);

    private static Patients Raised(int day) =>
        Man.Took(ScheduledEdition.Medicine, Start, Day(day - 1), dose: new(20, "mg/d")).Taking(ScheduledEdition.Medicine, Day(day), new Dose(40, "mg/d"));

    private static PlannedTest Due(string test, string done, int asOf, int due)
    {
        PlannedTest planned = Test(test, done, asOf);
        Assert.Equal(Day(due), planned.Due is { } day ? DateSpan.Iso(day) : "-");
        return planned;
    }

    private static PlannedTest Test(string test, string done, int asOf) => With(test, done).On(Day(asOf), knowledge: ScheduledEdition.Knowledge).Test(test);

    private static Patients With(string test, string done) => Days(done).Aggregate(Treated, (patient, day) => patient.Also(Results[test].Fact, Results[test].Value, Day(day)));

    private static IEnumerable<int> Days(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => int.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
}
