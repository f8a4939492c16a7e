using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Logic;

/// <summary>Every interval between a few whole bounds, and quarter points to try them on.</summary>
internal static class Ranges
{
    public static readonly Interval[] All = [.. Make([null, -2m, -1m, 0m, 1m, 4m])];

    private static readonly decimal[] Points = [.. Enumerable.Range(-28, 70).Select(quarter => quarter / 4m)];

    public static IEnumerable<decimal> Within(Interval interval) => Points.Where(point => Contains(interval, point));

    public static bool Contains(Interval interval, decimal point) =>
        (interval.Low is not { } low || (interval.LowOpen ? point > low : point >= low))
        && (interval.High is not { } high || (interval.HighOpen ? point < high : point <= high));

    public static Truth Brute(Interval left, Interval right, Func<decimal, decimal, bool> holds)
    {
        bool[] answers = [.. Within(left).SelectMany(a => Within(right).Select(b => holds(a, b))).Distinct()];
        return answers.Length > 1 ? Truth.Unknown : Kleene.Of(answers[0]);
    }

    public static string Name(Interval interval) =>
        $"{(interval.LowOpen ? '(' : '[')}{interval.Low?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-∞"}; {interval.High?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "∞"}{(interval.HighOpen ? ')' : ']')}";

    private static IEnumerable<Interval> Make(decimal?[] bounds) =>
        from low in bounds
        from high in bounds
        where low is null || high is null || low <= high
        from lowOpen in low is null ? [false] : new[] { false, true }
        from highOpen in high is null ? [false] : new[] { false, true }
        where low is null || low != high || !(lowOpen || highOpen)
        select new Interval(low, lowOpen, high, highOpen);
}
