using System.Text.Json;
using Filaggrin.Cli.Commands;

namespace Filaggrin.Acceptance.Commands;

public sealed class ScoreCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("filaggrin").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_score_is_one_line_of_JSON()
    {
        (int exit, string output, string error) = Score("EASI", """{ "total": 27.4 }""");
        Assert.Equal(0, exit);
        Assert.Equal("", error);
        Assert.Equal("""{"instrument":"EASI","score":27.4,"band":"severe","error":null,"bandSource":"Leshem 2015"}""" + "\n", output);
    }

    [Theory]
    [InlineData("EASI", """{ "total": 270 }""", "filaggrin: items.json: total: 270 is not allowed; expected a number from 0 to 72.\n")]
    [InlineData("EASI", "{", "filaggrin: items.json: inputs: not valid JSON at byte 2.\n")]
    [InlineData("IGA", """{ "rating": 5 }""", "filaggrin: items.json: rating: 5 is not allowed; expected a whole number from 0 to 4.\n")]
    public void What_cannot_be_scored_is_said_on_both_outputs(string instrument, string items, string expected)
    {
        (int exit, string output, string error) = Score(instrument, items);
        Assert.Equal(2, exit);
        Assert.Equal(expected, error);
        using JsonDocument line = JsonDocument.Parse(output);
        Assert.Equal(JsonValueKind.Null, line.RootElement.GetProperty("score").ValueKind);
        Assert.Equal(expected["filaggrin: items.json: ".Length..^1], line.RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public void A_batch_answers_in_its_own_order_and_goes_on_after_a_bad_line()
    {
        (int exit, string output, string error) = Batch("batch.csv", "note,instrument,inputs\na,EASI,\"{\"\"total\"\":8}\"\nb,NOPE,{}\nc,IGA,\"{\"\"rating\"\":3}\"\n");
        Assert.Equal(0, exit);
        Assert.Equal("", error);
        JsonElement[] lines = [.. output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["EASI", "NOPE", "IGA"], lines.Select(line => line.GetProperty("instrument").GetString()!), StringComparer.Ordinal);
        Assert.Equal([JsonValueKind.Null, JsonValueKind.String, JsonValueKind.Null], lines.Select(line => line.GetProperty("error").ValueKind));
    }

    [Fact]
    public void A_batch_may_be_NDJSON()
    {
        (int exit, string output, _) = Batch("batch.ndjson", """{ "instrument": "EASI", "inputs": { "total": 8 } }""" + "\n");
        Assert.Equal(0, exit);
        Assert.StartsWith("""{"instrument":"EASI","score":8,"band":"moderate","error":null""", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "filaggrin: batch.csv: line 1: the header has no column «instrument»; expected columns instrument and inputs.\n")]
    [InlineData("", "filaggrin: batch.csv: the file is empty; a header with instrument and inputs is expected.\n")]
    public void A_batch_without_its_columns_is_refused(string text, string expected) => Assert.Equal((2, "", expected), Batch("batch.csv", text));

    [Fact]
    public void A_missing_file_is_refused()
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(2, ScoreCommand.RunBatch(Path.Combine(_folder, "none.csv"), output, error));
        Assert.Equal("filaggrin: none.csv: there is no such file.\n", error.ToString().ReplaceLineEndings("\n"));
        Assert.Equal("", output.ToString());
    }

    [Theory]
    [InlineData("score")]
    [InlineData("score", "EASI")]
    [InlineData("score", "EASI", "items.json", "--batch", "x.csv")]
    public void Usage_names_both_forms(params string[] arguments) =>
        Assert.Equal(new(2, "", "filaggrin: score takes INSTRUMENT and ITEMS, or --batch FILE alone.\n"), Executable.Run(arguments));

    [Fact]
    public void Items_may_come_from_standard_input()
    {
        Outcome outcome = Executable.Run("""{ "total": 60 }"""u8.ToArray(), ["score", "EASI", "-"]);
        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        Assert.Contains("\"very severe\"", outcome.Output, StringComparison.Ordinal);
    }

    private (int Exit, string Output, string Error) Score(string instrument, string items)
    {
        string file = Path.Combine(_folder, "items.json");
        File.WriteAllText(file, items);
        using StringWriter output = new(), error = new();
        int exit = ScoreCommand.Run(instrument, file, output, error);
        return (exit, output.ToString(), error.ToString().ReplaceLineEndings("\n"));
    }

    private (int Exit, string Output, string Error) Batch(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        using StringWriter output = new(), error = new();
        int exit = ScoreCommand.RunBatch(file, output, error);
        return (exit, output.ToString(), error.ToString().ReplaceLineEndings("\n"));
    }
}
