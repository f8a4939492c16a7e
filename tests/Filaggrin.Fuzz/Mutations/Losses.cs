using Filaggrin.Fuzz.Json;

namespace Filaggrin.Fuzz.Mutations;

/// <summary>Ways to lose what or whom an entry is about.</summary>
internal static class Losses
{
    private static readonly string[] Concepts = ["code", "vaccineCode", "medicationCodeableConcept", "medicationReference"];

    private static readonly Token[] Nothing = [Token.Scalar("42"), Token.Scalar("true"), Token.Array(), Token.Object(), Token.Scalar("null"), Token.Object(Token.Named("coding", Token.Scalar("7")))];

    public static IEnumerable<Mutation> All =>
    [
        new("concept-unreadable", Promise.Told, draft => draft.Put(IsConcept, Nothing)),
        new("concept-dropped", Promise.Told, draft => draft.At(IsConcept, place => place.Remove())),
        new("coding-unreadable", Promise.Told, draft => draft.Put(place => place.Name == "coding" && IsUnderConcept(place) && place.Holder.IsObject, Token.Scalar("42"), Token.Array(), Token.Object(), Token.Word("x"))),
        new("code-of-another-kind", Promise.Told, draft => draft.Put(place => place.Name == "code" && IsUnderConcept(place), Token.Scalar("42"), Token.Array(), Token.Object(), Token.Scalar("false"))),
        new("system-dropped", Promise.Told, draft => draft.At(place => place.Name == "system" && IsUnderConcept(place), place => place.Remove())),
        new("system-unknown", Promise.Told, draft => draft.Put(place => place.Name == "system" && IsUnderConcept(place), Token.Word("urn:oid:1.2.3"), Token.Scalar("1"), Token.Array(), Token.Word("\\ud800"), Token.Word(""))),
        new("type-lost", Promise.Told, draft => draft.Put(place => place.IsTop && place.Name == "resourceType", Token.Scalar("42"), Token.Object(), Token.Scalar("null"), Token.Array(), Token.Word("\\ud800"))),
        new("subject-changed", Promise.Told, draft => draft.Put(place => place.IsTop && place.Name is "subject" or "patient", Reference("Patient/somebody-else"), Reference("Group/g"), Reference("urn:uuid:00000000-0000-0000-0000-000000000000"))),
        new("modifier-added", Promise.Told, ModifierAdded),
    ];

    private static bool IsConcept(Place place) => place.IsTop && Concepts.Contains(place.Name, StringComparer.Ordinal);

    private static bool IsUnderConcept(Place place) => Concepts.Any(name => place.Path.StartsWith(name + ".", StringComparison.Ordinal));

    private static Token Reference(string target) => Token.Object(Token.Named("reference", Token.Word(target)));

    private static byte[]? ModifierAdded(Draft draft)
    {
        if (draft.AnyResource() is not { } resource || resource["resourceType"]?.Text is null or "Patient") return null;
        resource.Members.Add(Token.Named("modifierExtension", Token.Array(Token.Object(Token.Named("url", Token.Word("urn:x")), Token.Named("valueBoolean", Token.Scalar("true"))))));
        return draft.Bundle.Write();
    }
}
