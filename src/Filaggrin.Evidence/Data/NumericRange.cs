using System.Globalization;

namespace Filaggrin.Evidence;

/// <summary>Whether the figures of trials lie near enough to each other to be computed in 16 digits.</summary>
/// <remarks>
/// Weights are reciprocal squares of standard errors. Where treatments that are joined by small ones hang on large ones alone, the
/// difference is lost in the rounding of the small; Q is a difference of sums of squares, which a difference of too many standard errors
/// drowns. Data of one unit come near neither. A vague trial beside others does no harm.
/// </remarks>
internal static class NumericRange
{
    private const double WidestErrors = 1e6;
    private const double FurthestDifference = 1e7; // in standard errors
    private const double Smallest = 1e-50;
    private const double Largest = 1e50;

    /// <summary>What cannot be computed, the first of it; null where all can.</summary>
    public static string? Finding(IReadOnlyList<NetworkTrial> trials, TrialLines lines)
    {
        Contrast[] contrasts = [.. trials.SelectMany(trial => trial.Contrasts())];
        foreach (Contrast contrast in contrasts)
        {
            if (!(Math.Abs(contrast.Estimate) <= Largest) || contrast.StandardError is not (>= Smallest and <= Largest))
                return Placed(contrast, $"the difference {Show(contrast.Estimate)} with standard error {Show(contrast.StandardError)} is beyond what can be computed.");
            if (Math.Abs(contrast.Estimate) > FurthestDifference * contrast.StandardError)
                return Placed(contrast, $"the difference {Show(contrast.Estimate)} is more than {Show(FurthestDifference)} times its standard error, {Show(contrast.StandardError)}; that is beyond what can be computed.");
        }

        return Bridge(contrasts) is var (most, least)
            ? Placed(most, $"its standard error {Show(most.StandardError)} and {Show(least.StandardError)} of «{least.Treatment}» against «{least.Comparator}» in {lines.Named(least.Study)} span too wide a range to be computed together, more than {Show(WidestErrors)} to one. Have they one unit?")
            : null;

        string Placed(Contrast contrast, string what) => lines.Placed(contrast.Study, $"trial {contrast.Study}, «{contrast.Treatment}» against «{contrast.Comparator}»: {what}");
    }

    /// <summary>Joins treatments by their surest contrasts first; a contrast that is needed and far less sure than what it joins, with the surest of that.</summary>
    private static (Contrast Most, Contrast Least)? Bridge(Contrast[] contrasts)
    {
        Dictionary<string, string> parent = new(StringComparer.Ordinal);
        Dictionary<string, Contrast> surest = new(StringComparer.Ordinal);
        foreach (Contrast contrast in contrasts.OrderBy(contrast => contrast.StandardError))
        {
            (string one, string other) = (Root(contrast.Treatment), Root(contrast.Comparator));
            if (one == other) continue;
            Contrast least = new[] { surest.GetValueOrDefault(one), surest.GetValueOrDefault(other), contrast }.OfType<Contrast>().MinBy(known => known.StandardError)!;
            if (contrast.StandardError > WidestErrors * least.StandardError) return (contrast, least);
            parent[one] = other;
            surest[other] = least;
        }

        return null;

        string Root(string label)
        {
            while (parent.TryGetValue(label, out string? above)) label = above;
            return label;
        }
    }

    private static string Show(double value) => double.IsInfinity(value) ? value > 0 ? "∞" : "-∞"
        : value.ToString(value == 0 || Math.Abs(value) is >= 1e-4 and < 1e9 ? "#,0.######" : "0.####E+0", CultureInfo.InvariantCulture);
}
