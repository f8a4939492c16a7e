using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Editions;

/// <summary>Whom a condition takes in: looks for a patient who falls under one condition and not under another.</summary>
/// <remarks>
/// Every leaf changes its truth only at the values that the two conditions name, so trying these, one between each two and one beyond each end decides it.
/// Derived facts are taken as they are named, not opened.
/// </remarks>
internal static class Reach
{
    private const int MostPatients = 200_000;
    private const int MembersInPairs = 8;
    private const decimal Reference = 100m;
    private const string OtherCode = "";

    /// <summary>A patient for whom the first condition holds and the second does not, in words; null where there is none, empty where there are too many facts to try.</summary>
    public static string? Lost(Expr? before, Expr? after)
    {
        if (after is null) return null;
        Expr[] conditions = before is null ? [after] : [before, after];
        if (before is not null && NormalForm.Of(before) == NormalForm.Of(after)) return null;
        FactDefinition[] facts = [.. conditions.SelectMany(condition => condition.Facts()).DistinctBy(fact => fact.Name, StringComparer.Ordinal)];
        object[][] choices = Choices(facts, [.. conditions.SelectMany(condition => condition.Leaves())]);
        if (choices.Aggregate(1L, (count, choice) => Math.Min(MostPatients + 1L, count * choice.Length)) > MostPatients) return "";
        int[] at = new int[facts.Length];
        Dictionary<string, object> patient = new(StringComparer.Ordinal);
        while (true)
        {
            for (int i = 0; i < facts.Length; i++) patient[facts[i].Name] = choices[i][at[i]];
            if ((before is null || Holds(before, patient)) && !Holds(after, patient)) return Words(facts, patient);
            int next = 0;
            while (next < facts.Length && ++at[next] == choices[next].Length) at[next++] = 0;
            if (next == facts.Length) return null;
        }
    }

    private static object[][] Choices(FactDefinition[] facts, Expr[] leaves)
    {
        HashSet<string> asked = [.. leaves.OfType<IsNullExpr>().Select(leaf => leaf.Fact.Name)];
        return [.. facts.Select(fact => (asked.Contains(fact.Name) ? Of(fact).Append(Unknown.Instance) : Of(fact)).ToArray())];

        IEnumerable<object> Of(FactDefinition fact) => fact.Type switch
        {
            FactType.Flag => [false, true],
            FactType.Code => [OtherCode, .. Named(fact)],
            FactType.Set => Sets([.. Named(fact)]),
            FactType.Date => Around(leaves.OfType<CompareExpr>().Where(leaf => Asks(leaf, fact)).SelectMany(leaf => (ValueExpr[])[leaf.Left, leaf.Right]).OfType<DateExpr>().Select(date => (decimal)date.Day.DayNumber)),
            _ => Around(Limits(fact)),
        };

        IEnumerable<string> Named(FactDefinition fact) => leaves.SelectMany(leaf => leaf switch
        {
            InExpr member when member.Fact.Name == fact.Name => member.Members,
            CompareExpr compare when Asks(compare, fact) => new[] { compare.Left, compare.Right }.OfType<CodeExpr>().Select(code => code.Code),
            _ => [],
        }).Distinct(StringComparer.Ordinal);

        // Compared with another fact, a value is tried around that fact's multiple of a round figure.
        IEnumerable<decimal> Limits(FactDefinition fact) => leaves.OfType<CompareExpr>().Where(leaf => Asks(leaf, fact)).SelectMany(leaf =>
        {
            ValueExpr other = leaf.Left.Facts().Any(one => one.Name == fact.Name) ? leaf.Right : leaf.Left;
            return other.Facts().Any() && leaf.Right.Facts().Any(one => one.Name == fact.Name) ? [Reference] : new[] { Number(other, null) };
        });
    }

    private static IEnumerable<object> Sets(string[] members)
    {
        yield return ImmutableArray<string>.Empty;
        foreach (string member in members) yield return ImmutableArray.Create(member);
        if (members.Length > MembersInPairs) yield break;
        for (int i = 0; i < members.Length; i++)
        {
            for (int j = i + 1; j < members.Length; j++) yield return ImmutableArray.Create(members[i], members[j]);
        }
    }

