namespace Filaggrin.Scores.Tests.Signs;

public class EasiTests
{
    private static readonly EasiRegion Clear = new(0, 0, 0, 0, 0), Worst = new(100, 3, 3, 3, 3);

    private static readonly Gen<EasiRegion> AnyRegion = Gen.Select(
        Gen.Decimal[0, 100], Gen.OneOf(0m, 1m, 1.5m, 2m, 2.5m, 3m).Array[4],
        (percent, signs) => new EasiRegion(decimal.Round(percent, 2), signs[0], signs[1], signs[2], signs[3]));

    [Theory]
    [InlineData("7", "14.4")] // head and neck weigh 0.2 below eight years
    [InlineData("7.99", "14.4")]
    [InlineData("8", "7.2")]
    public void Head_weighs_double_until_the_eighth_birthday(string ageYears, string expected) =>
        Assert.Equal(Number.Of(expected), Easi.Compute(Number.Of(ageYears), Worst, Clear, Clear, Clear).Value);

    [Fact]
    public void Seven_points_exactly_are_mild() // in binary floating point 0.1 * 14 + 0.4 * 14 exceeds 7
    {
        EasiRegion fourteen = new(20, 3, 2, 1, 1);
        Score score = Easi.Compute(30, fourteen, Clear, Clear, fourteen);

        Assert.Equal(7m, score.Value);
        Assert.Equal("mild", score.Band);
        Assert.Equal("Leshem 2015", score.BandSource);
    }

    [Theory]
    [InlineData("0", "clear")]
    [InlineData("0.05", "almost clear")]
    [InlineData("1", "almost clear")]
    [InlineData("1.05", "mild")]
    [InlineData("7", "mild")]
    [InlineData("7.05", "moderate")]
    [InlineData("21", "moderate")]
    [InlineData("21.05", "severe")]
    [InlineData("50", "severe")]
    [InlineData("50.05", "very severe")]
    [InlineData("72", "very severe")]
    public void Upper_limit_of_a_band_belongs_to_it(string points, string band) =>
        Assert.Equal(band, Instruments.BandOf("EASI", Number.Of(points)));

    [Theory]
    [InlineData("Chopra 2017", "5.9", "mild")]
    [InlineData("Chopra 2017", "6", "moderate")]
    [InlineData("Chopra 2017", "23", "severe")]
    [InlineData("Korean consensus", "15.95", null)]
    [InlineData("Korean consensus", "16", "moderate")]
    [InlineData("korean consensus", "23", "severe")]
    public void Other_bands_are_had_by_name(string source, string points, string? band) =>
        Assert.Equal(band, Instruments.BandOf("EASI", Number.Of(points), source));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.1", 1)]
    [InlineData("9.9", 1)]
    [InlineData("10", 2)]
    [InlineData("29.9", 2)]
    [InlineData("30", 3)]
    [InlineData("50", 4)]
    [InlineData("70", 5)]
    [InlineData("89.9", 5)]
    [InlineData("90", 6)]
    [InlineData("100", 6)]
    public void Area_score_follows_the_percentage(string percent, int expected) =>
        Assert.Equal(expected, new EasiRegion(Number.Of(percent), 1, 0, 0, 0).AreaScore);

    [Fact]
    public void More_area_never_lowers_the_score() =>
        Gen.Select(AnyRegion, Gen.Decimal[0, 100], Gen.Int[0, 90]).Sample((region, percent, age) =>
        {
            EasiRegion larger = new(Math.Max(percent, region.Percent), region.Erythema, region.Oedema, region.Excoriation, region.Lichenification);
            return Easi.Compute(age, Clear, region, Clear, Clear).Value <= Easi.Compute(age, Clear, larger, Clear, Clear).Value;
        });

    [Fact]
    public void Scores_stay_in_range_and_on_the_grid_and_have_a_band() =>
        Gen.Select(AnyRegion.Array[4], Gen.Int[0, 90]).Sample((regions, age) =>
        {
            Score score = Easi.Compute(age, regions[0], regions[1], regions[2], regions[3]);
            return score.Value is >= 0 and <= 72 && score.Value % 0.05m == 0 && score.Band is not null;
        });

    [Fact]
    public void Weights_add_up_to_one_at_every_age() =>
        Gen.Int[0, 130].Sample(age => Easi.Compute(age, Worst, Worst, Worst, Worst).Value == 72);

    [Fact]
    public void Signs_without_area_and_area_without_signs_are_warned_of()
    {
        Score score = Easi.Compute(30, new EasiRegion(0, 3, 0, 0, 0), new EasiRegion(50, 0, 0, 0, 0), Clear, Clear);

        Assert.Equal(0m, score.Value);
        Assert.Equal(
            [
                "headNeck: signs are graded in 0 % of the region, which therefore counts 0.",
                "trunk: 50 % are affected without any sign, and the region counts 0.",
            ],
            score.Warnings);
    }

    [Fact]
    public void A_grade_that_does_not_exist_is_refused()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => new EasiRegion(10, 0.5m, 1, 1, 1));
        Assert.StartsWith("Erythema: 0.5 is not allowed; expected 0, 1, 1.5, 2, 2.5 or 3.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_age_is_refused()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Easi.Compute(-1, Clear, Clear, Clear, Clear));
        Assert.StartsWith("ageYears: -1 is not allowed; expected a number from 0 to 130.", e.Message, StringComparison.Ordinal);
    }
}
