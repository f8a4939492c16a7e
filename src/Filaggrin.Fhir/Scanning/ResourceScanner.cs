using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Tapes;

namespace Filaggrin.Fhir.Scanning;

/// <summary>Goes through a stream of JSON once and hands out one resource after the other; of a Bundle no more than one entry is in memory.</summary>
internal sealed partial class ResourceScanner : IDisposable
{
    /// <summary>How deep elements may lie within each other.</summary>
    public const int MaxDepth = 64;

    private readonly ByteWindow _window;
    private readonly string _name;
    private readonly bool _lines;
    private readonly IScanSink _sink;
    private readonly List<Frame> _frames = [];
    private readonly Tape _tape;
    private readonly Tokenizer _tokenizer = new();
    private long _keepFrom = long.MaxValue;
    private long _taped = -1;
    private bool _opened;
    private int _changes;

    private ResourceScanner(Stream stream, string name, bool lines, IScanSink sink, ConceptTable titles)
    {
        _tape = new(titles);
        _window = new(stream, name);
        _name = name;
        _lines = lines;
        _sink = sink;
    }

    /// <summary>Scans a stream that holds one resource.</summary>
    public static void ScanOne(Stream stream, string name, IScanSink sink, ConceptTable titles)
    {
        using ResourceScanner scanner = new(stream, name, lines: false, sink, titles);
        if (scanner.Scan() == 0)
            throw new RecordException($"{name}: the file is empty; expected a FHIR Bundle or Patient in JSON.");
    }

    /// <summary>Scans a stream that holds one resource a line.</summary>
    /// <returns>The number of resources.</returns>
    public static int ScanLines(Stream stream, string name, IScanSink sink, ConceptTable titles)
    {
        using ResourceScanner scanner = new(stream, name, lines: true, sink, titles);
        return scanner.Scan();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _tape.Dispose();
        _tokenizer.Dispose();
        _window.Dispose();
    }

    /// <summary>File, line and element of a position.</summary>
    public string Describe(long position)
    {
        StringBuilder text = new($"{_name}:{_window.LineAt(position)}: ");
        int length = text.Length;
        foreach (Frame frame in _frames)
        {
            if (frame.IsEntry)
            {
                if (frame.Member == Member.Resource) text.Append(".resource");
                continue;
            }

            if (text.Length == length) text.Append(frame.Type ?? (frame.InEntries ? "Bundle" : "the resource"));
            if (frame.InEntries) text.Append(System.Globalization.CultureInfo.InvariantCulture, $".entry[{Math.Max(0, frame.Entries - 1)}]");
        }

        return text.Length == length ? text.Append("the file").ToString() : text.ToString();
    }

    private int Scan()
    {
        int resources = 0;
        JsonReaderState state = new(new JsonReaderOptions { MaxDepth = 1000, AllowMultipleValues = _lines });
        do
        {
            Utf8JsonReader reader = new(_window.Unread, isFinalBlock: false, state);
            long origin = _window.Position;
            _opened = false;
            while (!_opened && Read(ref reader, origin))
            {
                if (_frames.Count == 0) resources++;
                Token(ref reader, origin);
            }

            state = reader.CurrentState;
            _window.Advance((int)reader.BytesConsumed);
            if (_opened) Leap();
        }
        while (_opened || _window.Fill(_keepFrom));

        if (_frames.Count == 0 && _window.Unread.ContainsAnyExcept(" \t\r\n"u8)) throw NoJson(_window.Position);
        if (_frames.Count > 0)
            throw new RecordException($"{_name}:{_window.LineAt(long.MaxValue)}: the file ends inside {Element()}; nothing was appraised.");
        return resources;
    }

    private string Element()
    {
        string place = Describe(_window.Position);
        return place[(place.IndexOf(": ", StringComparison.Ordinal) + 2)..];
    }

    private bool Read(ref Utf8JsonReader reader, long origin)
    {
        if (TryRead(ref reader, out bool more)) return more;
        long at = origin + reader.BytesConsumed;
        if (_frames.Count > 0) throw new RecordException($"{Describe(at)} is not valid JSON from here on; nothing was appraised.");
        if (_lines || reader.TokenType == JsonTokenType.None) throw NoJson(at);
        throw new RecordException($"{_name}:{_window.LineAt(at)}: something follows the end of the resource; expected one Bundle or Patient.");
    }

    // The reader's own message quotes the file, and thus the patient: it goes no further.
    private static bool TryRead(ref Utf8JsonReader reader, out bool more)
    {
        try
        {
            more = reader.Read();
            return true;
        }
        catch (JsonException)
        {
            return more = false;
        }
    }

    private RecordException NoJson(long at) =>
        new($"{_name}:{_window.LineAt(at)}: this is not JSON; expected {(_lines ? "one resource a line" : "a FHIR Bundle or Patient in JSON")}.");

    private void Token(ref Utf8JsonReader reader, long origin)
    {
        if (reader.CurrentDepth > MaxDepth)
            throw new RecordException($"{Describe(origin + reader.TokenStartIndex)} is nested deeper than {MaxDepth} levels; nothing was appraised.");
        if (_frames.Count == 0)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new RecordException($"{_name}:{_window.LineAt(origin + reader.TokenStartIndex)}: the JSON is no resource; expected a FHIR Bundle or Patient.");
            OpenResource(ref reader, origin);
            return;
        }

