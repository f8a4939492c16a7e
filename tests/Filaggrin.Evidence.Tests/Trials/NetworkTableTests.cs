using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Tests.Trials;

/// <summary>The table of <c>evidence/README.md</c>: odds of EASI75 against placebo in adults, common effects.</summary>
/// <remarks>The columns were first worked out by another program, from the figures before ECZTRA 7 was corrected, and printed with one decimal after rounding to two: 3.845 stands there as 3.9.</remarks>
public class NetworkTableTests
{
    private const double TwiceRounded = 0.0551;

    [Theory]
    [InlineData("upadacitinib 30 mg daily", 15.3, 11.9, 19.6)]
    [InlineData("abrocitinib 200 mg daily", 12.9, 7.4, 22.5)]
    [InlineData("upadacitinib 15 mg daily", 9.5, 7.2, 12.5)]
    [InlineData("dupilumab 300 mg q2w", 7.8, 6.0, 10.0)]
    [InlineData("abrocitinib 100 mg daily", 5.8, 3.3, 10.1)]
    [InlineData("lebrikizumab 250 mg q2w", 5.7, 4.1, 7.8)]
    [InlineData("baricitinib 4 mg daily", 3.9, 2.5, 5.9)]
    [InlineData("baricitinib 2 mg daily", 3.4, 2.4, 5.1)]
    [InlineData("tralokinumab 300 mg q2w", 2.9, 2.1, 4.1)]
    public void Monotherapy_with_unconfirmed_rows(string treatment, double estimate, double lower, double upper) => AssertPrinted(Fit(Background.Monotherapy), treatment, estimate, lower, upper);

    [Theory]
    [InlineData("upadacitinib 30 mg daily", 18.9, 13.9, 25.6)]
    [InlineData("abrocitinib 200 mg daily", 12.9, 7.4, 22.5)]
    [InlineData("upadacitinib 15 mg daily", 10.8, 8.1, 14.5)]
    [InlineData("dupilumab 300 mg q2w", 6.1, 4.5, 8.4)]
    [InlineData("abrocitinib 100 mg daily", 5.8, 3.3, 10.1)]
    [InlineData("lebrikizumab 250 mg q2w", 6.0, 4.2, 8.5)]
    [InlineData("baricitinib 2 mg daily", 4.8, 2.4, 9.7)]
    [InlineData("tralokinumab 300 mg q2w", 2.9, 2.1, 4.1)]
    public void Monotherapy_of_trials_without_a_recalled_figure(string treatment, double estimate, double lower, double upper) =>
        AssertPrinted(Fit(Background.Monotherapy, WithRecalledFigures(Background.Monotherapy)), treatment, estimate, lower, upper);

    [Theory]
    [InlineData("upadacitinib 30 mg daily", 9.4, 6.5, 13.7)]
    [InlineData("abrocitinib 200 mg daily", 7.7, 5.1, 11.6)]
    [InlineData("upadacitinib 15 mg daily", 5.1, 3.6, 7.3)]
    [InlineData("dupilumab 300 mg q2w", 4.9, 3.7, 6.5)]
    [InlineData("abrocitinib 100 mg daily", 4.6, 3.1, 6.9)]
    [InlineData("lebrikizumab 250 mg q2w", 3.1, 1.7, 5.7)]
    [InlineData("baricitinib 4 mg daily", 2.7, 1.7, 4.2)]
    [InlineData("baricitinib 2 mg daily", 2.2, 1.4, 3.4)]
    [InlineData("tralokinumab 300 mg q2w", 2.0, 1.5, 2.8)]
    [InlineData("nemolizumab 30 mg q4w", 1.9, 1.5, 2.3)]
    public void With_topical_steroids_and_unconfirmed_rows(string treatment, double estimate, double lower, double upper) => AssertPrinted(Fit(Background.TopicalSteroids), treatment, estimate, lower, upper);

    [Theory]
    [InlineData("upadacitinib 30 mg daily", 9.4, 6.5, 13.7)]
    [InlineData("abrocitinib 200 mg daily", 7.7, 5.1, 11.6)]
    [InlineData("upadacitinib 15 mg daily", 5.1, 3.6, 7.3)]
    [InlineData("dupilumab 300 mg q2w", 4.9, 3.7, 6.5)]
    [InlineData("abrocitinib 100 mg daily", 4.6, 3.1, 6.9)]
    [InlineData("lebrikizumab 250 mg q2w", 3.1, 1.7, 5.7)]
    [InlineData("tralokinumab 300 mg q2w", 2.3, 1.5, 3.6)]
    [InlineData("nemolizumab 30 mg q4w", 1.9, 1.5, 2.3)]
    public void With_topical_steroids_without_recalled_figures_and_before_ECZTRA_7_was_confirmed(string treatment, double estimate, double lower, double upper) =>
        AssertPrinted(Fit(Background.TopicalSteroids, [.. WithRecalledFigures(Background.TopicalSteroids), "ecztra7"]), treatment, estimate, lower, upper);

