using System.Collections.Immutable;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Facts;

/// <summary>A fact of one patient: its value, how it is known and where it came from.</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Value">What is known.</param>
/// <param name="State">How it is known.</param>
/// <param name="Evidence">The entries it came from, the deciding one first.</param>
/// <param name="Why">For a value that is not known: why, in words; otherwise null.</param>
public sealed record Fact(FactDefinition Definition, FactValue Value, FactState State, ImmutableArray<FactOrigin> Evidence, string? Why = null)
{
    /// <summary>The name of the fact.</summary>
    public string Name => Definition.Name;

    /// <summary>The answer of a flag.</summary>
    public Truth Truth => Value switch { FlagValue flag => flag.Truth, NotApplicableValue => Truth.False, _ => Truth.Unknown };
}

/// <summary>How a fact is known.</summary>
public enum FactState
{
    /// <summary>By an entry or an answer.</summary>
    Known,

    /// <summary>Computed from other facts.</summary>
    Derived,

    /// <summary>Assumed to be no, because a list leaves it out.</summary>
    Assumed,

    /// <summary>Nothing is on record.</summary>
    Absent,

    /// <summary>What is on record is too old.</summary>
    OutOfDate,

    /// <summary>A text that nobody coded, or an entry that cannot be read, leaves doubt.</summary>
    Doubtful,

    /// <summary>Given by a rule's case: formulas are not asked.</summary>
    Given,
}

/// <summary>The entry that a fact came from.</summary>
/// <param name="Source">Its reference, such as <c>Observation/alt-3</c>.</param>
/// <param name="Date">Its clinical date, as precisely as known.</param>
/// <param name="Value">What it says, in the unit of the fact.</param>
/// <param name="Via">How it was read when not by its code: <c>display</c>, <c>name</c>, <c>text</c>, <c>answer</c>.</param>
/// <param name="Quote">The text that raised doubt.</param>
public sealed record FactOrigin(string Source, DateSpan? Date, string? Value = null, string? Via = null, string? Quote = null);
