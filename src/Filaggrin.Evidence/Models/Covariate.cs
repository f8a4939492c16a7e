namespace Filaggrin.Evidence;

/// <summary>A property of the trials that may change all effects against the reference alike.</summary>
/// <param name="Name">Name for results.</param>
/// <param name="ByStudy">Its value for every trial, by the trial's label.</param>
public sealed record Covariate(string Name, IReadOnlyDictionary<string, double> ByStudy);
