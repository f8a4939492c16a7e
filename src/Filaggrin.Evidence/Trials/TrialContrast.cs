namespace Filaggrin.Evidence.Trials;

/// <summary>A difference between two arms with its interval, from <c>contrasts.csv</c>.</summary>
/// <param name="Trial">The key of the trial.</param>
/// <param name="Outcome">The key of the outcome.</param>
/// <param name="Week">Weeks from randomisation.</param>
/// <param name="Arm1">The arm whose value comes first: the estimate is arm 1 minus arm 2, or arm 1 over arm 2.</param>
/// <param name="Arm2">The arm it is compared with.</param>
/// <param name="Measure">RD, MD, SMD, OR or RR.</param>
/// <param name="Unit">Of a difference: <c>percentage-points</c>, <c>points</c> or <c>standard-deviations</c>; empty for a ratio.</param>
/// <param name="Estimate">On the natural scale, also for ratios.</param>
/// <param name="Lower">Lower limit, natural scale.</param>
/// <param name="Upper">Upper limit, natural scale.</param>
/// <param name="Level">Of the interval, in percent.</param>
/// <param name="Origin">Read, derived or recalled.</param>
/// <param name="Tier">How far the row can be trusted, as the file says.</param>
/// <param name="Source">DOI or address.</param>
/// <param name="Note">What to know about the row.</param>
/// <param name="Line">Its line in the file, for messages.</param>
public sealed record TrialContrast(
    string Trial, string Outcome, int Week, string Arm1, string Arm2, string Measure, string Unit,
    double Estimate, double Lower, double Upper, double Level, Origin Origin, Tier Tier, string Source, string Note, int Line)
{
    /// <summary>The measures that a row may name.</summary>
    internal static readonly string[] Measures = ["RD", "MD", "SMD", "OR", "RR"];
}
