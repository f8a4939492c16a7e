using System.Globalization;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Tests.Conditions;

/// <summary>Conditions that differ from a given one in one place.</summary>
internal static class Mutations
{
    /// <summary>The condition negated, and each change of one leaf or connective.</summary>
    public static IEnumerable<Expr> Of(Expr condition, FactDictionary facts)
    {
        yield return new NotExpr("", condition);
        switch (condition)
        {
            case AndExpr and:
                yield return new OrExpr("", and.Parts);
                for (int i = 0; i < and.Parts.Length; i++)
                {
                    yield return new AndExpr("", and.Parts.RemoveAt(i));
                    foreach (Expr part in Of(and.Parts[i], facts)) yield return new AndExpr("", and.Parts.SetItem(i, part));
                }

                break;
            case OrExpr or:
                yield return new AndExpr("", or.Parts);
                for (int i = 0; i < or.Parts.Length; i++)
                {
                    yield return new OrExpr("", or.Parts.RemoveAt(i));
                    foreach (Expr part in Of(or.Parts[i], facts)) yield return new OrExpr("", or.Parts.SetItem(i, part));
                }

                break;
            case NotExpr not:
                yield return not.Part;
                foreach (Expr part in Of(not.Part, facts)) yield return new NotExpr("", part);
                break;
            case FlagExpr flag:
                foreach (FactDefinition other in facts.All.Where(other => other.Type == FactType.Flag && other != flag.Fact)) yield return new FlagExpr("", other);
                break;
            case CompareExpr compare:
                foreach (Comparison other in Enum.GetValues<Comparison>().Where(other => other != compare.Operator && (compare.Left.Type != FactType.Code || other < Comparison.Less)))
                    yield return compare with { Operator = other };
                foreach (ValueExpr right in Shifted(compare.Right)) yield return compare with { Right = right };
                if (compare.Left is FactExpr { Fact: var fact } left)
                {
                    foreach (FactDefinition other in facts.All.Where(other => other != fact && other.Type == fact.Type && other.Unit == fact.Unit)) yield return compare with { Left = left with { Fact = other } };
                }

                break;
            case InExpr member:
                for (int i = 0; member.Group is null && i < member.Members.Length; i++)
                {
                    yield return member with { Members = member.Members.SetItem(i, "another") };
                    if (member.Members.Length > 1) yield return member with { Members = member.Members.RemoveAt(i) };
                }

                foreach (FactDefinition other in facts.All.Where(other => other != member.Fact && other.Type == member.Fact.Type)) yield return member with { Fact = other };
                break;
            case IsNullExpr isNull:
                yield return isNull with { Negated = !isNull.Negated };
                break;
        }
    }

    /// <summary>What a condition means, apart from the engine's own normal form: parts sorted, double negation gone, a negated comparison turned.</summary>
    public static string Form(Expr condition, bool holds = true) => condition switch
    {
        AndExpr { Parts: [var only] } => Form(only, holds),
        OrExpr { Parts: [var only] } => Form(only, holds),
        AndExpr and => Denied($"&[{Sorted(Flat(and))}]", holds),
        OrExpr or => Denied($"|[{Sorted(Flat(or))}]", holds),
        XorExpr xor => Denied($"^[{Form(xor.Left)},{Form(xor.Right)}]", holds),
        NotExpr not => Form(not.Part, !holds),
        FlagExpr flag => Denied(flag.Fact.Name, holds),
        InExpr member => Denied($"{member.Fact.Name} in {string.Join('+', member.Members.Order(StringComparer.Ordinal))}", holds),
        IsNullExpr isNull => $"{isNull.Fact.Name} {(isNull.Negated == holds ? "known" : "unknown")}",
        CompareExpr compare => Form(compare, holds),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private static string Form(CompareExpr compare, bool holds)
    {
        if (compare is { Right: CodeExpr code, Left: FactExpr coded })
            return Denied($"{coded.Fact.Name} in {code.Code}", holds == (compare.Operator == Comparison.Equal));
        (ValueExpr left, ValueExpr right) = (compare.Left, compare.Right);
        (string sign, bool turned) = (compare.Operator, holds) switch
        {
            (Comparison.Less, true) or (Comparison.GreaterOrEqual, false) => ("<", false),
            (Comparison.LessOrEqual, true) or (Comparison.Greater, false) => ("<=", false),
            (Comparison.Greater, true) or (Comparison.LessOrEqual, false) => ("<", true),
            (Comparison.GreaterOrEqual, true) or (Comparison.Less, false) => ("<=", true),
            (Comparison.Equal, true) or (Comparison.NotEqual, false) => ("=", false),
            _ => ("!=", false),
        };
        return turned ? $"{Form(right)} {sign} {Form(left)}" : $"{Form(left)} {sign} {Form(right)}";
    }

    private static string Form(ValueExpr value) => value switch
    {
        NumberExpr number => number.Value.ToString("0.##########", CultureInfo.InvariantCulture),
        FactExpr fact => fact.Fact.Name,
        ArithmeticExpr sum => $"({Form(sum.Left)}{sum.Operator}{Form(sum.Right)})",
        _ => value.Text,
    };

    private static IEnumerable<ValueExpr> Shifted(ValueExpr value) => value switch
    {
        NumberExpr number => [number with { Value = number.Value + 0.1m }, number with { Value = number.Value * 2 + 1 }, number with { Value = number.Value - 0.25m }],
        ArithmeticExpr sum => Shifted(sum.Left).Select(left => sum with { Left = left }),
        _ => [],
    };

    private static string Sorted(IEnumerable<Expr> parts) => string.Join(',', parts.Select(part => Form(part)).Order(StringComparer.Ordinal));

    private static IEnumerable<Expr> Flat(AndExpr and) => and.Parts.SelectMany(part => part is AndExpr inner ? Flat(inner) : [part]);

    private static IEnumerable<Expr> Flat(OrExpr or) => or.Parts.SelectMany(part => part is OrExpr inner ? Flat(inner) : [part]);

    private static string Denied(string form, bool holds) => holds ? form : $"!({form})";
}
