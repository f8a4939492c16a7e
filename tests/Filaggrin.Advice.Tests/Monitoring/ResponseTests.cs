using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;
using static Filaggrin.Advice.Tests.Monitoring.Monitored;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>Whether a treatment works: measured against the start, at the time of the trial and not before. Dupilumab is judged at 16 weeks.</summary>
public class ResponseTests
{
    private static readonly Patients Treated = Man.Taking("dupilumab", Start);

    [Theory]
    [InlineData("-30:30 -2:24 112:6", "24")] // the latest before the start
    [InlineData("0:24 112:6", "24")] // the day of the start
    [InlineData("5:24 112:6", "24")] // none before: one of the first week
    [InlineData("-200:30 5:24 112:6", "24")] // older than half a year does not count
    [InlineData("-30:30 5:24 112:6", "30")]
    [InlineData("-200:30 10:24 112:6", null)]
    public void The_value_at_the_start_is_the_latest_before_it_or_one_of_the_first_week(string scores, string? baseline)
    {
        MeasuredResponse measure = Of(With("EASI", scores), 115, "EASI");
        Assert.Equal(baseline, measure.Baseline is { } score ? NumberValueText(score.Value) : null);
    }

    [Theory]
    [InlineData("-2:24 28:20", 40, ResponseVerdict.TooEarly)]
    [InlineData("-2:24 56:24", 60, ResponseVerdict.TooEarly)] // no better at 8 weeks is no failure
    [InlineData("-2:24 97:6", 98, ResponseVerdict.TooEarly)] // 15 days before the time
    [InlineData("-2:24 98:6", 98, ResponseVerdict.Responder)] // 14 days are within the play of a visit
    [InlineData("-2:24 112:6", 112, ResponseVerdict.Responder)] // 75 %
    [InlineData("-2:24 112:6.1", 112, ResponseVerdict.Partial)]
    [InlineData("-2:24 112:12", 112, ResponseVerdict.Partial)] // 50 %
    [InlineData("-2:24 112:12.1", 112, ResponseVerdict.NonResponder)]
    [InlineData("-2:24 112:30", 112, ResponseVerdict.NonResponder)]
    [InlineData("-2:24 56:6", 120, ResponseVerdict.Unknown)] // a score of week 8 does not tell week 16
    [InlineData("112:6", 112, ResponseVerdict.Unknown)] // nothing to compare with
    [InlineData("-2:24", 112, null)] // nothing since
    public void A_score_is_judged_at_the_time_of_the_trial(string scores, int asOf, ResponseVerdict? verdict)
    {
        AgentResponse response = Assert.Single(With("EASI", scores).On(Day(asOf)).Responses).Response;
        Assert.Equal(verdict ?? ResponseVerdict.Unknown, response.Verdict);
        Assert.Equal(Day(112), DateSpan.Iso(response.ReviewOn!.Value));
    }

    [Theory]
    [InlineData("ciclosporin", 14, 28, ResponseVerdict.Unknown)] // two weeks are no trial of four
    [InlineData("ciclosporin", 26, 27, ResponseVerdict.TooEarly)] // the visit was near enough, the time is not over
    [InlineData("ciclosporin", 26, 28, ResponseVerdict.NonResponder)]
    [InlineData("baricitinib", 42, 56, ResponseVerdict.Unknown)]
    [InlineData("baricitinib", 50, 55, ResponseVerdict.TooEarly)]
    [InlineData("baricitinib", 50, 56, ResponseVerdict.NonResponder)]
    public void That_an_agent_did_not_help_is_said_when_its_trial_is_over(string medicine, int day, int asOf, ResponseVerdict verdict) => Assert.Equal(
        verdict, Assert.Single(Man.Taking(medicine, Start).Also("EASI", 28, Day(-2)).Also("EASI", 27, Day(day)).On(Day(asOf)).Responses).Response.Verdict);

    [Theory]
    [InlineData("upadacitinib", 15, 30, 112, 126, ResponseVerdict.TooEarly)] // two weeks of the higher dose
    [InlineData("upadacitinib", 15, 30, 40, 160, ResponseVerdict.NonResponder)]
    [InlineData("ciclosporin", 150, 250, 60, 70, ResponseVerdict.TooEarly)]
    public void A_raised_dose_is_given_its_time(string medicine, int before, int after, int raised, int day, ResponseVerdict verdict) => Assert.Equal(
        verdict,
        Assert.Single(Man.Took(medicine, Start, Day(raised - 1), dose: new(before, "mg/d")).Taking(medicine, Day(raised), new Dose(after, "mg/d"))
            .Also("EASI", 28, Day(-2)).Also("EASI", 27, Day(day)).On(Day(day)).Responses).Response.Verdict);

