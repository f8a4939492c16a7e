using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Takes the keys of a mapping one by one and reports what is missing, wrong or left over.</summary>
internal sealed class MappingReader
{
    private readonly Dictionary<string, Node> _open;
    private readonly ICollection<Finding> _findings;

    public MappingReader(Node node, ICollection<Finding> findings)
    {
        _findings = findings;
        Place = node.Place;
        if (node is MappingNode mapping)
        {
            _open = new(StringComparer.Ordinal);
            foreach ((string key, Node value) in mapping.Entries) _open.TryAdd(key, value);
        }
        else
        {
            _open = [];
            Fault("keys with values are expected here.");
        }
    }

    public Place Place { get; }

    /// <summary>Names the thing in messages, once it is known: <c>rule methotrexate-pregnancy</c>.</summary>
    public string? Subject { get; set; }

    public void Fault(string message, Place? place = null) =>
        _findings.Add(new(place ?? Place, Subject is null ? message : $"{Subject}: {message}"));

    public Node? Take(string key) => _open.Remove(key, out Node? node) ? node : null;

    public bool Has(string key) => _open.ContainsKey(key);

    public Place PlaceOf(string key) => _open.TryGetValue(key, out Node? node) ? node.Place : Place;

    public string? Text(string key) => Take(key) switch
    {
        null => null,
        ScalarNode { Text: "" } => null,
        ScalarNode scalar => scalar.Text.Trim(),
        var other => Wrong<string>(key, other, "one text"),
    };

    public string Required(string key)
    {
        if (Text(key) is { } text) return text;
        Fault($"«{key}» is missing.");
        return "";
    }

    public ImmutableArray<string> Texts(string key) => Take(key) switch
    {
        null or ScalarNode { Text: "" } => [],
        ScalarNode scalar => [scalar.Text],
        SequenceNode sequence => [.. sequence.Items.OfType<ScalarNode>().Select(item => item.Text)],
        var other => Wrong<string>(key, other, "a list") is { } text ? [text] : [],
    };

    public ImmutableArray<Node> List(string key) => Take(key) switch
    {
        null or ScalarNode { Text: "" } => [],
        SequenceNode sequence => sequence.Items,
        var other => [other],
    };

    public bool Flag(string key, bool otherwise = false) => Take(key) switch
    {
        null => otherwise,
        ScalarNode { Text: "true" } => true,
        ScalarNode { Text: "false" } => false,
        var other => Wrong<object>(key, other, "true or false") is null && otherwise,
    };

    public decimal? Number(string key)
    {
        Node? node = Take(key);
        if (node is null) return null;
        if (node is ScalarNode scalar && decimal.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value)) return value;
        Wrong<object>(key, node, "a number");
        return null;
    }

    public Span? Duration(string key)
    {
        Node? node = Take(key);
        return node is null ? null : DurationOf(key, node);
    }

    public Span? DurationOf(string key, Node node)
    {
        if (node is ScalarNode scalar && ParseDuration(scalar.Text) is { } span) return span;
        Wrong<object>(key, node, "a time such as 3 mo, 28 d, 12 wk or 2 a");
        return null;
    }

    /// <summary>One of several words; its place among them.</summary>
    public int Choice(string key, string[] words, int otherwise = 0, bool required = false)
    {
        Place place = PlaceOf(key);
        string? text = Text(key);
        if (text is null)
        {
            if (required) Fault($"«{key}» is missing; expected {string.Join(", ", words.Where(word => word.Length > 0))}.");
            return otherwise;
        }

        int at = Array.IndexOf(words, text);
        if (at >= 0) return at;
        Fault($"«{key}: {text}» is not known; expected {string.Join(", ", words.Where(word => word.Length > 0))}.", place);
        return otherwise;
    }

    /// <summary>One of several words; the first where the key is missing or wrong.</summary>
    public string Word(string key, string[] words, bool required = false) => words[Choice(key, words, 0, required)];

    /// <summary>Reports every key that nobody took.</summary>
    public void Close()
    {
        foreach ((string key, Node node) in _open) Fault($"the key «{key}» has no meaning here.", node.Place);
    }

    public static Span? ParseDuration(string text)
    {
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && parts[1] is "a" or "mo" or "wk" or "d"
            && int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int amount)
            ? new Span(amount, parts[1]) : null;
    }

    private T? Wrong<T>(string key, Node node, string expected)
        where T : class
    {
        Fault($"«{key}» should be {expected}{(node is ScalarNode scalar ? $", not «{scalar.Text}»" : "")}.", node.Place);
        return null;
    }
}
