using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Takes the keys of a mapping one by one and reports what is missing, wrong or left over.</summary>
internal sealed class MappingReader
{
    private const int Marks = 64;
    private const byte Taken = Marks;
    private static readonly string[] Bases = ["read", "recalled"];

    private readonly ImmutableArray<KeyValuePair<string, Node>> _entries = [];
    private readonly byte[] _markOf = []; // of each key, until it is taken
    private readonly ulong _marks; // of all keys: most that are asked for are not there
    private readonly ICollection<Finding> _findings;
    private readonly IAskedKeys? _asked;
    private readonly Node _node;

    public MappingReader(Node node, ICollection<Finding> findings)
    {
        _findings = findings;
        _asked = findings as IAskedKeys;
        _node = node = LateNode.Read(node);
        Place = node.Place;
        if (node is MappingNode mapping)
        {
            _entries = mapping.Entries;
            _markOf = new byte[_entries.Length];
            for (int i = 0; i < _markOf.Length; i++) _marks |= 1UL << (_markOf[i] = MarkOf(_entries[i].Key));
        }
        else
        {
            Fault("keys with values are expected here.");
        }
    }

    public Place Place { get; }

    /// <summary>Names the thing in messages, once it is known: <c>rule methotrexate-pregnancy</c>.</summary>
    public string? Subject { get; set; }

    public void Fault(string message, Place? place = null) =>
        _findings.Add(new(place ?? Place, Subject is null ? message : $"{Subject}: {message}"));

    public Node? Take(string key) => Take(key, Form.Any);

    /// <summary>Takes a key that a fault was reported for.</summary>
    public void Drop(string key) => Open(key, take: true);

    public bool Has(string key) => Open(key) is not null;

    public bool IsText(string key) => Open(key) is ScalarNode;

    public Place PlaceOf(string key) => Open(key)?.Place ?? Place;

    public string? Text(string key) => TextOf(key, Take(key, Form.Text));

    public string Required(string key)
    {
        if (TextOf(key, Take(key, Form.Text, required: true)) is { } text) return text;
        Fault($"«{key}» is missing.");
        return "";
    }

    public ImmutableArray<string> Texts(string key) => TextsOf(key, Take(key, Form.Texts));

    public ImmutableArray<Node> List(string key) => ItemsOf(Take(key, Form.List));

    /// <summary>A list that a built edition may hold back until it is asked for.</summary>
    public Lazy<ImmutableArray<Node>> LateList(string key)
    {
        Note(key, Form.List);
        Node? node = Find(key, take: true);
        return node is LateNode late ? new(() => ItemsOf(late.Piece())) : new(ItemsOf(node));
    }

    /// <summary>Keys with values that the reader opens for itself.</summary>
    public MappingNode? Keys(string key) => Take(key, Form.Keys) switch
    {
        null or ScalarNode { Text: "" } => null,
        MappingNode mapping => mapping,
        var other => Wrong<MappingNode>(key, other, "keys with values"),
    };

    public bool Flag(string key, bool otherwise = false) => Take(key, Form.Flag) switch
    {
        null => otherwise,
        ScalarNode { Text: "true" } => true,
        ScalarNode { Text: "false" } => false,
        var other => Wrong<object>(key, other, "true or false") is null && otherwise,
    };

    public decimal? Number(string key) => NumberOf(key, Take(key, Form.Number));

    public decimal? RequiredNumber(string key)
    {
        Node? node = Take(key, Form.Number, required: true);
        if (node is null) Fault($"«{key}» is missing.");
        return NumberOf(key, node);
    }

    public Span? Duration(string key)
    {
        Node? node = Take(key, Form.Time);
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
        Node? node = Take(key, Form.Text, required, words);
        string? text = TextOf(key, node);
        if (text is null)
        {
            if (required) Fault($"«{key}» is missing; expected {Named(words)}.");
            return otherwise;
        }

        int at = Array.IndexOf(words, text);
        if (at >= 0) return at;
        Fault($"«{key}: {text}» is not known; expected {Named(words)}.", node!.Place);
        return otherwise;
    }

    /// <summary>One of several words; the first where the key is missing or wrong.</summary>
    public string Word(string key, string[] words, bool required = false) => words[Choice(key, words, 0, required)];

