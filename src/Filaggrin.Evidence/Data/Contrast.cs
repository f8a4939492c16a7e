namespace Filaggrin.Evidence;

/// <summary>The comparison of two arms of a trial.</summary>
/// <remarks>A trial with more than two arms gives every pair of them, so that the correlation can be recovered.</remarks>
/// <param name="Study">Label of the trial.</param>
/// <param name="Treatment">The treatment.</param>
/// <param name="Comparator">What it is compared with.</param>
/// <param name="Estimate">Treatment minus comparator; ratios as natural logarithms.</param>
/// <param name="StandardError">Standard error of the estimate, above 0.</param>
public sealed record Contrast(string Study, string Treatment, string Comparator, double Estimate, double StandardError);
