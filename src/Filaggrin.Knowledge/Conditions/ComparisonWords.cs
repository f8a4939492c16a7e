using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>Comparisons, ranges and amounts in the words of a clinician.</summary>
internal static class ComparisonWords
{
    private const decimal Toddler = 2m;
    private const decimal MonthsOfYear = 12m;

    public static string Exact(decimal value) => PlainNumber.Text(value, 12);

    /// <summary>A unit after a blank; one year is no «years».</summary>
    public static string Unit(decimal value, string? unit) =>
        FactWords.Unit(unit) is { Length: > 0 } plain ? " " + (value == 1m && IsTime(unit) ? plain[..^1] : plain) : "";

    /// <summary>A comparison in words.</summary>
    public static string Of(CompareExpr written)
    {
        CompareExpr compare = Turned(written);
        FactDefinition? subject = (compare.Left as FactExpr)?.Fact;
        if (subject?.Name == "Age" && compare.Right is NumberExpr age) return Age(compare.Operator, age.Value);
        string left = Value.Of(compare.Left, null).ToString(), right = Value.Of(compare.Right, subject).ToString();
        string word = compare.Left.Type switch
        {
            FactType.Date => compare.Operator switch
            {
                Comparison.Less => "before",
                Comparison.LessOrEqual => "not after",
                Comparison.Greater => "after",
                Comparison.GreaterOrEqual => "not before",
                Comparison.Equal => "on",
                _ => "not on",
            },
            FactType.Code when compare.Right is FactExpr => compare.Operator == Comparison.Equal ? "the same as" : "not the same as",
            _ => Word(compare.Operator, IsTime(compare.Left.Unit)),
        };
        return word.Length > 0 ? $"{left} {word} {right}" : $"{left} {right}";
    }

    /// <summary>The same with the fact on the left.</summary>
    private static CompareExpr Turned(CompareExpr compare) => compare is { Left: NumberExpr or CodeExpr or DateExpr, Right: not (NumberExpr or CodeExpr or DateExpr) }
        ? compare with
        {
            Left = compare.Right,
            Right = compare.Left,
            Operator = compare.Operator switch
            {
                Comparison.Less => Comparison.Greater,
                Comparison.LessOrEqual => Comparison.GreaterOrEqual,
                Comparison.Greater => Comparison.Less,
                Comparison.GreaterOrEqual => Comparison.LessOrEqual,
                var same => same,
            },
        }
        : compare;

    /// <summary>«12 to 17 years» for whole years from 12 to below 18; months where both ends are below two years, or the lower is and whole months tell it.</summary>
    private static string? AgeRange(decimal from, decimal below)
    {
        if (below <= from) return null;
        decimal months = from * MonthsOfYear, last = below <= Toddler ? below * MonthsOfYear - 1m : below - 1m;
        bool inMonths = from < Toddler;
        if (!IsWhole(inMonths ? months : from) || !IsWhole(last)) return null;
        if (!inMonths) return from == last ? $"{Exact(from)} years" : $"{Exact(from)} to {Exact(last)} years";
        return below <= Toddler ? $"{Exact(months)} to {Exact(last)} months" : $"{Exact(months)} months to {Exact(last)} {(last == 1m ? "year" : "years")}";
    }

    private static string Age(Comparison comparison, decimal years)
    {
        string age = years < Toddler ? ClinicalWords.Amount(years * MonthsOfYear, "mo") : ClinicalWords.Amount(years, "a");
        return comparison switch
        {
            Comparison.Less => "under " + age,
            Comparison.LessOrEqual => "up to " + age,
            Comparison.Greater => "over " + age,
            Comparison.GreaterOrEqual => "from " + age,
            Comparison.Equal => "exactly " + age,
            _ => "not exactly " + age,
        };
    }

    private static string Word(Comparison comparison, bool isTime) => comparison switch
    {
        Comparison.Less => isTime ? "under" : "below",
        Comparison.LessOrEqual => "at most",
        Comparison.Greater => isTime ? "over" : "above",
        Comparison.GreaterOrEqual => "at least",
        Comparison.Equal => "",
        _ => "not",
    };