    [Theory]
    [InlineData(7.5, true)]
    [InlineData(10, false)]
    public void A_dose_below_that_of_an_adequate_trial_is_raised_before_the_agent_is_left(double dose, bool small)
    {
        MonitoringReport report = Man.Taking("methotrexate", Start, new((decimal)dose, "mg/wk")).Also("EASI", 28, Day(-2)).Also("EASI", 27, Day(100)).On(Day(101));
        Assert.Equal(small, report.Actions.Any(action => action.Kind == ActionKind.Flag && action.Text.StartsWith("The dose in use, 7.5", StringComparison.Ordinal)));
        Assert.Equal(!small, report.Actions.Any(action => action.Kind == ActionKind.NonResponse));
        Assert.Equal(small ? Step.Adjust : Step.Switch, Assert.Single(report.Next).Step);
    }

    [Theory]
    [InlineData("upadacitinib", 15, "upadacitinib-dose-adult", "30")]
    [InlineData("upadacitinib", 30, null, null)]
    [InlineData("abrocitinib", 100, "abrocitinib-dose-adult", "200")]
    [InlineData("abrocitinib", 200, null, null)]
    [InlineData("baricitinib", 2, "baricitinib-dose-adult", "4")]
    [InlineData("baricitinib", 4, null, null)]
    public void Too_little_effect_of_the_lower_dose_asks_for_the_higher_one_before_the_agent_is_left(string medicine, double dose, string? item, string? more) =>
        Raised(Man.Taking(medicine, Start, new((decimal)dose, "mg/d")), item, more);

    [Theory]
    [InlineData("upadacitinib", 15, "1955-06-01", null, null)] // 15 mg from 65 years
    [InlineData("abrocitinib", 100, "1955-06-01", "abrocitinib-dose-from-65-years", "200")]
    [InlineData("baricitinib", 2, "1955-06-01", "baricitinib-dose-from-65-years", "4")]
    [InlineData("upadacitinib", 15, "2012-06-01", null, null)] // no 30 mg for adolescents in the EU text
    public void Age_decides_on_the_higher_dose(string medicine, double dose, string born, string? item, string? more) =>
        Raised(Man.Born(born).Also("Weight", 70, Day(-2)).Taking(medicine, Start, new((decimal)dose, "mg/d")), item, more);

    [Theory]
    [InlineData("abrocitinib", 100, 45)] // half of 200 mg
    [InlineData("baricitinib", 2, 45)]
    [InlineData("upadacitinib", 15, 20)] // the lower strength
    public void Kidney_function_leaves_no_room_for_the_higher_dose(string medicine, double dose, double egfr) =>
        Raised(Man.Taking(medicine, Start, new((decimal)dose, "mg/d")).Also("EGFR", (decimal)egfr, Day(-2)).Also("EGFR", (decimal)egfr, Day(170)), null, null);

