using System.Collections.Immutable;
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

    /// <summary>Clinical signs on any scale, against what the outcome does not join the agent to; null where nothing is missing or signs cannot stand in.</summary>
    public SignsEffects? Signs { get; init; }
}
