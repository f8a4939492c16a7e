using System.Globalization;
using Filaggrin.Fuzz.Json;

namespace Filaggrin.Fuzz.Mutations;

/// <summary>Ways to say the same in other letters.</summary>
internal static class Rewritings
{
    private const int LongText = 300_000;

    private static readonly string[] Blanks = ["", "", "", " ", "\n", "\t", "\r\n", "      "];

    // Members of a resource that no fact needs.
    private static readonly string[] Ignored = ["language", "implicitRules", "extension", "_status", "_id", "note", "photo", "x-own"];

    public static IEnumerable<Mutation> All =>
    [
        new("members-reordered", Promise.Same, draft => { Shuffle(draft.Bundle, draft.Chance); return draft.Bundle.Write(); }),
        new("entries-reordered", Promise.Same, draft => { Shuffle(draft.Entries, draft.Chance); return draft.Bundle.Write(); }),
        new("type-last", Promise.Same, TypeLast),
        new("member-doubled", Promise.Same, draft => draft.At(place => place.Holder.IsObject, place => place.Holder.Members.Insert(draft.Chance.Next(place.Holder.Members.Count + 1), place.Holder.Members[place.Index]))),
        new("entry-doubled", Promise.Same, draft => { draft.Entries.Insert(draft.Chance.Next(draft.Entries.Count + 1), draft.Pick(draft.Entries)); return draft.Bundle.Write(); }),
        new("blanks", Promise.Same, draft => draft.Bundle.Write(() => draft.Pick(Blanks))),
        new("byte-order-mark", Promise.Same, draft => [0xEF, 0xBB, 0xBF, .. draft.Bytes]),
        new("text-escaped", Promise.Same, draft => draft.At(place => place.Value.Text is { Length: > 0 }, place => place.Set(Escaped(place.Value.Spelled, draft.Chance)))),
        new("name-escaped", Promise.Same, draft => draft.At(place => place.Holder.IsObject, place => place.Holder.Members[place.Index] = new(Escaped(place.Holder.Members[place.Index].Name, draft.Chance).Spelled, place.Value))),
        new("number-respelled", Promise.Same, draft => draft.At(place => place.Value.IsNumber && !place.Value.Spelled.Contains('e', StringComparison.OrdinalIgnoreCase), place => place.Set(Respelled(place.Value.Spelled, draft.Chance)))),
        new("ignored-member", Promise.Same, IgnoredMember),
        new("ignored-entry", Promise.Same, IgnoredEntry),
    ];

    private static byte[] TypeLast(Draft draft)
    {
        bool whole = draft.Chance.Next(4) == 0;
        foreach (Token resource in draft.Entries.Select(entry => entry["resource"]).OfType<Token>().Prepend(draft.Bundle))
        {
            if (!whole && draft.Chance.Next(3) > 0) continue;
            int at = resource.Members.FindIndex(member => member.Name == "\"resourceType\"");
            if (at < 0) continue;
            Token.Member type = resource.Members[at];
            resource.Members.RemoveAt(at);
            resource.Members.Add(type);
        }

        return draft.Bundle.Write();
    }

    private static byte[]? IgnoredMember(Draft draft)
    {
        if (draft.AnyResource() is not { } resource) return null;
        string name = draft.Pick(Ignored);
        if (resource[name] is not null) return null;
        resource.Members.Insert(draft.Chance.Next(resource.Members.Count + 1), Token.Named(name, Anything(draft)));
        return draft.Bundle.Write();
    }

    private static byte[] IgnoredEntry(Draft draft)
    {
        Token entry = Token.Object(Token.Named("resource", Token.Object(
            Token.Named("resourceType", Token.Word(draft.Pick((string[])["Practitioner", "Encounter", "Claim", "OperationOutcome"]))), Token.Named("name", Anything(draft)))));
        draft.Entries.Insert(draft.Chance.Next(draft.Entries.Count + 1), entry);
        return draft.Bundle.Write();
    }

    private static Token Anything(Draft draft) => draft.Chance.Next(6) switch
    {
        0 => Token.Scalar("null"),
        1 => Token.Scalar("-1.5e-300"),
        2 => Token.Word(new string('a', draft.Chance.Next(20) == 0 ? LongText : 300)),
        3 => Token.Word("ü \\u00e9 \\n \\\" 漢"),
        4 => Nested(40),
        _ => Token.Object(Token.Named("url", Token.Word("u")), Token.Named("value", Token.Array())),
    };

    private static Token Nested(int depth)
    {
        Token inner = Token.Array();
        for (; depth > 0; depth--) inner = depth % 2 == 0 ? Token.Array(inner) : Token.Object(Token.Named("x", inner));
        return inner;
    }

    private static void Shuffle(Token token, Random chance)
    {
        Shuffle(token.Members, chance);
        foreach (Token.Member member in token.Members) Shuffle(member.Value, chance);
        foreach (Token item in token.Items) Shuffle(item, chance);
    }

    private static void Shuffle<T>(List<T> items, Random chance) => chance.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));

    // Letters of words alone: what stands after a backslash is no letter.
    private static Token Escaped(string spelled, Random chance)
    {
        if (spelled.Contains('\\', StringComparison.Ordinal)) return Token.Scalar(spelled);
        return Token.Scalar($"\"{string.Concat(spelled[1..^1].Select(letter => letter < 0x80 && chance.Next(3) == 0 ? $"\\u{(int)letter:X4}" : letter.ToString()))}\"");
    }

    private static Token Respelled(string number, Random chance)
    {
        bool whole = !number.Contains('.', StringComparison.Ordinal);
        return Token.Scalar(chance.Next(3) switch
        {
            0 => whole ? number + ".0" : number + "0",
            1 => (whole ? number + ".00" : number + "00") + "e0",
            _ => (decimal.Parse(number, CultureInfo.InvariantCulture) * 10m).ToString(CultureInfo.InvariantCulture) + "e-1",
        });
    }
}
