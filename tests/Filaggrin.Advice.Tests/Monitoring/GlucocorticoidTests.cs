using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Tests.Records;
using static Filaggrin.Advice.Tests.Monitoring.Monitored;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>Systemic glucocorticoids of the last year: courses joined whatever the substance, doses as prednisolone.</summary>
public class GlucocorticoidTests
{
    private static readonly Dose Thirty = new(30, "mg/d");

    [Fact]
    public void Renewed_prescriptions_are_one_course()
    {
        Patients patient = Man.Took("prednisolone", Start, Day(13), dose: Thirty).Took("prednisolone", Day(14), Day(27), dose: Thirty).Taking("prednisolone", Day(28), Thirty);
        GlucocorticoidUse use = Use(patient, 41);
        GlucocorticoidCourse course = Assert.Single(use.Courses);
        Assert.Equal((42, 1260m), (course.Days, course.Cumulative));
        Assert.Equal((42, 1260m, 30m, 30m), (use.Days, use.Cumulative, use.MeanDaily, use.DailyNow));
    }

    [Theory]
    [InlineData(7, 1)] // the renewal came a few days late
    [InlineData(8, 2)]
    [InlineData(20, 2)]
    public void Bursts_more_than_a_week_apart_count_each(int days, int courses) =>
        Assert.Equal(courses, Use(Man.Took("prednisolone", Start, Day(4), dose: Thirty).Took("prednisolone", Day(4 + days), Day(8 + days), dose: Thirty), 60).Courses.Length);

    [Fact]
    public void Tablets_of_two_strengths_of_one_day_add_up() => Assert.Equal(
        (10, 250m), Use(Man.Took("prednisolone", Start, Day(9), dose: new(20, "mg/d")).Took("prednisolone", Start, Day(9), dose: new(5, "mg/d")), 40) is var use ? (use.Days, use.Cumulative) : default);

    [Fact]
    public void Another_substance_goes_on_with_the_course_at_its_equivalent()
    {
        // 4 mg of methylprednisolone and 0.75 mg of dexamethasone are 5 mg of prednisolone
        Patients patient = Man.Took("methylprednisolone", Start, Day(9), dose: new(16, "mg/d")).Took("dexamethasone", Day(10), Day(19), dose: new(1.5m, "mg/d"));
        GlucocorticoidUse use = Use(patient, 30);
        GlucocorticoidCourse course = Assert.Single(use.Courses);
        Assert.Equal((20, 300m), (course.Days, decimal.Round(course.Cumulative!.Value)));
        Assert.Equal((20, 15m, null), (use.Days, decimal.Round(use.MeanDaily!.Value, 1), use.DailyNow));
    }

    [Fact]
    public void A_taper_counts_each_day_at_its_own_dose()
    {
        Patients patient = Man.Took("prednisolone", Start, Day(6), dose: new(40, "mg/d")).Took("prednisolone", Day(7), Day(13), dose: new(20, "mg/d")).Took("prednisolone", Day(14), Day(20), dose: new(10, "mg/d"));
        Assert.Equal((21, 490m), (Use(patient, 40).Days, Use(patient, 40).Cumulative));
    }

    [Fact]
    public void A_day_on_which_two_orders_meet_counts_once_at_the_newer_dose()
    {
        Patients patient = Man.Took("prednisolone", Start, Day(7), dose: new(40, "mg/d")).Took("prednisolone", Day(7), Day(13), dose: new(20, "mg/d"));
        Assert.Equal((14, 420m), (Use(patient, 40).Days, Use(patient, 40).Cumulative));
    }

    [Fact]
    public void The_same_prescription_told_twice_counts_once()
    {
        Patients patient = Man.Took("prednisolone", Start, Day(9), dose: Thirty).Took("prednisolone", Start, Day(9), dose: Thirty);
        Assert.Equal((10, 300m), (Use(patient, 40).Days, Use(patient, 40).Cumulative));
    }

    [Fact]
    public void A_dose_that_is_not_told_leaves_the_sum_open_and_the_days_known()
    {
        GlucocorticoidUse use = Use(Man.Took("prednisolone", Start, Day(9), dose: Thirty).Took("prednisolone", Day(50), Day(59)), 80);
        Assert.Equal([300m, null], use.Courses.Select(course => course.Cumulative));
        Assert.Equal((20, null, null), (use.Days, use.Cumulative, use.MeanDaily));
    }

    [Fact]
    public void Only_the_last_year_counts()
    {
        Patients patient = Man.Took("prednisolone", Day(-400), Day(-391), dose: Thirty).Took("prednisolone", Day(-60), Day(-51), dose: Thirty);
        Assert.Equal((1, 10, 300m), (Use(patient, 0).Courses.Length, Use(patient, 0).Days, Use(patient, 0).Cumulative));
    }

    [Fact]
    public void A_course_that_reaches_into_the_year_is_told_whole_and_summed_within_the_year()
    {
        GlucocorticoidUse use = Use(Man.Took("prednisolone", Day(-374), Day(-355), dose: Thirty), 0);
        Assert.Equal(20, Assert.Single(use.Courses).Days);
        Assert.Equal((10, 300m), (use.Days, use.Cumulative)); // 6 January 2025 is the first day
    }

    [Fact]
    public void Without_any_there_is_nothing_to_tell()
    {
        Assert.Null(Man.On(Day(0)).Glucocorticoids);
        Assert.Null(Man.Taking("budesonide", Start, systemic: false).On(Day(30)).Glucocorticoids);
    }

    [Theory]
    [InlineData(13, false, false)] // fourteen days
    [InlineData(14, true, false)]
    [InlineData(20, true, false)]
    [InlineData(21, true, true)]
    public void Two_weeks_pass_without_a_word_three_ask_for_a_taper(int asOf, bool review, bool taper)
    {
        MonitoringReport report = Man.Taking("prednisolone", Start, Thirty).On(Day(asOf));
        Assert.Equal(
            (review, taper),
            (report.Actions.Any(action => action.Rule == "systemic-glucocorticoids-action-over-two-weeks"), report.Actions.Any(action => action.Rule == "systemic-glucocorticoids-action-over-three-weeks")));
    }

    [Fact]
    public void A_second_course_of_the_year_is_flagged_however_short()
    {
        Patients patient = Man.Took("prednisolone", Day(-100), Day(-91), dose: Thirty).Taking("prednisolone", Start, Thirty);
        Assert.Equal(ActionKind.Flag, patient.On(Day(3)).Action("systemic-glucocorticoids-action-repeated-or-long").Kind);
        Man.Taking("prednisolone", Start, Thirty).On(Day(3)).Silent("systemic-glucocorticoids-action-repeated-or-long");
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Bone_is_asked_about_after_three_months_of_seven_and_a_half_milligrams(int daily, bool told)
    {
        MonitoringReport report = Man.Taking("prednisolone", Start, new Dose(daily, "mg/d")).On(Day(95));
        Assert.Equal(told, report.Actions.Any(action => action.Rule == "systemic-glucocorticoids-action-bone"));
    }

    private static GlucocorticoidUse Use(Patients patient, int day) => patient.On(Day(day)).Glucocorticoids!;
}
