using System.Collections.Immutable;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Advice.Effects;

/// <summary>Standardised mean differences of clinical signs: another scale than the outcome asked for, negative is better.</summary>
/// <param name="Effects">Against each comparator that this network joins the agent to.</param>
/// <param name="NotComparable">Comparators that not even this network joins it to.</param>
public sealed record SignsEffects(ImmutableArray<SignsEffect> Effects, ImmutableArray<string> NotComparable);

/// <summary>One difference of clinical signs, from the nearest setting whose trials join the two.</summary>
/// <param name="Population">The age group of the trials; null where trials of all ages are together.</param>
/// <param name="Background">What every arm was given besides; null where trials of any background are together.</param>
/// <param name="Borrowed">What the trials do not share with the patient: <c>population</c>, <c>background</c>.</param>
/// <param name="Estimate">The difference in standard deviations, doses pooled.</param>
public sealed record SignsEffect(Population? Population, Background? Background, ImmutableArray<string> Borrowed, EffectEstimate Estimate);
