using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Filaggrin.Fhir.Tapes;

namespace Filaggrin.Fhir.Elements;

/// <summary>A value of a resource; what is missing or of another kind counts as absent, so that no resource can break the reading.</summary>
/// <remarks>Good while its resource is being read.</remarks>
internal readonly struct Element
{
    private const int LongestPlainNumber = 18, OnStack = 128;

    private readonly Tape? _tape;
    private readonly int _row;

    /// <summary>The value of a row.</summary>
    public Element(Tape tape, int row)
    {
        _tape = tape;
        _row = row;
    }

    /// <summary>What it is; undefined when it is absent.</summary>
    public JsonValueKind ValueKind => _tape is null ? JsonValueKind.Undefined : _tape[_row].Kind;

    /// <summary>The tape that it stands on; null when it is absent.</summary>
    public Tape? Tape => _tape;

    /// <summary>Its bytes as they stand, a string without its quotes.</summary>
    public ReadOnlySpan<byte> Json => _tape is null ? default : Content();

    /// <summary>It is there.</summary>
    public bool Exists => _tape is not null;

    /// <summary>The name by which its object holds it.</summary>
    /// <exception cref="InvalidOperationException">It holds half of a surrogate pair.</exception>
    public string Name
    {
        get
        {
            if (_tape is null) return "";
            ref readonly Row row = ref _tape[_row];
            ReadOnlySpan<byte> name = _tape.Bytes.Slice(row.NameStart, row.NameLength);
            return name.Contains((byte)'\\') ? Quoted.Text(_tape.Bytes.Slice(row.NameStart - 1, row.NameLength + 2)) : _tape.Texts.Of(name);
        }
    }

    /// <summary>The member of a name; absent when there is none or it is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // of a name that is written there, its key is then a constant
    public Element Get(ReadOnlySpan<byte> name)
    {
        ulong key = Tape.KeyOf(name);
        return _tape is not null && _tape.MayHold(_row, Tape.BitOf(key, name.Length)) ? Member(key, name) : default;
    }

    /// <summary>It, or another where it is absent: what two releases call by different names.</summary>
    public Element Or(Element other) => Exists ? this : other;

    /// <summary>The elements of a list; a lone object counts as a list of one.</summary>
    public ElementList Items() => ValueKind switch
    {
        JsonValueKind.Array => new(_tape!, _row + 1, _tape![_row].Next),
        JsonValueKind.Object => new(_tape!, _row, _row + 1),
        _ => default,
    };

    /// <summary>The values that an object or a list holds, null among them.</summary>
    public ElementList Held() => ValueKind is JsonValueKind.Array or JsonValueKind.Object ? new(_tape!, _row + 1, _tape![_row].Next) : default;

    /// <summary>A text without blanks around it, the first of a list where one alone should stand; null when it is empty, no text or holds half of a surrogate pair.</summary>
    public string? Text()
    {
        JsonValueKind kind = ValueKind;
        if (kind != JsonValueKind.String) return kind == JsonValueKind.Array ? First() : null;
        string text;
        if (_tape![_row].IsEscaped)
        {
            try
            {
                text = Quoted.Text(WithQuotes()).Trim();
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
        else
        {
            ReadOnlySpan<byte> bytes = Content();
            if (bytes.IsEmpty) return null;
            text = IsLetter(bytes[0]) && IsLetter(bytes[^1]) ? _tape.Texts.Of(bytes) : Encoding.UTF8.GetString(bytes).Trim();
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>It is a text without escapes, and without blanks around it.</summary>
    public bool IsPlain => ValueKind == JsonValueKind.String && !_tape![_row].IsEscaped && Content() is { IsEmpty: false } bytes && IsLetter(bytes[0]) && IsLetter(bytes[^1]);

    /// <summary>A plain text as the id of a type: <c>type/text</c>.</summary>
    public string IdOf(string type)
    {
        ReadOnlySpan<byte> bytes = Content();
        if (bytes.Length > OnStack) return $"{type}/{Encoding.UTF8.GetString(bytes)}";
        Span<char> text = stackalloc char[OnStack];
        return string.Concat(type, "/", text[..Encoding.UTF8.GetChars(bytes, text)]);
    }

    /// <summary>A string without escapes as it stands; null when it is anything else.</summary>
    public string? Plain() => ValueKind == JsonValueKind.String && !_tape![_row].IsEscaped ? Encoding.UTF8.GetString(Content()) : null;

    /// <summary>A string as it stands.</summary>
    /// <exception cref="InvalidOperationException">It holds half of a surrogate pair.</exception>
    public string String() => _tape![_row].IsEscaped ? Quoted.Text(WithQuotes()) : Encoding.UTF8.GetString(Content());

    /// <summary>Whether it is this very text.</summary>
    /// <exception cref="InvalidOperationException">It holds half of a surrogate pair.</exception>
    public bool Is(ReadOnlySpan<byte> text) =>
        ValueKind == JsonValueKind.String && (_tape![_row].IsEscaped ? Quoted.Equals(WithQuotes(), text) : Content().SequenceEqual(text));

    /// <summary>The day of a full date or an instant, as it stands; null when it is anything else.</summary>
    public DateOnly? Day()
    {
        if (ValueKind != JsonValueKind.String) return null;
        ReadOnlySpan<byte> text = Content();
        bool isInstant = text.Length > 12 && text[10] == (byte)'T' && char.IsAsciiDigit((char)text[11]) && char.IsAsciiDigit((char)text[12]);
        return (text.Length == 10 || isInstant) && !_tape![_row].IsEscaped ? _tape.Days.Of(text) : null;
    }

    /// <summary>True, false or null.</summary>
    public bool? Truth() => ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A number that a decimal can hold and that still can be converted; otherwise null.</summary>
    public decimal? Number()
    {
        if (ValueKind != JsonValueKind.Number) return null;
        ReadOnlySpan<byte> digits = Content();
        return Plain(digits) ?? (Quoted.Number(digits) is { } value && decimal.Abs(value) < 1e15m ? value : null);
    }

    /// <summary>A whole number; otherwise null.</summary>
    public long? Whole() => ValueKind == JsonValueKind.Number ? Quoted.Whole(Content()) : null;

    /// <summary>Its letters as they stand, a string without its quotes.</summary>
    public string Raw() => Encoding.UTF8.GetString(Json);

    // Digits with at most one point among them need no general parser.
    private static decimal? Plain(ReadOnlySpan<byte> digits)
    {
        if (digits.Length > LongestPlainNumber) return null;
        long value = 0;
        int point = -1;
        for (int i = 0; i < digits.Length; i++)
        {
            if (digits[i] == (byte)'.') point = i;
            else if (char.IsAsciiDigit((char)digits[i])) value = (value * 10) + (digits[i] - '0');
            else return null;
        }

        decimal number = new((int)value, (int)(value >> 32), 0, isNegative: false, (byte)(point < 0 ? 0 : digits.Length - 1 - point));
        return number < 1e15m ? number : null;
    }

    // A list in a list is none.
    private string? First()
    {
        foreach (Element held in Held())
        {
            if (held.ValueKind == JsonValueKind.String && held.Text() is { } text) return text;
        }

        return null;
    }

    private Element Member(ulong key, ReadOnlySpan<byte> name)
    {
        int member = _tape!.Find(_row, key, name);
        return member < 0 || _tape[member].Kind == JsonValueKind.Null ? default : new(_tape, member);
    }

    private static bool IsLetter(byte one) => one is > (byte)' ' and < 0x7F;

    private ReadOnlySpan<byte> Content() => _tape!.Bytes.Slice(_tape[_row].Start, _tape[_row].Length);

    private ReadOnlySpan<byte> WithQuotes() => _tape!.Bytes.Slice(_tape[_row].Start - 1, _tape[_row].Length + 2);
}
