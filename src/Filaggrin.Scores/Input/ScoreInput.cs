using System.Globalization;
using System.Text.Json;

namespace Filaggrin.Scores;

/// <summary>Scores requests in JSON: the name of an instrument and an object with its items.</summary>
/// <remarks>
/// Besides its items each instrument takes <c>ageYears</c> (for a warning outside its ages), <c>bands</c> (a named variant) and, in place of
/// the items, <c>total</c> (a score computed elsewhere); a global rating takes the <c>scale</c> of its version. The instrument <c>response</c> takes <c>instrument</c>, <c>baseline</c> and <c>now</c>.
/// Bad input never throws; it gives a result whose error names the item.
/// </remarks>
public static class ScoreInput
{
    private const string NotUnicode = "a name or text that is not Unicode.";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Scores one request.</summary>
    /// <param name="instrument">Name of the instrument in any known spelling, or <c>response</c>.</param>
    /// <param name="inputs">The items.</param>
    public static ScoreResult Evaluate(string instrument, JsonElement inputs)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        try
        {
            return EvaluateParsed(instrument, inputs);
        }
        catch (InvalidOperationException)
        {
            // A JSON text may hold half of a surrogate pair: it parses, and fails when read as a string.
            return ScoreResult.Fault(Instruments.Find(instrument)?.Name ?? instrument, $"inputs: {NotUnicode}");
        }
    }

    /// <summary>Scores one request whose items are still text.</summary>
    /// <param name="instrument">Name of the instrument in any known spelling, or <c>response</c>.</param>
    /// <param name="inputs">The items as a JSON object; a member given twice is refused, since either could be meant.</param>
    public static ScoreResult Evaluate(string instrument, string inputs)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(inputs);
        if (Parse(inputs, out string? fault) is not { } document)
            return ScoreResult.Fault(Instruments.Find(instrument)?.Name ?? instrument, $"inputs: {fault}");

        using (document)
            return Evaluate(instrument, document.RootElement);
    }

    /// <summary>Parses JSON without letting a fault escape as an exception.</summary>
    internal static JsonDocument? Parse(string json, out string? fault)
    {
        try
        {
            fault = null;
            return JsonDocument.Parse(json, Strict);
        }
        catch (JsonException e)
        {
            fault = e.BytePositionInLine is { } position
                ? string.Create(CultureInfo.InvariantCulture, $"not valid JSON at byte {position + 1}.")
                : "not valid JSON, or a member given twice.";
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            fault = NotUnicode; // half of a surrogate pair, in the text itself or as an escape in a name
        }

        return null;
    }

    /// <summary>The message for a name that isn't known.</summary>
    internal static string Unknown(string name) =>
        $"«{InputReader.Shorten(name)}» is not known; expected one of {string.Join(", ", Instruments.All.Select(i => i.Name))}, {ResponseInput.Name}.";

    private static ScoreResult EvaluateParsed(string name, JsonElement inputs)
    {
        bool isResponse = Spelling.Same(name, ResponseInput.Name);
        Instrument? instrument = isResponse ? null : Instruments.Find(name);
        if (!isResponse && instrument is null)
            return ScoreResult.Fault(name, $"instrument: {Unknown(name)}");

        if (inputs.ValueKind != JsonValueKind.Object)
            return ScoreResult.Fault(instrument?.Name ?? ResponseInput.Name, $"inputs: {InputReader.Kind(inputs)}; expected an object.");

        var reader = new InputReader(inputs);
        return instrument is null ? ResponseInput.Evaluate(reader) : EvaluateItems(instrument, reader);
    }

    private static ScoreResult EvaluateItems(Instrument instrument, InputReader inputs)
    {
        OwnScale? scale = AskedScale(instrument, inputs);
        Bands? asked = scale is null ? AskedBands(instrument, inputs) : null;
        Score? score = null;
        if (scale is not null)
            score = inputs.Number(instrument.IsComputed && !inputs.Has("total") ? "rating" : "total", scale.Range) is { } rating ? Score.Of(instrument, rating, scale) : null;
        else if (inputs.Has("total"))
            score = inputs.Number("total", instrument.Range) is { } total ? Score.Of(instrument, total) : null;
        else if (instrument.Evaluate is { } evaluate)
            score = evaluate(inputs);
        else
            inputs.Refuse("total", $"missing; {instrument.Name} is not computed here: {instrument.ImportOnlyBecause}.");

        if (inputs.Age(required: false) is { } age && !instrument.Ages.Contains(age))
            inputs.Warn($"{instrument.Name} is made for {instrument.Ages}, and this patient is {Decimals.Text(age)} years old.");

        inputs.WarnOfUnread(instrument.Name);
        return inputs.Problems.Count > 0 || score is null
            ? ScoreResult.Refused(instrument.Name, inputs)
            : ScoreResult.Of(score.By(asked), inputs);
    }

    /// <summary>The scale of another version; null where none is named, and for the instrument's own.</summary>
    private static OwnScale? AskedScale(Instrument instrument, InputReader inputs)
    {
        if (!instrument.HasVersions || !inputs.Has("scale"))
            return null;

        if (inputs.Text("scale") is not { } words || string.IsNullOrWhiteSpace(words) || words.Any(char.IsControl))
        {
            inputs.Refuse("scale", "expected text, such as \"0-5\".");
            return null;
        }

        OwnScale scale = OwnScale.Of(InputReader.Shorten(words), instrument.WholeNumbers);
        if (scale.IsOf(instrument))
            return null;

        if (inputs.Has("bands"))
            inputs.Refuse("bands", $"none are published for the scale {scale.Words}.");

        return scale;
    }

    private static Bands? AskedBands(Instrument instrument, InputReader inputs)
    {
        if (!inputs.Has("bands"))
            return null;

        if (inputs.Text("bands") is { } source && instrument.BandsBy(source) is { } bands)
            return bands;

        string[] known = [.. instrument.Variants.Prepend(instrument.Bands!).Where(b => b is not null).Select(b => b.Source)];
        inputs.Refuse("bands", known.Length == 0 ? $"{instrument.Name} has none." : $"not known for {instrument.Name}; expected {string.Join(" or ", known)}.");
        return null;
    }
}
