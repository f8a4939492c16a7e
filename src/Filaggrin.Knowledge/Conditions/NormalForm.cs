using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>One spelling for conditions that differ in layout, in the order of parts that may change places, or in the unit of a number.</summary>
internal static class NormalForm
{
    public static string Of(Expr condition) => condition switch
    {
        AndExpr and => Sorted("and", and.Conjuncts()),
        OrExpr or => Sorted("or", or.Disjuncts()),
        XorExpr xor => Sorted("xor", [xor.Left, xor.Right]),
        NotExpr { Part: NotExpr twice } => Of(twice.Part),
        NotExpr { Part: CompareExpr compare } => Of(compare with { Operator = compare.Operator.Contrary() }),
        NotExpr not => $"not({Of(not.Part)})",
        FlagExpr flag => flag.Fact.Name,
        CompareExpr compare => Of(compare),
        InExpr { Group: { } group } member => $"{member.Fact.Name} in {group}",
        InExpr { Members: [var only], Fact: { Type: FactType.Code } fact } => $"'{only}' = {fact.Name}",
        InExpr member => $"{member.Fact.Name} in {{{string.Join('|', member.Members.Order(StringComparer.Ordinal))}}}",
        IsNullExpr isNull => $"{isNull.Fact.Name} is {(isNull.Negated ? "not " : "")}null",
        _ => condition.Text,
    };

    private static string Of(CompareExpr compare)
    {
        string left = Of(compare.Left), right = Of(compare.Right);
        return compare.Operator switch
        {
            Comparison.Less => $"{left} < {right}",
            Comparison.LessOrEqual => $"{left} <= {right}",
            Comparison.Greater => $"{right} < {left}",
            Comparison.GreaterOrEqual => $"{right} <= {left}",
            Comparison.Equal => string.CompareOrdinal(left, right) < 0 ? $"{left} = {right}" : $"{right} = {left}",
            _ => string.CompareOrdinal(left, right) < 0 ? $"{left} != {right}" : $"{right} != {left}",
        };
    }

    private static string Of(ValueExpr value) => value switch
    {
        NumberExpr number => PlainNumber.Text(number.Value, 12),
        FactExpr fact => fact.Fact.Name,
        CodeExpr code => $"'{code.Code}'",
        DateExpr date => DateSpan.Iso(date.Day),
        ArithmeticExpr sum => $"({Of(sum.Left)} {sum.Operator} {Of(sum.Right)})",
        _ => value.Text,
    };

    private static string Sorted(string word, IEnumerable<Expr> parts) => $"{word}({string.Join("; ", parts.Select(Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))})";
}
