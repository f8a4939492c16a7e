namespace Filaggrin.Scores.Tests.Input;

public class ScoreInputTests
{
    private const string Region = """{"percent":20,"erythema":1,"oedema":1,"excoriation":1,"lichenification":1}""";

    [Fact]
    public void Numbers_keep_their_decimals_whatever_their_form() =>
        Assert.Equal("""{"instrument":"BSA","score":12.5,"band":null,"error":null}""", Request.Score("BSA", """{"percent":1.2500E1}""").ToJson());

    [Fact]
    public void The_canonical_name_comes_back() => Assert.Equal("IGA", Request.Score("viga-ad", """{"rating":3}""").Instrument);

    [Fact]
    public void Other_bands_are_asked_for_by_name()
    {
        ScoreResult result = Request.Score("SCORAD", """{"total":48.9,"bands":"chopra 2017"}""");

        Assert.Equal("moderate", result.Band);
        Assert.Equal("Chopra 2017", result.BandSource);
    }

    [Fact]
    public void A_total_computed_elsewhere_gets_its_band() =>
        Assert.Equal("severe", Request.Score("EASI", """{"total":31.2}""").Band);

    [Fact]
    public void An_instrument_that_is_not_computed_takes_a_total() =>
        Assert.Equal("probable", Request.Score("HADS-A", """{"total":11}""").Band);

    [Fact]
    public void A_member_that_nobody_reads_is_warned_of() => Assert.Equal(
        ["«version» is not an input of IGA and was ignored."],
        Request.Score("IGA", """{"rating":3,"version":"0-5"}""").Warnings);

    [Theory]
    [InlineData("IGA", """{"rating":4,"scale":"0-5"}""", """{"instrument":"IGA 0-5","score":4,"band":null,"error":null,"scale":"0-5","notes":["Rated on the scale 0-5: kept as it is, without band, and never converted into IGA."]}""")]
    [InlineData("vIGA-AD", """{"total":5,"scale":"0 to 5"}""", """{"instrument":"IGA 0-5","score":5,"band":null,"error":null,"scale":"0-5","notes":["Rated on the scale 0-5: kept as it is, without band, and never converted into IGA."]}""")]
    [InlineData("IGA", """{"rating":4,"scale":"0–4"}""", """{"instrument":"IGA","score":4,"band":"severe","error":null,"bandSource":"vIGA-AD"}""")]
    [InlineData("PGA", """{"total":3,"scale":"0-6"}""", """{"instrument":"PGA 0-6","score":3,"band":null,"error":null,"scale":"0-6","notes":["Rated on the scale 0-6: kept as it is, without band."]}""")]
    [InlineData("PGA", """{"total":-2,"scale":"dynamic"}""", """{"instrument":"PGA dynamic","score":-2,"band":null,"error":null,"scale":"dynamic","notes":["Rated on the scale dynamic: kept as it is, without band."]}""")]
    public void A_rating_of_another_version_keeps_its_scale_and_gets_no_band(string instrument, string inputs, string expected) => Assert.Equal(expected, Request.Score(instrument, inputs).ToJson());

    [Theory]
    [InlineData("IGA", """{"rating":6,"scale":"0-5"}""", "rating: 6 is not allowed; expected a whole number from 0 to 5.")]
    [InlineData("IGA", """{"rating":3,"scale":5}""", "scale: expected text, such as \"0-5\".")]
    [InlineData("IGA", """{"rating":3,"scale":"0-5","bands":"vIGA-AD"}""", "bands: none are published for the scale 0-5.")]
    public void A_rating_outside_its_own_scale_is_refused(string instrument, string inputs, string error) => Assert.Equal(error, Request.Score(instrument, inputs).Error);

    [Fact]
    public void Bands_that_were_asked_for_say_what_belongs_to_them() => Assert.Equal(
        ["Korean consensus: One level higher with an itch rating of 7 or more, or a DLQI above 10; no band is named below 16."],
        Request.Score("EASI", """{"total":20,"bands":"Korean consensus"}""").Notes);

    [Fact]
    public void A_member_within_a_region_that_nobody_reads_is_warned_of() => Assert.Equal(
        ["«trunk.edema» is not an input of EASI and was ignored."],
        Request.Score("EASI", Request.Trunk("""{"percent":20,"erythema":1,"oedema":1,"edema":1,"excoriation":1,"lichenification":1}""")).Warnings);

