using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>A Boolean formula over facts.</summary>
/// <param name="Text">The formula as written.</param>
public abstract record Expr(string Text)
{
    private WorkedOut<FactDefinition[]> _named;
    private WorkedOut<CompareExpr[]> _comparisons;
    private WorkedOut<InExpr[]> _memberships;

    /// <summary>A copy, which may be changed: what was worked out of the original is not taken along.</summary>
    protected Expr(Expr original) => Text = original.Text;

    /// <summary>Every fact that it names, in the order of the text, each once.</summary>
    internal ImmutableArray<FactDefinition> Named => ImmutableCollectionsMarshal.AsImmutableArray(_named.Value ??= ExprWalk.NamedIn(this));

    /// <summary>Every comparison in it; the facts it names are not opened.</summary>
    internal ImmutableArray<CompareExpr> Comparisons => ImmutableCollectionsMarshal.AsImmutableArray(_comparisons.Value ??= [.. this.Leaves().OfType<CompareExpr>()]);

    /// <summary>Every membership in it; the facts it names are not opened.</summary>
    internal ImmutableArray<InExpr> Memberships => ImmutableCollectionsMarshal.AsImmutableArray(_memberships.Value ??= [.. this.Leaves().OfType<InExpr>()]);

    /// <summary>Its place among the conditions of a dictionary.</summary>
    internal ConditionPlace Place { get; set; }
}

/// <summary>Every part holds.</summary>
public sealed record AndExpr(string Text, ImmutableArray<Expr> Parts) : Expr(Text);

/// <summary>At least one part holds.</summary>
public sealed record OrExpr(string Text, ImmutableArray<Expr> Parts) : Expr(Text);

/// <summary>Exactly one of two parts holds.</summary>
public sealed record XorExpr(string Text, Expr Left, Expr Right) : Expr(Text);

/// <summary>The contrary.</summary>
public sealed record NotExpr(string Text, Expr Part) : Expr(Text);

/// <summary>A flag by itself.</summary>
public sealed record FlagExpr(string Text, FactDefinition Fact) : Expr(Text);

/// <summary>A comparison of two values in one unit.</summary>
public sealed record CompareExpr(string Text, Comparison Operator, ValueExpr Left, ValueExpr Right) : Expr(Text);

/// <summary>A code or a set has one of the named members.</summary>
/// <param name="Text">As written.</param>
/// <param name="Fact">A code or set fact.</param>
/// <param name="Members">The names.</param>
/// <param name="Group">The named group they stand for, or null.</param>
public sealed record InExpr(string Text, FactDefinition Fact, ImmutableArray<string> Members, string? Group) : Expr(Text)
{
    private WorkedOut<NameSet> _names;

    private InExpr(InExpr original)
        : base(original) => (Fact, Members, Group) = (original.Fact, original.Members, original.Group);

    /// <summary>The members, for looking them up.</summary>
    internal NameSet Names => _names.Value ??= new(Members);
}

/// <summary>Nothing is known of a fact.</summary>
public sealed record IsNullExpr(string Text, FactDefinition Fact, bool Negated) : Expr(Text);

/// <summary>A number, a date or a code in a comparison.</summary>
/// <param name="Text">As written.</param>
/// <param name="Type">Number, date or code.</param>
/// <param name="Unit">UCUM unit of a number; null for a pure number.</param>
public abstract record ValueExpr(string Text, FactType Type, string? Unit);

/// <summary>The value of a fact.</summary>
public sealed record FactExpr(string Text, FactDefinition Fact) : ValueExpr(Text, Fact.Type, Fact.Unit);

/// <summary>A number as written, already in the unit it is compared in.</summary>
public sealed record NumberExpr(string Text, decimal Value, string? Unit) : ValueExpr(Text, FactType.Number, Unit);

/// <summary>A code as written.</summary>
public sealed record CodeExpr(string Text, string Code) : ValueExpr(Text, FactType.Code, null);

/// <summary>A date as written.</summary>
public sealed record DateExpr(string Text, DateOnly Day) : ValueExpr(Text, FactType.Date, null);

/// <summary>Arithmetic on two numbers.</summary>
public sealed record ArithmeticExpr(string Text, char Operator, ValueExpr Left, ValueExpr Right, string? Unit) : ValueExpr(Text, FactType.Number, Unit);

/// <summary>How two values are compared.</summary>
public enum Comparison
{
    /// <summary>The same.</summary>
    Equal,

    /// <summary>Not the same.</summary>
    NotEqual,

    /// <summary>Less.</summary>
    Less,

    /// <summary>Less or the same.</summary>
    LessOrEqual,

    /// <summary>Greater.</summary>
    Greater,

    /// <summary>Greater or the same.</summary>
    GreaterOrEqual,
}

/// <summary>A condition that cannot be read, or whose types or units clash.</summary>
public sealed class ConditionException : Exception
{
    /// <summary>States what is wrong, quoted, and what was expected.</summary>
    public ConditionException(string message)
        : base(message)
    {
    }

