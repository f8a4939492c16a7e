using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>A formula with its truth for one patient, down to the leaves.</summary>
/// <param name="Text">The formula as written.</param>
/// <param name="Truth">Its truth.</param>
/// <param name="Parts">Its parts, empty at a leaf.</param>
/// <param name="Facts">At a leaf: the facts it asks.</param>
public sealed record Explanation(string Text, Truth Truth, ImmutableArray<Explanation> Parts, ImmutableArray<Fact> Facts)
{
    /// <summary>Of a rule without a condition: it holds of everybody.</summary>
    public static Explanation Always { get; } = new("always", Truth.True, [], []);
}

/// <summary>Evaluates formulas on a fact sheet.</summary>
public static class Evaluation
{
    /// <summary>The truth of a formula.</summary>
    public static Truth Truth(this Expr expr, FactSheet sheet) => sheet.TruthOf(expr);

    /// <summary>The truth of a formula, worked out from its parts.</summary>
    internal static Truth WorkOut(Expr expr, FactSheet sheet)
    {
        switch (expr)
        {
            case AndExpr and:
                Truth all = Logic.Truth.True;
                foreach (Expr part in and.Parts)
                {
                    all = all.And(OfPart(part, sheet));
                    if (all == Logic.Truth.False) break;
                }

                return all;
            case OrExpr or:
                Truth any = Logic.Truth.False;
                foreach (Expr part in or.Parts)
                {
                    any = any.Or(OfPart(part, sheet));
                    if (any == Logic.Truth.True) break;
                }

                return any;
            case XorExpr xor:
                return xor.Left.Truth(sheet).Xor(xor.Right.Truth(sheet));
            case NotExpr not:
                return not.Part.Truth(sheet).Not();
            case FlagExpr flag:
                return sheet[flag.Fact].Truth;
            case IsNullExpr isNull:
                return Kleene.Of(sheet[isNull.Fact].Value.IsUnknown != isNull.Negated);
            case InExpr member:
                return sheet[member.Fact].Value switch
                {
                    SetValue set => set.ContainsAnyOf(member.Names),
                    CodeValue code => OneOf(code, member.Members.AsSpan()),
                    NotApplicableValue => Logic.Truth.False,
                    _ => Logic.Truth.Unknown,
                };
            case CompareExpr compare:
                return Compare(compare, sheet);
            default:
                throw new InvalidOperationException("No such formula: " + expr.Text);
        }
    }

    // What the sheet keeps of a flag is the fact itself.
    private static Truth OfPart(Expr part, FactSheet sheet) => part switch
    {
        FlagExpr flag => sheet[flag.Fact].Truth,
        NotExpr { Part: FlagExpr denied } => sheet[denied.Fact].Truth.Not(),
        _ => part.Truth(sheet),
    };

    /// <summary>What is known of a numeric value.</summary>
    public static Interval Number(this ValueExpr value, FactSheet sheet) => value switch
    {
        NumberExpr number => Interval.Exactly(number.Value),
        FactExpr fact => sheet[fact.Fact].Value is NumberValue number ? number.Interval : Interval.Any,
        ArithmeticExpr { Operator: '+' } sum => sum.Left.Number(sheet).Plus(sum.Right.Number(sheet)),
        ArithmeticExpr { Operator: '-' } difference => difference.Left.Number(sheet).Minus(difference.Right.Number(sheet)),
        ArithmeticExpr { Operator: '*' } product => product.Left.Number(sheet).Times(product.Right.Number(sheet)),
        ArithmeticExpr quotient => quotient.Left.Number(sheet).Over(quotient.Right.Number(sheet)),
        _ => Interval.Any,
    };

    /// <summary>The formula with the truth of each part.</summary>
    public static Explanation Explain(this Expr expr, FactSheet sheet)
    {
        ImmutableArray<Expr> parts = expr switch
        {
            AndExpr and => and.Parts,
            OrExpr or => or.Parts,
            XorExpr xor => [xor.Left, xor.Right],
            NotExpr not => [not.Part],
            FlagExpr { Fact.Is: { } formula } flag when sheet.GivenFor(flag.Fact) is null => [formula],
            _ => [],
        };
        ImmutableArray<Fact> facts = expr is FlagExpr or CompareExpr or InExpr or IsNullExpr ? [.. expr.Facts().Select(fact => sheet[fact])] : [];
        return new(expr.Text, expr.Truth(sheet), [.. parts.Select(part => part.Explain(sheet))], facts);
    }

    /// <summary>The facts that make a formula true, false or unknown: those named in the parts that decide.</summary>
    public static ImmutableArray<Fact> Deciding(this Expr expr, FactSheet sheet)
    {
        if (expr.Named is [var single] && expr.Memberships.IsEmpty) return [sheet[single]];
        // One fact of a sheet is one object; a set narrowed to what is asked of it is another each time.
        DistinctList<Fact> facts = new(byReference: true);
        Decide(expr, sheet, facts);
        return facts.ToImmutable();
    }

