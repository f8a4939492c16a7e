using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

/// <summary>Writes one JSON object (RFC 8259) on a tape, several bytes at a time.</summary>
/// <remarks>It says that something is at fault and not what: that is told by the scanner, which then reads the same bytes token by token.</remarks>
internal readonly ref struct Tokenizer
{
    private const int Fault = -1, Short = -2;

    private readonly ReadOnlySpan<byte> _json;
    private readonly Tape _tape;

    private Tokenizer(ReadOnlySpan<byte> json, Tape tape)
    {
        _json = json;
        _tape = tape;
    }

    /// <summary>Reads the object at the beginning of some bytes.</summary>
    /// <param name="json">Bytes in UTF-8, from the opening brace on.</param>
    /// <param name="depth">How many levels it may have.</param>
    /// <param name="tape">The tape to write.</param>
    /// <param name="length">Its length in bytes.</param>
    public static Tokenized Read(ReadOnlySpan<byte> json, int depth, Tape tape, out int length)
    {
        tape.Clear();
        tape.Add().Kind = JsonValueKind.Object;
        length = depth < 1 ? Fault : new Tokenizer(json, tape).Object(0, 0, depth);
        return length switch
        {
            Fault => Tokenized.Faulty,
            Short => Tokenized.Cut,
            _ => Tokenized.Whole,
        };
    }

    // Each returns the position behind what it has read, or a negative number.
    private int Object(int start, int row, int depth)
    {
        ulong names = 0;
        bool mayRepeat = false;
        int at = Blank(start + 1);
        if (at >= _json.Length) return Short;
        if (_json[at] != (byte)'}')
        {
            while (true)
            {
                if (_json[at] != (byte)'"') return Fault;
                bool escaped = false;
                int name = at + 1, end = Text(name, ref escaped);
                if (end < 0) return end;
                ulong key = Tape.KeyOf(_json[name..end]), bit = Tape.BitOf(key, end - name);
                mayRepeat |= (names & bit) != 0;
                names |= bit;
                if (escaped) _tape.HasEscapedNames = true;
                at = end + 1;
                if (at >= _json.Length || _json[at] != (byte)':')
                {
                    at = Blank(at);
                    if (at >= _json.Length) return Short;
                    if (_json[at] != (byte)':') return Fault;
                }

                ref Row member = ref _tape.Add();
                member.Key = key;
                member.NameStart = name;
                member.NameLength = end - name;
                at = Value(Blank(at + 1), ref member, depth);
                if (at < 0) return at;
                at = Blank(at);
                if (at >= _json.Length) return Short;
                if (_json[at] == (byte)'}') break;
                if (_json[at] != (byte)',') return Fault;
                at = Blank(at + 1);
                if (at >= _json.Length) return Short;
            }
        }

        ref Row whole = ref _tape.Edit(row);
        whole.Names = names;
        whole.MayRepeat = mayRepeat;
        return Close(ref whole, start, at + 1);
    }

    private int Array(int start, int row, int depth)
    {
        int at = Blank(start + 1);
        if (at >= _json.Length) return Short;
        if (_json[at] != (byte)']')
        {
            while (true)
            {
                at = Value(at, ref _tape.Add(), depth);
                if (at < 0) return at;
                at = Blank(at);
                if (at >= _json.Length) return Short;
                if (_json[at] == (byte)']') break;
                if (_json[at] != (byte)',') return Fault;
                at = Blank(at + 1);
            }
        }

        return Close(ref _tape.Edit(row), start, at + 1);
    }

    private int Value(int at, ref Row row, int depth)
    {
        if (at >= _json.Length) return Short;
        switch (_json[at])
        {
            case (byte)'"':
                int start = at + 1, end = Text(start, ref row.IsEscaped);
                if (end < 0) return end;
                Leaf(ref row, JsonValueKind.String, start, end);
                return end + 1;
            case (byte)'{':
                row.Kind = JsonValueKind.Object;
                return depth == 1 ? Fault : Object(at, _tape.Count - 1, depth - 1);
            case (byte)'[':
                row.Kind = JsonValueKind.Array;
                return depth == 1 ? Fault : Array(at, _tape.Count - 1, depth - 1);
            case (byte)'t':
                return Word(at, ref row, "true"u8, JsonValueKind.True);
            case (byte)'f':
                return Word(at, ref row, "false"u8, JsonValueKind.False);
            case (byte)'n':
                return Word(at, ref row, "null"u8, JsonValueKind.Null);
            default:
                return Number(at, ref row);
        }
    }

    private int Close(ref Row row, int start, int end)
    {
        row.Start = start;
        row.Length = end - start;
        row.Next = _tape.Count;
        return end;
    }

    private void Leaf(ref Row row, JsonValueKind kind, int start, int end)
    {
        row.Kind = kind;
        row.Start = start;
        row.Length = end - start;
        row.Next = _tape.Count;
    }

    private int Word(int at, ref Row row, ReadOnlySpan<byte> word, JsonValueKind kind)
    {
        ReadOnlySpan<byte> rest = _json[at..];
        if (!rest.StartsWith(word)) return word.StartsWith(rest) ? Short : Fault;
        Leaf(ref row, kind, at, at + word.Length);
        return at + word.Length;
    }

    private int Number(int start, ref Row row)
    {
        int at = start;
        if (_json[at] == (byte)'-') at++;
        if (at >= _json.Length) return Short;
        if (_json[at] == (byte)'0') at++;
        else if ((at = Digits(at)) < 0) return at;
        if (at >= _json.Length) return Short;
        if (_json[at] == (byte)'.')
        {
            at = Digits(at + 1);
            if (at < 0) return at;
            if (at >= _json.Length) return Short;
        }

        if ((_json[at] | 0x20) == 'e')
        {
            at++;
            if (at >= _json.Length) return Short;
            if (_json[at] is (byte)'+' or (byte)'-') at++;
            at = Digits(at);
            if (at < 0) return at;
            if (at >= _json.Length) return Short;
        }

        Leaf(ref row, JsonValueKind.Number, start, at);
        return at;
    }

    // One digit at least.
    private int Digits(int at)
    {
        if (at >= _json.Length) return Short;
        if (!char.IsAsciiDigit((char)_json[at])) return Fault;
        while (at < _json.Length && char.IsAsciiDigit((char)_json[at])) at++;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Blank(int at) => at < _json.Length && _json[at] <= (byte)' ' ? Blanks(at) : at;

    private int Blanks(int at)
    {
        while (at < _json.Length && _json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        return at;
    }

    // The closing quote of the string that begins here.
    private int Text(int at, ref bool escaped)
    {
        ref byte first = ref MemoryMarshal.GetReference(_json);
        while (at < _json.Length)
        {
            if (at + Vector128<byte>.Count <= _json.Length)
            {
                Vector128<byte> block = Vector128.LoadUnsafe(ref first, (nuint)at);
                Vector128<byte> special = Vector128.Equals(block, Vector128.Create((byte)'"')) | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                    | Vector128.LessThan(block, Vector128.Create((byte)' '));
                uint hits = special.ExtractMostSignificantBits();
                if (hits == 0)
                {
                    at += Vector128<byte>.Count;
                    continue;
                }

                at += BitOperations.TrailingZeroCount(hits);
            }

            byte one = _json[at];
            if (one == (byte)'"') return at;
            if (one < (byte)' ') return Fault;
            if (one == (byte)'\\')
            {
                escaped = true;
                at = Escape(at + 1);
                if (at < 0) return at;
            }
            else
            {
                at++;
            }
        }

        return Short;
    }

    private int Escape(int at)
    {
        if (at >= _json.Length) return Short;
        if (_json[at] is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t') return at + 1;
        if (_json[at] != (byte)'u') return Fault;
        for (int digit = 1; digit <= 4; digit++)
        {
            if (at + digit >= _json.Length) return Short;
            if (!char.IsAsciiHexDigit((char)_json[at + digit])) return Fault;
        }

        return at + 5;
    }
}
