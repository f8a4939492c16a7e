namespace Filaggrin.Scores;

/// <summary>A change that matters to a patient, as one study estimated it.</summary>
/// <param name="Amount">Size of the fall, in <paramref name="Unit"/>.</param>
/// <param name="Meaning">Whom it was measured in, or what the amount stands for.</param>
/// <param name="Source">Author, year, DOI or PMID.</param>
/// <param name="Basis">How the figure is known.</param>
/// <param name="Unit">UCUM unit: <c>{score}</c> for points, <c>%</c> for a fall relative to the start.</param>
public sealed record ImportantChange(decimal Amount, string Meaning, string Source, Basis Basis, string Unit = "{score}");
