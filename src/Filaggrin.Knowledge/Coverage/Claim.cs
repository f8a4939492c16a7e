using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Coverage;

/// <summary>One collected claim of the literature: what a label, guideline or review says, before it became knowledge.</summary>
/// <param name="Id">Its identifier; items name it under <c>rows</c>.</param>
/// <param name="Kind">What it speaks of: a contraindication, a dose, a theme of the pathway.</param>
/// <param name="Agent">The agent, or null.</param>
/// <param name="Condition">For whom it holds, as it was collected, or null.</param>
/// <param name="When">The condition, where it is of the language.</param>
/// <param name="WhyNot">Why the condition cannot be read, or null.</param>
/// <param name="Says">The verdicts, licence states or actions that it asks for; empty: none that can be compared.</param>
/// <param name="Figures">The figures it gives, each with its unit where it has one, and the codes of a medicine.</param>
/// <param name="Regions">Whose label or guideline says it; empty: any.</param>
/// <param name="Recalled">Its source was not seen to say it.</param>
/// <param name="Differs">Why the knowledge departs from it, or null.</param>
/// <param name="Departs">In what it departs; a difference of another kind is not what the reason was written for.</param>
/// <param name="Place">Where it stands.</param>
public sealed record Claim(
    string Id, string Kind, string? Agent, string? Condition, Expr? When, string? WhyNot, ImmutableArray<string> Says, ImmutableArray<Figure> Figures,
    ImmutableArray<string> Regions, bool Recalled, string? Differs, ImmutableArray<DifferenceKind> Departs, Place Place);
