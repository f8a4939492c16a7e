namespace Filaggrin.Evidence;

/// <summary>An arm as the linear system sees it.</summary>
/// <param name="Estimate">Summary of the arm.</param>
/// <param name="Variance">Its sampling variance.</param>
/// <param name="Row">Columns of the design that are not zero, with their values.</param>
internal readonly record struct SystemArm(double Estimate, double Variance, IReadOnlyList<(int Column, double Value)> Row);
