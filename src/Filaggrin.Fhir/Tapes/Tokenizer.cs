using System.Text.Json;

namespace Filaggrin.Fhir.Tapes;

/// <summary>What came of reading a resource.</summary>
internal enum Tokenized
{
    /// <summary>It is on the tape.</summary>
    Whole,

    /// <summary>The bytes end within it.</summary>
    Cut,

    /// <summary>It is at fault, or too deep.</summary>
    Faulty,
}

/// <summary>Writes one JSON object (RFC 8259) after the other on a tape, from quote to quote.</summary>
/// <remarks>It says that something is at fault and not what: that is told by the scanner, which then reads the same bytes token by token.</remarks>
internal sealed partial class Tokenizer : IDisposable
{
    /// <summary>How many bytes of zero must lie behind those that are read: zero stands nowhere in JSON, so that all ends there.</summary>
    public const int Padding = QuoteIndex.Padding;

    private const int ToCloser = 2; // in ASCII a bracket and a brace stand two before those that close them

    private readonly QuoteIndex _index = new();
    private int _length;
    private int _end = int.MaxValue; // of the object before; none: the quotes are to be sought anew

    // Where reading stands, between one run and the next.
    private int _at;
    private int _quote;
    private int _count;
    private int _open;
    private int _depth;
    private byte _closer;
    private bool _behindValue;
    private ulong _names;
    private ulong _repeats;

    /// <summary>The bytes are others from now on.</summary>
    public void Restart() => _end = int.MaxValue;

    /// <inheritdoc />
    public void Dispose() => _index.Dispose();

    /// <summary>Reads one object.</summary>
    /// <param name="json">Bytes in UTF-8, and behind them <see cref="Padding"/> of zero. Since the last call nothing changed, or <see cref="Restart"/> was called.</param>
    /// <param name="start">The position of its opening brace.</param>
    /// <param name="depth">How many levels it may have.</param>
    /// <param name="tape">The tape to write.</param>
    /// <param name="end">The position behind it.</param>
    /// <exception cref="ArgumentException">The bytes do not end in zeros.</exception>
    public Tokenized Read(ReadOnlySpan<byte> json, int start, int depth, Tape tape, out int end)
    {
        // Reading goes on unbounded up to the zeros, and no quote may be one of other bytes.
        if (json.Length < Padding || json[^Padding..].ContainsAnyExcept((byte)0)) throw new ArgumentException("Nothing would stop the reading.", nameof(json));
        if (json.Length != _length) Restart();
        _length = json.Length;
        end = 0;
        tape.Clear();
        if (depth < 1) return Tokenized.Faulty;
        GoTo(json, start);
        _end = int.MaxValue;
        int length = json.Length - Padding;
        tape[0].Item();
        tape[0].Open(JsonValueKind.Object, start, parent: -1);
        (_at, _depth, _count, _open, _closer, _names, _repeats) = (Blanks(json, start + 1), depth, 1, 0, (byte)'}', 0, 0);
        _behindValue = json[_at] == (byte)'}';
        while (true)
        {
            switch (Run(json, tape.Rows))
            {
                case Step.End:
                    tape.Count = _count;
                    _end = end = _at;
                    return Tokenized.Whole;
                case Step.Stop:
                    return _at >= length ? Tokenized.Cut : Tokenized.Faulty;
                case Step.TooDeep:
                    return Tokenized.Faulty;
            }

            if (_quote + QuoteIndex.OfMember > _index.Count) Extend(json);
            else if (_count >= tape.Rows.Length) tape.Grow();
            else if (Rare(json[..length], tape) is { } fault) return fault;
        }
    }

    /// <summary>Where the object begins that follows another in a list, both on these bytes; -1 when something else follows or is not there yet.</summary>
    /// <param name="json">Bytes in UTF-8, with their padding.</param>
    /// <param name="end">The end of the object before.</param>
    public static int NextOfList(ReadOnlySpan<byte> json, int end)
    {
        int at = Blanks(json, end);
        if (json[at] != (byte)',') return -1;
        at = Blanks(json, at + 1);
        return json[at] == (byte)'{' ? at : -1;
    }

    // The quotes from here on: those found before are good as long as reading goes forward.
    private void GoTo(ReadOnlySpan<byte> json, int start)
    {
        if (start < _end || start >= _index.End)
        {
            _index.Restart(start);
            _quote = 0;
            Extend(json);
        }

        while (true)
        {
            if (_quote == _index.Count) Extend(json);
            if (_index.Quotes[_quote] >= start) return;
            _quote++;
        }
    }

    private void Extend(ReadOnlySpan<byte> json)
    {
        _index.Extend(json, _quote);
        _quote = 0;
    }

    /// <summary>A member or item whose name or value is no plain one, up to the end of its value.</summary>
    /// <returns>Null when it is read, or what is wrong.</returns>
    private Tokenized? Rare(ReadOnlySpan<byte> json, Tape tape)
    {
        int at = Blanks(json, _at), quote = _quote;
        ref Row row = ref tape[_count];
        row.Item();
        if (_closer == (byte)'}')
        {
            if (Grammar.At(json, at) != (byte)'"') return Stopped(json, at);
            int start = at + 1, nameEnd = Grammar.TextEnd(json, start, out bool isEscaped);
            if (nameEnd < 0) return Stopped(nameEnd);
            tape.HasEscapedNames |= isEscaped;
            quote += 2;
            ReadOnlySpan<byte> name = json[start..nameEnd];
            row.Member(Tape.KeyOf(name), start, name.Length);
            ulong bit = Tape.BitOf(row.Key, name.Length);
            _repeats |= _names & bit;
            _names |= bit;
            at = Blanks(json, nameEnd + 1);
            if (Grammar.At(json, at) != (byte)':') return Stopped(json, at);
            at = Blanks(json, at + 1);
        }

        byte one = Grammar.At(json, at);
        int end;
        if (one == (byte)'"')
        {
            end = Grammar.TextEnd(json, at + 1, out bool isEscaped);
            if (end < 0) return Stopped(end);
            quote += 2;
            row.Leaf(JsonValueKind.String, at + 1, end, _count + 1, isEscaped);
            end++;
        }
        else if (one is (byte)'{' or (byte)'[')
        {
            if (--_depth == 0) return Tokenized.Faulty;
            ref Row holder = ref tape[_open];
            (holder.Names, holder.MayRepeat) = (_names, _repeats != 0);
            row.Open(one == (byte)'{' ? JsonValueKind.Object : JsonValueKind.Array, at, _open);
            (_names, _repeats, _open, _closer) = (0, 0, _count, (byte)(one + ToCloser));
            end = Blanks(json, at + 1);
        }
        else
        {
            end = Grammar.PlainEnd(json, at);
            if (end < 0) return Stopped(end);
            row.Leaf(KindOf(one), at, end, _count + 1, isEscaped: false);
        }

        (_at, _quote, _count) = (end, quote, _count + 1);
        _behindValue = _open != _count - 1 || Grammar.At(json, end) == _closer;
        _index.Pass(end, json.Length);
        return null;
    }

    private static Tokenized Stopped(ReadOnlySpan<byte> json, int at) => at >= json.Length ? Tokenized.Cut : Tokenized.Faulty;

    private static Tokenized Stopped(int end) => end == Grammar.Short ? Tokenized.Cut : Tokenized.Faulty;

    private static JsonValueKind KindOf(byte first) => first switch
    {
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    private static int Blanks(ReadOnlySpan<byte> json, int at)
    {
        while (Grammar.At(json, at) is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        return at;
    }
}
