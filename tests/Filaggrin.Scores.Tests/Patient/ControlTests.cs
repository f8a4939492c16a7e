namespace Filaggrin.Scores.Tests.Patient;

public class ControlTests
{
    [Theory]
    [InlineData(2, "clear or almost clear")]
    [InlineData(3, "mild")]
    [InlineData(7, "mild")]
    [InlineData(8, "moderate")]
    [InlineData(16, "moderate")]
    [InlineData(17, "severe")]
    [InlineData(24, "severe")]
    [InlineData(25, "very severe")]
    public void Bands_of_poem(int points, string band) => Assert.Equal(band, Instruments.BandOf("POEM", points));

    [Theory]
    [InlineData(6, null, "controlled")]
    [InlineData(7, null, "not controlled")]
    [InlineData(6, "Dutch adults", "not controlled")]
    public void Seven_points_of_adct_are_not_controlled(int points, string? source, string band) =>
        Assert.Equal(band, Instruments.BandOf("ADCT", points, source));

    [Theory]
    [InlineData(1, "completely controlled")]
    [InlineData(7, "mostly controlled")]
    [InlineData(12, "moderately controlled")]
    [InlineData(18, "a little controlled")]
    [InlineData(19, "not at all controlled")]
    public void Bands_of_the_caregivers_version(int points, string band) =>
        Assert.Equal(band, Instruments.BandOf("RECAP", points, "caregiver version"));

    [Fact]
    public void The_self_version_of_recap_has_no_band() =>
        Assert.Null(Recap.Compute([2, 2, 2, 2, 2, 2, 2], RecapVersion.Self).Band);

    [Fact]
    public void Eight_points_from_a_caregiver_are_not_under_control()
    {
        Assert.Empty(Recap.Compute([1, 1, 1, 1, 1, 1, 1], RecapVersion.Caregiver).Notes);
        Assert.Equal(["8 points or more: not under control."], Recap.Compute([2, 1, 1, 1, 1, 1, 1], RecapVersion.Caregiver).Notes);
    }

    [Theory]
    [InlineData("11.9", 0)]
    [InlineData("12", 1)]
    public void A_caregiver_answers_for_children_under_twelve(string age, int warnings) => Assert.Equal(
        warnings,
        Request.Score("RECAP", $$"""{"items":[0,0,0,0,0,0,0],"completedBy":"caregiver","ageYears":{{age}}}""").Warnings.Count);

    [Fact]
    public void Without_the_version_recap_stays_a_number()
    {
        ScoreResult result = Request.Score("RECAP", """{"items":[2,2,2,2,2,2,2]}""");

        Assert.Equal(14m, result.Score);
        Assert.Null(result.Band);
        Assert.Equal(["who answered is not told (completedBy), and only the caregiver's version has bands."], result.Notes);
    }

    [Fact]
    public void An_unknown_version_is_refused() => Assert.Equal(
        "completedBy: expected caregiver or self.",
        Request.Error("RECAP", """{"items":[2,2,2,2,2,2,2],"completedBy":"nurse"}"""));

    [Theory]
    [InlineData("PHQ-9", 4, "minimal")]
    [InlineData("PHQ-9", 9, "mild")]
    [InlineData("PHQ-9", 10, "moderate")]
    [InlineData("PHQ-9", 15, "moderately severe")]
    [InlineData("PHQ-9", 20, "severe")]
    [InlineData("GAD-7", 4, "minimal")]
    [InlineData("GAD-7", 5, "mild")]
    [InlineData("GAD-7", 14, "moderate")]
    [InlineData("GAD-7", 15, "severe")]
    public void Bands_of_mood(string instrument, int points, string band) => Assert.Equal(band, Instruments.BandOf(instrument, points));

    [Theory]
    [InlineData("0,0,0,0,0,0,0,0,1")] // minimal in sum
    [InlineData("0,null,0,0,0,0,0,0,1")] // no score
    [InlineData("0,9,0,0,0,0,0,0,1")] // refused
    [InlineData("0,0,0,0,0,0,0,0,1,0")] // refused for its length
    public void Item_nine_raises_a_flag_whatever_the_total(string items) =>
        Assert.Contains(Phq9.SafetyWarning, Request.Score("PHQ-9", $$"""{"items":[{{items}}]}""").Warnings, StringComparer.Ordinal);

    [Fact]
    public void Without_item_nine_there_is_no_flag() =>
        Assert.Empty(Request.Score("PHQ-9", """{"items":[3,3,3,3,3,3,3,3,0]}""").Warnings);
}
