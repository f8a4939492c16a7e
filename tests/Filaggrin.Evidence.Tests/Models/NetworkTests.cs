using Filaggrin.Evidence.Tests.Oracles;

namespace Filaggrin.Evidence.Tests.Models;

public class NetworkTests
{
    private const double Rounding = 1e-8;

    [Fact]
    public void A_line_fits_and_the_fit_answers_everything()
    {
        NetworkFit fit = Network.From(Oracle.Table("senn2013_arms").Arms).Fit(RandomEffects.Reml);
        int pairs = fit.Network.Treatments.Length * (fit.Network.Treatments.Length - 1) / 2;
        Assert.Equal(EffectMeasure.MeanDifference, fit.Network.Measure);
        Assert.Equal((2 * pairs, pairs), (fit.League().Effects.Count(), fit.NodeSplits().Count()));
        Assert.Equal(fit.Network.Trials.Length, fit.LeaveOneOut().Count());
        Assert.Equal(0.5, fit.PScores(SmallValues.Desirable).Average(), 10);
        Assert.Equal(1, fit.RankProbabilities(SmallValues.Desirable)["metformin"].Sum(), 10);
        Assert.Equal(1, fit.Contributions().Row("acarbose", "metformin").Sum(), 8);
        Assert.NotEmpty(fit.Thresholds(SmallValues.Desirable));
        Assert.NotEmpty(fit.Funnel([.. fit.Network.Treatments]));
        Assert.True(DesignDecomposition.Of(fit.Network).Designs.Length > 1);
        Assert.Equal(EffectMeasure.OddsRatio, Network.From([new BinaryArm("1", "A", 1, 10), new BinaryArm("1", "B", 3, 10)]).Measure);
        Assert.Equal(EffectMeasure.RateRatio, Network.From(Oracle.Table("dietaryfat_arms").Arms).Measure);
    }

    [Fact]
    public void The_order_of_trials_and_arms_changes_nothing() => Gen.Select(RandomNetworks.Arms, Gen.Int[0, 1_000_000]).Sample((arms, seed) =>
    {
        Random random = new(seed);
        ContinuousArm[] shuffled = [.. arms.OrderBy(_ => random.Next())];
        Same(Fit(arms), Fit(shuffled), label => label);
    });

    [Fact]
    public void Other_labels_change_nothing_but_the_labels() => RandomNetworks.Arms.Sample(arms =>
    {
        static string Turned(string label) => $"{(char)('Z' - (label[0] - 'A'))} «\"{label}, 2\"»";
        Same(Fit(arms), Fit([.. arms.Select(arm => arm with { Treatment = Turned(arm.Treatment), Study = "of " + arm.Study })]), Turned);
    });

    [Fact]
    public void Arms_and_their_contrasts_are_one_network() => RandomNetworks.Arms.Sample(arms =>
    {
        NetworkFit fit = Fit(arms);
        Same(fit, Network.From(fit.Network.Trials.SelectMany(trial => trial.Contrasts()), EffectMeasure.MeanDifference).Fit(RandomEffects.Reml), label => label);
    });

    [Fact]
    public void Estimates_add_up_round_every_loop() => RandomNetworks.Arms.Sample(arms =>
    {
        NetworkFit fit = Fit(arms);
        LeagueTable league = fit.League();
        string[] t = [.. fit.Network.Treatments];
        for (int i = 2; i < t.Length; i++)
        {
            Assert.Equal(league[t[0], t[i]].Estimate, league[t[0], t[1]].Estimate + league[t[1], t[i]].Estimate, Rounding);
            Assert.Equal(-league[t[i], t[0]].Estimate, league[t[0], t[i]].Estimate, Rounding);
        }
    });

