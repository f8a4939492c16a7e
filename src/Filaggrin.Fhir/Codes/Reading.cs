using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Codes;

/// <summary>What an answer says of a fact.</summary>
/// <param name="Value">The value; null when it cannot be read or nothing is said.</param>
/// <param name="Why">Why it cannot be read; null when it can or when nothing is said.</param>
/// <param name="Quote">The text that could not be read.</param>
/// <param name="IsAbsent">A value was due and there is none.</param>
/// <param name="OfItsCodeAlone">A no that speaks of its own test and of nothing else behind the fact.</param>
internal readonly record struct Reading(FactValue? Value, string? Why = null, string? Quote = null, bool IsAbsent = false, bool OfItsCodeAlone = false)
{
    /// <summary>Nothing is said.</summary>
    public static Reading Nothing { get; }

    /// <summary>Nothing is said: neither a value nor a reason why there is none.</summary>
    public bool IsNothing => Value is null && Why is null;

    /// <summary>It cannot be read.</summary>
    public static Reading Unreadable(string why, string? quote = null) => new(null, why, quote is null ? null : Labels.Short(quote));
}
