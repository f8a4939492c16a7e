using Filaggrin.Fuzz.Json;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fuzz.Mutations;

/// <summary>Ways to make unreadable what was readable, while the rest of the entry still tells what it is about.</summary>
internal static class Spoilings
{
    private static readonly Token[] NoDates =
    [
        Token.Word("2024-02-31"), Token.Word("2023-13-01"), Token.Word("yesterday"), Token.Word(""), Token.Word("20240220"), Token.Word("0000"), Token.Word("99999-01-01"),
        Token.Word("2024-02-20 10:00"), Token.Word("\\ud800"), Token.Scalar("20240220"), Token.Scalar("true"), Token.Object(), Token.Array(), Token.Array(Token.Word("x")),
    ];

    private static readonly Token[] NoNumbers =
    [
        Token.Word("12"), Token.Word(""), Token.Scalar("true"), Token.Object(), Token.Array(), Token.Array(Token.Scalar("12")), Token.Scalar("1e15"), Token.Scalar("-1e15"), Token.Scalar("1e400"),
        Token.Scalar("-1e400"), Token.Scalar("79228162514264337593543950336"), Token.Scalar("123456789012345678901234567890123456789012345678901234567890"),
    ];

    private static readonly Token[] NoWords =
    [
        Token.Word("flnal"), Token.Word("activ"), Token.Word("FINAL "), Token.Word(""), Token.Word("\\udfff"), Token.Scalar("42"), Token.Scalar("false"), Token.Object(), Token.Array(),
        Token.Array(Token.Word("active")), Token.Object(Token.Named("code", Token.Word("active"))),
    ];

    private static readonly Token[] NoConcepts =
    [
        Token.Scalar("42"), Token.Scalar("true"), Token.Array(), Token.Object(), Token.Object(Token.Named("coding", Token.Scalar("7"))),
        Token.Object(Token.Named("coding", Token.Array(Token.Object(Token.Named("code", Token.Word("cnofirmed")))))),
    ];

    private static readonly string[] Units = ["flurb/L", "mg/dLL", "??", "\\ud800", "0", "/", "mg/"];

    public static IEnumerable<Mutation> All =>
    [
        new("date-unreadable", Promise.NoBetter, draft => draft.Put(IsDate, NoDates)),
        new("date-of-another-kind", Promise.NoBetter, draft => draft.At(IsDate, place => place.Set(Token.Array(place.Value)))),
        new("number-unreadable", Promise.NoBetter, draft => draft.Put(IsMeasured, NoNumbers)),
        new("number-below-nought", Promise.NoBetter, draft => draft.At(place => IsMeasured(place) && !place.Value.Spelled.StartsWith('-') && place.Value.Spelled.Any(letter => letter is >= '1' and <= '9'), place => place.Set(Token.Scalar("-" + place.Value.Spelled)))),
        new("unit-unknown", Promise.NoBetter, UnitUnknown),
        new("unit-dropped", Promise.NoBetter, UnitDropped),
        new("comparator-unknown", Promise.NoBetter, draft => draft.At(place => place.Value.IsObject && place.Path == "valueQuantity", place => place.Value.Members.Add(Token.Named("comparator", draft.Pick((Token[])[Token.Word("~"), Token.Word("=>"), Token.Word("ad"), Token.Scalar("1"), Token.Object()]))))),
        new("value-of-another-kind", Promise.NoBetter, draft => draft.Put(IsValue, Token.Scalar("42"), Token.Word("text"), Token.Scalar("true"), Token.Array(), Token.Object(), Token.Array(Token.Object()))),
        new("value-in-a-list", Promise.NoBetter, draft => draft.At(IsValue, place => place.Set(Token.Array(place.Value)))),
        new("status-unknown", Promise.NoBetter, draft => draft.Put(place => place.IsTop && place.Name == "status", NoWords)),
        new("intent-unknown", Promise.NoBetter, draft => draft.Put(place => place.IsTop && place.Name is "intent", NoWords)),
        new("status-dropped", Promise.NoBetter, draft => draft.At(place => place.IsTop && place.Name is "status" or "intent", place => place.Remove())),
        new("clinical-status-unknown", Promise.NoBetter, draft => draft.Put(place => place.IsTop && place.Holder.IsObject && place.Name is "clinicalStatus" or "verificationStatus" or "criticality" or "category", NoConcepts)),
        new("dosage-unreadable", Promise.NoBetter, draft => draft.Put(place => place.Path.StartsWith("dosage", StringComparison.Ordinal), Token.Scalar("42"), Token.Word("text"), Token.Array(), Token.Object(), Token.Scalar("-1e300"))),
        new("subject-unreadable", Promise.NoBetter, draft => draft.Put(place => place.IsTop && place.Name is "subject" or "patient", Token.Scalar("42"), Token.Array(), Token.Object(), Token.Word("Patient/p"), Token.Object(Token.Named("reference", Token.Scalar("1"))))),
        new("subject-dropped", Promise.NoBetter, draft => draft.At(place => place.IsTop && place.Name is "subject" or "patient", place => place.Remove())),
        new("in-a-list", Promise.NoBetter, draft => draft.At(place => place.Holder.IsObject && !place.Value.IsArray && !IsNaming(place), place => place.Set(Token.Array(place.Value)))),
        new("out-of-its-list", Promise.NoBetter, draft => draft.At(place => place.Value.IsArray && place.Value.Items is [{ IsObject: true }], place => place.Set(place.Value.Items[0]))),
    ];

    /// <summary>The value is a date, a day or a time.</summary>
    public static bool IsDate(Place place) => place.Value.Text is { Length: >= 4 } text && place.Name != "birthDate" && char.IsAsciiDigit(text[0]) && DateSpan.Parse(text) is not null
        && (place.Name.Contains("date", StringComparison.OrdinalIgnoreCase) || place.Name is "issued" or "authoredOn" or "start" or "end" or "recorded" or "authored" or "event" || place.Name.StartsWith("when", StringComparison.Ordinal));

    private static bool IsMeasured(Place place) => place.Name is "value" or "valueInteger" or "valueDecimal" && place.Value.IsNumber && !place.Path.Contains("referenceRange", StringComparison.Ordinal);

    private static bool IsValue(Place place) => place.Holder.IsObject && place.Name.Length > 5 && place.Name.StartsWith("value", StringComparison.Ordinal) && !place.Path.Contains("extension", StringComparison.Ordinal);

    // Without these nobody can tell what an entry is about.
    private static bool IsNaming(Place place) => place.IsTop && place.Name is "resourceType" or "id";

    private static bool IsQuantity(Place place) => place.Value.IsObject && place.Value["value"] is { IsNumber: true } && !place.Path.Contains("referenceRange", StringComparison.Ordinal);

    private static byte[]? UnitUnknown(Draft draft) => draft.At(place => IsQuantity(place) && (place.Value["unit"] ?? place.Value["code"]) is not null, place =>
    {
        Token unit = draft.Chance.Next(5) == 0 ? draft.Pick((Token[])[Token.Scalar("1"), Token.Object(), Token.Array()]) : Token.Word(draft.Pick(Units));
        place.Value.Members.RemoveAll(member => member.Name is "\"unit\"" or "\"code\"");
        place.Value.Members.Add(Token.Named("unit", unit));
        place.Value.Members.Add(Token.Named("code", unit));
    });

    private static byte[]? UnitDropped(Draft draft) => draft.At(place => IsQuantity(place) && (place.Value["unit"] ?? place.Value["code"]) is not null, place =>
        place.Value.Members.RemoveAll(member => member.Name is "\"unit\"" or "\"code\""));
}
