namespace Filaggrin.Scores.Tests.Input;

public class ScoreBatchTests
{
    [Fact]
    public void Results_come_in_the_order_of_the_lines() =>
        Gen.Int[0, 28].Array[0, 50].Sample(totals =>
            Csv("instrument,inputs\n" + string.Concat(totals.Select(t => $$"""POEM,"{""total"":{{t}}}"{{"\n"}}"""))).Select(r => r.Score)
                .SequenceEqual(totals.Select(t => (decimal?)t)));

    [Fact]
    public void Columns_stand_in_any_order_and_others_are_ignored()
    {
        ScoreResult result = Assert.Single(Csv("id,Inputs,note,Instrument\n7,\"{\"\"rating\"\":3}\",\"a, \"\"b\"\"\",IGA\n"));

        Assert.Equal(3m, result.Score);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Quoted_fields_span_lines() =>
        Assert.Equal([3m, 4m], Csv("instrument,inputs\r\nIGA,\"{\r\n  \"\"rating\"\": 3\r\n}\"\r\n\"IGA\",\"{\"\"rating\"\":4}\"").Select(r => r.Score!.Value));

    [Fact]
    public void A_byte_order_mark_and_blank_lines_are_skipped() =>
        Assert.Equal([3m], Csv("\uFEFFinstrument,inputs\n\nIGA,\"{\"\"rating\"\":3}\"\n \n").Select(r => r.Score!.Value));

    [Fact]
    public void An_empty_batch_has_no_results()
    {
        Assert.Empty(Csv(""));
        Assert.Empty(Csv("instrument,inputs"));
        Assert.Empty(ScoreBatch.Evaluate(new StringReader("\n"), BatchFormat.Ndjson));
    }

    [Theory]
    [InlineData("instrument,items\n", "line 1: the header has no column «inputs»; expected columns instrument and inputs.")]
    [InlineData("name,inputs\n", "line 1: the header has no column «instrument»; expected columns instrument and inputs.")]
    public void A_header_without_a_column_stops_the_batch(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ScoreBatch.Evaluate(new StringReader(text))).Message);

    [Theory]
    [InlineData("IGA,{\"rating\":3}", "line 2: a quote inside a field that doesn't begin with one; a field with quotes is put in quotes, each of them doubled.")]
    [InlineData("IGA,\"{\"rating\":3}\"", "line 2: text behind the closing quote of a field; quotes within a field are doubled.")]
    [InlineData("IGA,{rating:3},4", "line 2: 3 of 2 columns.")]
    [InlineData("IGA", "line 2: 1 of 2 columns.")]
    [InlineData("IGA,nothing", "inputs: not valid JSON at byte 2.")]
    [InlineData("IGA,", "inputs: not valid JSON at byte 1.")]
    public void A_bad_line_gives_an_error_and_the_next_is_scored(string line, string error)
    {
        ScoreResult[] results = Csv($"instrument,inputs\n{line}\nIGA,\"{{\"\"rating\"\":4}}\"\n");

        Assert.Equal(2, results.Length);
        Assert.Equal(error, results[0].Error);
        Assert.Equal("IGA", results[0].Instrument);
        Assert.Equal(4m, results[1].Score);
    }

    [Theory]
    [InlineData("a quoted field that is never closed.", "DLQI,0")]
    [InlineData("text behind the closing quote of a field; quotes within a field are doubled.", "IGA,\"{\"\"rating\"\":2}\"")]
    public void A_quote_too_few_costs_no_line_but_its_own(string fault, string next)
    {
        ScoreResult[] results = Csv($"instrument,inputs\nIGA,\"{{\"\"rating\"\":3}}\n{next}\nBSA,7\n");

        Assert.Equal(["IGA", next[..next.IndexOf(',', StringComparison.Ordinal)], "BSA"], results.Select(r => r.Instrument), StringComparer.Ordinal);
        Assert.Equal($"line 2: {fault}", results[0].Error);
        Assert.Equal("inputs: a number; expected an object.", results[2].Error);
    }

    [Theory]
    [InlineData("{\"instrument\":\"IGA\",\"inputs\":{\"rating\":3}", "line 2: not valid JSON at byte 42.")]
    [InlineData("not json", "line 2: not valid JSON at byte 2.")]
    [InlineData("[1]", "line 2: a list; expected an object.")]
    [InlineData("{\"inputs\":{\"rating\":3}}", "line 2: no instrument; expected its name as text.")]
    [InlineData("{\"instrument\":7,\"inputs\":{}}", "line 2: no instrument; expected its name as text.")]
    [InlineData("{\"instrument\":\"\\ud800\",\"inputs\":{}}", "line 2: no instrument; expected its name as text.")]
    [InlineData("{\"instrument\":\"IGA\"}", "inputs: missing; expected an object.")]
    [InlineData("{\"instrument\":\"IGA\",\"inputs\":{\"rating\":3,\"rating\":4}}", "line 2: not valid JSON, or a member given twice.")]
    public void A_bad_json_line_gives_an_error_and_the_next_is_scored(string line, string error)
    {
        const string good = "{\"instrument\":\"IGA\",\"inputs\":{\"rating\":4}}";
        ScoreResult[] results = [.. ScoreBatch.Evaluate(new StringReader($"{good}\n{line}\n\n{good}"))];

        Assert.Equal(3, results.Length);
        Assert.Equal(error, results[1].Error);
        Assert.Equal(4m, results[2].Score);
    }

    [Fact]
    public void Inputs_as_text_within_json_are_read() =>
        Assert.Equal(3m, ScoreBatch.Evaluate(new StringReader("""{"id":1,"inputs":"{\"rating\":3}","instrument":"IGA"}""")).Single().Score);

    [Fact]
    public void Results_are_given_while_the_batch_is_read()
    {
        using var text = new StringReader("instrument,inputs\nBSA,1\nBSA,2\nBSA,3\n");
        Assert.NotNull(ScoreBatch.Evaluate(text).First());
        Assert.StartsWith("BSA,", text.ReadToEnd(), StringComparison.Ordinal);
    }

    private static ScoreResult[] Csv(string text) => [.. ScoreBatch.Evaluate(new StringReader(text))];
}
