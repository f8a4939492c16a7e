using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>Writes conditions as CQL that is true, false or null exactly where the condition is true, false or unknown.</summary>
/// <param name="scope">How facts and functions are called.</param>
internal sealed class ConditionCql(CqlScope scope)
{
    /// <summary>A condition.</summary>
    public string Of(Expr formula) => formula switch
    {
        AndExpr and => Joined(and.Parts, "and"),
        OrExpr or => Joined(or.Parts, "or"),
        XorExpr xor => Joined([xor.Left, xor.Right], "xor"),
        NotExpr not => $"not {Part(not.Part)}",
        FlagExpr flag => scope.Fact(flag.Fact),
        IsNullExpr isNull => IsNull(isNull),
        InExpr { Fact.Type: FactType.Set } member => Applied([member.Fact], Call("HasAny", scope.Fact(member.Fact), CqlText.List(member.Members))),
        InExpr answer => Applied([answer.Fact], Call("IsOneOf", scope.Fact(answer.Fact), CqlText.List(answer.Members))),
        CompareExpr compare => Applied(compare.Facts(), Compare(compare)),
        _ => throw new InvalidOperationException("No such formula: " + formula.Text),
    };

    /// <summary>A number, as the interval that is known of it.</summary>
    public string Of(ValueExpr value) => value switch
    {
        FactExpr fact => scope.Fact(fact.Fact),
        NumberExpr { Value: var number } => $"Interval[{CqlText.Number(number)}, {CqlText.Number(number)}]",
        DateExpr date => $"Interval[@{Logic.DateSpan.Iso(date.Day)}, @{Logic.DateSpan.Iso(date.Day)}]",
        CodeExpr code => CqlText.List([code.Code]),
        ArithmeticExpr arithmetic => Call(
            arithmetic.Operator switch { '+' => "Plus", '-' => "Minus", '*' => "Times", _ => "Over" }, Of(arithmetic.Left), Of(arithmetic.Right)),
        _ => throw new InvalidOperationException("No such value: " + value.Text),
    };

    /// <summary>Whether a condition is open because of a doubt: an open part of it asks a fact that is doubted.</summary>
    public string Doubted(Expr formula)
    {
        if (formula is NotExpr not) return Doubted(not.Part);
        IEnumerable<string> doubts = formula switch
        {
            AndExpr and => and.Parts.Select(Doubted),
            OrExpr or => or.Parts.Select(Doubted),
            XorExpr xor => [Doubted(xor.Left), Doubted(xor.Right)],
            _ => formula.Facts().Select(scope.Doubted),
        };
        return $"(({Of(formula).Replace("\n    ", " ", StringComparison.Ordinal)}) is null and ({string.Join(" or ", doubts)}))";
    }

    private string Compare(CompareExpr compare)
    {
        string left = Of(compare.Left), right = Of(compare.Right);
        bool days = compare.Left.Type == FactType.Date;
        return (compare.Left.Type, compare.Operator) switch
        {
            (FactType.Code, Comparison.Equal) => Answer(compare, left, right),
            (FactType.Code, _) => "not " + Answer(compare, left, right),
            (FactType.Date, Comparison.Less) => Call("IsEarlier", left, right),
            (FactType.Date, Comparison.LessOrEqual) => "not " + Call("IsEarlier", right, left),
            (FactType.Date, Comparison.Greater) => Call("IsEarlier", right, left),
            (FactType.Date, Comparison.GreaterOrEqual) => "not " + Call("IsEarlier", left, right),
            (_, Comparison.Less) => Call("IsLess", left, right),
            (_, Comparison.LessOrEqual) => Call("IsAtMost", left, right),
            (_, Comparison.Greater) => Call("IsMore", left, right),
            (_, Comparison.GreaterOrEqual) => Call("IsAtLeast", left, right),
            (_, Comparison.Equal) => Call(days ? "IsSameDay" : "IsSame", left, right),
            _ => "not " + Call(days ? "IsSameDay" : "IsSame", left, right),
        };
    }

    private string Answer(CompareExpr compare, string left, string right) => Call(compare.Right is CodeExpr ? "IsOneOf" : "IsSameAnswer", left, right);

    /// <summary>Where the question does not arise, no comparison holds.</summary>
    private string Applied(IEnumerable<FactDefinition> facts, string comparison)
    {
        string[] guards = [.. facts.Where(CqlScope.MayNotApply).Select(scope.NotApplicable)];
        return guards.Length == 0 ? comparison : $"(if {string.Join(" or ", guards)} then false else {comparison})";
    }

    private string IsNull(IsNullExpr isNull)
    {
        string unknown = $"{scope.Fact(isNull.Fact)} is null";
        if (CqlScope.MayNotApply(isNull.Fact)) unknown += $" and not {scope.NotApplicable(isNull.Fact)}";
        return isNull.Negated ? $"not ({unknown})" : $"({unknown})";
    }

    private string Joined(ImmutableArray<Expr> parts, string word) => parts.Length == 1 ? Of(parts[0]) : string.Join($"\n    {word} ", parts.Select(Part));

    private string Part(Expr part) => part is AndExpr or OrExpr or XorExpr or NotExpr || Of(part).StartsWith("not ", StringComparison.Ordinal)
        ? $"({Of(part).Replace("\n    ", " ", StringComparison.Ordinal)})" : Of(part);

    private string Call(string function, params string[] arguments) => $"{scope.Shared(function)}({string.Join(", ", arguments)})";
}