    [Fact]
    public void Two_treatments_are_an_inverse_variance_average() => Gen.Select(Gen.Double[-2, 2], Gen.Double[0.05, 1.5]).Array[2, 12].Sample(trials =>
    {
        Network network = Network.From(trials.Select((trial, index) => new Contrast($"{index}", "A", "B", trial.Item1, trial.Item2)), EffectMeasure.MeanDifference);
        double[] w = [.. trials.Select(trial => 1 / (trial.Item2 * trial.Item2))];
        double pooled = w.Zip(trials, (weight, trial) => weight * trial.Item1).Sum() / w.Sum(), q = w.Zip(trials, (weight, trial) => weight * Math.Pow(trial.Item1 - pooled, 2)).Sum();
        double tauSquared = Math.Max(0, (q - trials.Length + 1) / (w.Sum() - w.Sum(weight => weight * weight) / w.Sum()));
        NetworkFit common = network.FitCommonEffect(), random = network.Fit(RandomEffects.DerSimonianLaird);
        Assert.Equal(pooled, common.Effect("A", "B").Estimate, 1e-10);
        Assert.Equal(1 / Math.Sqrt(w.Sum()), common.Effect("A", "B").StandardError, 1e-10);
        Assert.Equal(q, common.Heterogeneity.Total.Q, 1e-8 * (1 + q));
        Assert.Equal(tauSquared, random.TauSquared, 1e-9 * (1 + tauSquared));
        double[] v = [.. trials.Select(trial => 1 / (trial.Item2 * trial.Item2 + tauSquared))];
        Assert.Equal(v.Zip(trials, (weight, trial) => weight * trial.Item1).Sum() / v.Sum(), random.Effect("A", "B").Estimate, 1e-9);
    });

    [Fact]
    public void Restricted_likelihood_has_no_higher_point_than_the_one_found() => RandomNetworks.Arms.Sample(arms =>
    {
        NetworkFit fit = Fit(arms);
        for (double tau = 0; tau < 3; tau += 0.01)
            Assert.True(fit.Network.FitAt(tau).RestrictedLogLikelihood <= fit.RestrictedLogLikelihood + 1e-9, $"higher at {tau} than at {fit.Tau}");
    }, iter: 30);

    [Fact]
    public void Paule_and_Mandels_heterogeneity_makes_Q_its_degrees_of_freedom() => RandomNetworks.Arms.Sample(arms =>
    {
        NetworkFit fit = Network.From(arms, EffectMeasure.MeanDifference).Fit(RandomEffects.PauleMandel);
        if (fit.TauSquared > 0) Assert.Equal(fit.DegreesOfFreedom, fit.Quadratic, 1e-8 * fit.DegreesOfFreedom);
        else Assert.True(fit.Quadratic <= fit.DegreesOfFreedom);
    });

    [Fact]
    public void The_influence_of_a_trial_vanishes_with_its_precision() => RandomNetworks.Arms.Sample(arms =>
    {
        Network all = Network.From(arms, EffectMeasure.MeanDifference);
        string study = all.Trials[^1].Study; // never one of the chain that connects the network
        NetworkFit without = all.Without(study)!.FitCommonEffect();
        foreach (double factor in (double[])[1e4, 1e6])
        {
            NetworkFit vague = Network.From(arms.Select(arm => arm.Study == study ? arm with { Sd = arm.Sd * factor } : arm), EffectMeasure.MeanDifference).FitCommonEffect();
            foreach (string treatment in without.Network.Treatments)
            {
                // Its share in an estimate is in the ratio of the variances.
                Effect expected = without.Effect(treatment, "A"), actual = vague.Effect(treatment, "A");
                Assert.Equal(expected.Estimate, actual.Estimate, 1e4 / (factor * factor) * 100);
                Assert.Equal(expected.StandardError, actual.StandardError, 1e4 / (factor * factor) * 100);
            }
        }
    });

