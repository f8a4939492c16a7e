using System.Collections.Frozen;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Codes;

/// <summary>Entries that say of a whole list that nothing is on it, or that nobody knows.</summary>
internal static class Statements
{
    private static readonly FrozenSet<string> NoneKnown = new[]
    {
        "716186003", "409137002", "428607008", "429625007", "428197003", "716184000", "716220001", "1003774007", "160244002", "160245001", "787481004",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NobodyKnows = new[] { "1631000175102", "182904002", "396782006" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Somebody looked and there is nothing: the list is held.</summary>
    public static bool SaysNone(Concept concept) =>
        concept.Has(CodeSystem.Snomed, NoneKnown)
        || concept.Codings.Any(coding => coding.Code.StartsWith("no-known-", StringComparison.OrdinalIgnoreCase))
        || (!concept.IsCoded && concept.Text is { } text && (text.StartsWith("no known ", StringComparison.OrdinalIgnoreCase) || text is "NKA" or "NKDA"));

    /// <summary>There is no information: the entry is not one of the list.</summary>
    public static bool SaysUnknown(Concept concept) =>
        concept.Has(CodeSystem.Snomed, NobodyKnows)
        || concept.Codings.Any(coding => coding.Address == CodeSystems.Absence && coding.Code.EndsWith("-info", StringComparison.Ordinal));
}
