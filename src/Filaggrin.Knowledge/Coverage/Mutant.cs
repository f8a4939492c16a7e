using System.Globalization;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;

namespace Filaggrin.Knowledge.Coverage;

/// <summary>A rule with one deliberate fault, to see whether the claims notice it.</summary>
/// <param name="Original">The sound rule.</param>
/// <param name="Kind">What was done.</param>
/// <param name="What">In words.</param>
/// <param name="Faulty">The faulty rule; null where it was dropped.</param>
public sealed record Mutant(Rule Original, MutantKind Kind, string What, Rule? Faulty)
{
    /// <summary>Every fault of one step: contrary, dropped, each threshold a step up and down, another verdict, no region.</summary>
    public static IEnumerable<Mutant> Of(Rule rule)
    {
        yield return new(rule, MutantKind.Dropped, "dropped", null);
        foreach (Verdict other in Enum.GetValues<Verdict>())
        {
            if (other != rule.Verdict) yield return new(rule, MutantKind.Verdict, $"verdict {other}", rule with { Verdict = other });
        }

        if (!rule.Regions.IsEmpty) yield return new(rule, MutantKind.Region, "without its region", rule with { Regions = [] });
        if (rule.When is not { } when) yield break;
        yield return new(rule, MutantKind.Negated, "negated", rule with { When = new NotExpr($"not ({when.Text})", when) });
        int thresholds = when.Leaves().OfType<CompareExpr>().Sum(compare => compare.Numbers().Count());
        for (int i = 0; i < thresholds; i++)
        {
            foreach (int direction in (int[])[1, -1])
            {
                Shift shift = new(i, direction);
                Expr shifted = shift.Of(when);
                yield return new(rule, MutantKind.Threshold, shift.What, rule with { When = shifted });
            }
        }
    }

    /// <summary>Moves the n-th number of a formula by one step of its last decimal place.</summary>
    private sealed class Shift(int nth, int direction)
    {
        private int _seen;

        public string What { get; private set; } = "";

        public Expr Of(Expr expr) => expr switch
        {
            AndExpr and => and with { Parts = [.. and.Parts.Select(Of)] },
            OrExpr or => or with { Parts = [.. or.Parts.Select(Of)] },
            XorExpr xor => xor with { Left = Of(xor.Left), Right = Of(xor.Right) },
            NotExpr not => not with { Part = Of(not.Part) },
            CompareExpr compare => compare with { Left = Of(compare.Left), Right = Of(compare.Right) },
            _ => expr,
        };

        private ValueExpr Of(ValueExpr value)
        {
            switch (value)
            {
                case NumberExpr number when _seen++ == nth:
                    decimal step = number.Value == decimal.Truncate(number.Value) ? 1m : 0.1m;
                    NumberExpr moved = number with { Value = number.Value + direction * step };
                    What = string.Create(CultureInfo.InvariantCulture, $"threshold {number.Value} to {moved.Value}");
                    return moved;
                case ArithmeticExpr arithmetic:
                    return arithmetic with { Left = Of(arithmetic.Left), Right = Of(arithmetic.Right) };
                default:
                    return value;
            }
        }
    }
}

/// <summary>The kinds of deliberate fault.</summary>
public enum MutantKind
{
    /// <summary>The rule is missing.</summary>
    Dropped,

    /// <summary>Its condition is turned into its contrary.</summary>
    Negated,

    /// <summary>A number of its condition is moved by a step.</summary>
    Threshold,

    /// <summary>It says another verdict.</summary>
    Verdict,

    /// <summary>It lost its region.</summary>
    Region,
}
