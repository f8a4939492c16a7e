namespace Filaggrin.Scores.Tests.Input;

public class ScoreResultTests
{
    [Theory]
    [InlineData("72.00", "72")]
    [InlineData("31.20", "31.2")]
    [InlineData("0.00", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("0.15", "0.15")]
    public void Numbers_are_written_without_trailing_zeros(string score, string written) => Assert.Equal(
        $$"""{"instrument":"EASI","score":{{written}},"band":null,"error":null}""",
        new ScoreResult("EASI", Number.Of(score), null, null).ToJson());

    [Fact]
    public void A_score_is_written_with_its_band() => Assert.Equal(
        """{"instrument":"EASI","score":7,"band":"mild","error":null,"bandSource":"Leshem 2015"}""",
        Request.Score("EASI", """{"total":7.00}""").ToJson());

    [Fact]
    public void A_score_with_an_unanswered_item_says_so() => Assert.Equal(
        """{"instrument":"POEM","score":24,"band":"severe","error":null,"bandSource":"Charman 2013","unanswered":["item 7"],"notes":["item 7 is unanswered and counts 0."]}""",
        Request.Score("POEM", """{"items":[4,4,4,4,4,4,null]}""").ToJson());

    [Fact]
    public void No_score_is_written_with_what_is_unanswered() => Assert.Equal(
        """{"instrument":"ADCT","score":null,"band":"no score","error":"item 6 is unanswered; ADCT needs all 6 items.","unanswered":["item 6"]}""",
        Request.Score("ADCT", """{"items":[1,1,1,1,1,null]}""").ToJson());

    [Fact]
    public void A_response_is_written_as_plain_text() => Assert.Equal(
        """{"instrument":"response","score":null,"band":">=4 points","error":null}""",
        Request.Response("PP-NRS", 7.1m, 3.1m).ToJson());

    [Fact]
    public void A_line_without_instrument_is_written_with_null() => Assert.Equal(
        """{"instrument":null,"score":null,"band":null,"error":"line 1: no instrument; expected its name as text."}""",
        ScoreBatch.Evaluate(new StringReader("{}")).Single().ToJson());

    [Fact]
    public void Half_a_surrogate_pair_in_a_name_is_written_as_replacement() =>
        Assert.Contains("\\uFFFD", ScoreInput.Evaluate("EASI\ud800", "{}").ToJson(), StringComparison.Ordinal);
}
