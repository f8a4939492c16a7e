using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>What several entries of one measured fact say together.</summary>
public class ResolutionTests
{
    private static readonly Patients Adult = Patients.Bare().OfSex("female").Born("1990-01-01");

    [Fact]
    public void The_newest_dated_value_wins()
    {
        Fact alt = Adult.Also("ALT", 30, "2026-06-01").Also("ALT", 80, "2026-05-01").Fact("ALT");
        Assert.Equal(NumberValue.Of(30), alt.Value);
        Assert.Equal(FactState.Known, alt.State);
    }

    [Theory]
    [InlineData("ALT", 30, 80, 80)] // worse: high
    [InlineData("Leucocytes", 4, 9, 4)] // worse: low
    public void On_one_day_the_worse_number_wins_and_both_are_shown(string name, int one, int other, int worse)
    {
        foreach (Patients patient in (Patients[])[Adult.Also(name, one).Also(name, other), Adult.Also(name, other).Also(name, one)])
        {
            Fact fact = patient.Fact(name);
            Assert.Equal(NumberValue.Of(worse), fact.Value);
            Assert.Equal(2, fact.Evidence.Length);
            Assert.Equal(NumberValue.Of(worse).ToString(), fact.Evidence[0].Value);
        }
    }

    [Fact]
    public void On_one_day_the_worse_code_wins_by_the_order_of_the_options()
    {
        Fact tpmt = Adult.Also("TPMTActivity", "normal").Also("TPMTActivity", "deficient").Also("TPMTActivity", "intermediate").Fact("TPMTActivity");
        Assert.Equal(CodeValue.Of("deficient"), tpmt.Value);
        Assert.Equal(3, tpmt.Evidence.Length);
    }

    [Theory]
    [InlineData("SleepLoss", true)]
    [InlineData("TopicalOptimised", false)]
    public void On_one_day_the_worse_answer_of_a_flag_wins(string name, bool worse) =>
        Assert.Equal(Kleene.Of(worse), Adult.Also(name, true).Also(name, false).Fact(name).Truth);

    [Theory]
    [InlineData("2026-03-15", FactState.Known)]
    [InlineData("2026-03-14", FactState.OutOfDate)]
    [InlineData("2026-03", FactState.OutOfDate)] // a month counts from its first day
    public void A_value_is_good_as_long_as_its_fact_holds(string day, FactState expected)
    {
        Fact alt = Adult.Also("ALT", 30, day).Fact("ALT"); // three months
        Assert.Equal(expected, alt.State);
        Assert.Equal(expected == FactState.OutOfDate, alt.Value.IsUnknown);
        if (expected == FactState.OutOfDate) Assert.Equal($"the last entry is of {day}", alt.Why);
    }

    [Theory]
    [InlineData("2016-01-01", FactState.OutOfDate)] // a child grows: three months
    [InlineData("1990-01-01", FactState.Known)] // an adult: twelve months
    public void Weight_lasts_longer_in_adults(string birth, FactState expected) =>
        Assert.Equal(expected, Patients.Bare().Born(birth).Also("Weight", 40, "2026-01-15").Fact("Weight").State);

    [Theory]
    [InlineData(true, "2025-08-25", FactState.Known)] // 42 weeks to the day
    [InlineData(true, "2025-08-24", FactState.OutOfDate)]
    [InlineData(false, "2026-05-18", FactState.Known)] // 4 weeks to the day
    [InlineData(false, "2026-05-17", FactState.OutOfDate)]
    public void A_yes_and_a_no_may_last_differently(bool pregnant, string day, FactState expected) =>
        Assert.Equal(expected, Adult.Also("Pregnant", pregnant, day).Fact("Pregnant").State);