    [Fact]
    public void The_restricted_likelihood_is_continuous_as_tau_goes_to_zero() => RandomNetworks.Arms.Sample(arms =>
    {
        Network network = Network.From(arms, EffectMeasure.MeanDifference);
        double limit = network.FitCommonEffect().RestrictedLogLikelihood;
        Assert.Equal(limit, network.FitAt(1e-5).RestrictedLogLikelihood, 1e-4);
        Assert.Equal(limit, network.FitAt(1e-8).RestrictedLogLikelihood, 1e-9);
    });

    [Fact]
    public void A_trial_with_one_arm_is_left_out_and_named()
    {
        Network network = Network.From([new ContinuousArm("lone", "A", 10, 1, 1), new ContinuousArm("pair", "A", 10, 1, 1), new ContinuousArm("pair", "B", 10, 2, 1)], EffectMeasure.MeanDifference);
        Assert.Equal("trial lone was left out: it has one arm only, «A».", Assert.Single(network.Warnings));
        Assert.Equal("pair", Assert.Single(network.Trials).Study);
    }

    [Fact]
    public void Counts_of_a_treatment_follow_the_trials_and_are_none_where_it_has_none()
    {
        BinaryArm[] arms = [new("Ben", "A", 3, 10), new("Ben", "B", 4, 10), new("Ada", "B", 2, 8), new("Ada", "A", 1, 9), new("Cem", "B", 5, 7), new("Cem", "C", 6, 7)];
        Network network = Network.From(arms, EffectMeasure.OddsRatio);
        Assert.Equal([arms[0], arms[3]], network.CountsOf("A"));
        Assert.Empty(network.CountsOf("D"));
        Assert.Empty(Network.From(network.Trials.SelectMany(trial => trial.Contrasts()), EffectMeasure.OddsRatio).CountsOf("A"));
    }

    [Fact]
    public void One_trial_is_a_network_without_degrees_of_freedom()
    {
        NetworkFit fit = Network.From([new ContinuousArm("x", "A", 10, 1, 1), new ContinuousArm("x", "B", 10, 2, 1), new ContinuousArm("x", "C", 10, 4, 1)], EffectMeasure.MeanDifference).Fit(RandomEffects.Reml);
        Assert.Equal(0, fit.Tau);
        Assert.Equal(3, fit.Effect("C", "A").Estimate, 1e-12);
        Assert.Equal(Math.Sqrt(0.2), fit.Effect("C", "A").StandardError, 1e-12);
        Assert.Null(fit.Effect("C", "A").PredictionLower);
        Assert.True(double.IsNaN(fit.Heterogeneity.Total.PValue));
        Assert.All(fit.NodeSplits(), split => Assert.Null(split.Indirect));
    }

    [Fact]
    public void Two_arms_of_one_treatment_in_a_trial_are_refused()
    {
        EvidenceException fault = Assert.Throws<EvidenceException>(() => Network.From([new BinaryArm("x", "A", 1, 10), new BinaryArm("x", "A", 2, 10), new BinaryArm("x", "B", 2, 10)], EffectMeasure.OddsRatio));
        Assert.Equal("trial x has two arms «A»; pool them or give them different names.", fault.Message);
    }

    [Fact]
    public void An_unknown_reference_is_refused_with_what_there_is()
    {
        EvidenceException fault = Assert.Throws<EvidenceException>(() => Network.From([new BinaryArm("x", "A", 1, 10), new BinaryArm("x", "B", 2, 10)], EffectMeasure.OddsRatio, "C"));
        Assert.Equal("«C» is not a treatment of the network; it has «A», «B».", fault.Message);
    }

    [Fact]
    public void Arms_that_do_not_suit_the_measure_are_refused()
    {
        EvidenceException fault = Assert.Throws<EvidenceException>(() => Network.From([new BinaryArm("x", "A", 1, 10), new BinaryArm("x", "B", 2, 10)], EffectMeasure.MeanDifference));
        Assert.Equal("trial x, arm «A»: MD needs n, mean and SD.", fault.Message);
    }

