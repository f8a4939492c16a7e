using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Filaggrin.Scores;

/// <summary>The answer to one request: a score with its band, or what is wrong with the request.</summary>
/// <param name="Instrument">Canonical name; the name as given where it isn't known; null where a line holds none.</param>
/// <param name="Score">The score in the unit of the instrument; null without a score and for responses.</param>
/// <param name="Band">The band, the response, <c>no score</c>, or null.</param>
/// <param name="Error">What is wrong, beginning with the item it is about; null when nothing is.</param>
public sealed record ScoreResult(string? Instrument, decimal? Score, string? Band, string? Error)
{
    /// <summary>How results are to be written: as plain text, since they go into files and terminals and not into HTML.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Name of the bands that gave <see cref="Band"/>; null without a band and for responses.</summary>
    public string? BandSource { get; init; }

    /// <summary>The scale of the version, where it is not the instrument's own.</summary>
    public string? Scale { get; init; }

    /// <summary>Unanswered items: <c>item 3</c>.</summary>
    public IReadOnlyList<string> Unanswered { get; init; } = [];

    /// <summary>What a reader has to know of the score.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What a reader has to look into.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Writes the result as one JSON object.</summary>
    /// <remarks>Members <c>instrument</c>, <c>score</c>, <c>band</c> and <c>error</c> always; <c>bandSource</c>, <c>scale</c>, <c>unanswered</c>, <c>notes</c> and <c>warnings</c> where there are any.</remarks>
    /// <param name="writer">The writer, best made with <see cref="WriterOptions"/>.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("instrument", Instrument);
        if (Score is { } score)
            writer.WriteNumber("score", Decimals.Normalise(score));
        else
            writer.WriteNull("score");

        writer.WriteString("band", Band);
        writer.WriteString("error", Error);
        if (BandSource is not null)
            writer.WriteString("bandSource", BandSource);

        if (Scale is not null)
            writer.WriteString("scale", Scale);

        WriteList(writer, "unanswered", Unanswered);
        WriteList(writer, "notes", Notes);
        WriteList(writer, "warnings", Warnings);
        writer.WriteEndObject();
    }

    /// <summary>The result as one line of JSON.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            WriteTo(writer);

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    internal static ScoreResult Fault(string? instrument, string error) => new(instrument, null, null, error);

    internal static ScoreResult Refused(string instrument, InputReader inputs) =>
        Fault(instrument, string.Join(' ', inputs.Problems)) with { Notes = inputs.Notes, Warnings = inputs.Warnings };

    internal static ScoreResult Of(Score score, InputReader inputs) => new(score.Instrument, score.Value, score.Band, score.Reason)
    {
        BandSource = score.BandSource,
        Scale = score.Scale,
        Unanswered = score.Unanswered,
        Notes = [.. score.Notes, .. inputs.Notes],
        Warnings = [.. score.Warnings, .. inputs.Warnings],
    };

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;

        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);

        writer.WriteEndArray();
    }
}
