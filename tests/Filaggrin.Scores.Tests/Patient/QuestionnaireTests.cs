namespace Filaggrin.Scores.Tests.Patient;

public class QuestionnaireTests
{
    public static TheoryData<string, int, int> Forms => new()
    {
        { "POEM", 7, 4 }, { "DLQI", 10, 3 }, { "CDLQI", 10, 3 }, { "IDQOL", 10, 3 }, { "DFI", 10, 3 },
        { "ADCT", 6, 4 }, { "RECAP", 7, 4 }, { "PHQ-9", 9, 3 }, { "GAD-7", 7, 3 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Sum_does_not_depend_on_the_order(string instrument, int items, int highest) =>
        Gen.Int[0, highest].Array[items].Sample(answers =>
            Sum(instrument, answers) == answers.Sum() && Sum(instrument, [.. answers.Reverse()]) == answers.Sum());

    [Theory]
    [MemberData(nameof(Forms))]
    public void Highest_sum_is_the_maximum_of_the_registry(string instrument, int items, int highest) =>
        Assert.Equal(items * highest, Instruments.Find(instrument)!.Maximum);

    [Theory]
    [InlineData("POEM", 7)]
    [InlineData("DLQI", 10)]
    [InlineData("CDLQI", 10)]
    [InlineData("IDQOL", 10)]
    [InlineData("DFI", 10)]
    [InlineData("RECAP", 7)]
    public void One_unanswered_item_counts_nothing_and_is_told(string instrument, int items)
    {
        ScoreResult result = Request.Score(instrument, Items([.. Enumerable.Repeat("1", items - 1), "null"]));

        Assert.Equal(items - 1, result.Score);
        Assert.Equal([$"item {items}"], result.Unanswered);
        Assert.Equal($"item {items} is unanswered and counts 0.", result.Notes[0]);
    }

    [Theory]
    [InlineData("POEM", 7)]
    [InlineData("DLQI", 10)]
    [InlineData("CDLQI", 10)]
    [InlineData("IDQOL", 10)]
    [InlineData("DFI", 10)]
    [InlineData("RECAP", 7)]
    public void Two_unanswered_items_leave_no_score(string instrument, int items)
    {
        ScoreResult result = Request.Score(instrument, Items(["null", .. Enumerable.Repeat("1", items - 2), "null"]));

        Assert.Null(result.Score);
        Assert.Equal("no score", result.Band);
        Assert.Equal($"items 1 and {items} are unanswered; {instrument} is scored with at most one unanswered item.", result.Error);
        Assert.Equal(["item 1", $"item {items}"], result.Unanswered);
    }

    [Theory]
    [InlineData("ADCT", 6)]
    [InlineData("PHQ-9", 9)]
    [InlineData("GAD-7", 7)]
    public void Some_need_every_item(string instrument, int items)
    {
        ScoreResult result = Request.Score(instrument, Items([.. Enumerable.Repeat("1", items - 1), "null"]));

        Assert.Equal("no score", result.Band);
        Assert.Equal($"item {items} is unanswered; {instrument} needs all {items} items.", result.Error);
    }

    [Theory]
    [InlineData("POEM")]
    [InlineData("RECAP")]
    public void Of_two_ticked_answers_the_higher_counts(string instrument)
    {
        ScoreResult result = Request.Score(instrument, """{"items":[[1,3],0,0,0,0,0,0],"completedBy":"self"}""");

        Assert.Equal(3m, result.Score);
        Assert.Contains("item 1: 2 answers are ticked, of which the highest counts.", result.Notes, StringComparer.Ordinal);
    }

    [Fact]
    public void Two_ticked_answers_are_refused_where_no_rule_exists() => Assert.Equal(
        "item 1: a list; expected a whole number from 0 to 3.",
        Request.Error("DLQI", """{"items":[[1,3],0,0,0,0,0,0,0,0,0]}"""));

    [Fact]
    public void A_typed_call_with_a_wrong_number_of_items_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => Poem.Compute([1, 2, 3]));
        Assert.StartsWith("3 items given; POEM has 7.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_typed_call_with_an_answer_out_of_range_is_refused()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Adct.Compute([1, 1, 1, 1, 1, 5]));
        Assert.StartsWith("item 6: 5 is not allowed; expected a whole number from 0 to 4.", e.Message, StringComparison.Ordinal);
    }

    private static decimal? Sum(string instrument, int[] answers) =>
        Request.Score(instrument, Items([.. answers.Select(a => $"{a}")])).Score;

    private static string Items(string[] items) => $$"""{"items":[{{string.Join(',', items)}}]}""";
}
