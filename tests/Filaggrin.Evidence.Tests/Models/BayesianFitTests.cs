using Filaggrin.Evidence.Tests.Oracles;

namespace Filaggrin.Evidence.Tests.Models;

public class BayesianFitTests
{
    private static readonly TauPrior HalfNormal = new HalfNormalPrior(1);

    public static TheoryData<string> Priors => ["half-normal:0.5", "half-cauchy:0.3", "uniform:0:2", "uniform:0.05:0.4", "log-normal:-2.13:1.58"];

    [Theory]
    [MemberData(nameof(Priors))]
    public void The_quadrature_agrees_with_a_thousand_points_of_tau(string form)
    {
        TauPrior prior = TauPrior.Parse(form);
        foreach (string set in (string[])["franchini2012", "senn2013"])
        {
            Network network = Oracle.Arms(set, EffectMeasure.MeanDifference);
            BayesianFit fit = network.FitBayesian(prior);
            Assert.True(fit.QuadratureError <= 1e-8);
            Brute exact = new(network, prior);
            Assert.Equal(exact.Tau, fit.Tau.Mean, 2e-6 * exact.Tau);
            Assert.Equal(exact.TauSd, fit.Tau.Sd, 2e-6 * exact.TauSd);
            Assert.Equal(0.025, exact.TauBelow(fit.Tau.Lower), 2e-6);
            Assert.Equal(0.5, exact.TauBelow(fit.Tau.Median), 2e-6);
            Assert.Equal(0.975, exact.TauBelow(fit.Tau.Upper), 2e-6);
            PosteriorEffect effect = fit.League()[network.Treatments[1], network.Treatments[0]];
            Assert.Equal(exact.Mean, effect.Posterior.Mean, 1e-6 * exact.Sd);
            Assert.Equal(exact.Sd, effect.Posterior.Sd, 1e-6 * exact.Sd);
            Assert.Equal(0.025, exact.Below(effect.Posterior.Lower), 1e-6);
            Assert.Equal(0.5, exact.Below(effect.Posterior.Median), 1e-6);
            Assert.Equal(0.975, exact.Below(effect.Posterior.Upper), 1e-6);
            Assert.Equal(exact.Below(0), effect.ProbabilityLower, 1e-6);
        }
    }

    [Theory]
    [InlineData("half-normal:1")]
    [InlineData("uniform:0:1")]
    [InlineData("log-normal:-2:1.5")]
    public void A_prior_far_below_the_standard_errors_is_the_posterior(string form)
    {
        BayesianFit fit = Network.From([new ContinuousArm("t", "a", 10, 1, 1e9), new ContinuousArm("t", "b", 10, 2, 1e9)]).FitBayesian(TauPrior.Parse(form));
        Assert.Equal(1e9 * Math.Sqrt(0.2), fit.League()["a", "b"].Posterior.Sd, 1e4);
        if (form == "half-normal:1") Assert.Equal(Math.Sqrt(2 / Math.PI), fit.Tau.Mean, 1e-4);
        if (form == "uniform:0:1") Assert.Equal(0.5, fit.Tau.Median, 1e-4);
    }

    [Fact]
    public void Leaving_a_trial_out_of_the_nodes_equals_fitting_the_rest()
    {
        foreach (string set in (string[])["franchini2012", "senn2013", "synthetic25"])
        {
            Network network = Oracle.Arms(set, EffectMeasure.MeanDifference);
            foreach (PosteriorOmission omission in network.FitBayesian(HalfNormal).LeaveOneOut().Where((_, index) => index % 7 == 0 || set != "synthetic25"))
            {
                Network rest = network.Without(omission.Study)!.WithReference(network.Reference);
                BayesianFit fit = rest.FitBayesian(HalfNormal);
                Assert.Equal(fit.TauSquared, omission.TauSquared, 1e-6 * fit.TauSquared);
                foreach (string treatment in rest.Treatments.Where(treatment => treatment != network.Reference))
                {
                    PosteriorSummary expected = fit.League()[treatment, network.Reference].Posterior;
                    Assert.Equal(expected.Mean, omission[treatment].Mean, 1e-6 * expected.Sd);
                    Assert.Equal(expected.Sd, omission[treatment].Sd, 1e-6 * expected.Sd);
                }
            }
        }
    }

    [Fact]
    public void A_trial_that_alone_joins_a_treatment_is_told_as_such()
    {
        Network network = Oracle.Arms("senn2013", EffectMeasure.MeanDifference);
        PosteriorOmission bridge = network.FitBayesian(HalfNormal).LeaveOneOut().Single(omission => omission.Study == "Hermansen (2007)");
        Assert.Equal("sitagliptin", Assert.Single(bridge.Lost));
        Assert.True(double.IsNaN(bridge["sitagliptin"].Mean));
        Assert.True(bridge["metformin"].Sd > 0);
    }

