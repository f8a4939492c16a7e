using System.Collections.Immutable;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Advice.Effects;

/// <summary>What randomised trials say of the effect of an agent for one patient.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Population">The age group of the trials.</param>
/// <param name="Background">What every arm of the trials was given besides.</param>
/// <param name="Borrowed">What the trials do not share with the patient: <c>population</c>, <c>background</c>; empty where they are of patients like this one.</param>
/// <param name="Estimates">Regimen by regimen, against each comparator that trials join it to.</param>
/// <param name="NotComparable">Comparators that no trials join it to.</param>
public sealed record AgentEffects(
    Outcome Outcome, Population Population, Background Background, ImmutableArray<string> Borrowed, ImmutableArray<EffectEstimate> Estimates, ImmutableArray<string> NotComparable)
{
    /// <summary>There is randomised evidence on the outcome.</summary>
    public bool HasTrials => !Estimates.IsEmpty || !NotComparable.IsEmpty;

    /// <summary>Randomised trials of the agent that do not tell of the outcome, where none does.</summary>
    public ImmutableArray<Trial> OtherTrials { get; init; } = [];
}

/// <summary>An effect of one regimen against a comparator, by all trials that bear on it.</summary>
/// <param name="Treatment">Agent and regimen.</param>
/// <param name="Regimen">The regimen.</param>
/// <param name="Comparator">Placebo, or another agent with its regimen.</param>
/// <param name="Measure">Symbol of the measure: OR of counted outcomes, MD of measured ones.</param>
/// <param name="Value">Estimate; a ratio as such, not as a logarithm.</param>
/// <param name="Lower">Lower limit of the 95 % confidence interval.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="PredictionLower">Lower limit for a further trial; null where the network cannot tell.</param>
/// <param name="PredictionUpper">Upper limit for a further trial.</param>
/// <param name="DirectTrials">Trials that compare the two themselves.</param>
/// <param name="Trials">The trials that the estimate rests on, the weightiest first.</param>
/// <param name="Patients">Patients in the arms of these trials.</param>
/// <param name="Provisional">Share of the estimate that rests on provisional figures, 0 to 1.</param>
/// <param name="Absolute">In absolute terms at the pooled risk of placebo in these trials; null of a measured outcome.</param>
public sealed record EffectEstimate(
    string Treatment, string Regimen, string Comparator, string Measure, double Value, double Lower, double Upper, double? PredictionLower, double? PredictionUpper,
    int DirectTrials, ImmutableArray<EffectTrial> Trials, int Patients, double Provisional, AbsoluteComparison? Absolute);

/// <summary>A trial behind an estimate.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Share">Share of the estimate, 0 to 1.</param>
public sealed record EffectTrial(Trial Trial, double Share);