    [Fact]
    public void A_newer_value_that_cannot_be_read_leaves_the_fact_unknown()
    {
        Fact alt = Adult.Also("ALT", 30, "2026-06-01").Also("ALT", null, "2026-06-10").Fact("ALT");
        Assert.True(alt.Value.IsUnknown, "it must not fall back on the older value");
        Assert.Equal(FactState.Doubtful, alt.State);
        Assert.Equal("the unit is unknown", alt.Why);
        Assert.Equal(Truth.Unknown, Adult.Also("SleepLoss", false, "2026-06-01").Also("SleepLoss", null, "2026-06-10").Fact("SleepLoss").Truth);
        Assert.Equal(Truth.Unknown, Adult.Also("SleepLoss", true, "2026-06-01").Also("SleepLoss", null, "2026-06-10").Fact("SleepLoss").Truth);
    }

    [Fact]
    public void A_value_that_cannot_be_read_of_a_day_that_cannot_be_read_may_be_the_newest()
    {
        Fact alt = Adult.Also("ALT", 30, "2026-06-01").Also("ALT", null, on: null).Fact("ALT");
        Assert.Equal((true, FactState.Doubtful), (alt.Value.IsUnknown, alt.State));
        Assert.Equal(Truth.Unknown, Adult.Also("SleepLoss", false, "2026-06-01").Also("SleepLoss", null, on: null).Fact("SleepLoss").Truth);
        // An answer of the day itself settles it: nothing is newer.
        Assert.Equal(NumberValue.Of(30), Adult.Also("ALT", 30, "2026-06-15").Also("ALT", null, on: null).Fact("ALT").Value);
    }

    [Theory]
    [InlineData("2026-06", "2026-06-05", 300)] // before or after the fifth: the worse one
    [InlineData("2026", "2026-06-05", null)] // and where that would be too old, nobody knows
    [InlineData("2026-05", "2026-06-05", 30)]
    [InlineData("2026-06-04", "2026-06-05", 30)]
    public void A_day_that_is_not_told_exactly_may_be_the_newer_one(string roughly, string exactly, int? expected)
    {
        Fact alt = Adult.Also("ALT", 300, roughly).Also("ALT", 30, exactly).Fact("ALT");
        Assert.Equal(expected is { } value ? NumberValue.Of(value) : FactValue.Unknown(FactType.Number), alt.Value);
        Assert.Equal(NumberValue.Of(300), Adult.Also("ALT", 30, roughly).Also("ALT", 300, exactly).Fact("ALT").Value); // the worse one is known to be of its day
    }

    [Theory]
    [InlineData("2026-06", "2026-06-05", true)]
    [InlineData("2026-06", "2026-06-15", true)] // of the same day at the latest
    [InlineData("2026-05", "2026-06-05", false)]
    public void A_no_clears_a_yes_of_which_it_is_certainly_the_later(string yes, string no, bool stands) =>
        Assert.Equal(Kleene.Of(stands), Adult.Also("SleepLoss", true, yes).Also("SleepLoss", false, no).Fact("SleepLoss").Truth);

    [Fact]
    public void A_day_that_is_not_told_exactly_is_not_later_than_it_was_known() =>
        Assert.Equal(NumberValue.Of(30), Adult.Also("ALT", 300, "2026-06", known: "2026-06-02").Also("ALT", 30, "2026-06-05").Fact("ALT").Value);

    [Fact]
    public void An_older_value_that_cannot_be_read_does_not_matter() =>
        Assert.Equal(NumberValue.Of(30), Adult.Also("ALT", null, "2026-05-01").Also("ALT", 30, "2026-06-01").Fact("ALT").Value);

    [Fact]
    public void A_newer_preliminary_value_leaves_the_fact_unknown() =>
        Assert.Equal(FactState.Doubtful, Adult.Also("ALT", 30, "2026-06-01").Also("ALT", 31, "2026-06-10", status: FindingStatus.Doubtful).Fact("ALT").State);

    [Fact]
    public void A_value_without_date_counts_only_where_it_holds_for_life()
    {
        Assert.Equal(CodeValue.Of("normal"), Adult.Also("TPMTActivity", "normal", on: null).Fact("TPMTActivity").Value);
        Fact alt = Adult.Also("ALT", 30, on: null).Fact("ALT");
        Assert.Equal(FactState.OutOfDate, alt.State);
        Assert.Equal("it has no date", alt.Why);
    }

