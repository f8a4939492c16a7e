using System.Globalization;
using System.Text.Json;

namespace Filaggrin.Scores;

/// <summary>How a batch of requests is written.</summary>
public enum BatchFormat
{
    /// <summary>NDJSON when the text begins with a brace, otherwise CSV.</summary>
    Detect,

    /// <summary>Comma-separated values (RFC 4180) with a header that names <c>instrument</c> and <c>inputs</c>.</summary>
    Csv,

    /// <summary>One JSON object a line, with members <c>instrument</c> and <c>inputs</c>.</summary>
    Ndjson,
}

/// <summary>Scores many requests, in their order and one at a time, so that memory doesn't grow with the batch.</summary>
/// <remarks>A bad line gives a result with an error that names the line. Other columns and members are ignored; blank lines are skipped.</remarks>
public static class ScoreBatch
{
    private const string InstrumentColumn = "instrument", InputsColumn = "inputs";

    /// <summary>Scores a batch.</summary>
    /// <param name="text">The batch; read as the results are asked for, and not closed.</param>
    /// <param name="format">How it is written.</param>
    /// <returns>One result for each request, in input order.</returns>
    /// <exception cref="FormatException">The header of a CSV batch lacks a column, so that no line can be read.</exception>
    public static IEnumerable<ScoreResult> Evaluate(TextReader text, BatchFormat format = BatchFormat.Detect)
    {
        ArgumentNullException.ThrowIfNull(text);
        int first = text.Read();
        if (first == '\uFEFF')
            first = text.Read();

        if (first < 0)
            return [];

        string begun = ((char)first).ToString();
        if (format == BatchFormat.Ndjson || (format == BatchFormat.Detect && first == '{'))
            return Ndjson(begun, text);

        IEnumerator<CsvRecord> records = new CsvRecords(begun, text).Read().GetEnumerator();
        if (!records.MoveNext())
            return [];

        return Csv(records, Column(records.Current, InstrumentColumn), Column(records.Current, InputsColumn), records.Current.Fields.Count);
    }

    private static int Column(CsvRecord header, string name)
    {
        for (int i = 0; i < header.Fields.Count; i++)
        {
            if (Spelling.Same(header.Fields[i], name))
                return i;
        }

        throw new FormatException($"line {header.Line}: the header has no column «{name}»; expected columns {InstrumentColumn} and {InputsColumn}.");
    }

    private static IEnumerable<ScoreResult> Csv(IEnumerator<CsvRecord> records, int instrument, int inputs, int columns)
    {
        using (records)
        {
            while (records.MoveNext())
                yield return Evaluate(records.Current, instrument, inputs, columns);
        }
    }

    private static ScoreResult Evaluate(CsvRecord record, int instrument, int inputs, int columns)
    {
        string? name = record.Fields.Count > instrument ? record.Fields[instrument] : null;
        if (record.Fault is { } fault)
            return ScoreResult.Fault(name, Line(record.Line, fault));

        // One column more than the header is mostly JSON that wasn't quoted: its commas cut it up.
        if (name is null || record.Fields.Count <= inputs || record.Fields.Count > columns)
            return ScoreResult.Fault(name, Line(record.Line, $"{record.Fields.Count} of {columns} columns."));

        return ScoreInput.Evaluate(name, record.Fields[inputs]);
    }

    private static IEnumerable<ScoreResult> Ndjson(string begun, TextReader text)
    {
        string? json = begun == "\n" ? "" : begun + text.ReadLine();
        for (int line = 1; json is not null; line++)
        {
            if (!string.IsNullOrWhiteSpace(json))
                yield return Evaluate(json, line);

            json = text.ReadLine();
        }
    }

    private static ScoreResult Evaluate(string json, int line)
    {
        if (ScoreInput.Parse(json, out string? fault) is not { } document)
            return ScoreResult.Fault(null, Line(line, fault!));

        using (document)
        {
            JsonElement request = document.RootElement;
            if (request.ValueKind != JsonValueKind.Object)
                return ScoreResult.Fault(null, Line(line, $"{InputReader.Kind(request)}; expected an object."));

            if (!request.TryGetProperty(InstrumentColumn, out JsonElement instrument) || Text(instrument) is not { } name)
                return ScoreResult.Fault(null, Line(line, "no instrument; expected its name as text."));

            request.TryGetProperty(InputsColumn, out JsonElement inputs);

            // A batch that was converted from CSV holds its inputs as text.
            return Text(inputs) is { } text ? ScoreInput.Evaluate(name, text) : ScoreInput.Evaluate(name, inputs);
        }
    }

    private static string? Text(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }

    private static string Line(int line, string fault) => string.Create(CultureInfo.InvariantCulture, $"line {line}: {fault}");
}