    [Theory]
    [InlineData(Background.Monotherapy, false, "", 16, 17.310, 16)]
    [InlineData(Background.Monotherapy, true, "", 12, 5.348, 9)]
    [InlineData(Background.Monotherapy, false, "heads-up", 15, 11.3, 15)]
    [InlineData(Background.Monotherapy, false, "breeze-ad1 breeze-ad2", 14, 11.8, 11)]
    [InlineData(Background.Monotherapy, false, "lebrikizumab-2b", 15, 16.9, 15)]
    [InlineData(Background.TopicalSteroids, false, "", 12, 11.578, 8)] // 11.621 with 90 of 140 in ECZTRA 7
    [InlineData(Background.TopicalSteroids, true, "ecztra7", 9, 10.376, 5)]
    [InlineData(Background.TopicalSteroids, true, "", 10, 10.922, 6)]
    public void Trials_and_heterogeneity(Background background, bool noRecalledFigure, string without, int trials, double q, int freedom)
    {
        HashSet<string> left = [.. without.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (noRecalledFigure) left.UnionWith(WithRecalledFigures(background));
        SelectedArm[] arms = Arms(background, unconfirmed: true, left);
        FixedEffectFit fit = new(arms);
        Assert.Equal((trials, freedom), (arms.Select(arm => arm.Trial).Distinct(StringComparer.Ordinal).Count(), fit.Freedom));
        Assert.InRange(fit.Q, q - 0.05, q + 0.05);
    }

    [Theory]
    [InlineData(Background.Monotherapy, "monotherapy", 9)]
    [InlineData(Background.TopicalSteroids, "with topical steroids", 10)]
    public void The_readme_prints_what_the_tables_give(Background background, string name, int treatments)
    {
        string[][] table = [.. ReadmeTable(name)];
        (string Name, SelectedArm[] Arms)[] columns =
        [
            ("all", Arms(background, unconfirmed: true, [])),
            ("default", Arms(background, unconfirmed: false, [])),
            ("clean", Arms(background, unconfirmed: true, WithRecalledFigures(background))),
        ];
        Assert.Equal(treatments + 1, table.Length);
        for (int at = 0; at < columns.Length; at++)
        {
            FixedEffectFit fit = new(columns[at].Arms);
            int trials = columns[at].Arms.Select(arm => arm.Trial).Distinct(StringComparer.Ordinal).Count();
            Assert.Equal(FormattableString.Invariant($"{columns[at].Name}: {trials}, Q {fit.Q:0.0} on {fit.Freedom} df"), table[0][at + 1].Replace(" trials", "", StringComparison.Ordinal));
            Assert.All(table[1..], row => Assert.Equal(Cell(fit, columns[at].Arms, row[0]), row[at + 1]));
        }
    }

    [Theory]
    [InlineData(true, 2.046, 1.477, 2.834)]
    [InlineData(false, 2.036, 1.471, 2.819)]
    public void What_the_correction_of_ECZTRA_7_changes(bool corrected, double estimate, double lower, double upper) => AssertNear(
        new(Arms(Background.TopicalSteroids, unconfirmed: true, []).Select(arm => corrected || arm is not { Trial: "ecztra7", Agent: "tralokinumab" } ? arm : arm with { N = 140, Events = 90 })),
        "tralokinumab 300 mg q2w", estimate, lower, upper, 0.0005001);

    private static string Cell(FixedEffectFit fit, SelectedArm[] arms, string treatment)
    {
        if (!arms.Any(arm => arm.Treatment == treatment)) return "-";
        (double ratio, double low, double high) = fit.OddsRatio(treatment);
        return FormattableString.Invariant($"{ratio:0.0} ({low:0.0}-{high:0.0})");
    }

    /// <summary>The rows of the table whose first heading is the name, heading first.</summary>
    private static IEnumerable<string[]> ReadmeTable(string name) => File.ReadAllLines(Path.Combine(EvidenceFolder.Root, "evidence", "README.md"))
        .SkipWhile(line => !line.StartsWith($"| {name} |", StringComparison.Ordinal))
        .TakeWhile(line => line.StartsWith('|'))
        .Where(line => !line.StartsWith("|-", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    private static FixedEffectFit Fit(Background background, params HashSet<string> without) => new(Arms(background, unconfirmed: true, without));

    private static SelectedArm[] Arms(Background background, bool unconfirmed, HashSet<string> without) =>
        [.. TrialSelection.Of(EvidenceFolder.Library, new("EASI75") { Backgrounds = [background], IncludeUnconfirmed = unconfirmed }).Arms.Where(arm => !without.Contains(arm.Trial))];

    /// <summary>Trials in which any figure of an arm is recalled: outcome, denominator or count.</summary>
    private static HashSet<string> WithRecalledFigures(Background background) =>
    [
        .. Arms(background, unconfirmed: true, [])
            .Where(arm => arm.Rows.Any(row => row.OutcomeOrigin == Origin.Recalled || row.NOrigin == Origin.Recalled || row.EventsOrigin == Origin.Recalled))
            .Select(arm => arm.Trial),
    ];

    private static void AssertPrinted(FixedEffectFit fit, string treatment, double estimate, double lower, double upper) => AssertNear(fit, treatment, estimate, lower, upper, TwiceRounded);

    private static void AssertNear(FixedEffectFit fit, string treatment, double estimate, double lower, double upper, double tolerance)
    {
        (double ratio, double low, double high) = fit.OddsRatio(treatment);
        Assert.InRange(ratio, estimate - tolerance, estimate + tolerance);
        Assert.InRange(low, lower - tolerance, lower + tolerance);
        Assert.InRange(high, upper - tolerance, upper + tolerance);
    }
}
