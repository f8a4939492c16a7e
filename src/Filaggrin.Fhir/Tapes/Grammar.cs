using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Filaggrin.Fhir.Tapes;

/// <summary>The single values of JSON (RFC 8259), byte by byte: where each ends.</summary>
internal static class Grammar
{
    /// <summary>In place of an end: it is at fault, or the bytes end within it.</summary>
    public const int Fault = -1, Short = -2;

    /// <summary>The closing quote of the text that begins here.</summary>
    public static int TextEnd(ReadOnlySpan<byte> json, int at, out bool escaped)
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

    /// <summary>The end of a value that is neither text, object nor list.</summary>
    public static int PlainEnd(ReadOnlySpan<byte> json, int at) => At(json, at) switch
    {
        (byte)'t' => Word(json, at, "true"u8),
        (byte)'f' => Word(json, at, "false"u8),
        (byte)'n' => Word(json, at, "null"u8),
        _ => Number(json, at),
    };

    /// <summary>A byte; zero, which stands nowhere in JSON, behind the last.</summary>
    public static byte At(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length ? json[at] : (byte)0;

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