    private static bool IsWhole(decimal value) => value == decimal.Truncate(value);

    /// <summary>Two limits of one value within one «and» become a range; the words stand for both.</summary>
    public static IEnumerable<(Expr Condition, string? Words)> Merge(IEnumerable<Expr> parts)
    {
        List<Expr> left = [.. parts];
        while (left.Count > 0)
        {
            Expr part = left[0];
            left.RemoveAt(0);
            int other = part is CompareExpr one ? left.FindIndex(candidate => candidate is CompareExpr two && Range(one, two) is not null) : -1;
            if (other < 0)
            {
                yield return (part, null);
                continue;
            }

            yield return (part, Range((CompareExpr)part, (CompareExpr)left[other]));
            left.RemoveAt(other);
        }
    }

    private static string? Range(CompareExpr one, CompareExpr two)
    {
        (CompareExpr low, CompareExpr high) = (Turned(one), Turned(two));
        if (high.Operator is Comparison.Greater or Comparison.GreaterOrEqual) (low, high) = (high, low);
        if (low.Operator is not (Comparison.Greater or Comparison.GreaterOrEqual) || high.Operator is not (Comparison.Less or Comparison.LessOrEqual)
            || low.Left is not FactExpr { Fact: var fact } || high.Left is not FactExpr { Fact: var same } || fact != same || fact.Type != FactType.Number)
        {
            return null;
        }

        if (fact.Name == "Age")
        {
            return (low, high) is ({ Operator: Comparison.GreaterOrEqual, Right: NumberExpr from }, { Operator: Comparison.Less, Right: NumberExpr below })
                ? AgeRange(from.Value, below.Value) : null;
        }

        Value least = Value.Of(low.Right, fact), most = Value.Of(high.Right, fact);
        string begin = low.Operator == Comparison.Greater ? "above " : "";
        string end = high.Operator == Comparison.Less ? "below " : "";
        return $"{FactWords.Yes(fact)} {begin}{(least.Shared == most.Shared ? least.Own : least.ToString())} to {end}{most}";
    }

    private static bool IsTime(string? unit) => unit is "a" or "mo" or "wk" or "d";

    /// <summary>A value of a comparison: what differs between two limits of one range, and what both share.</summary>
    private readonly record struct Value(string Own, string Shared)
    {
        public override string ToString() => Own + Shared;

        /// <summary>A value, named in relation to the fact on the other side where it belongs to it.</summary>
        public static Value Of(ValueExpr value, FactDefinition? to) => value switch
        {
            NumberExpr number => new(Exact(number.Value), Unit(number.Value, number.Unit)),
            CodeExpr code => new(code.Code, ""),
            DateExpr date => new(DateSpan.Iso(date.Day), ""),
            FactExpr fact => new(Name(fact.Fact, to), ""),
            ArithmeticExpr { Operator: '*', Left: NumberExpr factor, Right: FactExpr fact } => new(Exact(factor.Value), " × " + Name(fact.Fact, to)),
            ArithmeticExpr sum => new($"{Inner(sum.Left, to)} {Sign(sum.Operator)} {Inner(sum.Right, to)}", ""),
            _ => new(value.Text, ""),
        };

        private static string Inner(ValueExpr value, FactDefinition? to) => value is ArithmeticExpr ? $"({Of(value, to)})" : Of(value, to).ToString();

        private static string Name(FactDefinition fact, FactDefinition? to) => fact.Derive is { Of: [var of] } derive && of == to?.Name && fact.Phrase is null
            ? derive.Kind switch
            {
                "upper-limit" => "the upper limit of normal",
                "lower-limit" => "the lower limit of normal",
                "at-start" => "the value at the start",
                _ => FactWords.Yes(fact),
            }
            : FactWords.Yes(fact);

        private static char Sign(char sign) => sign switch { '*' => '×', '/' => '÷', '-' => '−', _ => sign };
    }
}
