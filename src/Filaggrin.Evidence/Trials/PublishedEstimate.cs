namespace Filaggrin.Evidence.Trials;

/// <summary>An estimate that a published network meta-analysis prints, to stand beside ours; from <c>published_nma.csv</c>.</summary>
/// <param name="Reference">First author and year.</param>
/// <param name="Doi">Of the analysis; may be empty.</param>
/// <param name="Outcome">The key of the outcome, or words where no key fits.</param>
/// <param name="Population">In words.</param>
/// <param name="Weeks">In words, such as <c>up to 16</c>.</param>
/// <param name="Treatment">As printed.</param>
/// <param name="Comparator">As printed.</param>
/// <param name="Measure">As printed.</param>
/// <param name="Estimate">Null for a ranking told in words.</param>
/// <param name="Lower">Lower limit of the 95 % interval.</param>
/// <param name="Upper">Upper limit of the 95 % interval.</param>
/// <param name="Certainty">As the authors grade it.</param>
/// <param name="Origin">Read or recalled.</param>
/// <param name="Source">Address.</param>
/// <param name="Note">Direction and size of the analysis.</param>
/// <param name="Line">Its line in the file.</param>
public sealed record PublishedEstimate(
    string Reference, string Doi, string Outcome, string Population, string Weeks, string Treatment, string Comparator, string Measure,
    double? Estimate, double? Lower, double? Upper, string Certainty, Origin Origin, string Source, string Note, int Line);