    [Fact]
    public void Everything_wrong_is_told_at_once() => Assert.Equal(
        "ageYears: missing; expected a number from 0 to 130. "
        + "headNeck: missing; expected percent and four signs. "
        + "trunk.percent: 101 is not allowed; expected a number from 0 to 100. "
        + "trunk.lichenification: missing; expected 0, 1, 1.5, 2, 2.5 or 3. "
        + "upperLimbs: missing; expected percent and four signs. "
        + "lowerLimbs: missing; expected percent and four signs.",
        Request.Error("EASI", """{"regions":{"trunk":{"percent":101,"erythema":1,"oedema":1,"excoriation":1}}}"""));

    [Theory]
    [InlineData("PP-NRS", """{"rating":"8"}""", "rating: text; expected a number from 0 to 10.")]
    [InlineData("PP-NRS", """{"rating":true}""", "rating: true or false; expected a number from 0 to 10.")]
    [InlineData("PP-NRS", """{"rating":{}}""", "rating: an object; expected a number from 0 to 10.")]
    [InlineData("PP-NRS", """{"rating":null}""", "rating: missing; expected a number from 0 to 10.")]
    [InlineData("PP-NRS", "{}", "rating: missing; expected a number from 0 to 10.")]
    [InlineData("PP-NRS", """{"rating":10.1}""", "rating: 10.1 is not allowed; expected a number from 0 to 10.")]
    [InlineData("PP-NRS", """{"rating":1e40}""", "rating: a number too large to be read; expected a number from 0 to 10.")]
    [InlineData("PP-NRS", """{"rating":3.9999999999999999999999999999}""", "rating: a number with more than 20 decimals; expected a number from 0 to 10.")]
    [InlineData("IGA", """{"rating":2.5}""", "rating: 2.5 is not allowed; expected a whole number from 0 to 4.")]
    [InlineData("BSA", """{"percent":-2}""", "percent: -2 is not allowed; expected a number from 0 to 100.")]
    [InlineData("POEM", "{}", "items: missing; expected 7 values, null for an unanswered one.")]
    [InlineData("POEM", """{"items":7}""", "items: a number; expected 7 values, null for an unanswered one.")]
    [InlineData("POEM", """{"items":[0,0,0]}""", "items: 3 values; expected 7 values, null for an unanswered one.")]
    [InlineData("POEM", """{"items":[0,0,0,0,0,0,"4"]}""", "item 7: text; expected a whole number from 0 to 4.")]
    [InlineData("POEM", """{"items":[5,0,0,0,0,0,[]]}""", "item 1: 5 is not allowed; expected a whole number from 0 to 4. item 7: a list; expected a whole number from 0 to 4.")]
    [InlineData("SASSAD", """{"perArea":[]}""", "perArea: a list; expected six areas.")]
    [InlineData("EASI", """{"ageYears":200,"regions":3}""", "ageYears: 200 is not allowed; expected a number from 0 to 130. regions: a number; expected the four regions.")]
    [InlineData("EASI", """{"total":73}""", "total: 73 is not allowed; expected a number from 0 to 72.")]
    [InlineData("POEM", """{"total":10,"ageYears":"six"}""", "ageYears: text; expected a number from 0 to 130.")]
    [InlineData("EASI", """{"total":7,"bands":"Smith 1900"}""", "bands: not known for EASI; expected Leshem 2015 or Chopra 2017 or Korean consensus.")]
    [InlineData("SASSAD", """{"total":7,"bands":"Smith 1900"}""", "bands: SASSAD has none.")]
    [InlineData("PGA", """{"rating":3}""", "total: missing; PGA is not computed here: its grades depend on the version, so that a rating is kept with its own scale.")]
    [InlineData("POEM", "[1,2]", "inputs: a list; expected an object.")]
    [InlineData("POEM", "null", "inputs: missing; expected an object.")]
    public void What_is_wrong_is_named(string instrument, string inputs, string error) =>
        Assert.Equal(error, Request.Error(instrument, inputs));

