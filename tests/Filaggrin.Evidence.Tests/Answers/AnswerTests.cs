using Filaggrin.Evidence.Tests.Oracles;

namespace Filaggrin.Evidence.Tests.Answers;

public class AnswerTests
{
    [Fact]
    public void Contributions_of_an_estimate_sum_to_one() => RandomNetworks.Arms.Sample(arms =>
    {
        NetworkFit fit = Network.From(arms, EffectMeasure.MeanDifference).Fit(RandomEffects.Reml);
        foreach (ContributionMethod method in Enum.GetValues<ContributionMethod>())
        {
            ContributionMatrix matrix = fit.Contributions(method);
            foreach (Effect effect in fit.League().Effects)
                Assert.Equal(1, matrix.Row(effect.Treatment, effect.Comparator).Sum(), 1e-7);
        }
    }, iter: 30);

    [Fact]
    public void The_hat_matrix_makes_network_estimates_of_direct_ones() => RandomNetworks.Arms.Sample(arms =>
    {
        // With two arms a trial the direct estimates are plain averages.
        ContinuousArm[] pairs = [.. arms.GroupBy(arm => arm.Study, StringComparer.Ordinal).SelectMany(trial => trial.Take(2))];
        NetworkFit fit = Network.From(pairs, EffectMeasure.MeanDifference).Fit(RandomEffects.Reml);
        ContributionMatrix hat = fit.HatMatrix();
        Dictionary<(string, string), NodeSplit> splits = fit.NodeSplits().ToDictionary(split => (split.Treatment, split.Comparator));
        string first = fit.Network.Treatments[0], last = fit.Network.Treatments[^1];
        double sum = hat.Comparisons.Sum(pair => hat[first, last, pair.Treatment, pair.Comparator] * splits[pair].Direct!.Value.Estimate);
        Assert.Equal(fit.Effect(first, last).Estimate, sum, 1e-8);
    });

    [Theory]
    [InlineData("s1 A 20,s1 B 40,s1 C 60,s2 A 90,s2 B 30,s2 C 50", "")] // one design: weighing its arms differently is no second source
    [InlineData("s1 A 20,s1 B 40,s1 C 60,s2 A 90,s2 B 30,s2 C 50,s3 C 20,s3 D 30", "")] // what hangs on one treatment tells nothing of the others
    [InlineData("s1 A 20,s1 B 40,s2 B 60,s2 C 90,s3 A 30,s3 C 50", "A:B A:C B:C")]
    [InlineData("s1 A 20,s1 B 40,s2 A 60,s2 B 90,s3 B 30,s3 C 50", "")]
    public void Without_a_degree_of_freedom_between_designs_there_is_one_source(string arms, string expected)
    {
        string[][] rows = [.. arms.Split(',').Select(arm => arm.Split(' '))];
        NetworkFit fit = Network.From(rows.Select((row, at) => new ContinuousArm(row[0], row[1], int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture), at % 4, 1 + at % 3)), EffectMeasure.MeanDifference).Fit(RandomEffects.Reml);
        NodeSplit[] splits = [.. fit.NodeSplits().Where(split => split.Trials > 0)];
        Assert.Equal(expected, string.Join(' ', splits.Where(split => split.Indirect is not null).Select(split => $"{split.Treatment}:{split.Comparator}")));
        Assert.All(splits, split => Assert.Equal(split.Indirect is null, split.PValue is null));
    }

    [Fact]
    public void A_trial_beyond_its_threshold_changes_who_comes_first()
    {
        Network network = Oracle.Arms("senn2013", EffectMeasure.MeanDifference);
        NetworkFit fit = network.Fit(RandomEffects.Reml);
        foreach (Threshold threshold in fit.Thresholds(SmallValues.Desirable))
        {
            foreach ((double? limit, string? next) in new[] { (threshold.Lower, threshold.FirstBelow), (threshold.Upper, threshold.FirstAbove) })
            {
                if (limit is not { } change) continue;
                Assert.Equal("rosiglitazone", First(Moved(change * 0.999)));
                Assert.Equal(next, First(Moved(change * 1.001)));
            }

            NetworkFit Moved(double change) => new Network(
                [.. network.Trials.Select(trial => trial.Study != threshold.Study ? trial : trial with { Arms = [.. trial.Arms.Select(arm => arm.Treatment != threshold.Treatment ? arm : arm with { Estimate = arm.Estimate + change })] })],
                network.Measure, network.Reference, []).FitAt(fit.Tau);
        }

        static string First(NetworkFit moved) => moved.Network.Treatments[Array.IndexOf(moved.Effects, moved.Effects.Min())];
    }

    [Fact]
    public void Direct_and_indirect_evidence_weighed_together_are_the_network() => RandomNetworks.Arms.Sample(arms =>
    {
        NetworkFit fit = Network.From(arms, EffectMeasure.MeanDifference).FitCommonEffect();
        foreach (NodeSplit split in fit.NodeSplits().Where(split => split.Difference is not null))
            Assert.Equal(split.Network.Estimate, split.DirectShare * split.Direct!.Value.Estimate + (1 - split.DirectShare) * split.Indirect!.Value.Estimate, 1e-7);
    });

    [Fact]
    public void A_covariate_without_values_or_variation_is_refused()
    {
        Network network = Oracle.Arms("senn2013", EffectMeasure.MeanDifference);
        EvidenceException same = Assert.Throws<EvidenceException>(() => MetaRegression.Fit(network, RandomEffects.Reml, [new Covariate("year", network.Trials.ToDictionary(trial => trial.Study, _ => 2000.0, StringComparer.Ordinal))]));
        Assert.Equal("covariate «year» has the same value in every trial.", same.Message);
        EvidenceException missing = Assert.Throws<EvidenceException>(() => MetaRegression.Fit(network, RandomEffects.Reml, [new Covariate("year", new Dictionary<string, double>(StringComparer.Ordinal))]));
        Assert.Equal("trial De Fronzo (1995) has no value of the covariate «year».", missing.Message);
    }
}
