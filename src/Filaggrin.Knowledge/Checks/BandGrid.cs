using System.Globalization;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Checks;

/// <summary>The bands of age and weight that some conditions tell apart: each threshold, and each stretch between two.</summary>
internal sealed class BandGrid(FactDictionary facts, IReadOnlyList<Expr> conditions)
{
    private readonly Axis? _age = Axis.Of(facts.Find("Age"), conditions), _weight = Axis.Of(facts.Find("Weight"), conditions);

    /// <summary>The bands, in words, whose cells meet a test; neighbours that run alike are one.</summary>
    public IEnumerable<string> Where(Func<Goal[], bool> meets)
    {
        List<(int From, int To, string Weights)> bands = [];
        for (int age = 0; age < (_age?.Steps.Count ?? 1); age++)
        {
            Goal[] years = _age?.Cell(age) ?? [];
            string weights = string.Join(" or ", Runs(_weight?.Steps.Count ?? 1, weight => meets([.. years, .. _weight?.Cell(weight) ?? []]))
                .Select(run => _weight?.Words(run.From, run.To) ?? ""));
            if (_weight is not null && weights.Length == 0) continue;
            if (_weight is null && !meets(years)) continue;
            if (bands.Count > 0 && bands[^1] is var last && last.To == age - 1 && last.Weights == weights) bands[^1] = last with { To = age };
            else bands.Add((age, age, weights));
        }

        return bands.Select(band => string.Join(", ", new[] { _age?.Words(band.From, band.To), band.Weights }.Where(words => !string.IsNullOrEmpty(words)))).Select(words => words.Length == 0 ? "for some patient" : words);
    }

    /// <summary>A comparison of a number with a value in its own unit.</summary>
    public static CompareExpr Compare(FactDefinition fact, Comparison comparison, decimal value)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        return new(fact.Name, comparison, new FactExpr(fact.Name, fact), new NumberExpr(text, value, fact.Unit));
    }

    private static IEnumerable<(int From, int To)> Runs(int count, Func<int, bool> meets)
    {
        int from = -1;
        for (int at = 0; at <= count; at++)
        {
            bool inside = at < count && meets(at);
            if (inside && from < 0) from = at;
            if (inside || from < 0) continue;
            yield return (from, at - 1);
            from = -1;
        }
    }

    /// <summary>One fact with the thresholds at which it is compared; even steps lie between them, odd steps on them.</summary>
    private sealed class Axis(FactDefinition fact, decimal[] thresholds)
    {
        public IReadOnlyList<int> Steps { get; } = [.. Enumerable.Range(0, 2 * thresholds.Length + 1)];

        public static Axis? Of(FactDefinition? fact, IReadOnlyList<Expr> conditions)
        {
            if (fact is null) return null;
            decimal[] thresholds = [.. conditions.SelectMany(condition => condition.Leaves()).OfType<CompareExpr>()
                .SelectMany(compare => (compare.Left, compare.Right) switch
                {
                    (FactExpr left, NumberExpr right) when left.Fact == fact => [right.Value],
                    (NumberExpr left, FactExpr right) when right.Fact == fact => [left.Value],
                    _ => Enumerable.Empty<decimal>(),
                }).Distinct().Order()];
            return thresholds.Length == 0 ? null : new(fact, thresholds);
        }

        public Goal[] Cell(int step) => step % 2 == 1
            ? [Goal.Holds(Compare(fact, Comparison.Equal, thresholds[step / 2]))]
            : [
                .. step > 0 ? [Goal.Holds(Compare(fact, Comparison.Greater, thresholds[step / 2 - 1]))] : (Goal[])[],
                .. step / 2 < thresholds.Length ? [Goal.Holds(Compare(fact, Comparison.Less, thresholds[step / 2]))] : (Goal[])[],
            ];

        public string Words(int from, int to)
        {
            string At(int step) => string.Create(CultureInfo.InvariantCulture, $"{thresholds[step]} {fact.Unit}");
            string? low = from == 0 ? null : from % 2 == 1 ? "from " + At(from / 2) : "above " + At(from / 2 - 1);
            string? high = to == Steps.Count - 1 ? null : to % 2 == 1 ? "up to " + At(to / 2) : "below " + At(to / 2);
            return from == to && from % 2 == 1 ? "at " + At(from / 2) : string.Join(" ", new[] { low, high }.OfType<string>());
        }
    }
}