    /// <summary>Some of several words.</summary>
    public ImmutableArray<string> Words(string key, string[] words)
    {
        Node? node = Take(key, Form.Texts, words: words);
        ImmutableArray<string> texts = TextsOf(key, node);
        foreach (string text in texts)
        {
            if (Array.IndexOf(words, text) < 0) Fault($"«{key}: {text}» is not known; expected {Named(words)}.", node!.Place);
        }

        return texts;
    }

    /// <summary>The source was not seen to say it yet.</summary>
    public bool Recalled() => Choice("basis", Bases) == 1;

    /// <summary>Reports every key that nobody took.</summary>
    public void Close()
    {
        for (int i = 0; i < _entries.Length; i++)
        {
            if (_markOf[i] != Taken) Fault($"the key «{_entries[i].Key}» has no meaning here.", _entries[i].Value.Place);
        }
    }

    public static Span? ParseDuration(string text)
    {
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && parts[1] is "a" or "mo" or "wk" or "d"
            && int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int amount)
            ? new Span(amount, parts[1]) : null;
    }

    public static decimal? ParseNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    private Node? Take(string key, Form form, bool required = false, string[]? words = null)
    {
        if (_asked is not null) Note(key, form, required, words);
        return MayHave(key) ? Open(key, take: true) : null;
    }

    private void Note(string key, Form form, bool required = false, string[]? words = null) =>
        _asked?.Add(new(_node, key, form, required, [.. (words ?? []).Where(word => word.Length > 0)]));

    private Node? Open(string key, bool take = false) => Find(key, take) is { } node ? LateNode.Read(node) : null;

    // A mapping has few keys: looking along them is faster than a table. Of two with one name, which the YAML reader reports, the first counts.
    private Node? Find(string key, bool take = false)
    {
        if (!MayHave(key)) return null;
        Node? node = null;
        byte mark = MarkOf(key);
        for (int i = 0; i < _markOf.Length; i++)
        {
            if (_markOf[i] != mark || _entries[i].Key != key) continue;
            node ??= _entries[i].Value;
            if (!take) break;
            _markOf[i] = Taken;
        }

        return node;
    }

    private bool MayHave(string key) => (_marks & (1UL << MarkOf(key))) != 0;

    private static ImmutableArray<Node> ItemsOf(Node? node) => node switch
    {
        null or ScalarNode { Text: "" } => [],
        SequenceNode sequence => sequence.Items,
        _ => [node],
    };

    // One of 64 by length and ends; two keys may share one.
    private static byte MarkOf(string key) => key.Length == 0 ? (byte)0 : (byte)(((key.Length * 7) + (key[0] * 3) + key[^1]) % Marks);

    private decimal? NumberOf(string key, Node? node)
    {
        if (node is null) return null;
        if (node is ScalarNode scalar && ParseNumber(scalar.Text) is { } value) return value;
        Wrong<object>(key, node, "a number");
        return null;
    }

    private string? TextOf(string key, Node? node) => node switch
    {
        null => null,
        ScalarNode { Text: "" } => null,
        ScalarNode scalar => scalar.Text.Trim(),
        var other => Wrong<string>(key, other, "one text"),
    };

    private ImmutableArray<string> TextsOf(string key, Node? node)
    {
        switch (node)
        {
            case null or ScalarNode { Text: "" }:
                return [];
            case ScalarNode scalar:
                return [scalar.Text];
            case SequenceNode { Texts: { IsDefault: false } texts }:
                return texts;
            case SequenceNode mixed:
                Wrong<string>(key, mixed.Items.First(item => item is not ScalarNode), "a list of texts");
                return [.. mixed.Items.OfType<ScalarNode>().Select(item => item.Text)];
            default:
                Wrong<string>(key, node, "a list");
                return [];
        }
    }

    private static string Named(string[] words) => string.Join(", ", words.Where(word => word.Length > 0));

    private T? Wrong<T>(string key, Node node, string expected)
        where T : class
    {
        Fault($"«{key}» should be {expected}{(node is ScalarNode scalar ? $", not «{scalar.Text}»" : "")}.", node.Place);
        return null;
    }
}
