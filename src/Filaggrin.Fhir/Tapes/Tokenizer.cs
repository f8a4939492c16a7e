using System.Buffers.Binary;
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

/// <summary>Writes one JSON object (RFC 8259) on a tape, thirty-two bytes of a text at a time.</summary>
/// <remarks>It says that something is at fault and not what: that is told by the scanner, which then reads the same bytes token by token.</remarks>
internal static class Tokenizer
{
    private const int Fault = -1, Short = -2;

    /// <summary>Reads the object at the beginning of some bytes.</summary>
    /// <param name="json">Bytes in UTF-8, from the opening brace on.</param>
    /// <param name="depth">How many levels it may have.</param>
    /// <param name="tape">The tape to write.</param>
    /// <param name="length">Its length in bytes.</param>
    public static Tokenized Read(ReadOnlySpan<byte> json, int depth, Tape tape, out int length)
    {
        tape.Clear();
        tape.Open(JsonValueKind.Object, 0, 0, 0, 0, parent: -1);
        length = 0;
        int open = 0, at = 1;
        bool inObject = true;
        if (depth < 1) return Tokenized.Faulty;
        if (Next(json, ref at) == (byte)'}')
        {
            length = at + 1;
            tape.Close(0, length);
            return Tokenized.Whole;
        }

        while (true)
        {
            ulong key = 0;
            int nameStart = 0, nameLength = 0;
            if (inObject)
            {
                if (Next(json, ref at) != (byte)'"') return Stopped(json, at);
                nameStart = at + 1;
                int end = TextEnd(json, nameStart, out bool nameEscaped);
                if (end < 0) return End(end);
                nameLength = end - nameStart;
                key = KeyAt(json, nameStart, nameLength);
                tape.Name(open, key, nameLength, nameEscaped);
                at = end + 1;
                if (Next(json, ref at) != (byte)':') return Stopped(json, at);
                at++;
            }

            byte first = Next(json, ref at);
            if (first == (byte)'"')
            {
                int end = TextEnd(json, at + 1, out bool escaped);
                if (end < 0) return End(end);
                tape.Leaf(JsonValueKind.String, key, nameStart, nameLength, at + 1, end, escaped);
                at = end + 1;
            }
            else if (first is (byte)'{' or (byte)'[')
            {
                if (--depth == 0) return Tokenized.Faulty;
                inObject = first == (byte)'{';
                open = tape.Open(inObject ? JsonValueKind.Object : JsonValueKind.Array, key, nameStart, nameLength, at, open);
                at++;
                if (Next(json, ref at) != (inObject ? (byte)'}' : (byte)']')) continue;
            }
            else
            {
                int end = first switch
                {
                    (byte)'t' => Word(json, at, "true"u8),
                    (byte)'f' => Word(json, at, "false"u8),
                    (byte)'n' => Word(json, at, "null"u8),
                    _ => Number(json, at),
                };
                if (end < 0) return End(end);
                tape.Leaf(KindOf(first), key, nameStart, nameLength, at, end, isEscaped: false);
                at = end;
            }

            // What ends here, and whether something follows.
            while (true)
            {
                byte next = Next(json, ref at);
                if (next == (byte)',') break;
                if (next != (inObject ? (byte)'}' : (byte)']')) return Stopped(json, at);
                at++;
                open = tape.Close(open, at);
                if (open < 0)
                {
                    length = at;
                    return Tokenized.Whole;
                }

                depth++;
                inObject = tape[open].Kind == JsonValueKind.Object;
            }

            at++;
        }
    }

    /// <summary>Where the object begins that follows another in a list, both on these bytes; -1 when something else follows or is not there yet.</summary>
    /// <param name="json">Bytes in UTF-8.</param>
    /// <param name="end">The end of the object before.</param>
    public static int NextOfList(ReadOnlySpan<byte> json, int end)
    {
        int at = end;
        if (Next(json, ref at) != (byte)',') return -1;
        at++;
        return Next(json, ref at) == (byte)'{' ? at : -1;
    }

