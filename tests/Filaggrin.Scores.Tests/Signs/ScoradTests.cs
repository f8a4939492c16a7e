namespace Filaggrin.Scores.Tests.Signs;

public class ScoradTests
{
    private static readonly ScoradSigns Ones = new(1, 1, 1, 1, 1, 1);

    private static readonly Gen<ScoradSigns> AnySigns = Gen.Int[0, 3].Array[6].Select(g => new ScoradSigns(g[0], g[1], g[2], g[3], g[4], g[5]));

    [Theory]
    [InlineData("24.9", "mild")]
    [InlineData("25", "moderate")]
    [InlineData("50", "moderate")]
    [InlineData("50.1", "severe")]
    public void Twenty_five_and_fifty_are_both_moderate(string points, string band) =>
        Assert.Equal(band, Instruments.BandOf("SCORAD", Number.Of(points)));

    [Theory]
    [InlineData("Chopra 2017", "9.9", "clear")]
    [InlineData("Chopra 2017", "10", "mild")]
    [InlineData("Barbarot 2024", "11.9", "clear or almost clear")]
    [InlineData("Barbarot 2024", "25", "moderate or severe")]
    [InlineData("Fondation Eczéma", "40", "moderate")]
    public void Other_bands_are_had_by_name(string source, string points, string band) =>
        Assert.Equal(band, Instruments.BandOf("SCORAD", Number.Of(points), source));

    [Theory]
    [InlineData("14.9", "mild")]
    [InlineData("15", "moderate")]
    [InlineData("40", "moderate")]
    [InlineData("40.1", "severe")]
    public void Fifteen_and_forty_are_both_moderate_in_the_objective_score(string points, string band) =>
        Assert.Equal(band, Instruments.BandOf("oSCORAD", Number.Of(points)));

    [Fact]
    public void Objective_score_is_the_score_without_complaints() =>
        Gen.Select(AnySigns, Gen.Int[0, 1000], Gen.Int[0, 100], Gen.Int[0, 100]).Sample((signs, extent, itch, sleep) =>
            Scorad.Compute(extent / 10m, signs, itch / 10m, sleep / 10m).Value
                == ObjectiveScorad.Compute(extent / 10m, signs).Value + (itch / 10m) + (sleep / 10m));

    [Fact]
    public void Patients_score_has_the_same_formula_and_no_band() =>
        Gen.Select(AnySigns, Gen.Int[0, 100], Gen.Int[0, 10]).Sample((signs, extent, itch) =>
        {
            Score own = PoScorad.Compute(extent, signs, itch, 3);
            return own.Value == Scorad.Compute(extent, signs, itch, 3).Value && own is { Band: null, BandSource: null };
        });

    [Fact]
    public void More_extent_never_lowers_the_score() =>
        Gen.Select(AnySigns, Gen.Int[0, 100], Gen.Int[0, 100]).Sample((signs, a, b) =>
            ObjectiveScorad.Compute(Math.Min(a, b), signs).Value <= ObjectiveScorad.Compute(Math.Max(a, b), signs).Value);

    [Fact]
    public void Without_itch_the_objective_score_is_still_told()
    {
        ScoreResult result = Request.Score("SCORAD", Request.Scorad(""","sleepLoss":2"""));

        Assert.Equal("itch: missing; expected a number from 0 to 10.", result.Error);
        Assert.Equal(["objective SCORAD is 25 (moderate)."], result.Notes);
    }

    [Fact]
    public void Complaints_on_the_sheet_do_not_disturb_the_objective_score()
    {
        ScoreResult result = Request.Score("objective SCORAD", Request.Scorad(""","itch":5,"sleepLoss":2"""));

        Assert.Equal(25m, result.Score);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_grade_above_three_is_refused()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => new ScoradSigns(1, 1, 4, 1, 1, 1));
        Assert.StartsWith("Oozing: 4 is not allowed; expected a whole number from 0 to 3.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Itch_above_ten_is_refused()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Scorad.Compute(10, Ones, 10.1m, 0));
        Assert.StartsWith("itch: 10.1 is not allowed; expected a number from 0 to 10.", e.Message, StringComparison.Ordinal);
    }
}
