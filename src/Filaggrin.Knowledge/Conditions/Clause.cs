using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>A formula brought to conjunctions, disjunctions and literals, all of them to be met.</summary>
internal abstract record Clause
{
    public static readonly Clause Met = new AllOf([]);
    public static readonly Clause Impossible = new AnyOf([]);

    public static Clause All(params ImmutableArray<Clause> parts) => parts.Length == 1 ? parts[0] : new AllOf(parts);

    public static Clause Any(params ImmutableArray<Clause> parts) => parts.Length == 1 ? parts[0] : new AnyOf(parts);
}

/// <summary>Every part is met.</summary>
internal sealed record AllOf(ImmutableArray<Clause> Parts) : Clause;

/// <summary>At least one part is met.</summary>
internal sealed record AnyOf(ImmutableArray<Clause> Parts) : Clause;

/// <summary>A yes-or-no variable has a value: a flag, a member of a set, or that a fact is known at all.</summary>
internal sealed record YesNo(int Variable, bool Value) : Clause;

/// <summary>A code is one of some answers, a bit each.</summary>
internal sealed record Answers(FactDefinition Fact, ulong Allowed) : Clause;

/// <summary>A linear inequality of numbers holds.</summary>
internal sealed record Bound(Inequality Inequality) : Clause;

/// <summary>A derived flag has a truth; its formula is opened when this is asked.</summary>
internal sealed record Derived(FactDefinition Fact, Demand Demand) : Clause;
