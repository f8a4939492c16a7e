using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals.Keys;

/// <summary>A recorded fact at the ground of a formula, as it is asked there.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Test">The comparison or membership; null for a flag.</param>
/// <param name="Holds">It is true there; otherwise false.</param>
internal sealed record Leaf(FactDefinition Fact, Expr? Test, bool Holds)
{
    // The texts of tests are compared only where fact and answer are the same.
    public bool Equals(Leaf? other) => other is not null && Fact == other.Fact && Holds == other.Holds && (ReferenceEquals(Test, other.Test) || Equals(Test, other.Test));

    public override int GetHashCode() => HashCode.Combine(Fact, Holds);
}

/// <summary>Finds what makes a formula true or false: as long as all of it stays, so does the formula.</summary>
internal static class Grounds
{
    /// <summary>One sufficient reason; of several the shortest.</summary>
    /// <param name="expr">The formula.</param>
    /// <param name="holds">It is true on the sheet; otherwise it is false.</param>
    /// <param name="sheet">The sheet.</param>
    public static ImmutableArray<Leaf> Of(Expr expr, bool holds, FactSheet sheet)
    {
        switch (expr)
        {
            case AndExpr and:
                return holds ? All(and.Parts) : Any(and.Parts);
            case OrExpr or:
                return holds ? Any(or.Parts) : All(or.Parts);
            case NotExpr not:
                return Of(not.Part, !holds, sheet);
            case XorExpr xor:
                return [.. Of(xor.Left, xor.Left.Truth(sheet) == Truth.True, sheet), .. Of(xor.Right, xor.Right.Truth(sheet) == Truth.True, sheet)];
            case FlagExpr flag:
                return Flag(flag.Fact, holds, sheet);
            default:
                ImmutableArray<FactDefinition> named = expr.Facts();
                Leaf[] asked = new Leaf[named.Length];
                for (int i = 0; i < asked.Length; i++) asked[i] = new(named[i], expr, holds);
                return ImmutableCollectionsMarshal.AsImmutableArray(asked);
        }

        ImmutableArray<Leaf> All(ImmutableArray<Expr> parts)
        {
            DistinctList<Leaf> leaves = new();
            foreach (Expr part in parts) leaves.Add(Of(part, holds, sheet));
            return leaves.ToImmutable();
        }

        ImmutableArray<Leaf> Any(ImmutableArray<Expr> parts)
        {
            ImmutableArray<Leaf> shortest = default;
            foreach (Expr part in parts)
            {
                if (part.Truth(sheet) == Kleene.Of(holds) && Of(part, holds, sheet) is var leaves && (shortest.IsDefault || leaves.Length < shortest.Length)) shortest = leaves;
            }

            return shortest;
        }
    }

    /// <summary>The flag itself, or what its formula rests on.</summary>
    private static ImmutableArray<Leaf> Flag(FactDefinition fact, bool holds, FactSheet sheet)
    {
        Leaf self = new(fact, null, holds);
        // The knowledge speaks of the derived fact as a whole: nobody is told which part of it to change.
        if (fact is { Is: not null, Changing.IsSaid: true, IsRecorded: false }) return [self];
        if (!holds)
        {
            return fact.Is is { } formula && formula.Truth(sheet) == Truth.False
                ? fact.Changing.Begins is null ? Of(formula, false, sheet) : [self, .. Of(formula, false, sheet)]
                : [self];
        }

        if (fact.Is is { } derived && derived.Truth(sheet) == Truth.True) return Of(derived, true, sheet);
        return sheet[fact].State == FactState.Derived && fact.YesWhen is { } sufficient && sufficient.Truth(sheet) == Truth.True ? Of(sufficient, true, sheet) : [self];
    }
}
