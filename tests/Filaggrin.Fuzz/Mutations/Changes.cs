using Filaggrin.Fuzz.Json;

namespace Filaggrin.Fuzz.Mutations;

/// <summary>Ways to say something else, in legal words or not: nothing is promised but an answer.</summary>
internal static class Changes
{
    private static readonly string[] Statuses =
    [
        "active", "completed", "entered-in-error", "stopped", "on-hold", "unknown", "final", "preliminary", "amended", "corrected", "cancelled", "registered", "not-done", "draft", "intended",
        "not-taken", "in-progress", "preparation", "refuted", "unconfirmed", "resolved", "inactive", "remission", "relapse",
    ];

    private static readonly string[] Dates =
        ["2024", "2024-02", "1850-01-01", "9998-12-31", "9998", "0001-01-01", "0001", "2024-02-20T24:99:99Z", "2024-02-20T10:00:00+14:00", "2023-02-29", "2025-12-24", "2000-02-29"];

    private static readonly string[] Numbers = ["0", "-0", "1", "0.0000000000000000000000000001", "1e-400", "-1", "99999", "1e14", "999999999999999", "-999999999999999", "1e-28", "2147483648", "9223372036854775808", "0.5"];

    private static readonly string[] References =
        ["Patient/p", "/", "//", "#", "#x", "urn:uuid:", "Patient/", "Patient?identifier=", "Patient?identifier=%ZZ|%", "http://", "Medication/none", "\\n", "a/b/c/d", "Patient/p/_history/", "=", "!", "%"];

    private static readonly string[] Units = ["mg", "g", "ug", "mg/dL", "umol/L", "mmol/L", "%", "1", "{score}", "10*9/L", "kg", "[lb_av]", "d", "wk", "mo", "a", "h", "s", "Cel", "mL", "U/L"];

    private static readonly Mutation[] Single = [.. Spoilings.All, .. Losses.All, .. Alone];

    public static IEnumerable<Mutation> All => [.. Alone, new("several", Promise.Free, Several)];

    // Each changes the copy in place, so that several can follow each other.
    private static IEnumerable<Mutation> Alone =>
    [
        new("entry-dropped", Promise.Free, EntryDropped),
        new("member-dropped", Promise.Free, draft => draft.At(_ => true, place => place.Remove())),
        new("member-renamed", Promise.Free, draft => draft.At(place => place.Holder.IsObject, place => place.Holder.Members[place.Index] = place.Holder.Members[place.Index] with { Name = $"\"{draft.Pick((string[])["x", "code", "status", "valueQuantity", "entry", "\\ud800", ""])}\"" })),
        new("member-contradicted", Promise.Free, draft => draft.At(place => place.Holder.IsObject, place => place.Holder.Members.Add(place.Holder.Members[place.Index] with { Value = Elsewhere(draft) }))),
        new("value-from-elsewhere", Promise.Free, draft => draft.At(_ => true, place => place.Set(Elsewhere(draft)))),
        new("member-from-elsewhere", Promise.Free, MemberFromElsewhere),
        new("status-changed", Promise.Free, draft => draft.At(place => place.Name is "status" or "intent" || (place.Name == "code" && place.Path.Contains("Status", StringComparison.Ordinal)), place => place.Set(Token.Word(draft.Pick(Statuses))))),
        new("date-changed", Promise.Free, draft => draft.At(place => Spoilings.IsDate(place) || place.Name == "birthDate", place => place.Set(Token.Word(draft.Pick(Dates))))),
        new("number-changed", Promise.Free, draft => draft.At(place => place.Value.IsNumber, place => place.Set(Token.Scalar(draft.Pick(Numbers))))),
        new("unit-changed", Promise.Free, draft => draft.At(place => place.Name is "unit" && place.Holder.IsObject, place => { place.Holder.Members.RemoveAll(member => member.Name == "\"code\""); place.Holder.Members.Add(Token.Named("code", Token.Word(draft.Pick(Units)))); })),
        new("reference-changed", Promise.Free, draft => draft.At(place => place.Name is "reference" or "fullUrl" or "url" or "id", place => place.Set(Token.Word(draft.Pick(References))))),
        new("text-cut", Promise.Free, draft => draft.At(place => place.Value.Text is { Length: > 1 } text && !text.Contains('\\', StringComparison.Ordinal), place => place.Set(Token.Word(place.Value.Text![..draft.Chance.Next(place.Value.Text!.Length)])))),
        new("text-long", Promise.Free, draft => draft.At(place => place.Value.IsText, place => place.Set(Token.Word(string.Concat(Enumerable.Repeat(place.Value.Text + " ", draft.Chance.Next(10) == 0 ? 5000 : 50)))))),
        new("nested-deep", Promise.Free, NestedDeep),
        new("contained", Promise.Free, Contained),
        new("bundle-in-bundle", Promise.Free, BundleInBundle),
    ];

    private static byte[]? EntryDropped(Draft draft)
    {
        if (draft.Entries.Count == 0) return null;
        draft.Entries.RemoveAt(draft.Chance.Next(draft.Entries.Count));
        return draft.Bundle.Write();
    }

    private static Token Elsewhere(Draft draft) => draft.Pick([.. Place.Of(draft.OriginalResource())]).Value.Copy();

    private static byte[]? MemberFromElsewhere(Draft draft)
    {
        Place[] all = [.. Place.Of(draft.OriginalResource()).Where(place => place.Holder.IsObject)];
        Place from = draft.Pick(all);
        return draft.At(place => place.Value.IsObject, place => place.Value.Members.Add(new(from.Holder.Members[from.Index].Name, from.Value.Copy())));
    }

    private static byte[]? NestedDeep(Draft draft)
    {
        Token inner = Token.Array();
        for (int depth = draft.Chance.Next(20, 120); depth > 0; depth--) inner = depth % 3 == 0 ? Token.Object(Token.Named(depth % 2 == 0 ? "item" : "contained", inner)) : Token.Array(inner);
        return draft.At(_ => true, place => place.Set(inner));
    }

    private static byte[]? Contained(Draft draft)
    {
        if (draft.AnyResource() is not { } outer) return null;
        Token inner = draft.OriginalResource().Copy();
        outer.Members.Add(Token.Named("contained", draft.Chance.Next(4) == 0 ? inner : Token.Array(inner)));
        return draft.Bundle.Write();
    }

    private static byte[] BundleInBundle(Draft draft)
    {
        int half = draft.Chance.Next(draft.Entries.Count);
        Token inner = Token.Object(Token.Named("resourceType", Token.Word("Bundle")), Token.Named("entry", Token.Array([.. draft.Entries[half..]])),
            Token.Named("link", Token.Array(Token.Object(Token.Named("relation", Token.Word(draft.Pick((string[])["self", "next"]))), Token.Named("url", Token.Word("Condition?patient=p"))))));
        draft.Entries.RemoveRange(half, draft.Entries.Count - half);
        draft.Entries.Add(Token.Object(Token.Named("resource", inner)));
        return draft.Bundle.Write();
    }

    private static byte[]? Several(Draft draft)
    {
        byte[]? mutant = null;
        for (int count = draft.Chance.Next(2, 12); count > 0; count--) mutant = draft.Pick(Single).Apply(draft) ?? mutant;
        return mutant;
    }
}