    [Fact]
    public void A_yes_that_is_out_of_date_does_not_bring_back_an_older_no()
    {
        // Breast-feeding: a yes lasts three months, a no twelve.
        Fact fact = Adult.Also("Breastfeeding", false, "2025-08-15").Also("Breastfeeding", true, "2026-01-15").Fact("Breastfeeding");
        Assert.Equal(Truth.Unknown, fact.Truth);
        Assert.Equal("the last entry is of 2026-01-15", fact.Why);
    }

    [Fact]
    public void An_interval_stays_one()
    {
        Interval below = new(null, false, 0.5m, true);
        Assert.Equal(new NumberValue(below), Adult.Also("Eosinophils", below).Fact("Eosinophils").Value);
    }

    [Fact]
    public void What_happened_after_the_day_does_not_exist_yet()
    {
        Patients patient = Adult.Also("ALT", 30, "2026-06-01").Also("ALT", 300, "2026-06-16");
        Assert.Equal(NumberValue.Of(30), patient.Fact("ALT").Value);
        Assert.Equal(NumberValue.Of(300), patient.Fact("ALT", new DateOnly(2026, 6, 16)).Value);
    }

    [Fact]
    public void What_came_to_be_known_after_the_day_does_not_exist_yet()
    {
        Patients patient = Adult.Also("ALT", 300, "2026-06-01", known: "2026-06-20");
        Assert.Equal(FactState.Absent, patient.Fact("ALT").State);
        Assert.Equal(NumberValue.Of(300), patient.Fact("ALT", new DateOnly(2026, 6, 20)).Value);
    }

    [Fact]
    public void A_value_is_judged_by_its_clinical_date_once_it_is_known() =>
        Assert.Equal(FactState.OutOfDate, Adult.Also("ALT", 30, "2026-01-01", known: "2026-06-10").Fact("ALT").State);

    [Fact]
    public void A_corrected_value_supersedes_from_the_day_of_its_correction()
    {
        Patients patient = Adult.Also("ALT", 30, "2026-06-01").Also("ALT", 300, "2026-06-01", known: "2026-06-20");
        Assert.Equal(NumberValue.Of(30), patient.Fact("ALT").Value);
        Assert.Equal(NumberValue.Of(300), patient.Fact("ALT", new DateOnly(2026, 6, 20)).Value);
    }

    [Theory]
    [InlineData(80, 50, 30, null)] // the worst may be of December and of January
    [InlineData(30, 50, 80, 80)]
    [InlineData(30, 80, 50, 80)]
    public void Of_days_that_are_not_told_exactly_none_is_certainly_older(int year, int month, int day, int? expected)
    {
        FactValue value = Adult.Also("ALT", year, "2026").Also("ALT", month, "2026-05").Also("ALT", day, "2026-05-02").Fact("ALT").Value;
        Assert.Equal(expected is { } worst ? NumberValue.Of(worst) : FactValue.Unknown(FactType.Number), value);
    }

    [Fact]
    public void A_day_that_is_planned_lies_ahead_and_counts() =>
        Assert.Equal(new DateValue(DateSpan.Parse("2026-07-01")), Adult.Also("PlannedSurgery", "2026-07-01", on: "2026-07-01", known: "2026-06-01").Fact("PlannedSurgery").Value);

    [Theory]
    [InlineData("2025-12-01", Truth.True)]
    [InlineData("2025-01-01", Truth.False)]
    [InlineData(null, Truth.Unknown)] // over, and nobody knows since when
    public void A_cancer_that_is_over_is_active_for_a_year(string? end, Truth expected) =>
        Assert.Equal(expected, Patients.Bare().Born("1980-01-01").HoldingAll().Resolved("MalignancyWithinYear", end is null ? null : "2020-01-01", end).Fact("ActiveMalignancy").Truth);
}
