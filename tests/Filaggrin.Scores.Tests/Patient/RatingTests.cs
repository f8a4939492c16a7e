namespace Filaggrin.Scores.Tests.Patient;

public class RatingTests
{
    [Theory]
    [InlineData("0", "none")]
    [InlineData("0.1", "mild")]
    [InlineData("3.99", "mild")]
    [InlineData("4", "moderate")]
    [InlineData("6.99", "moderate")]
    [InlineData("7", "severe")]
    [InlineData("10", "severe")]
    public void Itch_is_cut_at_four_and_seven(string rating, string band) =>
        Assert.Equal(band, PpNrs.Compute(Number.Of(rating)).Band);

    [Theory]
    [InlineData("WP-NRS 2022", "3", "mild")]
    [InlineData("WP-NRS 2022", "7", "moderate")]
    [InlineData("ItchyQuant", "7", "moderate")]
    public void Other_bands_are_had_by_name(string source, string rating, string band) =>
        Assert.Equal(band, Instruments.BandOf("PP-NRS", Number.Of(rating), source));

    [Theory]
    [InlineData("6.9", "moderate")]
    [InlineData("7", "severe")]
    [InlineData("9", "very severe")]
    public void Marks_on_a_line_have_bands_of_their_own(string rating, string band) =>
        Assert.Equal(band, ItchVas.Compute(Number.Of(rating)).Band);

    [Fact]
    public void A_mark_in_millimetres_is_divided_by_ten() =>
        Assert.Equal(6.3m, Request.Score("itch VAS", """{"millimetres":63}""").Score);

    [Fact]
    public void A_weekly_mean_takes_the_days_that_were_rated()
    {
        ScoreResult result = Request.Score("PP-NRS", """{"daily":[8,7,null,6,null,7,null]}""");

        Assert.Equal(7m, result.Score);
        Assert.Equal("severe", result.Band);
        Assert.Equal(["mean of 4 days; days 3, 5 and 7 are without a rating."], result.Notes);
    }

    [Fact]
    public void Three_days_make_no_weekly_mean()
    {
        ScoreResult result = Request.Score("PP-NRS", """{"daily":[8,7,null,6,null,null,null]}""");

        Assert.Null(result.Score);
        Assert.Equal("no score", result.Band);
        Assert.Equal("days 3, 5, 6 and 7 are without a rating; a weekly mean needs 4 of 7 days.", result.Error);
    }

    [Fact]
    public void A_mean_just_below_four_is_not_rounded_into_the_next_band()
    {
        Score score = PpNrs.WeeklyMean([4, 4, 4, 4, 4, 4, 3.99m]);
        Assert.True(score.Value < 4);
        Assert.Equal("mild", score.Band);
    }

    [Fact]
    public void A_week_has_seven_days()
    {
        var e = Assert.Throws<ArgumentException>(() => PpNrs.WeeklyMean([1, 2, 3, 4, 5]));
        Assert.StartsWith("5 days given; expected 7.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_out_of_range_is_named() => Assert.Equal(
        "day 2: 11 is not allowed; expected a number from 0 to 10.",
        Request.Error("PP-NRS", """{"daily":[8,11,7,6,5,4,3]}"""));

    [Theory]
    [InlineData("0", "absent")]
    [InlineData("1", "minimal")]
    [InlineData("3", "moderate")]
    [InlineData("7", "severe")]
    public void Skin_pain_has_bands_only_when_asked_for(string rating, string band)
    {
        Assert.Null(SkinPainNrs.Compute(Number.Of(rating)).Band);
        Assert.Equal(band, Instruments.BandOf("skin pain NRS", Number.Of(rating), "ADerm-SS"));
    }

    [Fact]
    public void Sleep_has_a_number_only() => Assert.True(SleepNrs.Compute(6.5m) is { Value: 6.5m, Band: null, BandSource: null });
}