    // Zero stands nowhere in JSON.
    private static byte At(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length ? json[at] : (byte)0;

    private static Tokenized Stopped(ReadOnlySpan<byte> json, int at) => at >= json.Length ? Tokenized.Cut : Tokenized.Faulty;

    private static Tokenized End(int end) => end == Short ? Tokenized.Cut : Tokenized.Faulty;

    private static JsonValueKind KindOf(byte first) => first switch
    {
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeyAt(ReadOnlySpan<byte> json, int start, int length)
    {
        if (start + sizeof(ulong) > json.Length) return Tape.KeyOf(json.Slice(start, length));
        ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(json[start..]);
        return length >= sizeof(ulong) ? bytes : bytes & ((1UL << (length * 8)) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Next(ReadOnlySpan<byte> json, ref int at)
    {
        byte one = At(json, at);
        if (one > (byte)' ') return one;
        at = Blanks(json, at);
        return At(json, at);
    }

    private static int Blanks(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        return at;
    }

    private static int Word(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<byte> rest = json[at..];
        return rest.StartsWith(word) ? at + word.Length : word.StartsWith(rest) ? Short : Fault;
    }

    // A number that the bytes may cut is none yet.
    private static int Number(ReadOnlySpan<byte> json, int at)
    {
        if (At(json, at) == (byte)'-') at++;
        if (At(json, at) == (byte)'0') at++;
        else if ((at = Digits(json, at)) < 0) return at;
        if (At(json, at) == (byte)'.' && (at = Digits(json, at + 1)) < 0) return at;
        if ((At(json, at) | 0x20) == 'e')
        {
            at++;
            if (At(json, at) is (byte)'+' or (byte)'-') at++;
            if ((at = Digits(json, at)) < 0) return at;
        }

        return at < json.Length ? at : Short;
    }

    // One digit at least.
    private static int Digits(ReadOnlySpan<byte> json, int at)
    {
        int start = at;
        while ((uint)at < (uint)json.Length && char.IsAsciiDigit((char)json[at])) at++;
        return at > start ? at : at < json.Length ? Fault : Short;
    }

    // The closing quote of the string that begins here; nearly all are short and plain.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TextEnd(ReadOnlySpan<byte> json, int at, out bool escaped)
    {
        escaped = false;
        if (at + Vector256<byte>.Count <= json.Length)
        {
            uint hits = Special(json, at);
            if (hits == 0) return LongTextEnd(json, at + Vector256<byte>.Count, out escaped);
            int end = at + BitOperations.TrailingZeroCount(hits);
            if (json[end] == (byte)'"') return end;
        }

        return LongTextEnd(json, at, out escaped);
    }

    private static int LongTextEnd(ReadOnlySpan<byte> json, int at, out bool escaped)
    {
        escaped = false;
        while (at < json.Length)
        {
            if (at + Vector256<byte>.Count <= json.Length)
            {
                uint hits = Special(json, at);
                at += hits == 0 ? Vector256<byte>.Count : BitOperations.TrailingZeroCount(hits);
                if (hits == 0) continue;
            }

            byte one = json[at];
            if (one == (byte)'"') return at;
            if (one < (byte)' ') return Fault;
            if (one != (byte)'\\')
            {
                at++;
                continue;
            }

            escaped = true;
            at = Escape(json, at + 1);
            if (at < 0) return at;
        }

        return Short;
    }

    // One bit for each of thirty-two bytes that ends or breaks a plain text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Special(ReadOnlySpan<byte> json, int at)
    {
        Vector256<byte> block = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at);
        return (Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(block, Vector256.Create((byte)' '))).ExtractMostSignificantBits();
    }

    private static int Escape(ReadOnlySpan<byte> json, int at)
    {
        byte one = At(json, at);
        if (one is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t') return at + 1;
        if (one != (byte)'u') return at < json.Length ? Fault : Short;
        for (int digit = at + 1; digit <= at + 4; digit++)
        {
            if (!char.IsAsciiHexDigit((char)At(json, digit))) return digit < json.Length ? Fault : Short;
        }

        return at + 5;
    }
}