    [Fact]
    public void An_area_with_too_few_signs_is_named() => Assert.Equal(
        "legs: 5 values; expected 6 values: erythema, exudation, excoriation, dryness, cracking, lichenification.",
        Request.Error("SASSAD", """{"perArea":{"arms":[0,0,0,0,0,0],"hands":[0,0,0,0,0,0],"legs":[1,1,1,1,1],"feet":[0,0,0,0,0,0],"headNeck":[0,0,0,0,0,0],"trunk":[0,0,0,0,0,0]}}"""));

    [Fact]
    public void An_unknown_instrument_is_named_with_those_that_are_known()
    {
        ScoreResult result = Request.Score("EASY", "{}");

        Assert.Equal("EASY", result.Instrument);
        Assert.StartsWith("instrument: «EASY» is not known; expected one of EASI, SCORAD, objective SCORAD, IGA, ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("EQ-5D, EQ VAS, response.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"rating":3""", "inputs: not valid JSON at byte 12.")]
    [InlineData("", "inputs: not valid JSON at byte 1.")]
    [InlineData("""{"rating":3,"rating":4}""", "inputs: not valid JSON, or a member given twice.")]
    [InlineData("""{"rating":3} x""", "inputs: not valid JSON at byte 14.")]
    public void Text_that_is_not_json_is_refused(string inputs, string error) =>
        Assert.Equal(error, ScoreInput.Evaluate("IGA", inputs).Error);

    [Fact]
    public void Inputs_that_are_not_there_are_refused() =>
        Assert.Equal("inputs: missing; expected an object.", ScoreInput.Evaluate("IGA", default(System.Text.Json.JsonElement)).Error);

    [Theory]
    [InlineData("""{"\ud800":3}""")]
    [InlineData("""{"items":[0,0,0,0,0,0,0],"completedBy":"\udc00"}""")]
    public void Half_a_surrogate_pair_is_refused(string inputs) =>
        Assert.Equal("inputs: a name or text that is not Unicode.", ScoreInput.Evaluate("RECAP", inputs).Error);

    [Fact]
    public void Half_a_surrogate_pair_in_the_text_itself_is_refused() =>
        Assert.Equal("inputs: a name or text that is not Unicode.", ScoreInput.Evaluate("RECAP", "{\"\ud800\":3}").Error);

    [Fact]
    public void Random_json_never_throws() =>
        Gen.Select(Gen.OneOf([.. Instruments.All.Select(i => i.Name), "response", "?"]), Json(3)).Sample((instrument, inputs) =>
        {
            ScoreResult result = ScoreInput.Evaluate(instrument, inputs);
            return (result.Score is null || result.Error is null) && (result.Score ?? (object?)result.Band ?? result.Error) is not null;
        });

    [Fact]
    public void Region_order_in_the_request_does_not_matter()
    {
        string forward = $$$"""{"ageYears":30,"regions":{"headNeck":{{{Region}}},"trunk":{{{Region}}},"upperLimbs":{{{Region}}},"lowerLimbs":{{{Region}}}}}""";
        string backward = $$$"""{"regions":{"lowerLimbs":{{{Region}}},"upperLimbs":{{{Region}}},"trunk":{{{Region}}},"headNeck":{{{Region}}}},"ageYears":30}""";

        Assert.Equal(Request.Score("EASI", forward).ToJson(), Request.Score("EASI", backward).ToJson());
    }

    private static Gen<string> Json(int depth)
    {
        Gen<string> leaf = Gen.OneOf(
            Gen.OneOf("null", "true", "\"x\"", "\"EASI\"", "1e99", "-0", "0.5", "\"self\"", "[]", "{}"),
            Gen.Int[-1, 12].Select(i => $"{i}"));
        if (depth == 0)
            return leaf;

        Gen<string> name = Gen.OneOf(
            "ageYears", "regions", "headNeck", "trunk", "percent", "erythema", "items", "rating", "daily", "scale", "perArea", "arms", "extentPercent", "extentRegions",
            "intensity", "itch", "sleepLoss", "instrument", "baseline", "now", "total", "bands", "completedBy", "notRelevant", "severity", "millimetres");
        Gen<string> json = Json(depth - 1);
        return Gen.OneOf(
            Gen.Select(name, json, (n, j) => $"\"{n}\":{j}").Array[0, 6].Select(members => $"{{{string.Join(',', members.DistinctBy(m => m.Split(':')[0], StringComparer.Ordinal))}}}"),
            json.Array[0, 10].Select(elements => $"[{string.Join(',', elements)}]"),
            leaf);
    }
}
