namespace Filaggrin.Knowledge.Facts;

/// <summary>A result or an event that ends what a list still holds: a list of diagnoses is seldom closed after a cure or a birth.</summary>
/// <param name="Fact">The result, a code; or the event, a date.</param>
/// <param name="Value">The answer that ends it, where it is newer than what the list says; null of an event.</param>
public sealed record EndedBy(string Fact, string? Value);
