using System.Collections.Immutable;

namespace Filaggrin.Evidence.Trials;

/// <summary>Clinical signs on whatever scale a trial has, as standardised mean differences: the one network that joins old and new drugs.</summary>
/// <remarks>
/// Hedges' g (doi:10.3102/10769986006002107), negative is better; doses are pooled. A standard deviation is taken to mean the same on
/// every scale, of changes and of final values, and in every kind of patient: the network shows what is joined at all more than it measures.
/// </remarks>
public static class ClinicalSigns
{
    /// <summary>The word that asks for this network in place of an outcome.</summary>
    public const string Word = "signs";

    /// <summary>Scales in order of preference; of each trial the first with a spread is taken.</summary>
    public static ImmutableArray<string> Scales { get; } = ["EASI_change", "SCORAD_change", "SCORAD_pct_change", "EASI_pct_change", "SCORAD_final", "objective_SCORAD_final"];

    /// <summary>The trials of adults in monotherapy; other settings by <c>with</c>.</summary>
    public static TrialQuery Query { get; } = new(Scales) { Level = TreatmentLevel.Agent };

    /// <summary>Whether signs may stand in for an outcome: for clinical signs and for the whole skin, not for itch, harm or quality of life.</summary>
    public static bool StandInFor(Outcome outcome) => outcome.Domain is "clinical-signs" or "global";
}
