using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>Childbearing potential, pregnancy and breast-feeding on a sheet.</summary>
public class FertilityTests
{
    private static readonly Patients Woman = Patients.Bare().OfSex("female").Born("1990-01-01").HoldingAll();

    [Theory]
    [InlineData("female", "2014-06-15", Truth.True)] // the twelfth birthday
    [InlineData("female", "2014-06-16", Truth.False)]
    [InlineData("female", "1971-06-15", Truth.True)] // the 55th birthday
    [InlineData("female", "1970-09-15", Truth.True)] // still 55 years old
    [InlineData("female", "1970-06-15", Truth.False)] // the 56th birthday
    [InlineData("male", "1990-01-01", Truth.False)]
    [InlineData("other", "1990-01-01", Truth.True)]
    [InlineData(null, "1990-01-01", Truth.Unknown)] // asked when the sex is not known
    [InlineData("female", "2014", Truth.Unknown)] // twelve or eleven
    public void Women_from_12_to_55_may_become_pregnant(string? sex, string birth, Truth expected) =>
        Assert.Equal(expected, Woman.OfSex(sex).Born(birth).Fact("ChildbearingPotential").Truth);

    [Fact]
    public void A_first_period_counts_before_the_age_of_twelve() =>
        Assert.Equal(Truth.True, Woman.Born("2015-01-01").With("Menarche", true).Fact("ChildbearingPotential").Truth);

    [Theory]
    [InlineData("SurgicallyInfertile")]
    [InlineData("Postmenopausal")]
    public void Sterility_and_menopause_end_it(string fact) =>
        Assert.Equal(Truth.False, Woman.Listed(fact, "2019-01-01").Fact("ChildbearingPotential").Truth);

    [Fact]
    public void Pregnancy_is_no_question_where_it_cannot_be()
    {
        Fact fact = Woman.OfSex("male").Fact("Pregnant");
        Assert.Equal((Truth.False, FactState.Derived), (fact.Truth, fact.State));
        Assert.Equal(Truth.Unknown, Woman.Fact("Pregnant").Truth);
    }

    [Fact]
    public void A_pregnancy_older_than_42_weeks_is_unknown_and_named()
    {
        Fact fact = Woman.Listed("Pregnant", "2025-08-01", "snomed|77386006").Fact("Pregnant");
        Assert.Equal((Truth.Unknown, FactState.OutOfDate), (fact.Truth, fact.State));
        Assert.Equal("the last entry is of 2025-08-01", fact.Why);
        Assert.Equal("Condition/000", fact.Evidence[0].Source);
    }

    [Fact]
    public void A_negative_test_after_a_recorded_pregnancy_ends_it() =>
        Assert.Equal(Truth.False, Woman.Listed("Pregnant", "2026-02-01", "snomed|77386006").Also("Pregnant", false, "2026-06-10").Fact("Pregnant").Truth);

    [Fact]
    public void A_negative_test_before_a_recorded_pregnancy_does_not() =>
        Assert.Equal(Truth.True, Woman.Also("Pregnant", false, "2026-06-01").Listed("Pregnant", "2026-06-10", "snomed|77386006").Fact("Pregnant").Truth);

    [Theory]
    [InlineData("2026-06-01", Truth.True)] // a test is good for 14 days
    [InlineData("2026-05-31", Truth.Unknown)]
    public void Pregnancy_is_excluded_by_a_fresh_negative_test(string tested, Truth expected) =>
        Assert.Equal(expected, Woman.Also("PregnancyTest", "negative", tested).Also("Pregnant", false, tested).Fact("PregnancyExcluded").Truth);

    [Fact]
    public void A_positive_test_does_not_exclude_pregnancy() =>
        Assert.Equal(Truth.False, Woman.Also("PregnancyTest", "positive").Also("Pregnant", true).Fact("PregnancyExcluded").Truth);

    [Fact]
    public void A_test_that_is_too_old_is_asked_for_again()
    {
        Option option = Patients.Woman(30).With("PregnancyTest", "negative", "2026-05-20").Option("methotrexate");
        Assert.Equal(Standing.NeedsInformation, option.Standing);
        MissingFact missing = Assert.Single(option.Missing);
        Assert.Equal(("PregnancyTest", true, FactState.OutOfDate), (missing.Fact.Name, missing.Blocks, missing.State.State));
    }

    [Fact]
    public void Who_is_not_pregnant_and_has_not_given_birth_does_not_breast_feed()
    {
        Assert.Equal(Truth.False, Woman.Also("Pregnant", false).Fact("Breastfeeding").Truth);
        Assert.Equal(Truth.Unknown, Woman.Fact("Breastfeeding").Truth);
        Assert.Equal(Truth.Unknown, Woman.Also("Pregnant", false).Listed("RecentBirth", "2026-01-01").Fact("Breastfeeding").Truth);
    }

    [Fact]
    public void A_birth_three_years_ago_says_nothing_of_breast_feeding() =>
        Assert.Equal(Truth.False, Woman.Also("Pregnant", false).Resolved("RecentBirth", "2023-01-01").Fact("Breastfeeding").Truth);

    [Theory]
    [InlineData("2026-01-01", Truth.Unknown)]
    [InlineData("2024-07-01", Truth.Unknown)]
    [InlineData("2024-01-01", Truth.False)] // longer ago than anybody breast-feeds
    public void Breast_feeding_told_months_ago_is_asked_again_whatever_a_test_for_pregnancy_says(string on, Truth expected)
    {
        Patients woman = Woman.HoldingAll().Also("Pregnant", false);
        Assert.Equal(expected, woman.Also("Breastfeeding", true, on).Fact("Breastfeeding").Truth);
        Assert.Equal(expected, woman.Doubtful("Breastfeeding", "lactating", on).Fact("Breastfeeding").Truth);
        Assert.Equal(Truth.False, woman.Also("Breastfeeding", true, on).Also("Breastfeeding", false, "2026-05-01").Fact("Breastfeeding").Truth);
        Assert.Equal(Truth.False, woman.Resolved("Breastfeeding", on, "2026-03-01").Fact("Breastfeeding").Truth);
    }

    [Fact]
    public void Recorded_breast_feeding_counts_for_three_months_and_leaves_a_doubt_after()
    {
        Patients mother = Woman.Also("Pregnant", false).Listed("RecentBirth", "2025-12-01");
        Assert.Equal(Truth.True, mother.Also("Breastfeeding", true, "2026-04-01").Fact("Breastfeeding").Truth);
        Assert.Equal((Truth.Unknown, FactState.Doubtful), mother.Also("Breastfeeding", true, "2026-01-01").Fact("Breastfeeding") is var fact ? (fact.Truth, fact.State) : default);
    }

    [Fact]
    public void A_contraceptive_that_stays_in_place_counts_as_effective() =>
        Assert.Equal(Truth.True, Woman.Taking("etonogestrel (implant)", systemic: false).Fact("EffectiveContraception").Truth);

    [Fact]
    public void A_code_that_lasts_longer_than_its_fact_keeps_its_own_time() =>
        Assert.Equal(Truth.True, Woman.Entry(new(Patients.Knowledge.Facts["EffectiveContraception"], FlagValue.Yes, FindingStatus.Present,
            DateSpan.Parse("2024-01-01"), null, null, "Procedure/1")
        { Holds = new Span(36, "mo") }).Fact("EffectiveContraception").Truth);
}