    private static void Decide(Expr expr, FactSheet sheet, DistinctList<Fact> facts)
    {
        switch (expr)
        {
            case AndExpr and:
                Parts(and.Parts, Logic.Truth.False);
                break;
            case OrExpr or:
                Parts(or.Parts, Logic.Truth.True);
                break;
            case XorExpr xor:
                Decide(xor.Left, sheet, facts);
                Decide(xor.Right, sheet, facts);
                break;
            case NotExpr not:
                Decide(not.Part, sheet, facts);
                break;
            case InExpr member:
                facts.Add(Narrowed(member, sheet[member.Fact]));
                break;
            default:
                foreach (FactDefinition fact in expr.Facts()) facts.Add(sheet[fact]);
                break;
        }

        void Parts(ImmutableArray<Expr> parts, Truth decisive)
        {
            Truth truth = expr.Truth(sheet);
            foreach (Expr part in parts)
            {
                if ((truth != decisive && truth != Logic.Truth.Unknown) || part.Truth(sheet) == truth) Decide(part, sheet, facts);
            }
        }
    }

    /// <summary>Adds the facts of the record behind a fact: itself, or those that its formula rests on, to the ground.</summary>
    public static void AddGround(this Fact fact, FactSheet sheet, DistinctList<Fact> ground)
    {
        ImmutableArray<Fact> below = fact.Below(sheet);
        if (below.IsDefault || fact.State == FactState.Assumed) ground.Add(fact);
        if (!below.IsDefault) ground.Add(below);
    }

    /// <summary>The facts of the record that the formula of a fact rests on, to the ground; default where it rests on none.</summary>
    public static ImmutableArray<Fact> Below(this Fact fact, FactSheet sheet) =>
        fact.State is FactState.Derived or FactState.Assumed && fact.Definition.Is is not null ? sheet.Below(fact.Definition) : default;

    /// <summary>A set fact with the entries first that name a member asked for.</summary>
    private static Fact Narrowed(InExpr member, Fact fact)
    {
        if (fact.Value is not SetValue || fact.Evidence.Length < 2) return fact;
        List<FactOrigin> naming = [];
        foreach (FactOrigin entry in fact.Evidence)
        {
            if (Names(entry.Value, member)) naming.Add(entry);
        }

        return naming.Count == 0 ? fact : fact with { Evidence = [.. naming] };
    }

    private static bool Names(ReadOnlySpan<char> listed, InExpr member)
    {
        foreach (Range part in listed.Split(", "))
        {
            ReadOnlySpan<char> name = listed[part].TrimEnd('?');
            foreach (string asked in member.Members)
            {
                if (name.SequenceEqual(asked)) return true;
            }
        }

        return false;
    }

    private static Truth Compare(CompareExpr compare, FactSheet sheet)
    {
        // The usual case: a measured value and a limit.
        if (compare is { Left: FactExpr { Type: FactType.Number } measured, Right: NumberExpr limit })
        {
            return sheet[measured.Fact].Value switch
            {
                NumberValue number => Ordered(compare.Operator, number.Interval, Interval.Exactly(limit.Value)),
                NotApplicableValue => Logic.Truth.False,
                _ => Ordered(compare.Operator, Interval.Any, Interval.Exactly(limit.Value)),
            };
        }

        if (Inapplicable(compare.Left, sheet) || Inapplicable(compare.Right, sheet)) return Logic.Truth.False;
        if (compare.Left.Type == FactType.Code)
        {
            Truth same = compare.Right is CodeExpr literal
                ? OneOf(Code(compare.Left, sheet), literal.Code)
                : Code(compare.Left, sheet) is { Code: { } left } && Code(compare.Right, sheet) is { Code: { } right } ? Kleene.Of(left == right)
                : Logic.Truth.Unknown;
            return compare.Operator == Comparison.Equal ? same : same.Not();
        }

        return Ordered(compare.Operator, Value(compare.Left, sheet), Value(compare.Right, sheet));
    }

    private static Truth Ordered(Comparison comparison, in Interval first, in Interval second) => comparison switch
    {
        Comparison.Less => first.Less(second),
        Comparison.LessOrEqual => first.LessOrEqual(second),
        Comparison.Greater => second.Less(first),
        Comparison.GreaterOrEqual => second.LessOrEqual(first),
        Comparison.Equal => first.Same(second),
        _ => first.Same(second).Not(),
    };

    private static Interval Value(ValueExpr value, FactSheet sheet) => value.Type != FactType.Date ? value.Number(sheet) : value switch
    {
        DateExpr date => Interval.Exactly(date.Day.DayNumber),
        FactExpr fact when sheet[fact.Fact].Value is DateValue date => date.Days,
        _ => Interval.Any,
    };

    private static CodeValue Code(ValueExpr value, FactSheet sheet) => value switch
    {
        CodeExpr code => CodeValue.Of(code.Code),
        FactExpr fact when sheet[fact.Fact].Value is CodeValue code => code,
        _ => CodeValue.Unknown,
    };

    private static Truth OneOf(CodeValue code, params ReadOnlySpan<string> members)
    {
        if (code.IsUnknown) return Logic.Truth.Unknown;
        int among = 0;
        foreach (string answer in code.Possible)
        {
            if (members.Contains(answer)) among++;
        }

        return among == code.Possible.Length ? Logic.Truth.True : among == 0 ? Logic.Truth.False : Logic.Truth.Unknown;
    }

    private static bool Inapplicable(ValueExpr value, FactSheet sheet) => value switch
    {
        FactExpr fact => sheet[fact.Fact].Value is NotApplicableValue,
        ArithmeticExpr arithmetic => Inapplicable(arithmetic.Left, sheet) || Inapplicable(arithmetic.Right, sheet),
        _ => false,
    };
}
