namespace Filaggrin.Evidence.Trials;

/// <summary>Whether an outcome is counted or measured.</summary>
public enum OutcomeKind
{
    /// <summary>Patients with an event, of n.</summary>
    Binary,

    /// <summary>A mean with its spread.</summary>
    Continuous,
}

/// <summary>An outcome of the trials, as <c>outcomes.csv</c> defines it.</summary>
/// <param name="Id">The key of the outcome, such as <c>EASI75</c>.</param>
/// <param name="Name">The outcome in words.</param>
/// <param name="Kind">Counted or measured.</param>
/// <param name="HigherIsBetter">Whether a higher value, or an event, is what the patient wishes.</param>
/// <param name="Domain">What it tells of: <c>clinical-signs</c>, <c>itch</c>, <c>global</c>, <c>symptoms</c>, <c>quality-of-life</c>, <c>harm</c>, <c>retention</c> or <c>none</c>.</param>
/// <param name="Instrument">The scale or table it is taken from.</param>
/// <param name="Definition">When it is met, or in what unit it is measured.</param>
/// <param name="EstimandRemark">What to know about rescue and missing values.</param>
/// <param name="Line">Its line in the file, for messages.</param>
public sealed record Outcome(string Id, string Name, OutcomeKind Kind, bool HigherIsBetter, string Domain, string Instrument, string Definition, string EstimandRemark, int Line)
{
    internal static readonly CodeList<OutcomeKind> Kinds = new(("binary", OutcomeKind.Binary), ("continuous", OutcomeKind.Continuous));
    internal static readonly CodeList<bool> Directions = new(("higher", true), ("lower", false));
}
