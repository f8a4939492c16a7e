using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Filaggrin.Scores.Tests.Oracles;

/// <summary>Every row of <c>oracles.csv</c>: derived from the definitions by a script of its own, or published; the origin stands in the row.</summary>
public class OracleTests
{
    private const string Rejected = "rejected with the item named";

    private static readonly List<Row> Rows = Load();

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Rows.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Scored_as_the_oracle_says(int number)
    {
        Row row = Rows[number];
        Agrees(row, Request.Score(row.Instrument, row.Inputs));
    }

    [Fact]
    public void The_file_scored_as_one_batch_says_the_same_in_the_same_order()
    {
        ScoreResult[] results = [.. ScoreBatch.Evaluate(new StringReader(Text()))];

        Assert.Equal(Rows.Count, results.Length);
        foreach ((Row row, ScoreResult result) in Rows.Zip(results))
            Agrees(row, result);
    }

    [Fact]
    public void The_file_as_ndjson_gives_the_same_bytes()
    {
        string lines = string.Join('\n', Rows.Select(row => $$"""{"instrument":"{{row.Instrument}}","inputs":{{row.Inputs}},"note":"ignored"}"""));

        Assert.Equal(
            ScoreBatch.Evaluate(new StringReader(Text())).Select(result => result.ToJson()),
            ScoreBatch.Evaluate(new StringReader(lines)).Select(result => result.ToJson()),
            StringComparer.Ordinal);
    }

    private static void Agrees(Row row, ScoreResult result)
    {
        string shown = $"{row.Instrument} {row.Inputs}: {result.ToJson()}";
        if (row.Band == Rejected)
        {
            Assert.True(result is { Score: null, Band: null, Error: not null }, shown);
            Assert.True(row.Item is null || result.Error!.StartsWith($"{row.Item}:", StringComparison.Ordinal) || result.Error.StartsWith($"{row.Item}.", StringComparison.Ordinal), shown);
            return;
        }

        Assert.Equal(row.Score, result.Score);
        if (row.Band.Length > 0)
            Assert.Equal(row.Band, result.Band);

        if (row.Band == Score.NoScore)
            Assert.Equal(Unanswered(row.Inputs), result.Unanswered);
        else
            Assert.True(result.Error is null, shown);
    }

    private static List<string> Unanswered(string inputs)
    {
        using JsonDocument document = JsonDocument.Parse(inputs);
        return
        [
            .. from item in document.RootElement.GetProperty("items").EnumerateArray().Index()
               where item.Item.ValueKind == JsonValueKind.Null
               select $"item {item.Index + 1}",
        ];
    }

    private static string Text()
    {
        using Stream stream = typeof(OracleTests).Assembly.GetManifestResourceStream("oracles.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static List<Row> Load() =>
    [
        .. from line in Text().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
           let cells = Cells(line)
           select new Row(
               cells[0], cells[1], cells[2].Length == 0 ? null : decimal.Parse(cells[2], CultureInfo.InvariantCulture), cells[3],
               cells[5].Split("names ") is [_, var item] ? item : null),
    ];

    /// <summary>A reader of its own, so that the tests don't lean on the one they test; no cell of the file spans lines.</summary>
    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    private sealed record Row(string Instrument, string Inputs, decimal? Score, string Band, string? Item);
}