    [Fact]
    public void Parts_that_no_trial_joins_are_fitted_apart_and_told()
    {
        Network network = Network.From(
            [new BinaryArm("1", "A", 1, 10), new BinaryArm("1", "B", 2, 10), new BinaryArm("2", "C", 3, 10), new BinaryArm("2", "D", 4, 10), new BinaryArm("3", "D", 4, 12), new BinaryArm("3", "E", 4, 10)],
            EffectMeasure.OddsRatio);
        Assert.Equal("the network falls into 2 parts that no trial joins: A, B | C, D, E; treatments of different parts are not comparable.", Assert.Single(network.Warnings));
        Network[] parts = [.. network.Subnetworks()];
        Assert.Equal(["A,B", "C,D,E"], parts.Select(part => string.Join(',', part.Treatments)), StringComparer.Ordinal);
        Assert.All(parts, part => Assert.True(part.FitCommonEffect().League().Effects.All(effect => double.IsFinite(effect.Estimate))));
        Assert.Throws<EvidenceException>(() => parts[0].FitCommonEffect().Effect("A", "C"));
    }

    [Fact]
    public void An_arm_without_variance_does_not_stop_the_network()
    {
        BinaryArm[] arms = [new("1", "A", 0, 20), new("1", "B", 4, 20), new("1", "C", 6, 20), new("2", "A", 2, 30), new("2", "B", 5, 30)];
        NetworkFit fit = Network.From(arms, EffectMeasure.RiskDifference).Fit(RandomEffects.Reml);
        Assert.All(fit.League().Effects, effect => Assert.True(effect.StandardError > 0 && double.IsFinite(effect.Estimate)));
    }

    [Fact]
    public void Two_arms_without_variance_are_not_taken_as_certainly_equal()
    {
        BinaryArm[] arms = [new("1", "A", 0, 20), new("1", "B", 0, 20), new("1", "C", 6, 20), new("2", "A", 2, 30), new("2", "B", 5, 30)];
        Network network = Network.From(arms, EffectMeasure.RiskDifference);
        Assert.Equal("trial 1 was left out: more than one arm without variance.", Assert.Single(network.Warnings));
        Assert.Equal(["A", "B"], network.Treatments, StringComparer.Ordinal);
    }

    [Fact]
    public void Another_reference_tells_nothing_twice()
    {
        BinaryArm[] arms = [new("1", "A", 1, 20), new("1", "B", 2, 20), new("2", "C", 2, 30), new("2", "D", 5, 30)];
        Network network = Network.From(arms, EffectMeasure.OddsRatio);
        Assert.Equal(network.Warnings, network.WithReference("D").Warnings);
    }

    private static NetworkFit Fit(ContinuousArm[] arms) => Network.From(arms, EffectMeasure.MeanDifference).Fit(RandomEffects.Reml);

    private static void Same(NetworkFit expected, NetworkFit actual, Func<string, string> label)
    {
        Assert.Equal(expected.TauSquared, actual.TauSquared, Rounding);
        Assert.Equal(expected.Heterogeneity.Total.Q, actual.Heterogeneity.Total.Q, Rounding * (1 + expected.Heterogeneity.Total.Q));
        Assert.Equal(expected.Heterogeneity.BetweenDesigns.DegreesOfFreedom, actual.Heterogeneity.BetweenDesigns.DegreesOfFreedom);
        IReadOnlyList<double> scores = expected.PScores(SmallValues.Desirable), own = actual.PScores(SmallValues.Desirable);
        foreach (Effect effect in expected.League().Effects)
        {
            Effect same = actual.Effect(label(effect.Treatment), label(effect.Comparator));
            Assert.Equal(effect.Estimate, same.Estimate, Rounding);
            Assert.Equal(effect.StandardError, same.StandardError, Rounding);
            Assert.Equal(scores[expected.Network.IndexOf(effect.Treatment)], own[actual.Network.IndexOf(label(effect.Treatment))], Rounding);
        }
    }
}
