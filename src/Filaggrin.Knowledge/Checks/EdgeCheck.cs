using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>The cases hold each limit of a condition: were it read a little otherwise, one of them would not be as it says.</summary>
/// <remarks>
/// A little otherwise: the limit itself on the other side, a tenth lower, a tenth higher; whole counts, scores and times by one at least.
/// Asked of every rule and of every action: a limit at which one flags, reduces or repeats is as easily mistyped as one at which one stops.
/// </remarks>
internal static class EdgeCheck
{
    private static readonly string[] Times = ["a", "mo", "wk", "d"];

    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        Satisfiability logic = CaseCheck.LogicOf(knowledge);
        foreach (Agent agent in knowledge.Agents.Values)
        {
            foreach (Rule rule in agent.Rules)
            {
                foreach (Finding finding in Loose(rule, "rule", rule.Cases)) yield return finding;
            }

            foreach (ActionItem action in agent.Actions)
            {
                foreach (Finding finding in Loose(action, "action", action.Cases)) yield return finding;
            }
        }

        IEnumerable<Finding> Loose(Item item, string kind, ImmutableArray<RuleCase> cases)
        {
            if (item.When is not { } when || !when.Comparisons.Any(HasLimit)) yield break;
            FactSheet[] sheets = [.. cases.Select(example => new FactSheet(knowledge.Facts, example.Facts, listsHeld: null))];
            foreach (IGrouping<string, (string Limit, string Read, Expr Formula)> limit in Otherwise(when).GroupBy(other => other.Limit, StringComparer.Ordinal))
            {
                string[] unheld = [.. limit.Where(other => Array.TrueForAll(sheets, sheet => other.Formula.Truth(sheet) == when.Truth(sheet)) && MayDiffer(when, other.Formula)).Select(other => other.Read)];
                if (unheld.Length > 0) yield return new(item.Place, $"{kind} {item.Id}: no case would fail were «{limit.Key}» read with {string.Join(" or ", unheld)}; add one at the limit or next to it.");
            }
        }

        bool MayDiffer(Expr one, Expr other) =>
            logic.CanBe([new(one, Demand.True), new(other, Demand.NotTrue)]) || logic.CanBe([new(other, Demand.True), new(one, Demand.NotTrue)]);
    }

    /// <summary>The formula with one limit read otherwise, each way.</summary>
    internal static IEnumerable<(string Limit, string Read, Expr Formula)> Otherwise(Expr when)
    {
        foreach (CompareExpr compare in when.Comparisons.Where(HasLimit))
        {
            CompareExpr turned = compare with { Operator = Turned(compare.Operator) };
            yield return (compare.Text, Sign(turned.Operator), Replace(when, compare, turned));
            foreach (NumberExpr number in compare.Numbers().Where(number => number.Value != 0m))
            {
                bool alone = ReferenceEquals(compare.Left, number) || ReferenceEquals(compare.Right, number);
                decimal tenth = Math.Abs(number.Value) / 10m, step = alone && decimal.IsInteger(number.Value) && IsCounted(number.Unit) ? Math.Max(tenth, 1m) : tenth;
                foreach (decimal value in (decimal[])[number.Value - step, number.Value + step])
                {
                    NumberExpr moved = number with { Value = value };
                    CompareExpr other = compare with { Left = Replace(compare.Left, number, moved), Right = Replace(compare.Right, number, moved) };
                    yield return (compare.Text, value.ToString("0.####", CultureInfo.InvariantCulture), Replace(when, compare, other));
                }
            }
        }
    }

    private static bool HasLimit(CompareExpr compare) => compare.Operator is not (Comparison.Equal or Comparison.NotEqual) && compare.Numbers().Any();

    private static bool IsCounted(string? unit) => unit is null || unit.StartsWith('{') || Times.Contains(unit, StringComparer.Ordinal);

    private static Comparison Turned(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.LessOrEqual,
        Comparison.LessOrEqual => Comparison.Less,
        Comparison.Greater => Comparison.GreaterOrEqual,
        _ => Comparison.Greater,
    };

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    };

    // Where one comparison stands twice it is one object, and is read otherwise in both places.
    private static Expr Replace(Expr expr, CompareExpr old, CompareExpr other) => expr switch
    {
        AndExpr and => and with { Parts = [.. and.Parts.Select(part => Replace(part, old, other))] },
        OrExpr or => or with { Parts = [.. or.Parts.Select(part => Replace(part, old, other))] },
        XorExpr xor => xor with { Left = Replace(xor.Left, old, other), Right = Replace(xor.Right, old, other) },
        NotExpr not => not with { Part = Replace(not.Part, old, other) },
        _ => ReferenceEquals(expr, old) ? other : expr,
    };

    private static ValueExpr Replace(ValueExpr value, NumberExpr old, NumberExpr other) => value switch
    {
        ArithmeticExpr arithmetic => arithmetic with { Left = Replace(arithmetic.Left, old, other), Right = Replace(arithmetic.Right, old, other) },
        _ => ReferenceEquals(value, old) ? other : value,
    };
}
