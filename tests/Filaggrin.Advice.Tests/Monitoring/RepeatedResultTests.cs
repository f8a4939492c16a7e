using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;
using static Filaggrin.Advice.Tests.Monitoring.Monitored;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>What several results in a row say: confirmed, falling, counted, the one before, an event since the start.</summary>
public class RepeatedResultTests
{
    private static readonly Patients Treated = Man.Taking(ScheduledEdition.Medicine, Start);

    [Theory]
    [InlineData("2026-03-01", null)]
    [InlineData("2026-03-02", "40")]
    [InlineData("2026-03-08", "40")]
    [InlineData("2026-03-09", "60")] // the day of its correction
    public void A_corrected_result_takes_the_place_of_the_older_one_from_its_day_on(string day, string? value)
    {
        Patients patient = Man.Entry(Version(40, "2026-03-02", "2026-03-09")).Entry(Version(60, "2026-03-09", null));
        Assert.Equal(value ?? "unknown", patient.Fact("ALT", "methotrexate", day) is { Value.IsUnknown: false } fact ? fact.Value.ToString() : "unknown");

        static Finding Version(int value, string known, string? until) =>
            new(Patients.Knowledge.Facts["ALT"], NumberValue.Of(value), FindingStatus.Present, DateSpan.Parse("2026-03-01"), null, DateSpan.Parse(known)!.Value.First, "Observation/alt") { Until = DateSpan.Parse(until)?.First };
    }

    [Theory]
    [InlineData("10:6", Truth.False)] // one is not two
    [InlineData("10:6 17:6", Truth.True)] // a week apart
    [InlineData("10:6 16:6", Truth.False)] // too close
    [InlineData("10:6 40:6", Truth.True)] // 15 January to 14 February
    [InlineData("10:6 41:6", Truth.True)] // a month to the day
    [InlineData("10:6 42:6", Truth.False)] // too far apart
    [InlineData("10:6 17:5 24:6", Truth.False)] // a normal one between
    [InlineData("10:6 17:6 24:5", Truth.False)] // normal again
    [InlineData("10:6 15:6 20:6", Truth.True)] // the first and the last
    [InlineData("10:6 13:5 17:6", Truth.False)] // the normal one between interrupts, however close
    [InlineData("10:5 17:5.6 24:5.6", Truth.True)]
    [InlineData("-7:6 10:6", Truth.False)] // one from before treatment
    [InlineData("10:5.5 17:5.5", Truth.False)] // at the limit, not above
    [InlineData("", Truth.Unknown)]
    public void Confirmed_is_twice_in_a_row_far_enough_apart_and_near_enough_together(string results, Truth expected) =>
        Assert.Equal(expected, Potassium(results).Fact("HighPotassiumConfirmed", ScheduledEdition.Agent, Day(60), ScheduledEdition.Knowledge).Truth);

