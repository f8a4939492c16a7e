using System.Collections.Immutable;

namespace Filaggrin.Knowledge.Facts;

/// <summary>A code that says a fact.</summary>
/// <param name="System">Its code system.</param>
/// <param name="Code">The code; for a range its first three characters.</param>
/// <param name="To">The last three characters of an ICD-10 range, or null.</param>
/// <param name="Below">Everything that begins with it counts too.</param>
/// <param name="Except">Beginnings that do not count.</param>
/// <param name="Values">Answers of an observation and what they mean; empty: presence alone, or the value as it is.</param>
/// <param name="Value">What presence of the code means, where it is not yes.</param>
/// <param name="Holds">How long this code's evidence lasts, where it differs.</param>
/// <param name="Doubt">It is no proof: the fact is unknown where it stands.</param>
/// <param name="Recalled">The code was not seen in a source yet.</param>
public sealed record CodeEntry(
    CodeSystem System, string Code, string? To, bool Below, ImmutableArray<string> Except,
    ImmutableDictionary<string, string> Values, string? Value, Span? Holds, bool Doubt, bool Recalled)
{
    /// <summary>A diagnosis of it that is not yet confirmed says yes, and one that is confirmed nothing: the fact is the suspicion.</summary>
    public bool Suspicion { get; init; }

    /// <summary>Where it stands.</summary>
    public Place Place { get; init; }
}

/// <summary>The code systems that are read.</summary>
public enum CodeSystem
{
    /// <summary>A system that is not read.</summary>
    Other,

    /// <summary>SNOMED CT.</summary>
    Snomed,

    /// <summary>ICD-10 and its national versions.</summary>
    Icd10,

    /// <summary>LOINC, answers included.</summary>
    Loinc,

    /// <summary>ATC.</summary>
    Atc,

    /// <summary>RxNorm.</summary>
    RxNorm,

    /// <summary>CVX vaccine codes.</summary>
    Cvx,

    /// <summary>HL7 answer and interpretation codes.</summary>
    Hl7,
}
