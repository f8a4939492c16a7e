using System.Collections.Immutable;

namespace Filaggrin.Knowledge.Facts;

/// <summary>An event that spoils a measurement for a time.</summary>
/// <param name="Fact">The day of the event.</param>
/// <param name="For">How long after it.</param>
/// <param name="Except">Codes of results that it does not spoil, as <c>system|code</c>.</param>
public sealed record UnreliableAfter(string Fact, Span For, ImmutableArray<string> Except);