    [Fact]
    public void A_trial_that_joins_two_parts_takes_a_whole_part_away()
    {
        List<ContinuousArm> arms = [];
        void Add(string study, string first, string second) => arms.AddRange([new(study, first, 50, 1 + 0.1 * arms.Count, 1), new(study, second, 50, 1.5, 1)]);
        Add("1", "A", "B");
        Add("2", "A", "B");
        Add("bridge", "B", "C");
        Add("3", "C", "D");
        Add("4", "C", "D");
        Network network = Network.From(arms, EffectMeasure.MeanDifference, "A");
        PosteriorOmission omission = network.FitBayesian(HalfNormal).LeaveOneOut()[2];
        Assert.Equal(["C", "D"], omission.Lost, StringComparer.Ordinal);
        Omission frequentist = network.Fit(RandomEffects.Reml).LeaveOneOut().ElementAt(2);
        Assert.False(frequentist.IsConnected);
        Assert.Equal(["C", "D"], frequentist.Lost, StringComparer.Ordinal);
        Assert.Equal(1, network.FitCommonEffect().Impacts().ElementAt(2)["A", "D"]);
    }

    [Fact]
    public void Without_degrees_of_freedom_the_prior_of_tau_stays()
    {
        BayesianFit fit = Network.From([new ContinuousArm("x", "A", 50, 1, 1), new ContinuousArm("x", "B", 50, 2, 1)], EffectMeasure.MeanDifference).FitBayesian(HalfNormal);
        Assert.Equal(Math.Sqrt(2 / Math.PI), fit.Tau.Mean, 1e-5);
        Assert.Equal(NormalDistribution.Quantile(0.75), fit.Tau.Median, 1e-5);
        Assert.Equal(1, fit.League()["B", "A"].Posterior.Mean, 1e-8);
        Assert.Equal(Math.Sqrt(0.04 + 1), fit.League()["B", "A"].Posterior.Sd, 1e-6);
    }