    /// <summary>As above, with its cause.</summary>
    public ConditionException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>Walks over formulas.</summary>
public static class ExprWalk
{
    /// <summary>Every fact that a formula names, in the order of the text, each once.</summary>
    public static ImmutableArray<FactDefinition> Facts(this Expr expr) => expr.Named;

    /// <summary>Every fact that a value names.</summary>
    public static IEnumerable<FactDefinition> Facts(this ValueExpr value)
    {
        DistinctList<FactDefinition> named = new(byReference: true);
        Gather(value, named);
        return named.ToImmutable();
    }

    /// <summary>The flags, comparisons and memberships of a formula, in the order of the text; the facts they name are not opened.</summary>
    public static IEnumerable<Expr> Leaves(this Expr expr) => expr switch
    {
        AndExpr and => and.Parts.SelectMany(Leaves),
        OrExpr or => or.Parts.SelectMany(Leaves),
        XorExpr xor => xor.Left.Leaves().Concat(xor.Right.Leaves()),
        NotExpr not => not.Part.Leaves(),
        _ => [expr],
    };

    /// <summary>Every comparison in a formula; the facts it names are not opened.</summary>
    public static ImmutableArray<CompareExpr> Comparisons(this Expr expr) => expr.Comparisons;

    /// <summary>The numbers that a comparison is written with, from left to right.</summary>
    internal static IEnumerable<NumberExpr> Numbers(this CompareExpr compare) => Numbers(compare.Left).Concat(Numbers(compare.Right));

    /// <summary>The facts that a formula asks to be so; those whose contrary alone it asks are left out.</summary>
    public static IEnumerable<FactDefinition> Affirmed(this Expr expr) => Affirmed(expr, negated: false).Distinct();

    /// <summary>The formula asks whether a fact is known at all.</summary>
    public static bool AsksForNull(this Expr expr) => expr.Leaves().OfType<IsNullExpr>().Any();

    /// <summary>The parts that must all hold, those of parts included.</summary>
    internal static IEnumerable<Expr> Conjuncts(this AndExpr and) => and.Parts.SelectMany(part => part is AndExpr inner ? inner.Conjuncts() : [part]);

    /// <summary>The parts of which one must hold, those of parts included.</summary>
    internal static IEnumerable<Expr> Disjuncts(this OrExpr or) => or.Parts.SelectMany(part => part is OrExpr inner ? inner.Disjuncts() : [part]);

    /// <summary>The comparison that holds where this one does not.</summary>
    internal static Comparison Contrary(this Comparison comparison) => comparison switch
    {
        Comparison.Equal => Comparison.NotEqual,
        Comparison.NotEqual => Comparison.Equal,
        Comparison.Less => Comparison.GreaterOrEqual,
        Comparison.LessOrEqual => Comparison.Greater,
        Comparison.Greater => Comparison.LessOrEqual,
        _ => Comparison.Less,
    };

    private static IEnumerable<FactDefinition> Affirmed(Expr expr, bool negated) => expr switch
    {
        AndExpr and => and.Parts.SelectMany(part => Affirmed(part, negated)),
        OrExpr or => or.Parts.SelectMany(part => Affirmed(part, negated)),
        NotExpr not => Affirmed(not.Part, !negated),
        FlagExpr flag => negated ? [] : [flag.Fact],
        _ => expr.Named,
    };

    /// <summary>Every fact that a formula names, in the order of the text, each once. Each part of each condition of an edition asks it while that loads: hence no query.</summary>
    internal static FactDefinition[] NamedIn(Expr expr)
    {
        if (expr is FlagExpr flag) return [flag.Fact];
        DistinctList<FactDefinition> named = new(byReference: true);
        Gather(expr, named);
        return named.Items.ToArray();
    }

    private static void Gather(Expr expr, DistinctList<FactDefinition> named)
    {
        switch (expr)
        {
            case AndExpr and:
                foreach (Expr part in and.Parts) Gather(part, named);
                break;
            case OrExpr or:
                foreach (Expr part in or.Parts) Gather(part, named);
                break;
            case XorExpr xor:
                Gather(xor.Left, named);
                Gather(xor.Right, named);
                break;
            case NotExpr not:
                Gather(not.Part, named);
                break;
            case FlagExpr flag:
                named.Add(flag.Fact);
                break;
            case InExpr member:
                named.Add(member.Fact);
                break;
            case IsNullExpr isNull:
                named.Add(isNull.Fact);
                break;
            case CompareExpr compare:
                Gather(compare.Left, named);
                Gather(compare.Right, named);
                break;
        }
    }

    private static void Gather(ValueExpr value, DistinctList<FactDefinition> named)
    {
        switch (value)
        {
            case FactExpr fact:
                named.Add(fact.Fact);
                break;
            case ArithmeticExpr arithmetic:
                Gather(arithmetic.Left, named);
                Gather(arithmetic.Right, named);
                break;
        }
    }

    private static IEnumerable<NumberExpr> Numbers(ValueExpr value) => value switch
    {
        NumberExpr number => [number],
        ArithmeticExpr arithmetic => Numbers(arithmetic.Left).Concat(Numbers(arithmetic.Right)),
        _ => [],
    };
}
