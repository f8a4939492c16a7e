using System.Text.Json;

namespace Filaggrin.Scores;

/// <summary>Reads one JSON object of inputs and collects everything that is wrong with it, so that a caller can mend it in one go.</summary>
internal sealed class InputReader
{
    // Finer numbers come from faulty arithmetic, and rounding them could move a value across a limit.
    private const int MaxDecimals = 20;
    private const int MaxNameLength = 40;

    private readonly JsonElement _inputs;
    private readonly string _path;
    private readonly Report _report;
    private readonly List<InputReader> _children = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private bool _ageRead;
    private decimal? _age;

    public InputReader(JsonElement inputs) : this(inputs, "", new Report())
    {
    }

    private InputReader(JsonElement inputs, string path, Report report)
    {
        _inputs = inputs;
        _path = path;
        _report = report;
    }

    public IReadOnlyList<string> Problems => _report.Problems;

    public IReadOnlyList<string> Notes => _report.Notes;

    public IReadOnlyList<string> Warnings => _report.Warnings;

    /// <summary>Adds a problem with one input; the request is then refused.</summary>
    public void Refuse(string name, string problem) => _report.Problems.Add($"{_path}{name}: {problem}");

    public void Note(string text) => _report.Notes.Add(text);

    public void Warn(string text) => _report.Warnings.Add(text);

    /// <summary>Marks members as known although they aren't used.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            _read.Add(name);
    }

    /// <summary>Whether a member is there and not null.</summary>
    public bool Has(string name) => _inputs.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The patient's age in years; read once, so that a mistake is told once.</summary>
    public decimal? Age(bool required)
    {
        if (!_ageRead && (required || Has("ageYears")))
        {
            _ageRead = true;
            _age = Number("ageYears", Expected.Age);
        }

        _read.Add("ageYears");
        return _age;
    }

    /// <summary>A number that has to be there.</summary>
    public decimal? Number(string name, Expected expected) => Number(name, Member(name), expected);

    /// <summary>An object that has to be there.</summary>
    /// <param name="name">Name of the member.</param>
    /// <param name="words">What it holds, for the message.</param>
    /// <param name="asPath">Whether messages about its members begin with its name.</param>
    public InputReader? Object(string name, string words, bool asPath = false)
    {
        if (Member(name) is not { ValueKind: JsonValueKind.Object } member)
        {
            Refuse(name, $"{Kind(Member(name))}; expected {words}.");
            return null;
        }

        var child = new InputReader(member, asPath ? $"{name}." : _path, _report);
        _children.Add(child);
        return child;
    }

    /// <summary>A word out of a few.</summary>
    public string? Choice(string name, params IReadOnlyList<string> choices)
    {
        if (Text(name) is { } text && choices.FirstOrDefault(c => Spelling.Same(c, text)) is { } choice)
            return choice;

        Refuse(name, $"expected {string.Join(" or ", choices)}.");
        return null;
    }

    /// <summary>A text; null where the member is something else.</summary>
    public string? Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A list with one number for each label.</summary>
    public decimal[]? Numbers(string name, IReadOnlyList<string> labels, Expected expected)
    {
        if (Array(name, $"{labels.Count} values: {string.Join(", ", labels)}", labels.Count) is not { } elements)
            return null;

        decimal?[] values = [.. elements.Select((element, i) => Number($"{name}.{labels[i]}", element, expected))];
        return values.Contains(null) ? null : [.. from value in values select value!.Value];
    }

    /// <summary>A list of any length.</summary>
    public decimal[]? List(string name, Expected expected)
    {
        if (Array(name, $"a list, each {expected.Words}", count: null) is not { } elements)
            return null;

        decimal?[] values = [.. elements.Select(element => Number(name, element, expected))];
        return values.Contains(null) ? null : [.. from value in values select value!.Value];
    }

    /// <summary>The items of a questionnaire; null for an unanswered one.</summary>
    /// <param name="name">Name of the member.</param>
    /// <param name="noun">What one value is called in messages, which count from 1.</param>
    /// <param name="count">Number of items.</param>
    /// <param name="expected">The answers allowed.</param>
    /// <param name="higherOfTwo">Whether an item may hold a list of ticked answers, of which the highest counts.</param>
    public decimal?[]? Items(string name, string noun, int count, Expected expected, bool higherOfTwo = false)
    {
        if (Array(name, $"{count} values, null for an unanswered one", count) is not { } elements)
            return null;

        var items = new decimal?[count];
        int before = Problems.Count;
        for (int i = 0; i < count; i++)
        {
            string label = $"{noun} {i + 1}";
            items[i] = elements[i].ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Array when higherOfTwo && elements[i].GetArrayLength() > 0 => Highest(label, elements[i], expected),
                _ => Number(label, elements[i], expected),
            };
        }

        return Problems.Count > before ? null : items;
    }

    /// <summary>One number of a list, whatever else the list holds; null where there is none.</summary>
    public decimal? PeekItem(string name, int index) =>
        Member(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > index
            && list[index] is { ValueKind: JsonValueKind.Number } item && item.TryGetDecimal(out decimal value) ? value : null;

    /// <summary>Warns of members that nobody read: mostly a misspelt name, or a scale that this isn't.</summary>
    public void WarnOfUnread(string instrument)
    {
        foreach (JsonProperty member in _inputs.EnumerateObject())
        {
            if (!_read.Contains(member.Name))
                Warn($"«{_path}{Shorten(member.Name)}» is not an input of {instrument} and was ignored.");
        }

        foreach (InputReader child in _children)
            child.WarnOfUnread(instrument);
    }

    /// <summary>What a value is, in words, where something else was expected.</summary>
    public static string Kind(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        _ => "missing",
    };

    /// <summary>A name short enough to be quoted in a message.</summary>
    public static string Shorten(string name) => name.Length <= MaxNameLength ? name : $"{name[..MaxNameLength]}…";

    private decimal? Highest(string label, JsonElement ticked, Expected expected)
    {
        decimal?[] answers = [.. from answer in ticked.EnumerateArray() select Number(label, answer, expected)];
        if (answers.Length > 1)
            Note($"{label}: {answers.Length} answers are ticked, of which the highest counts.");

        return answers.Max();
    }

    private List<JsonElement>? Array(string name, string words, int? count)
    {
        if (Member(name) is not { ValueKind: JsonValueKind.Array } array)
        {
            Refuse(name, $"{Kind(Member(name))}; expected {words}.");
            return null;
        }

        if (count is { } number && array.GetArrayLength() != number)
        {
            Refuse(name, $"{array.GetArrayLength()} values; expected {words}.");
            return null;
        }

        return [.. array.EnumerateArray()];
    }

    private decimal? Number(string label, JsonElement? value, Expected expected)
    {
        if (Fault(value, expected) is not { } fault)
            return value!.Value.GetDecimal();

        Refuse(label, fault);
        return null;
    }

    private static string? Fault(JsonElement? value, Expected expected)
    {
        if (value is not { ValueKind: JsonValueKind.Number } number)
            return $"{Kind(value)}; expected {expected.Words}.";

        if (!number.TryGetDecimal(out decimal read))
            return $"a number too large to be read; expected {expected.Words}.";

        return read.Scale > MaxDecimals ? $"a number with more than {MaxDecimals} decimals; expected {expected.Words}." : expected.Problem(read);
    }

    private JsonElement? Member(string name)
    {
        _read.Add(name);
        return _inputs.TryGetProperty(name, out JsonElement value) ? value : null;
    }

    private sealed class Report
    {
        public List<string> Problems { get; } = [];

        public List<string> Notes { get; } = [];

        public List<string> Warnings { get; } = [];
    }
}
