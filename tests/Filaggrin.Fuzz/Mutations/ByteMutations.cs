using System.Text;
using System.Text.Unicode;
using Filaggrin.Fuzz.Json;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fuzz.Mutations;

/// <summary>Ways to damage the bytes of a file, blind to what they say.</summary>
internal static class ByteMutations
{
    private static readonly byte[][] NoLetters = [[0xC0, 0x80], [0xFF], [0xFE], [0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x00]];

    public static IEnumerable<Mutation> All =>
    [
        new("bits-flipped", Promise.Free, BitsFlipped),
        new("bit-flipped", Promise.Free, draft => { byte[] bytes = [.. draft.Bytes]; bytes[draft.Chance.Next(bytes.Length)] ^= (byte)(1 << draft.Chance.Next(8)); return bytes; }),
        new("bytes-inserted", Promise.Free, BytesInserted),
        new("bytes-deleted", Promise.Free, BytesDeleted),
        new("slice-doubled", Promise.Free, SliceDoubled),
        new("truncated", Promise.Refused, draft => draft.Bytes[..draft.Chance.Next(draft.Bytes.Length)]),
        new("no-letters", Promise.Refused, NoUtf8),
        new("something-follows", Promise.Refused, draft => [.. draft.Bytes, .. draft.Pick((byte[][])[[.. "{}"u8], [.. "x"u8], [.. "]"u8], [.. ","u8], [.. "null"u8], draft.Bytes])]),
    ];

    /// <summary>What a blind damage promises, once it is known what it hit: a date, a number or a status that cannot be read any more spoils an entry.</summary>
    public static Promise PromiseOf(Token original, byte[] bytes)
    {
        if (!Utf8.IsValid(bytes)) return Promise.Refused;
        if (Token.Parse(bytes) is not { } mutant || OneDifference(original, mutant, "") is not { } change || change.Name == "birthDate") return Promise.Free;
        if (change.Before.Text is { } before && Spoilings.IsDate(new(Token.Array(change.Before), 0, change.Name)) && before.Length >= 4)
            return DateSpan.Parse(change.After.Text) is null ? Promise.NoBetter : Promise.Free;
        return change.Name == "div" ? Promise.Same : Promise.Free;
    }

    // Null where more than one scalar differs, or anything else does.
    private static (string Name, Token Before, Token After)? OneDifference(Token before, Token after, string name)
    {
        if (before.IsObject != after.IsObject || before.IsArray != after.IsArray || before.Members.Count != after.Members.Count || before.Items.Count != after.Items.Count) return null;
        if (!before.IsObject && !before.IsArray) return before.Spelled == after.Spelled ? null : (name, before, after);
        (string, Token, Token)? found = null;
        for (int at = 0; at < before.Members.Count; at++)
        {
            if (before.Members[at].Name != after.Members[at].Name) return null;
            found ??= OneDifference(before.Members[at].Value, after.Members[at].Value, before.Members[at].Name.Trim('"'));
        }

        for (int at = 0; at < before.Items.Count; at++) found ??= OneDifference(before.Items[at], after.Items[at], name);
        return found;
    }

    private static byte[] BitsFlipped(Draft draft)
    {
        byte[] bytes = [.. draft.Bytes];
        for (int count = draft.Chance.Next(2, 30); count > 0; count--) bytes[draft.Chance.Next(bytes.Length)] ^= (byte)(1 << draft.Chance.Next(7)); // the eighth makes most files no UTF-8
        return bytes;
    }

    private static byte[] BytesInserted(Draft draft)
    {
        byte[] inserted = Encoding.ASCII.GetBytes(draft.Pick((string[])["\"", "{", "}", "[", "]", ",", ":", "\\", "0", "9", "-", "e", ".", "\\u", "null", "\n", " ", "x", "\"x\":1,"]));
        int at = draft.Chance.Next(draft.Bytes.Length);
        return [.. draft.Bytes.AsSpan(0, at), .. inserted, .. draft.Bytes.AsSpan(at)];
    }

    private static byte[] BytesDeleted(Draft draft)
    {
        int at = draft.Chance.Next(draft.Bytes.Length), count = draft.Chance.Next(3) == 0 ? draft.Chance.Next(200) : 1;
        return [.. draft.Bytes.AsSpan(0, at), .. draft.Bytes.AsSpan(Math.Min(draft.Bytes.Length, at + count))];
    }

    private static byte[] SliceDoubled(Draft draft)
    {
        int from = draft.Chance.Next(draft.Bytes.Length), to = Math.Min(draft.Bytes.Length, from + draft.Chance.Next(1, 2000));
        return [.. draft.Bytes.AsSpan(0, to), .. draft.Bytes.AsSpan(from)];
    }

    private static byte[] NoUtf8(Draft draft)
    {
        int at = draft.Chance.Next(draft.Bytes.Length);
        return [.. draft.Bytes.AsSpan(0, at), .. draft.Pick(NoLetters), .. draft.Bytes.AsSpan(at)];
    }
}