    [Fact]
    public void A_log_normal_prior_has_every_variance()
    {
        Arm[] arms =
        [
            new BinaryArm("T0", "placebo", 19, 30), new BinaryArm("T0", "drug", 76, 120), new BinaryArm("T1", "placebo", 61, 120), new BinaryArm("T1", "drug", 4, 5),
            new BinaryArm("T2", "placebo", 0, 15), new BinaryArm("T2", "drug", 20, 120),
        ];
        Assert.DoesNotContain("falls so slowly", Network.From(arms, EffectMeasure.OddsRatio).FitBayesian(new LogNormalPrior(-2.06, 1.51)).Warning ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_without_an_event_count_in_a_rate_ratio()
    {
        Arm[] arms = [new RateArm("S1", "A", 0, 50), new RateArm("S1", "B", 0, 100), new RateArm("S2", "A", 4, 100), new RateArm("S2", "B", 2, 100)];
        Network network = Network.From(arms, EffectMeasure.RateRatio);
        Assert.Equal(2, network.Trials.Length);
        // Half an event for each arm of the first trial: log 2, variance 4.
        double first = Math.Log(2), second = Math.Log(2), weight = 1 / 4.0, other = 1 / 0.75;
        Assert.Equal(((first * weight) + (second * other)) / (weight + other), network.FitCommonEffect().League()["A", "B"].Estimate, 1e-10);
    }

    [Fact]
    public void A_posterior_without_a_variance_is_warned_of()
    {
        BayesianFit fit = Network.From([new ContinuousArm("x", "A", 50, 1, 1), new ContinuousArm("x", "B", 50, 2, 1)], EffectMeasure.MeanDifference).FitBayesian(new HalfCauchyPrior(1));
        Assert.Equal("the posterior of tau falls so slowly that variances of the effects may not exist; a prior with a lighter tail is needed.", fit.Warning);
    }

    [Fact]
    public void The_same_fit_gives_the_same_bits()
    {
        Network network = Oracle.Arms("senn2013", EffectMeasure.MeanDifference);
        BayesianFit one = network.FitBayesian(HalfNormal), other = network.FitBayesian(HalfNormal);
        Assert.Equal(one.League().Effects, other.League().Effects);
        Assert.Equal(one.RankProbabilities(SmallValues.Desirable)["placebo"], other.RankProbabilities(SmallValues.Desirable)["placebo"]);
    }

    [Fact]
    public void Ranks_and_SUCRA_tell_the_same() => RandomNetworks.Arms.Sample(arms =>
    {
        BayesianFit fit = Network.From(arms, EffectMeasure.MeanDifference).FitBayesian(HalfNormal);
        foreach (SmallValues small in (SmallValues[])[SmallValues.Desirable, SmallValues.Undesirable])
        {
            RankProbabilities ranks = fit.RankProbabilities(small, 1 << 15);
            IReadOnlyList<double> sucra = fit.Sucra(small);
            int count = fit.Network.Treatments.Length;
            foreach (string treatment in fit.Network.Treatments)
            {
                Assert.Equal(1, ranks[treatment].Sum(), 1e-12);
                double mean = ranks[treatment].Select((probability, rank) => probability * (rank + 1)).Sum();
                Assert.Equal((count - mean) / (count - 1), sucra[fit.Network.IndexOf(treatment)], 0.01);
            }
        }
    }, iter: 20);

    [Fact]
    public void A_further_trial_is_less_certain_than_the_effect()
    {
        BayesianFit fit = Oracle.Arms("senn2013", EffectMeasure.MeanDifference).FitBayesian(HalfNormal);
        PosteriorSummary effect = fit.League()["metformin", "placebo"].Posterior, prediction = fit.Predictions()["metformin", "placebo"].Posterior;
        Assert.Equal(effect.Mean, prediction.Mean, 1e-10);
        Assert.Equal(Math.Sqrt(effect.Sd * effect.Sd + fit.TauSquared), prediction.Sd, 1e-8);
    }

    [Theory]
    [InlineData("half-normal:0")]
    [InlineData("uniform:2:1")]
    [InlineData("gamma:1:1")]
    [InlineData("half-normal")]
    public void A_prior_that_is_none_is_refused(string form) => Assert.StartsWith($"«{form}» is not a prior of tau;", Assert.Throws<EvidenceException>(() => TauPrior.Parse(form)).Message, StringComparison.Ordinal);

    /// <summary>The posterior on an even grid of τ by Simpson's rule, each point fitted on its own.</summary>
    private sealed class Brute
    {
        private const int Points = 6000;

        private readonly double[] _taus;
        private readonly double[] _weights;
        private readonly NetworkFit[] _fits;
        private readonly double _step;

        public Brute(Network network, TauPrior prior)
        {
            // Even steps in the cube root of τ, which carries the prior's spike at 0 and the tail.
            double end = Math.Cbrt(prior is UniformPrior uniform ? uniform.Upper : 2000), start = prior is UniformPrior { Lower: > 0 } from ? Math.Cbrt(from.Lower) : 0;
            _step = (end - start) / Points;
            double[] roots = [.. Enumerable.Range(0, Points + 1).Select(i => start + i * _step)];
            _taus = [.. roots.Select(root => root * root * root)];
            _fits = [.. _taus.Select(tau => network.FitAt(tau))];
            double peak = _fits.Max(fit => fit.RestrictedLogLikelihood);
            double[] density = [.. roots.Select((root, i) => root == 0 ? 0 : Math.Exp(_fits[i].RestrictedLogLikelihood - peak + prior.LogDensity(Math.Clamp(_taus[i], prior is UniformPrior low ? low.Lower : 0, prior is UniformPrior high ? high.Upper : 1e9))) * root * root)];
            double[] simpson = [.. density.Select((value, i) => value * (i is 0 or Points ? 1 : i % 2 == 1 ? 4 : 2))];
            _weights = [.. simpson.Select(value => value / simpson.Sum())];
            Density = [.. density.Select(value => value * 3 / simpson.Sum())];
            Tau = Sum(i => _taus[i]);
            TauSd = Math.Sqrt(Sum(i => Math.Pow(_taus[i] - Tau, 2)));
            Mean = Sum(Estimate);
            Sd = Math.Sqrt(Sum(i => Math.Pow(Estimate(i) - Mean, 2) + _fits[i].Variance(1, 0)));
        }

        public double Tau { get; }

        public double TauSd { get; }

        public double Mean { get; }

        public double Sd { get; }

        private double[] Density { get; }

        public double Below(double x) => Sum(i => NormalDistribution.Cumulative((x - Estimate(i)) / Math.Sqrt(_fits[i].Variance(1, 0))));

        /// <summary>Probability below a τ: Simpson's rule up to the grid, a parabola within the step.</summary>
        public double TauBelow(double tau)
        {
            double root = Math.Cbrt(tau), place = (root - Math.Cbrt(_taus[0])) / _step;
            int whole = 2 * (int)(place / 2);
            double sum = 0;
            for (int i = 0; i < whole; i += 2) sum += (Density[i] + 4 * Density[i + 1] + Density[i + 2]) / 3;
            double x = place - whole, a = (Density[whole] - 2 * Density[whole + 1] + Density[whole + 2]) / 2, b = Density[whole + 1] - Density[whole] - a;
            return sum + Density[whole] * x + b * x * x / 2 + a * x * x * x / 3;
        }

        private double Estimate(int i) => _fits[i].Effects[1] - _fits[i].Effects[0];

        private double Sum(Func<int, double> value)
        {
            double sum = 0;
            for (int i = 0; i <= Points; i++) sum += _weights[i] * value(i);
            return sum;
        }
    }
}
