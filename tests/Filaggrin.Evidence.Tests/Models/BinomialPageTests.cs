using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Filaggrin.Evidence.Tests.Oracles;
using Filaggrin.Evidence.Tests.Trials;

namespace Filaggrin.Evidence.Tests.Models;

/// <summary>The numbers of <c>docs/methods/binomial.md</c>.</summary>
public partial class BinomialPageTests
{
    private const double Rounding = 0.00051;
    private static readonly string Page = File.ReadAllText(Path.Combine(EvidenceFolder.Root, "docs", "methods", "binomial.md")).ReplaceLineEndings("\n");
    private static readonly Network Example = Network.From(TrialTable.Read(Fence().Match(Page).Groups["text"].Value, "example.csv"));

    public static TheoryData<string> Compared => [.. Rows().Where(row => row.Length == 5 && !row[0].StartsWith("file", StringComparison.Ordinal)).Select(row => row[0])];

    [Fact]
    public void The_example_is_computed_as_shown()
    {
        BayesianFit fit = Example.FitBayesian(new HalfNormalPrior(0.5));
        Assert.Equal(Likelihood.Binomial, fit.Likelihood);
        string warning = Assert.Single(Example.Warnings);
        Assert.Contains($"> {warning}\n", Page, StringComparison.Ordinal);
        string[][] rows = [.. Rows().Where(row => row.Length == 7).Skip(1)];
        Assert.Equal(4, rows.Length);
        foreach (string[] row in rows)
        {
            string[] pair = row[0].Split(" against ");
            PosteriorSummary own = pair.Length == 2 ? fit.League()[pair[0], pair[1]].Posterior : fit.Tau;
            double above = pair.Length == 2 ? 1 - fit.League()[pair[0], pair[1]].ProbabilityLower : 1;
            double[] computed = [own.Mean, own.Sd, own.Lower, own.Median, own.Upper, above];
            for (int k = 0; k < computed.Length; k++) Assert.Equal(Number(row[k + 1]), computed[k], Rounding);
        }

        PosteriorSummary further = fit.Predictions()["A", "placebo"].Posterior, normal = Example.FitBayesian(new HalfNormalPrior(0.5), Likelihood.Normal).League()["A", "placebo"].Posterior;
        Match prose = Prose().Match(Page);
        double[] told = [.. prose.Groups.Values.Skip(1).Select(group => Number(group.Value))], expected = [further.Lower, further.Upper, normal.Mean, normal.Sd];
        for (int k = 0; k < expected.Length; k++) Assert.Equal(told[k], expected[k], Rounding);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    public void The_example_is_the_exact_posterior(string treatment)
    {
        // A grid over both effects and τ, with a border between its cells at the limit in question.
        BayesianFit fit = Example.FitBayesian(new HalfNormalPrior(0.5));
        PosteriorSummary own = fit.League()[treatment, "placebo"].Posterior;
        foreach ((double limit, double probability) in new[] { (own.Lower, 0.025), (own.Median, 0.5), (own.Upper, 0.975) })
        {
            (double mean, double sd, double below) = Exact(treatment, limit);
            Assert.Equal(mean, own.Mean, 0.01 * sd);
            Assert.Equal(sd, own.Sd, 0.01 * sd);
            Assert.Equal(probability, below, 0.002);
        }
    }

    [Theory]
    [MemberData(nameof(Compared))]
    public void The_differences_from_JAGS_are_as_shown(string name)
    {
        string[] part = name.Split(' '), row = Rows().Single(row => row[0] == name);
        JsonElement expected = Oracle.Expected($"jags_{part[0]}_binomial_{part[1]}"), parameters = expected.GetProperty("parameters");
        BayesianFit fit = Oracle.Arms(part[0], EffectMeasure.OddsRatio).FitBayesian(BinomialOracleTests.Prior(part[1]));
        string[] treatments = [.. expected.GetProperty("treatments").EnumerateArray().Select(label => label.GetString()!)];
        double effects = 0, means = 0;
        for (int k = 1; k < treatments.Length; k++)
        {
            JsonElement parameter = parameters.GetProperty($"d[{(k + 1).ToString(CultureInfo.InvariantCulture)}]");
            PosteriorSummary own = fit.League()[treatments[k], treatments[0]].Posterior;
            effects = Math.Max(effects, Largest(parameter, own));
            means = Math.Max(means, Math.Abs(own.Mean - Oracle.Number(parameter, "mean")) / own.Sd);
        }

        Assert.Equal(Number(row[1]), Largest(parameters.GetProperty("sd"), fit.Tau), 0.06);
        Assert.Equal(Number(row[2]), effects, 0.06);
        Assert.Equal(Number(row[3]), means, 0.0006);
        Assert.Equal(Number(row[4]), fit.Check!.Error, 0.0006);
    }

    [Fact]
    public void Every_file_of_JAGS_is_on_the_page() => Assert.Equal(BinomialOracleTests.Files.Count, Compared.Count);

    private static double Largest(JsonElement expected, PosteriorSummary own) => new[]
    {
        ("mean", "mcse", own.Mean), ("sd", "mcseSd", own.Sd), ("q025", "mcseQ025", own.Lower), ("q50", "mcseQ50", own.Median), ("q975", "mcseQ975", own.Upper),
    }.Max(value => Math.Abs(value.Item3 - Oracle.Number(expected, value.Item1)) / Oracle.Number(expected, value.Item2));

    private static (double Mean, double Sd, double Below) Exact(string treatment, double limit)
    {
        const double Step = 0.15, TauStep = 0.1;
        BinomialArm[][] trials = [.. Example.Trials.Select(trial => trial.Arms.Select(arm => (BinaryArm)arm.Data!).Select(arm => new BinomialArm(Example.IndexOf(arm.Treatment), arm.Events, arm.Patients)).ToArray())];
        int own = Example.IndexOf(treatment), other = 1 - own;
        double total = 0, mean = 0, square = 0, below = 0, reference = 0;
        for (double tau = 0.5 * TauStep; tau < 2; tau += TauStep)
        {
            BinomialTrial[] prepared = [.. trials.Select(arms => new BinomialTrial(arms, tau, [1.2, 1.2, 0]))];
            for (int i = -20; i < 20; i++)
            {
                for (int j = -17; j < 17; j++)
                {
                    double[] effects = new double[3];
                    effects[own] = limit + (i + 0.5) * Step;
                    effects[other] = 1.3 + j * Step;
                    double log = prepared.Sum(trial => trial.LogLikelihood(effects)) - 0.5 * tau * tau / 0.25;
                    if (total == 0) reference = log;
                    double weight = Math.Exp(log - reference);
                    total += weight;
                    mean += weight * effects[own];
                    square += weight * effects[own] * effects[own];
                    if (i < 0) below += weight;
                }
            }
        }

        mean /= total;
        return (mean, Math.Sqrt(square / total - mean * mean), below / total);
    }

    private static IEnumerable<string[]> Rows() => Page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("^```csv\n(?<text>.*?)^```$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline, 60_000)]
    private static partial Regex Fence();

    [GeneratedRegex("lies between (?<lower>[0-9.]+) and (?<upper>[0-9.]+) .* puts A at (?<mean>[0-9.]+) \\((?<sd>[0-9.]+)\\)", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Prose();
}
