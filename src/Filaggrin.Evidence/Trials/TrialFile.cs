namespace Filaggrin.Evidence.Trials;

/// <summary>One file of the evidence folder.</summary>
/// <param name="Name">Its name within the folder, such as <c>arms.csv</c>.</param>
/// <param name="Text">Its text.</param>
public sealed record TrialFile(string Name, string Text);