        Frame frame = _frames[^1];
        int depth = reader.CurrentDepth - frame.Depth;
        if (depth == 0) Close(frame, origin + reader.BytesConsumed);
        else if (depth == 1 && reader.TokenType == JsonTokenType.PropertyName) frame.Member = MemberReader.NameOf(ref reader, frame.IsEntry);
        else if (frame.Member != Member.Other) Value(ref reader, frame, depth, origin);
    }

    private void Value(ref Utf8JsonReader reader, Frame frame, int depth, long origin)
    {
        switch (frame.Member)
        {
            case Member.ResourceType when depth == 1:
                SetType(ref reader, frame);
                break;
            case Member.Entry:
                Entries(ref reader, frame, depth, origin);
                break;
            case Member.Total when depth == 1 && reader.TokenType == JsonTokenType.Number:
                frame.Total = reader.TryGetInt64(out long total) ? total : null;
                break;
            case Member.Link:
                MemberReader.Link(ref reader, frame, depth);
                break;
            case Member.FullUrl when depth == 1 && reader.TokenType == JsonTokenType.String:
                frame.FullUrl = MemberReader.TextOf(ref reader);
                break;
            case Member.Resource when depth == 1:
                if (reader.TokenType == JsonTokenType.StartObject) OpenResource(ref reader, origin);
                else if (reader.TokenType != JsonTokenType.Null)
                    throw new RecordException($"{Describe(origin + reader.TokenStartIndex)} is no object; nothing was appraised.");
                break;
            case Member.Search or Member.Request when depth == 2:
                MemberReader.Detail(ref reader, frame);
                break;
        }
    }

    private void Entries(ref Utf8JsonReader reader, Frame frame, int depth, long origin)
    {
        if (depth == 1)
        {
            frame.InEntries = reader.TokenType == JsonTokenType.StartArray;
            if (!frame.InEntries && frame.Type == "Bundle" && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.Null))
                throw new RecordException($"{_name}:{_window.LineAt(origin + reader.TokenStartIndex)}: Bundle.entry is no list; nothing was appraised.");
        }
        else if (depth == 2 && frame.InEntries)
        {
            frame.Entries++;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                _frames.Add(new(isEntry: true, reader.CurrentDepth, origin + reader.TokenStartIndex));
                _opened = true;
            }
            else if (frame.Type == "Bundle")
            {
                throw new RecordException($"{Describe(origin + reader.TokenStartIndex)} is no object; nothing was appraised.");
            }
        }
    }

    private void OpenResource(ref Utf8JsonReader reader, long origin)
    {
        LetGoOfBundles();
        _keepFrom = origin + reader.TokenStartIndex;
        _opened = _frames.Count > 0 || _lines; // the whole file is gone through token by token
        _frames.Add(new(isEntry: false, reader.CurrentDepth, _keepFrom));
    }

    // Whatever holds a resource in its entries is a Bundle: its own bytes need not be kept.
    private void LetGoOfBundles()
    {
        foreach (Frame outer in _frames) outer.IsKept = false;
    }

    private void SetType(ref Utf8JsonReader reader, Frame frame)
    {
        string? type = reader.TokenType == JsonTokenType.String ? MemberReader.TextOf(ref reader) : null;
        if (type is null) return;
        frame.Type = type;
        if (_frames.Count == 1 && !_lines && type is not ("Bundle" or "Patient"))
        {
            string quoted = type.Length <= 40 && type.All(char.IsAsciiLetter) ? $"«{type}»" : "not a resource type";
            throw new RecordException($"{_name}: resourceType is {quoted}; expected Bundle or Patient.");
        }

        if (type == "Bundle" || !_sink.Wants(type))
        {
            frame.IsKept = false;
            if (_keepFrom == frame.Start) _keepFrom = long.MaxValue;
        }
    }

    private void Close(Frame frame, long end)
    {
        if (frame.IsEntry)
        {
            if (!frame.IsTaped) HandEntry(frame);
            _frames.RemoveAt(_frames.Count - 1);
            _keepFrom = _frames[^1].IsKept ? _frames[^1].Start : long.MaxValue;
            return;
        }

        frame.End = end;
        if (_frames.Count > 1)
        {
            _frames.RemoveAt(_frames.Count - 1);
            _frames[^1].Resource = frame;
            return;
        }

        Hand(frame, entry: null);
        _frames.Clear();
        _keepFrom = long.MaxValue;
    }

    private void HandEntry(Frame entry)
    {
        if (entry.Resource is { } resource) Hand(resource, entry);
        else if (string.Equals(entry.Method, "DELETE", StringComparison.OrdinalIgnoreCase) && entry.Url is { } target) _sink.Deletion(target);
        if (entry.Resource is not null && entry.Mode != "outcome") _frames[^2].Resources++;
    }

    private void Hand(Frame resource, Frame? entry)
    {
        if (entry?.Mode == "outcome") return;
        if (resource.Type == "Bundle" || (resource.Type is null && resource.Resources > 0))
        {
            if (resource.Type is null && entry is null) throw NoType(resource);
            _sink.Bundle(new(resource.Resources, resource.Total, resource.Self, resource.Continues, entry is not null));
        }
        else if (entry is null && resource.Type is null)
        {
            throw NoType(resource);
        }
        else if (resource.IsKept)
        {
            int start = (int)(resource.Start - _window.Origin), end = (int)(resource.End - _window.Origin);
            if (_taped != resource.Start) StepwiseTokenizer.Read(_window.Held.AsSpan(start, end - start), start, MaxDepth, _tape);
            _tape.Attach(_window.Held);
            _sink.Resource(new(_tape.Root, resource.Type, default, entry?.FullUrl, new(this, resource.Start)));
        }
    }

    private RecordException NoType(Frame resource) =>
        new($"{_name}:{_window.LineAt(resource.Start)}: the JSON has no resourceType; expected {(_lines ? "a FHIR resource" : "a FHIR Bundle or Patient")}.");
}
