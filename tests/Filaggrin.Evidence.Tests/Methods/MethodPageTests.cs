using System.Globalization;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Tests.Oracles;
using Filaggrin.Evidence.Tests.Trials;

namespace Filaggrin.Evidence.Tests.Methods;

/// <summary>The numbers of the method pages, reckoned again.</summary>
public class MethodPageTests
{
    private static readonly Network Senn = Oracle.Arms("senn2013", EffectMeasure.MeanDifference);

    [Fact]
    public void The_worked_network_is_what_the_engine_gives()
    {
        NetworkFit fit = Senn.Fit(RandomEffects.Reml);
        IReadOnlyList<double> scores = fit.PScores(SmallValues.Desirable);
        string[][] rows = Table("network-meta-analysis.md", "| treatment | mean difference |");
        Assert.Equal(Senn.Treatments.Length - 1, rows.Length);
        Assert.All(rows, row =>
        {
            Effect effect = fit.Effect(row[0], "placebo");
            Assert.Equal(
                [Two(effect.Estimate), $"{Two(effect.Lower)} to {Two(effect.Upper)}", $"{Two(effect.PredictionLower!.Value)} to {Two(effect.PredictionUpper!.Value)}", Two(scores[Senn.IndexOf(row[0])])],
                row[1..]);
        });
    }

    [Fact]
    public void The_worked_split_is_what_the_engine_gives()
    {
        NetworkFit fit = Senn.Fit(RandomEffects.Reml);
        string[][] rows = Table("network-meta-analysis.md", "| comparison | trials |");
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row =>
        {
            string[] names = row[0].Split(" against ");
            NodeSplit split = fit.NodeSplits().Single(split => split.Treatment == names[0] && split.Comparator == names[1]);
            Assert.Equal(
                [split.Trials.ToString(CultureInfo.InvariantCulture), Two(split.Direct!.Value.Estimate), Two(split.Indirect!.Value.Estimate), split.PValue!.Value.ToString("0.000", CultureInfo.InvariantCulture), FormattableString.Invariant($"{100 * split.DirectShare:0} %")],
                row[1..]);
        });
    }

    [Fact]
    public void The_worked_heterogeneity_and_difference_are_what_the_engine_gives()
    {
        NetworkFit fit = Senn.Fit(RandomEffects.Reml);
        Heterogeneity q = fit.Heterogeneity;
        Effect between = fit.Effect("metformin", "rosiglitazone");
        string page = Page("network-meta-analysis.md");
        Assert.Contains(FormattableString.Invariant(
            $"τ² = {fit.TauSquared:0.0000}, Q = {q.Total.Q:0.00} on {q.Total.DegreesOfFreedom} degrees of freedom, of which {q.WithinDesigns.Q:0.00} on {q.WithinDesigns.DegreesOfFreedom} within designs and {q.BetweenDesigns.Q:0.00} on {q.BetweenDesigns.DegreesOfFreedom} between."), page, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"their difference is {between.Estimate:0.00} with an interval from {between.Lower:0.00} to {between.Upper:0.00}"), page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_priors_of_the_page_are_those_of_the_code()
    {
        string[][] rows = Table("network-meta-analysis.md", "| outcomes | mean | SD |");
        string[] domains = ["clinical-signs", "quality-of-life", "harm", "retention"];
        Assert.Equal(domains.Length, rows.Length);
        for (int i = 0; i < rows.Length; i++) Assert.Equal($"log-normal:{rows[i][1]}:{rows[i][2]}", HeterogeneityPrior.For(EffectMeasure.OddsRatio, domains[i]).Prior.Form);
    }

    [Fact]
    public void The_numbers_needed_to_treat_of_the_page_are_those_of_the_code()
    {
        string[][] rows = Table("absolute-effects.md", "| difference | from |");
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => Assert.Equal(row[3], new NumberNeededToTreat(Number(row[0]), Number(row[1]), Number(row[2])).ToString()));
    }

    [Fact]
    public void The_risks_of_the_page_are_those_of_the_code()
    {
        string[][] rows = Table("absolute-effects.md", "| odds ratio | risk with placebo |");
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => Assert.Equal(row[2], FormattableString.Invariant($"{100 * AbsoluteRisk.Of(Number(row[1].TrimEnd(' ', '%')) / 100, Math.Log(Number(row[0])), EffectMeasure.OddsRatio):0.0} %")));
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(EvidenceFolder.Root, "docs", "methods", name));

    private static string[][] Table(string page, string head) =>
    [
        .. Page(page).Split('\n').SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
