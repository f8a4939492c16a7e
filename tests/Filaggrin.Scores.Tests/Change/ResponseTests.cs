namespace Filaggrin.Scores.Tests.Change;

public class ResponseTests
{
    private static readonly Gen<decimal> Points = Gen.Int[1, 1440].Select(steps => steps * 0.05m);

    [Theory]
    [InlineData("28.4", "7.1", "EASI-75")] // exactly 75 %; binary floating point says 74.99...
    [InlineData("28.4", "7.15", "EASI-50")]
    [InlineData("60", "15.05", "EASI-50")] // 74.92 % is not rounded up
    [InlineData("18", "5", "EASI-50")] // 72 %
    [InlineData("20", "10", "EASI-50")]
    [InlineData("20", "10.05", "none")]
    [InlineData("20", "2", "EASI-90")]
    [InlineData("20", "0.05", "EASI-90")]
    [InlineData("20", "0", "EASI-100")]
    [InlineData("20", "20", "none")]
    [InlineData("20", "22", "none")]
    [InlineData("0", "0", "not defined")]
    public void Relative_response_is_exact(string baseline, string now, string expected) =>
        Assert.Equal(expected, Response.Of(Easi.Instrument, Number.Of(baseline), Number.Of(now)));

    [Theory]
    [InlineData("SCORAD", "60", "0", "SCORAD-90")] // no step of 100 is in use
    [InlineData("objective SCORAD", "40", "20", "objective SCORAD-50")]
    [InlineData("PP-NRS", "4", "0", ">=4 points")]
    [InlineData("PP-NRS", "3.9", "0", "not defined")]
    [InlineData("POEM", "20", "16", ">=4 points")]
    [InlineData("POEM", "20", "17", "none")]
    [InlineData("DLQI", "12", "8", ">=4 points")]
    [InlineData("CDLQI", "12", "7", "none")]
    [InlineData("CDLQI", "12", "6", ">=6 points")]
    [InlineData("vIGA-AD", "3", "1", "success")]
    [InlineData("IGA", "4", "2", "none")]
    [InlineData("IGA", "0", "0", "not defined")]
    public void Other_instruments_have_their_own_definition(string instrument, string baseline, string now, string expected) =>
        Assert.Equal(expected, Request.Response(instrument, Number.Of(baseline), Number.Of(now)).Band);

    [Fact]
    public void A_step_is_reached_exactly_when_the_rest_is_small_enough() =>
        Gen.Select(Points, Points, Gen.OneOf(50, 75, 90, 100)).Sample((baseline, now, percent) =>
            Response.Reaches(percent, baseline, now) == (now * 100 <= (100 - percent) * baseline));

    [Fact]
    public void A_lower_value_never_lowers_the_response() =>
        Gen.Select(Points, Points, Points).Sample((baseline, a, b) => Rank(baseline, Math.Min(a, b)) >= Rank(baseline, Math.Max(a, b)));

    [Fact]
    public void The_fall_in_percent_never_reads_as_a_step_that_was_missed() =>
        Gen.Select(Points, Points, Gen.OneOf(50, 75, 90, 100)).Sample((baseline, now, percent) =>
            Response.PercentFall(baseline, now) >= percent == Response.Reaches(percent, baseline, now));

    [Fact]
    public void The_fall_is_told_beside_the_response() =>
        Assert.Equal(["EASI fell by 74.91 %."], Request.Response("EASI", 60, 15.05m).Notes);

    [Theory]
    [InlineData("32", "16", "12", "8", "success")]
    [InlineData("32", "16", "12", "9", "none")]
    [InlineData("32", "16.05", "12", "2", "none")]
    [InlineData("32", "0", "3", "0", "not defined")]
    [InlineData("0", "0", "12", "0", "not defined")]
    public void England_asks_for_both_signs_and_quality_of_life(string easi, string easiNow, string dlqi, string dlqiNow, string expected)
    {
        Assert.Equal(expected, Response.EnglandComposite(Number.Of(easi), Number.Of(easiNow), Number.Of(dlqi), Number.Of(dlqiNow)));
        ScoreResult result = Request.Score(
            "response",
            $$$"""{"instrument":"EASI and DLQI","baseline":{"EASI":{{{easi}}},"DLQI":{{{dlqi}}}},"now":{"EASI":{{{easiNow}}},"DLQI":{{{dlqiNow}}}}}""");
        Assert.Equal(expected, result.Band);
        Assert.Null(result.Error);
    }

    [Theory]
    [InlineData("""{"baseline":3,"now":1}""", "instrument: missing; expected the instrument of both values.")]
    [InlineData("""{"instrument":"SASSAD","baseline":3,"now":1}""", "instrument: no response is defined for SASSAD.")]
    [InlineData("""{"instrument":"EASI","baseline":80,"now":1}""", "baseline: 80 is not allowed; expected a number from 0 to 72.")]
    [InlineData("""{"instrument":"EASI","baseline":30,"now":-1}""", "now: -1 is not allowed; expected a number from 0 to 72.")]
    [InlineData("""{"instrument":"EASI","baseline":30}""", "now: missing; expected a number from 0 to 72.")]
    [InlineData("""{"instrument":"IGA","baseline":2.5,"now":1}""", "baseline: 2.5 is not allowed; expected a whole number from 0 to 4.")]
    [InlineData("""{"instrument":"EASI and DLQI","baseline":{"EASI":30,"DLQI":31},"now":{"EASI":3,"DLQI":1}}""", "baseline.DLQI: 31 is not allowed; expected a whole number from 0 to 30.")]
    [InlineData("""{"instrument":"EASI and DLQI","baseline":{"EASI":30,"DLQI":3}}""", "now: missing; expected EASI and DLQI.")]
    public void What_is_wrong_with_a_request_is_named(string inputs, string error) => Assert.Equal(error, Request.Error("response", inputs));

    [Fact]
    public void A_typed_call_for_an_instrument_without_response_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => Response.Of(Bsa.Instrument, 30, 10));
        Assert.StartsWith("no response is defined for BSA.", e.Message, StringComparison.Ordinal);
    }

    private static int Rank(decimal baseline, decimal now) =>
        Array.IndexOf(["none", "EASI-50", "EASI-75", "EASI-90", "EASI-100"], Response.Of(Easi.Instrument, baseline, now));
}