    private static IEnumerable<object> Around(IEnumerable<decimal> limits)
    {
        decimal[] sorted = [.. limits.Distinct().Order()];
        if (sorted.Length == 0) return [Reference];
        decimal step = sorted.Length > 1 ? Math.Min(1m, (sorted[1] - sorted[0]) / 2m) : 1m;
        IEnumerable<decimal> between = sorted.Zip(sorted.Skip(1), (low, high) => (low + high) / 2m);
        return [.. sorted.Concat(between).Append(sorted[0] - step).Append(sorted[^1] + step).Order().Cast<object>()];
    }

    private static bool Asks(CompareExpr leaf, FactDefinition fact) => leaf.Left.Facts().Concat(leaf.Right.Facts()).Any(one => one.Name == fact.Name);

    private static bool Holds(Expr condition, Dictionary<string, object> patient) => condition switch
    {
        AndExpr and => and.Parts.All(part => Holds(part, patient)),
        OrExpr or => or.Parts.Any(part => Holds(part, patient)),
        XorExpr xor => Holds(xor.Left, patient) != Holds(xor.Right, patient),
        NotExpr not => !Holds(not.Part, patient),
        FlagExpr flag => patient[flag.Fact.Name] is true,
        InExpr member => patient[member.Fact.Name] switch { string code => member.Members.Contains(code, StringComparer.Ordinal), ImmutableArray<string> set => set.Any(member.Members.Contains), _ => false },
        IsNullExpr isNull => patient[isNull.Fact.Name] is Unknown != isNull.Negated,
        CompareExpr compare => Holds(compare, patient),
        _ => false,
    };

    private static bool Holds(CompareExpr compare, Dictionary<string, object> patient)
    {
        if (compare.Left.Facts().Concat(compare.Right.Facts()).Any(fact => patient[fact.Name] is Unknown)) return false;
        if (compare.Left.Type == FactType.Code) return string.Equals(Code(compare.Left), Code(compare.Right), StringComparison.Ordinal) == (compare.Operator == Comparison.Equal);
        int order = Number(compare.Left, patient).CompareTo(Number(compare.Right, patient));
        return compare.Operator switch
        {
            Comparison.Equal => order == 0,
            Comparison.NotEqual => order != 0,
            Comparison.Less => order < 0,
            Comparison.LessOrEqual => order <= 0,
            Comparison.Greater => order > 0,
            _ => order >= 0,
        };

        string Code(ValueExpr value) => value is CodeExpr code ? code.Code : (string)patient[((FactExpr)value).Fact.Name];
    }

    private static decimal Number(ValueExpr value, Dictionary<string, object>? patient) => value switch
    {
        NumberExpr number => number.Value,
        DateExpr date => date.Day.DayNumber,
        FactExpr fact => patient is null ? Reference : (decimal)patient[fact.Fact.Name],
        ArithmeticExpr sum => (sum.Operator, Number(sum.Left, patient), Number(sum.Right, patient)) switch
        {
            ('+', var left, var right) => left + right,
            ('-', var left, var right) => left - right,
            ('*', var left, var right) => left * right,
            (_, _, 0m) => 0m,
            (_, var left, var right) => left / right,
        },
        _ => 0m,
    };

    /// <summary>What is known of the patient beyond the flags that are no.</summary>
    private static string Words(FactDefinition[] facts, Dictionary<string, object> patient)
    {
        string[] said = [.. facts.Select(fact => (fact, patient[fact.Name]) switch
        {
            (_, true) => FactWords.Yes(fact),
            ({ Type: FactType.Code }, string { Length: > 0 } code) => $"{FactWords.Yes(fact)} {code}",
            ({ Type: FactType.Set }, ImmutableArray<string> { IsEmpty: false } set) => $"{FactWords.Yes(fact)} {string.Join(" + ", set)}",
            ({ Type: FactType.Number, Name: "Age" }, decimal years) => "age " + ClinicalWords.Amount(Math.Round(years, 2), "a"),
            ({ Type: FactType.Number }, decimal number) => $"{FactWords.Yes(fact)} {ClinicalWords.Amount(Math.Round(number, 3), fact.Unit)}",
            ({ Type: FactType.Date }, decimal day) => $"{FactWords.Yes(fact)} {Logic.DateSpan.Iso(DateOnly.FromDayNumber((int)day))}",
            (_, Unknown) => $"{FactWords.Name(fact.Name)} not known",
            _ => null,
        }).OfType<string>()];
        return said.Length == 0 ? "none of this" : string.Join("; ", said);
    }

    private sealed record Unknown
    {
        public static readonly Unknown Instance = new();
    }
}
