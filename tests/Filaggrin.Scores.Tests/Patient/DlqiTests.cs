namespace Filaggrin.Scores.Tests.Patient;

public class DlqiTests
{
    [Theory]
    [InlineData(1, "none")]
    [InlineData(2, "small")]
    [InlineData(5, "small")]
    [InlineData(6, "moderate")]
    [InlineData(10, "moderate")]
    [InlineData(11, "very large")]
    [InlineData(20, "very large")]
    [InlineData(21, "extremely large")]
    [InlineData(30, "extremely large")]
    public void Bands_of_adults(int points, string band) => Assert.Equal(band, Instruments.BandOf("DLQI", points));

    [Theory]
    [InlineData(1, "none")]
    [InlineData(6, "small")]
    [InlineData(7, "moderate")]
    [InlineData(12, "moderate")]
    [InlineData(13, "very large")]
    [InlineData(18, "very large")]
    [InlineData(19, "extremely large")]
    public void Bands_of_children_are_others(int points, string band) => Assert.Equal(band, Instruments.BandOf("CDLQI", points));

    [Fact]
    public void Items_that_are_not_relevant_count_nothing_and_are_told()
    {
        ScoreResult result = Request.Score("DLQI", """{"items":[3,0,0,null,0,0,0,0,null,0],"notRelevant":[9,4]}""");

        Assert.Equal(3m, result.Score);
        Assert.Empty(result.Unanswered);
        Assert.Equal(["items 4 and 9 are not relevant: 2 of 10 count 0, which can hide burden."], result.Notes);
    }

    [Fact]
    public void An_answered_item_cannot_be_not_relevant() => Assert.Equal(
        "item 4: answered above 0 and not relevant; expected one of them.",
        Request.Error("DLQI", """{"items":[3,0,0,2,0,0,0,0,0,0],"notRelevant":[4]}"""));

    [Fact]
    public void A_typed_call_that_contradicts_itself_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => Dlqi.Compute([3, 0, 0, 2, 0, 0, 0, 0, 0, 0], [4]));
        Assert.StartsWith("item 4: answered above 0 and not relevant; expected one of them.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_that_does_not_exist_cannot_be_not_relevant() => Assert.Equal(
        "notRelevant: 11 is not allowed; expected a whole number from 1 to 10.",
        Request.Error("DLQI", """{"items":[0,0,0,0,0,0,0,0,0,0],"notRelevant":[11]}"""));

    [Theory]
    [InlineData("15.9")]
    [InlineData("4")]
    public void Children_are_asked_the_childrens_questions_without_a_word(string age) =>
        Assert.Empty(Request.Score("CDLQI", Answered(age)).Warnings);

    [Fact]
    public void At_sixteen_the_adults_questions_are_preferred() =>
        Assert.Equal(["from the 16th birthday DLQI is preferred to CDLQI."], Request.Score("CDLQI", Answered("16")).Warnings);

    [Theory]
    [InlineData("CDLQI", "3", "CDLQI is made for 4 to 16 years, and this patient is 3 years old.")]
    [InlineData("CDLQI", "17", "CDLQI is made for 4 to 16 years, and this patient is 17 years old.")]
    [InlineData("DLQI", "15", "DLQI is made for 16 years and over, and this patient is 15 years old.")]
    [InlineData("IDQOL", "4", "IDQOL is made for under 4 years, and this patient is 4 years old.")]
    public void Outside_its_ages_a_questionnaire_is_scored_with_a_warning(string instrument, string age, string warning)
    {
        ScoreResult result = Request.Score(instrument, Answered(age));

        Assert.Equal(10m, result.Score);
        Assert.Equal([warning], result.Warnings);
    }

    [Fact]
    public void Severity_of_infants_stands_apart_from_the_sum()
    {
        ScoreResult result = Request.Score("IDQOL", """{"items":[1,1,1,1,1,1,1,1,1,1],"severity":4}""");

        Assert.Equal(10m, result.Score);
        Assert.Equal(["severity 4 of 4, not in the sum."], result.Notes);
    }

    private static string Answered(string age) => $$"""{"ageYears":{{age}},"items":[1,1,1,1,1,1,1,1,1,1]}""";
}
