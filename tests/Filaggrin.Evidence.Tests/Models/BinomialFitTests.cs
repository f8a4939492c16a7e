using System.Runtime.Intrinsics;
using Filaggrin.Evidence.Tests.Oracles;

namespace Filaggrin.Evidence.Tests.Models;

public class BinomialFitTests
{
    private static readonly TauPrior Prior = new HalfNormalPrior(1);

    [Fact]
    public void Without_a_trial_the_counts_that_are_left_are_fitted_anew()
    {
        Network network = Network.From(TrialTable.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Oracles", "data", "hasselblad1998_arms.csv")), "hasselblad1998"), EffectMeasure.OddsRatio);
        PosteriorOmission omission = network.FitBayesian(new HalfNormalPrior(1)).LeaveOneOut()[3];
        BayesianFit rest = network.Without(omission.Study)!.FitBayesian(new HalfNormalPrior(1));
        PosteriorSummary expected = rest.League()["ind_counseling", network.Reference].Posterior;
        Assert.Equal(Likelihood.Binomial, rest.Likelihood);
        Assert.Equal((expected.Mean, expected.Sd), omission["ind_counseling"]);
    }

    [Fact]
    public void Odds_ratios_of_counts_are_fitted_as_binomial_and_all_else_as_normal()
    {
        Assert.Equal(Likelihood.Binomial, Oracle.Arms("hasselblad1998", EffectMeasure.OddsRatio).UsualLikelihood);
        Assert.Equal(Likelihood.Normal, Oracle.Arms("hasselblad1998", EffectMeasure.RiskRatio).UsualLikelihood);
        Assert.Equal(Likelihood.Normal, Oracle.Arms("senn2013", EffectMeasure.MeanDifference).UsualLikelihood);
        Network contrasts = Network.From(Oracle.Arms("hasselblad1998", EffectMeasure.OddsRatio).Trials.SelectMany(trial => trial.Contrasts()), EffectMeasure.OddsRatio);
        Assert.Equal(Likelihood.Normal, contrasts.UsualLikelihood);
        Assert.Equal(Likelihood.Normal, contrasts.FitBayesian(Prior).Likelihood);
        Assert.Equal(Likelihood.Normal, Oracle.Arms("hasselblad1998", EffectMeasure.OddsRatio).FitBayesian(Prior, Likelihood.Normal).Likelihood);
    }

    [Fact]
    public void A_network_without_counts_is_refused()
    {
        EvidenceException other = Assert.Throws<EvidenceException>(() => Oracle.Arms("senn2013", EffectMeasure.MeanDifference).FitBayesian(Prior, Likelihood.Binomial));
        Assert.Equal("the binomial likelihood needs odds ratios; the network has MD.", other.Message);
        Network contrasts = Network.From([new Contrast("Ada", "B", "A", 0.5, 0.2)], EffectMeasure.OddsRatio);
        EvidenceException bare = Assert.Throws<EvidenceException>(() => contrasts.FitBayesian(Prior, Likelihood.Binomial));
        Assert.Equal("trial Ada, arm «B»: the binomial likelihood needs events and n.", bare.Message);
    }

    [Fact]
    public void Names_and_order_of_arms_do_not_matter()
    {
        Network network = Oracle.Arms("hasselblad1998", EffectMeasure.OddsRatio);
        Arm[] arms = [.. network.Trials.SelectMany(trial => trial.Arms).Select(arm => arm.Data!)];
        Dictionary<string, string> names = network.Treatments.Select((label, index) => (label, index)).ToDictionary(pair => pair.label, pair => $"{(char)('z' - pair.index)}", StringComparer.Ordinal);
        Network renamed = Network.From(arms.Reverse().Select(arm => (Arm)((BinaryArm)arm with { Treatment = names[arm.Treatment] })), EffectMeasure.OddsRatio);
        BayesianFit fit = network.FitBayesian(Prior), other = renamed.FitBayesian(Prior);
        Assert.Equal(fit.Tau.Mean, other.Tau.Mean, 1e-5);
        foreach (PosteriorEffect effect in fit.League().Effects)
        {
            PosteriorSummary mirrored = other.League()[names[effect.Treatment], names[effect.Comparator]].Posterior;
            Assert.Equal(effect.Posterior.Mean, mirrored.Mean, 1e-5);
            Assert.Equal(effect.Posterior.Sd, mirrored.Sd, 1e-5);
            Assert.Equal(effect.Posterior.Upper, mirrored.Upper, 1e-5);
        }
    }

    [Fact]
    public void Two_fits_are_the_same_to_the_last_bit()
    {
        BayesianFit one = Oracle.Arms("dogliotti2014", EffectMeasure.OddsRatio).FitBayesian(Prior), other = Oracle.Arms("dogliotti2014", EffectMeasure.OddsRatio).FitBayesian(Prior);
        Assert.Equal(one.Tau, other.Tau);
        Assert.Equal(one.League().Effects, other.League().Effects);
        Assert.Equal(one.Check!.Error, other.Check!.Error);
    }

    [Fact]
    public void Large_trials_are_fitted_as_by_the_normal_model()
    {
        Network network = Network.From(
            [
                .. new[] { (2050, 2410), (3100, 3300), (1480, 1790), (2700, 3240), (1900, 2160), (2500, 2640) }
                    .SelectMany((events, index) => new Arm[] { new BinaryArm($"{index}", "A", events.Item1, 10000), new BinaryArm($"{index}", "B", events.Item2, 10000) }),
            ],
            EffectMeasure.OddsRatio);
        BayesianFit binomial = network.FitBayesian(Prior), normal = network.FitBayesian(Prior, Likelihood.Normal);
        PosteriorSummary own = binomial.League()["B", "A"].Posterior, expected = normal.League()["B", "A"].Posterior;
        Assert.Equal(expected.Mean, own.Mean, 0.01 * expected.Sd);
        Assert.Equal(expected.Sd, own.Sd, 0.01 * expected.Sd);
        Assert.Equal(normal.Tau.Mean, binomial.Tau.Mean, 0.02 * normal.Tau.Sd);
    }

    [Fact]
    public void Trials_without_any_event_are_left_out_by_name()
    {
        Network network = Oracle.Arms("dong2013", EffectMeasure.OddsRatio);
        foreach (string study in new[] { "5", "25", "37" })
        {
            Assert.DoesNotContain(network.Trials, trial => trial.Study == study);
            Assert.Contains($"trial {study} was left out: no event, or nothing but events, in all arms.", network.Warnings, StringComparer.Ordinal);
        }
    }

    [Fact]
    public void A_zero_cell_counts_as_nothing_without_correction()
    {
        // Without events in one arm the odds ratio's likelihood has no maximum: only the other trial bounds the effect from below.
        Arm[] arms = [new BinaryArm("one", "A", 12, 60), new BinaryArm("one", "B", 6, 60), new BinaryArm("two", "A", 8, 50), new BinaryArm("two", "B", 0, 50)];
        PosteriorSummary counts = Network.From(arms, EffectMeasure.OddsRatio).FitBayesian(Prior).League()["B", "A"].Posterior;
        PosteriorSummary corrected = Network.From(arms, EffectMeasure.OddsRatio).FitBayesian(Prior, Likelihood.Normal).League()["B", "A"].Posterior;
        Assert.True(counts.Mean < corrected.Mean - 0.05, $"{counts.Mean:R} against {corrected.Mean:R}");
        Assert.True(counts.Lower < corrected.Lower);
    }

    [Fact]
    public void More_events_move_the_effect_up() => // an event more in the treated arm, with everything else alike
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 29], Gen.Int[1, 29], Gen.Int[1, 29]).Sample(
            (a, b, c, d) => a + b == 0 || a + b >= 59 || Effect(a, b, c, d) < Effect(a, b + 1, c, d), iter: 20);

    [Fact]
    public void Marginal_likelihood_goes_over_into_that_without_heterogeneity()
    {
        BinomialMarginal model = new(Oracle.Arms("hasselblad1998", EffectMeasure.OddsRatio));
        Vector256<double> log = model.Marginal(Vector256.Create(0, 1e-9, 0.01, 0.02));
        Assert.Equal(log[0], log[1], 1e-6);
        Assert.Equal(4, (log[3] - log[0]) / (log[2] - log[0]), 0.1); // even in τ
    }

    [Fact]
    public void A_treatment_without_events_is_said_to_rest_on_the_prior()
    {
        Arm[] arms =
        [
            new BinaryArm("one", "A", 12, 60), new BinaryArm("one", "B", 6, 60), new BinaryArm("two", "A", 8, 50), new BinaryArm("two", "B", 3, 50),
            new BinaryArm("three", "A", 5, 40), new BinaryArm("three", "C", 0, 40),
        ];
        BayesianFit fit = Network.From(arms, EffectMeasure.OddsRatio).FitBayesian(Prior);
        Assert.StartsWith("«C»: no event, or nothing but events, in any arm; how far the effects lie rests on the prior alone.", fit.Warning, StringComparison.Ordinal);
        Assert.Contains("far from normal", fit.Warning, StringComparison.Ordinal);
        Assert.True(fit.League()["C", "A"].Posterior.Mean < -2);
        Assert.True(double.IsFinite(fit.League()["B", "A"].Posterior.Mean));
        Assert.False(fit.League()["A", "C"].IsBounded);
        Assert.Equal(("no event with C", "no event with C", null), (fit.WithoutBounds("A", "C"), fit.WithoutBounds("C", "A"), fit.WithoutBounds("A", "B")));
        Assert.True(fit.League()["A", "B"].IsBounded);
    }

    [Fact]
    public void A_treatment_between_two_others_may_be_what_leaves_them_without_bounds()
    {
        Arm[] arms = [new BinaryArm("one", "A", 12, 60), new BinaryArm("one", "C", 60, 60), new BinaryArm("two", "B", 8, 50), new BinaryArm("two", "C", 50, 50)];
        BayesianFit fit = Network.From(arms, EffectMeasure.OddsRatio).FitBayesian(Prior);
        Assert.Equal(("nothing but events with C", "nothing but events with C"), (fit.WithoutBounds("A", "C"), fit.WithoutBounds("A", "B")));
    }

    [Theory]
    [InlineData("half-cauchy:0.5")]
    [InlineData("uniform:0:0.5")] // cuts the posterior
    [InlineData("uniform:0:20")]
    [InlineData("log-normal:-2.13:1.58")]
    public void Every_prior_is_integrated_to_the_target(string prior)
    {
        BayesianFit fit = Oracle.Arms("hasselblad1998", EffectMeasure.OddsRatio).FitBayesian(TauPrior.Parse(prior));
        Assert.True(fit.QuadratureError <= 1e-8, $"{fit.QuadratureError:R}");
        Assert.Null(fit.Warning);
        Assert.InRange(fit.Tau.Mean, 0.3, 1.2);
        if (prior == "uniform:0:0.5") Assert.InRange(fit.Tau.Upper, 0.4, 0.5);
    }

    [Fact]
    public void Every_node_that_counts_has_an_effective_sample_size()
    {
        ImportanceCheck check = Oracle.Arms("dong2013", EffectMeasure.OddsRatio).FitBayesian(Prior).Check!;
        Assert.Equal(251, check.Points);
        Assert.All(check.Nodes, node => Assert.InRange(node.EffectiveSize, 0.99 * check.Points, check.Points * (1 + 1e-12)));
        Assert.Equal(check.Efficiency * check.Points, check.Nodes.Min(node => node.EffectiveSize), 1e-9);
        Assert.True(check.Nodes.Length > 8);
    }

    [Theory]
    [InlineData(0, 8, 1, 8, 1, 15, 5, 30, 0, 8, 16, 60, true)] // the lower tail is long: by an integral of its own the deviation is 1.580, not 1.404
    [InlineData(40, 80, 50, 80, 30, 90, 45, 90, 33, 100, 41, 100, false)]
    public void Few_patients_whose_posterior_has_a_long_tail_are_warned_of(int a, int m, int b, int n, int c, int o, int d, int p, int e, int q, int f, int r, bool warned)
    {
        Arm[] arms = [new BinaryArm("one", "A", a, m), new BinaryArm("one", "B", b, n), new BinaryArm("two", "A", c, o), new BinaryArm("two", "B", d, p), new BinaryArm("three", "A", e, q), new BinaryArm("three", "B", f, r)];
        BayesianFit fit = Network.From(arms, EffectMeasure.OddsRatio).FitBayesian(new UniformPrior(0, 2));
        Assert.Equal(warned, fit.Warning?.Contains("far from normal", StringComparison.Ordinal) == true);
        Assert.Equal(warned, fit.Check!.Error > 0.05);
    }

    [Fact]
    public void A_posterior_of_tau_without_end_is_cut_with_a_warning()
    {
        Arm[] arms = [new BinaryArm("one", "A", 5, 40), new BinaryArm("one", "B", 0, 40)];
        BayesianFit fit = Network.From(arms, EffectMeasure.OddsRatio).FitBayesian(new HalfCauchyPrior(0.5));
        Assert.Contains("the posterior of tau falls so slowly", fit.Warning, StringComparison.Ordinal);
        Assert.True(double.IsFinite(fit.League()["B", "A"].Posterior.Upper));
    }

    [Fact]
    public void Sparse_networks_give_finite_answers_in_order() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 20], Gen.Int[0, 3], Gen.Int[0, 20]).Sample(
        (a, b, c, d, e) =>
        {
            Arm[] arms =
            [
                new BinaryArm("one", "A", a, 20), new BinaryArm("one", "B", b, 20), new BinaryArm("two", "A", c, 20), new BinaryArm("two", "C", d, 20),
                new BinaryArm("three", "B", e, 20), new BinaryArm("three", "C", 1, 20), new BinaryArm("three", "A", 2, 20),
            ];
            BayesianFit fit = Network.From(arms, EffectMeasure.OddsRatio).FitBayesian(Prior);
            return fit.League().Effects.All(effect => double.IsFinite(effect.Posterior.Mean) && effect.Posterior.Sd > 0 && effect.Posterior.Lower < effect.Posterior.Median && effect.Posterior.Median < effect.Posterior.Upper
                && effect.ProbabilityLower is >= 0 and <= 1) && (fit.Check!.Error < 0.05 || fit.Warning is not null);
        },
        iter: 30);

    private static double Effect(int a, int b, int c, int d) => Network.From(
        [new BinaryArm("one", "A", a, 30), new BinaryArm("one", "B", b, 30), new BinaryArm("two", "A", c, 30), new BinaryArm("two", "B", d, 30)],
        EffectMeasure.OddsRatio).FitBayesian(Prior).League()["B", "A"].Posterior.Mean;
}
