using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>Whether the values of a condition fit each other in type and unit.</summary>
/// <param name="text">The condition, for the fault.</param>
internal sealed class ConditionTypes(string text)
{
    /// <summary>Compares two values of one type, both in the unit of the one that is no literal.</summary>
    public CompareExpr Compare(string what, Comparison comparison, ValueExpr left, ValueExpr right)
    {
        if (left is FactExpr { Fact: { Type: FactType.Set } set }) throw Fault($"compares the set {set.Name}; ask it with «in»");
        if (left.Type != right.Type || left.Type is FactType.Flag or FactType.Set)
            throw Fault($"compares a {Named(left.Type)} with a {Named(right.Type)} in «{what}»");
        if (left.Type == FactType.Code)
        {
            if (comparison is not (Comparison.Equal or Comparison.NotEqual)) throw Fault($"orders codes in «{what}»; use = or in");
            if (left is FactExpr { Fact: var fact } && right is CodeExpr code) CheckOption(fact, code.Code);
            return new(what, comparison, left, right);
        }

        if (left.Type == FactType.Date) return new(what, comparison, left, right);
        return left is NumberExpr && right is not NumberExpr
            ? new(what, comparison, Fit(left, right), right)
            : new(what, comparison, left, Fit(right, left));
    }

    /// <summary>Brings a value into the unit of another; a literal converts, a fact must have the same unit.</summary>
    public ValueExpr Fit(ValueExpr value, ValueExpr model)
    {
        string? from = value.Unit, to = model.Unit;
        if (from == to) return value;
        bool pure = from is null && to is { } unit && UnitOfMeasure.Convert("", unit) is { Factor: 1m, Offset: 0m } && !unit.Contains('/', StringComparison.Ordinal);
        LinearMap? map = pure ? new LinearMap(1m) : from is not null && to is not null ? Conversion(from, to, model) : null;
        if (map is { } linear && value is NumberExpr number)
            return number with { Value = linear.Apply(number.Value), Unit = to };
        if (pure) return value;
        string whose = model is FactExpr { Fact: var fact } ? $"{fact.Name}, which has the unit {to ?? "1"}" : $"«{model.Text}», which has the unit {to ?? "1"}";
        if (from is null && value is NumberExpr plain)
            throw Fault($"a number is compared with {whose}; write {plain.Text} '{to}'");
        throw Fault($"«{value.Text}» does not convert to {whose}");
    }

    /// <summary>The code is one of the fact's answers.</summary>
    public void CheckOption(FactDefinition fact, string code)
    {
        if (fact is { Type: FactType.Code, Options.IsEmpty: false } && !fact.Options.Contains(code, StringComparer.Ordinal))
            throw Fault($"asks {fact.Name} for «{code}»; its answers are {string.Join(", ", fact.Options)}");
    }

    /// <summary>What is wrong, after the condition it is wrong in.</summary>
    public ConditionException Fault(string what) => new($"«{text}»: {what}.");

    /// <summary>The type in words.</summary>
    public static string Named(FactType type) => type switch
    {
        FactType.Flag => "yes-or-no fact",
        FactType.Number => "number",
        FactType.Code => "code",
        FactType.Set => "set",
        _ => "date",
    };

    private static LinearMap? Conversion(string from, string to, ValueExpr model)
    {
        FactDefinition? fact = model.Facts().FirstOrDefault(candidate => candidate.Unit == to);
        if (fact is not null && fact.Units.TryGetValue(from, out LinearMap own)) return own;
        return UnitOfMeasure.Convert(from, to);
    }
}