    [Fact]
    public void A_confirmed_result_names_both_entries_and_stops()
    {
        CourseAction action = Potassium("10:6 17:6").On(Day(20), knowledge: ScheduledEdition.Knowledge).Action("scheduled-confirmed");
        Assert.Equal((ActionKind.Stop, Day(17)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.Equal(2, Assert.Single(action.Facts).Evidence.Length);
    }

    [Theory]
    [InlineData("10:6 20:6", 60, 2)]
    [InlineData("10:6 20:5 30:6 40:6", 60, 3)] // not in a row
    [InlineData("10:6 20:6 110:6", 111, 1)] // January was more than three months ago
    [InlineData("10:5", 60, 0)]
    public void Counted_within_a_time(string results, int asOf, int expected) =>
        Assert.Equal(NumberValue.Of(expected), Potassium(results).Fact("HighPotassiumCount", ScheduledEdition.Agent, Day(asOf), ScheduledEdition.Knowledge).Value);

    [Theory]
    [InlineData("10:4 20:5", "4")]
    [InlineData("10:4 20:5 30:6", "5")]
    [InlineData("-3:4 20:5", "4")]
    [InlineData("10:4", null)]
    public void The_previous_result_is_the_one_before_the_latest(string results, string? expected)
    {
        Fact fact = Potassium(results).Fact("PotassiumBefore", ScheduledEdition.Agent, Day(40), ScheduledEdition.Knowledge);
        Assert.Equal(expected, fact.Value.IsUnknown ? null : fact.Value.ToString());
    }

    [Fact]
    public void Two_results_of_one_day_are_one_and_the_worse_counts()
    {
        Fact fact = Potassium("10:6 10:5 17:5 17:6").Fact("HighPotassiumConfirmed", ScheduledEdition.Agent, Day(40), ScheduledEdition.Knowledge);
        Assert.Equal(Truth.True, fact.Truth);
    }

    [Theory]
    [InlineData("male", "0:7 14:5.5 28:4.8", true)] // 31 % in three
    [InlineData("female", "0:7 14:5.5 28:4.8", false)] // a woman's counts vary more
    [InlineData("female", "0:8 14:6 28:4.4", true)] // 45 %
    [InlineData("male", "14:7 28:4.8", false)] // two are no row
    [InlineData("male", "0:7 14:5 28:5 42:4.8", false)] // the row was broken by two equal ones
    [InlineData("male", "0:7 14:7.2 28:6 42:4.9", true)] // it begins with the highest
    [InlineData("male", "-60:9 0:7 14:5.5 28:5", false)] // only the last one before the start opens the row
    [InlineData("male", "0:7 14:5.5 28:4.5 42:6", false)] // and it is over once the counts recover
    public void Falling_counts_fall_from_test_to_test_by_more_than_chance(string sex, string results, bool expected)
    {
        Patients patient = Results((sex == "male" ? Man : Woman).Taking("methotrexate", Start), "Leucocytes", results);
        Assert.Equal(Kleene.Of(expected), patient.Fact("FallingCountTrend", "methotrexate", Day(50)).Truth);
        MonitoringReport report = patient.On(Day(50));
        if (expected) Assert.Equal(ActionKind.Flag, report.Action("methotrexate-flag-falling-counts").Kind);
        else report.Silent("methotrexate-flag-falling-counts");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)] // the day of the start is not after it
    [InlineData(-300, false)]
    public void An_event_counts_only_since_the_start(int day, bool expected)
    {
        Patients patient = Man.Taking("upadacitinib", Start, new Dose(15, "mg/d")).Listed("HistoryOfVTE", Day(day));
        MonitoringReport report = patient.On(Day(100));
        Assert.Equal(expected, report.Actions.Any(action => action.Rule == "upadacitinib-action-thrombosis-recorded"));
    }

    [Fact]
    public void The_value_at_start_is_the_mean_of_two_of_the_same_work_up()
    {
        Patients patient = Results(Man.Taking("ciclosporin", Start), "Creatinine", "-200:60 -20:80 -5:90 30:109");
        Assert.Equal("85", patient.Fact("CreatinineAtStart", "ciclosporin", Day(40)).Value.ToString());
        patient.On(Day(40)).Silent("ciclosporin-creatinine-30");
        Assert.Equal(ActionKind.Reduce, patient.Also("Creatinine", 111, Day(44)).On(Day(45)).Action("ciclosporin-creatinine-30").Kind);
    }

    [Theory]
    [InlineData("US", "20:101", "ciclosporin-creatinine-25-repeat-us", ActionKind.Repeat)]
    [InlineData("US", "20:101 34:101", "ciclosporin-creatinine-25-confirmed-aad", ActionKind.Reduce)]
    [InlineData("EU", "20:105", "ciclosporin-creatinine-30", ActionKind.Reduce)]
    public void A_rise_against_the_start_asks_to_repeat_and_confirmed_to_reduce(string region, string results, string rule, ActionKind kind)
    {
        Patients patient = Results(Man.Taking("ciclosporin", Start), "Creatinine", $"-3:80 {results}");
        Assert.Equal(kind, patient.On(Day(35), region).Action(rule).Kind);
    }

    [Fact]
    public void A_corrected_result_takes_the_place_of_the_first_report()
    {
        Patients wrong = Results(Man.Taking("methotrexate", Start), "ALT", "-3:20 28:180");
        Patients corrected = wrong.Entry(new(Patients.Knowledge.Facts["ALT"], NumberValue.Of(18), FindingStatus.Present, DateSpan.Parse(Day(28)), null, DateSpan.Parse(Day(30))!.Value.First, "Observation/c")
        {
            Corrects = true,
            UpperLimit = 40,
        });
        Assert.Equal(ActionKind.Interrupt, wrong.On(Day(29)).Action("methotrexate-interrupt-transaminases").Kind);
        Assert.Equal(ActionKind.Interrupt, corrected.On(Day(29)).Action("methotrexate-interrupt-transaminases").Kind); // not known yet
        corrected.On(Day(30)).Silent("methotrexate-interrupt-transaminases", "methotrexate-interrupt-transaminases-100", "methotrexate-reduce-transaminases");
    }

    [Fact]
    public void A_correction_counts_in_a_row_of_results_too()
    {
        Patients patient = Potassium("10:6 17:6").Entry(new(ScheduledEdition.Knowledge.Facts["Potassium"], NumberValue.Of(4), FindingStatus.Present, DateSpan.Parse(Day(10)), null, null, "Observation/c") { Corrects = true });
        Assert.Equal(Truth.False, patient.Fact("HighPotassiumConfirmed", ScheduledEdition.Agent, Day(40), ScheduledEdition.Knowledge).Truth);
    }

    private static Patients Potassium(string results) => Results(Treated, "Potassium", results);

    private static Patients Results(Patients patient, string fact, string results) => results.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(result => result.Split(':')).Aggregate(
        patient, (so, result) => so.Also(fact, decimal.Parse(result[1], System.Globalization.CultureInfo.InvariantCulture), Day(int.Parse(result[0], System.Globalization.CultureInfo.InvariantCulture)), upper: fact == "ALT" ? 40 : null));
}
