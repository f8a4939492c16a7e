using System.Collections.Immutable;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Advice.Effects;

/// <summary>An effect of one regimen against a comparator, by all trials that bear on it.</summary>
/// <param name="Treatment">Agent and regimen.</param>
/// <param name="Regimen">The regimen; empty where doses are pooled.</param>
/// <param name="Comparator">Placebo, or another agent with its regimen.</param>
/// <param name="Measure">Symbol of the measure: OR of counted outcomes, MD of measured ones, SMD of clinical signs on any scale.</param>
/// <param name="Value">Estimate by random effects; a ratio as such, not as a logarithm.</param>
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
    int DirectTrials, ImmutableArray<EffectTrial> Trials, int Patients, double Provisional, AbsoluteComparison? Absolute)
{
    /// <summary>The same as if there were no heterogeneity between trials.</summary>
    public required EffectInterval Common { get; init; }

    /// <summary>Where the network is too thin to tell its heterogeneity: the estimate with a prior in its place; null else, and where only the prior would bound it.</summary>
    public InformedEffect? Informed { get; init; }

    /// <summary>Of the two those without any event in these trials: a ratio then rests on half an event added to each count.</summary>
    public ImmutableArray<string> WithoutEvents { get; init; } = [];

    /// <summary>Years of the first and the last report of these trials; null where none names one.</summary>
    public (int First, int Last)? Reported { get; init; }
}

/// <summary>An estimate with its 95 % limits; a ratio as such, not as a logarithm.</summary>
/// <param name="Value">Estimate; of a posterior its median.</param>
/// <param name="Lower">Lower limit.</param>
/// <param name="Upper">Upper limit.</param>
public sealed record EffectInterval(double Value, double Lower, double Upper);

/// <summary>A Bayesian estimate of a network with few degrees of freedom.</summary>
/// <param name="DegreesOfFreedom">Of the network, 0 to 4.</param>
/// <param name="Prior">The prior of τ and where it comes from.</param>
/// <param name="Effect">Median and limits of the posterior.</param>
/// <param name="Prediction">The same for a further trial.</param>
public sealed record InformedEffect(int DegreesOfFreedom, HeterogeneityPrior Prior, EffectInterval Effect, EffectInterval Prediction);

/// <summary>A trial behind an estimate.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Share">Share of the estimate, 0 to 1.</param>
public sealed record EffectTrial(Trial Trial, double Share);
