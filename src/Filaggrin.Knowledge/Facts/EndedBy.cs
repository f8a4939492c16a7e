namespace Filaggrin.Knowledge.Facts;

/// <summary>A result that ends a disease which a list still holds: a list of diagnoses is seldom closed after a cure.</summary>
/// <param name="Fact">The result.</param>
/// <param name="Value">The answer that ends it, where it is newer than what the list says.</param>
public sealed record EndedBy(string Fact, string Value);