    [Theory]
    [InlineData(null, true)]
    [InlineData(90, false)]
    public void A_limit_that_is_undecided_is_settled_before_the_dose_is_raised(int? egfr, bool asked)
    {
        Patients patient = Man.Taking("baricitinib", Start, new(2m, "mg/d"));
        if (egfr is { } known) patient = patient.Also("EGFR", known, Day(165));
        Assert.Equal(asked, Treat(patient).Action("baricitinib-dose-adult").Text.Contains("is to be known first (eGFR", StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_that_stops_or_pauses_the_agent_leaves_no_room_for_the_higher_dose()
    {
        MonitoringReport report = Treat(Man.Taking("upadacitinib", Start, new(15m, "mg/d")).Also("Haemoglobin", 75, Day(170)));
        report.Silent("upadacitinib-dose-adult");
        Assert.Contains(report.Actions, action => action.Kind == ActionKind.NonResponse);
    }

    [Fact]
    public void A_response_is_told_with_both_values_and_the_change()
    {
        CourseAction action = With("EASI", "-2:32 112:6.4").On(Day(113)).Action("measure-easi");
        Assert.Equal((ActionKind.Response, Day(112)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.Contains($"EASI 32 at the start ({Day(-2)}), 6.4 on {Day(112)}, −80 %", action.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_assessment_by_a_quarter_after_its_time_the_review_is_overdue()
    {
        Patients patient = With("EASI", "-2:24 56:6");
        patient.On(Day(140)).Silent("dupilumab-trial");
        CourseAction action = patient.On(Day(141)).Action("dupilumab-trial");
        Assert.Equal((ActionKind.Overdue, Day(112)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.Contains(Day(56), action.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assessment_without_a_value_at_the_start_is_no_missed_review()
    {
        MonitoringReport report = With("EASI", "112:6 140:5").On(Day(150));
        CourseAction action = report.Action("dupilumab-trial");
        Assert.Equal((ActionKind.Flag, Day(140)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.Contains("no value at the start", action.Text, StringComparison.Ordinal);
        Assert.Equal(Step.Stay, Assert.Single(report.Next).Step);
    }

    [Fact]
    public void Itch_and_symptoms_with_a_value_at_the_start_lack_a_score_of_the_skin_not_a_start()
    {
        CourseAction action = With("POEM", "-2:24 112:22", With("PPNRS", "-2:8 112:8")).On(Day(150)).Action("dupilumab-trial");
        Assert.Equal((ActionKind.Flag, Day(112)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.Contains("but not on the skin", action.Text, StringComparison.Ordinal);
        Assert.Contains("POEM 24 at the start", action.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("no value at the start", action.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_trial_asks_for_another_option()
    {
        MonitoringReport report = With("EASI", "-2:24 112:20").On(Day(113));
        Assert.Equal(ActionKind.NonResponse, report.Action("measure-easi").Kind);
        Assert.Equal(ActionKind.Flag, report.Action("dupilumab-action-no-response").Kind);
        NextStep next = Assert.Single(report.Next);
        Assert.Equal(Step.Switch, next.Step);
        Assert.Contains(next.Because, rule => rule == "measure-easi");
        Assert.NotEmpty(next.Ways);
        Assert.DoesNotContain(next.Ways, way => way.To.Id == "dupilumab");
    }

    [Fact]
    public void A_part_of_a_response_is_leave_to_go_on()
    {
        MonitoringReport report = With("EASI", "-2:24 112:10").On(Day(113));
        Assert.Equal((ActionKind.Flag, ActionKind.Continue), (report.Action("measure-easi").Kind, report.Action("dupilumab-action-partial-response").Kind));
        Assert.Equal(Step.Stay, Assert.Single(report.Next).Step);
    }

    [Fact]
    public void Itch_alone_is_a_part_of_a_response_not_of_the_skin()
    {
        MonitoringReport report = With("PPNRS", "-2:8 112:3", With("EASI", "-2:24 112:20")).On(Day(113));
        CourseAction action = report.Action("measure-easi");
        Assert.Equal(ActionKind.Flag, action.Kind);
        Assert.Contains("Part of a response in one domain only, not of the skin", action.Text, StringComparison.Ordinal);
        Assert.True(Assert.Single(report.Responses).Response.IsSplit);
    }

    [Fact]
    public void Skin_without_itch_is_a_response_that_says_so()
    {
        CourseAction action = With("PPNRS", "-2:8 112:8", With("EASI", "-2:24 112:4")).On(Day(113)).Action("measure-easi");
        Assert.Equal(ActionKind.Response, action.Kind);
        Assert.Contains("no response", action.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_response_that_is_lost_names_the_day_of_the_last_one()
    {
        MonitoringReport report = With("EASI", "-2:24 112:5 168:4 224:20").On(Day(225));
        Assert.Equal(Day(168), DateSpan.Iso(Of(report, "EASI").LostOn!.Value));
        CourseAction action = report.Action("measure-easi");
        Assert.Equal(ActionKind.NonResponse, action.Kind);
        Assert.Contains($"Loss of response: a response by EASI on {Day(168)}", action.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_response_of_the_time_before_the_trial_cannot_be_lost() =>
        Assert.Null(Of(With("EASI", "-2:24 56:4 112:20").On(Day(113)), "EASI").LostOn);

    [Fact]
    public void A_restart_is_judged_from_its_own_start()
    {
        Patients patient = With("EASI", "-200:30 -2:20 40:12", Man.Took("dupilumab", Day(-190), Day(-60)).Taking("dupilumab", Start));
        AgentResponse response = Assert.Single(patient.On(Day(50)).Responses).Response;
        Assert.Equal((ResponseVerdict.TooEarly, 20m), (response.Verdict, response.Measures[0].Baseline!.Value));
    }

    [Fact]
    public void Months_in_complete_control_count_from_the_first_to_the_last_assessment_in_a_row()
    {
        Patients clear = With("PPNRS", "112:2 140:1 200:0 330:1", With("EASI", "-2:24 112:0 140:0 200:0 330:0", Treated));
        string months = clear.Fact("MonthsInCompleteControl", "dupilumab", Day(335)).Value.ToString()!;
        Assert.StartsWith("6.2", months, StringComparison.Ordinal); // itch was 2 at first: 140 to 330
        Assert.Equal(Step.StopInRemission, Assert.Single(clear.On(Day(335)).Next).Step);
        Assert.Equal(Step.Stay, Assert.Single(With("EASI", "340:0.5", clear).On(Day(345)).Next).Step);
    }

    [Theory]
    [InlineData(415, Step.StopInRemission)]
    [InlineData(425, Step.Stay)] // nobody has looked for more than three months
    public void Complete_control_ages(int day, Step step)
    {
        Patients clear = With("PPNRS", "140:1 200:0 330:1", With("EASI", "-2:24 140:0 200:0 330:0", Treated));
        Assert.Equal(step, Assert.Single(clear.On(Day(day)).Next).Step);
    }

    [Theory]
    [InlineData("EASI", "EASIReduction", "0.75")]
    [InlineData("SCORAD", "SCORADReduction", "0.75")]
    [InlineData("BSA", "BSAReduction", "75")] // told in per cent
    [InlineData("DLQI", "DLQIReduction", "18")] // told in points
    public void A_fall_since_the_start_is_told_in_the_unit_of_its_fact(string measure, string fact, string fall) =>
        Assert.Equal(fall, With(measure, "-2:24 112:6").Fact(fact, "dupilumab", Day(113)).Value.ToString());

    [Fact]
    public void Complete_control_is_not_told_of_skin_alone() =>
        Assert.NotEqual(Step.StopInRemission, Assert.Single(With("EASI", "-2:24 112:0 330:0").On(Day(335)).Next).Step);

    [Theory]
    [InlineData("-2:24 112:11", "-2:15 112:10", false)]
    [InlineData("-2:24 112:11", "-2:15 112:13", true)] // EASI halved, DLQI down by two alone
    [InlineData("-2:24 112:20", "-2:15 112:5", true)]
    [InlineData("-2:24 56:20", "-2:15 56:14", false)] // assessed before the time
    public void The_stopping_rule_of_NICE_asks_for_both_measures_at_sixteen_weeks(string easi, string dlqi, bool stop)
    {
        MonitoringReport report = With("DLQI", dlqi, With("EASI", easi)).On(Day(120), "UK");
        Assert.Equal(stop, report.Actions.Any(action => action is { Rule: "dupilumab-action-no-response-nice", Kind: ActionKind.Stop }));
    }

    [Theory]
    [InlineData("2011-06-01", "CDLQI", "-2:15 112:12", true)] // 14 years: the children's index down by three
    [InlineData("2011-06-01", "CDLQI", "-2:15 112:11", false)]
    [InlineData("2011-06-01", "DLQI", "-2:15 112:5", false)] // not his index, and so not decided
    [InlineData("2009-06-01", "DLQI", "-2:15 112:12", true)] // 16 years
    public void Below_sixteen_years_the_stopping_rule_of_NICE_asks_for_the_childrens_index(string born, string index, string scores, bool stop)
    {
        Patients young = Man.Born(born).Also("Weight", 60, Day(-2)).Taking("upadacitinib", Start);
        MonitoringReport report = With(index, scores, With("EASI", "-2:24 112:11", young)).On(Day(120), "UK");
        Assert.Equal(stop, report.Actions.Any(action => action is { Rule: "upadacitinib-action-no-response-nice", Kind: ActionKind.Stop }));
    }

    private static MeasuredResponse Of(Patients patient, int asOf, string measure) => Of(patient.On(Day(asOf)), measure);

    private static MeasuredResponse Of(MonitoringReport report, string measure) => Assert.Single(report.Responses).Response.Measures.Single(one => one.Item.Measure.Name == measure);

    private static string NumberValueText(decimal value) => Knowledge.Facts.NumberValue.Of(value).ToString()!;

    private static Patients With(string measure, string scores, Patients? patient = null) => scores.Split(' ').Select(score => score.Split(':')).Aggregate(
        patient ?? Treated, (so, score) => so.Also(measure, decimal.Parse(score[1], System.Globalization.CultureInfo.InvariantCulture), Day(int.Parse(score[0], System.Globalization.CultureInfo.InvariantCulture))));

    private static MonitoringReport Treat(Patients patient) => patient.Also("EASI", 28, Day(-2)).Also("EASI", 27, Day(170)).On(Day(171));

    private static void Raised(Patients patient, string? item, string? more)
    {
        MonitoringReport report = Treat(patient);
        Assert.Equal(item is null ? Step.Switch : Step.Adjust, Assert.Single(report.Next).Step);
        Assert.Contains(report.Actions, action => action.Kind == ActionKind.NonResponse); // it is one at any dose
        if (item is not null) Assert.Contains($"may be raised to {more}\u00A0mg", report.Action(item).Text, StringComparison.Ordinal);
    }
}
