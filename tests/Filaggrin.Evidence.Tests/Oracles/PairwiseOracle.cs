using System.Globalization;
using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>The BCG trials as metafor pools them: two treatments are a network too.</summary>
internal static class PairwiseOracle
{
    // metafor stops Fisher scoring when τ² moves by less than 1e-5, which leaves a few times that where it converges slowly, and looks for Paule and Mandel's root with R's uniroot, whose
    // tolerance is 1.2e-4. τ² is held to that, and everything else to the README's tolerance at the τ² of the file.
    private const double ScoringStop = 5e-5;
    private const double RootTolerance = 1.3e-4;

    private static readonly TrialTable Table = Oracle.Table("bcg_pairwise");

    public static void Compare(JsonElement expected)
    {
        foreach (JsonProperty result in expected.GetProperty("results").EnumerateObject())
        {
            if (result.Name.StartsWith("metaregression", StringComparison.Ordinal))
            {
                CompareRegression(Network.From(Table, EffectMeasure.RiskRatio), RandomEffects.Reml, ["latitude"], IntervalMethod.Normal, result.Value, result.Name);
                continue;
            }

            string[] part = result.Name.Split('_');
            Network network = Network.From(Table, EffectMeasures.Parse(part[0]));
            IntervalMethod intervals = part[2] == "knha" ? IntervalMethod.HartungKnapp : IntervalMethod.Normal;
            double tauSquared = Oracle.Number(result.Value, "tau2");
            NetworkFit fit = part[1] == "FE" ? network.FitCommonEffect() : network.FitAt(Math.Sqrt(tauSquared), intervals);
            if (part[1] != "FE") Heterogeneity(Oracle.Method(part[1]), tauSquared, network.Fit(Oracle.Method(part[1])).TauSquared, result.Name);
            Effect effect = fit.Effect("treated", "control");
            Near("b", effect.Estimate);
            Near("se", effect.StandardError);
            Near("lower", effect.Lower);
            Near("upper", effect.Upper);
            Near("Q", fit.Heterogeneity.Total.Q);
            double iSquared = part[1] == "FE" ? fit.Heterogeneity.ISquared : fit.ISquared;
            Near("I2", 100 * iSquared);
            Near("H2", 1 / (1 - iSquared));
            // metafor draws prediction limits as the confidence limits, netmeta (and we) always by t.
            double reach = Math.Sqrt(effect.StandardError * effect.StandardError + fit.TauSquared) * (intervals == IntervalMethod.Normal ? NormalDistribution.Quantile(0.975) : StudentT.Quantile(0.975, fit.DegreesOfFreedom));
            if (Oracle.Optional(result.Value, "piLower") is null) continue;
            Near("piLower", intervals == IntervalMethod.Normal ? effect.Estimate - reach : effect.PredictionLower!.Value);
            Near("piUpper", intervals == IntervalMethod.Normal ? effect.Estimate + reach : effect.PredictionUpper!.Value);

            void Near(string name, double actual) => Oracle.Near(Oracle.Number(result.Value, name), actual, Oracle.MetaforRelative, $"{result.Name} {name}");
        }
    }

    public static void CompareMore(JsonElement expected)
    {
        Network network = Network.From(Table, EffectMeasure.RiskRatio);
        foreach (JsonProperty result in expected.GetProperty("regression").EnumerateObject())
        {
            string[] part = result.Name.Split('_');
            IntervalMethod intervals = part[1] == "knha" ? IntervalMethod.HartungKnapp : IntervalMethod.Normal;
            CompareRegression(network, Oracle.Method(part[0]), part[2].Split('+'), intervals, result.Value, result.Name);
        }

        NetworkFit reml = network.Fit(RandomEffects.Reml);
        foreach ((JsonElement row, Omission omission) in expected.GetProperty("leaveOneOut").EnumerateArray().Zip(reml.LeaveOneOut()))
        {
            double tauSquared = Oracle.Number(row, "tau2");
            Heterogeneity(RandomEffects.Reml, tauSquared, omission.Fit!.TauSquared, omission.Study);
            NetworkFit fit = omission.Fit.Network.FitAt(Math.Sqrt(tauSquared));
            Near(row, "estimate", fit.Effect("treated", "control").Estimate);
            Near(row, "se", fit.Effect("treated", "control").StandardError);
            Near(row, "Q", fit.Heterogeneity.Total.Q);
            Near(row, "I2", 100 * fit.ISquared);
        }

        foreach ((JsonElement row, TrialInfluence influence) in expected.GetProperty("influence").EnumerateArray().Zip(reml.Influences()))
        {
            // These come from τ² without the trial, and of a difference of two estimates: the stop of the scoring shows more.
            Assert.InRange(influence.StudentizedResidual - Oracle.Number(row, "rstudent"), -1e-4, 1e-4);
            Assert.InRange(influence.CooksDistance - Oracle.Number(row, "cookD"), -1e-4, 1e-4);
            Near(row, "hat", influence.Weight);
            Near(row, "weight", 100 * influence.Weight);
        }

        Interval("tau2IntervalREML", reml);
        Interval("tau2IntervalPM", network.Fit(RandomEffects.PauleMandel));
        (int missing, bool right, NetworkFit filled) = SmallStudyEffects.TrimAndFill(network, RandomEffects.Reml);
        JsonElement trimfill = expected.GetProperty("trimfill");
        Assert.Equal(trimfill.GetProperty("k0").GetInt32(), missing);
        Assert.Equal(trimfill.GetProperty("side").GetString() == "right", right);
        Near(trimfill, "b", filled.Effect("treatment", "comparator").Estimate);
        Near(trimfill, "se", filled.Effect("treatment", "comparator").StandardError);
        (double statistic, double p, int freedom) = SmallStudyEffects.Egger(network);
        JsonElement egger = expected.GetProperty("egger");
        Near(egger, "stat", statistic);
        Near(egger, "p", p);
        Assert.Equal(egger.GetProperty("df").GetInt32(), freedom);

        void Interval(string name, NetworkFit fit)
        {
            JsonElement row = expected.GetProperty(name);
            Heterogeneity(fit.Method!.Value, Oracle.Number(row, "estimate"), fit.TauSquared, name);
            Limit("ci.lb", fit.TauSquaredInterval().Lower, 0.975);
            Limit("ci.ub", fit.TauSquaredInterval().Upper, 0.025);

            void Limit(string limit, double actual, double probability)
            {
                Assert.InRange(actual - Oracle.Number(row, limit), -RootTolerance, RootTolerance);
                Assert.Equal(ChiSquared.Quantile(probability, fit.DegreesOfFreedom), network.FitAt(Math.Sqrt(actual)).Quadratic, 1e-8);
            }
        }
    }

    private static void CompareRegression(Network network, RandomEffects method, string[] names, IntervalMethod intervals, JsonElement expected, string what)
    {
        Covariate[] covariates = [.. names.Select(Covariates)];
        double tauSquared = Oracle.Number(expected, "tau2");
        MetaRegression anew = MetaRegression.Fit(network, method, covariates, intervals), fit = MetaRegression.FitAt(network, Math.Sqrt(tauSquared), covariates, intervals);
        Heterogeneity(method, tauSquared, anew.TauSquared, what);
        for (int k = 0; k < fit.Coefficients.Length; k++)
        {
            RegressionCoefficient coefficient = fit.Coefficients[k];
            Element("b", coefficient.Estimate);
            Element("se", coefficient.StandardError);
            Element("lower", coefficient.Lower);
            Element("upper", coefficient.Upper);
            Element("stat", coefficient.Statistic);
            Element("p", coefficient.PValue);

            void Element(string name, double actual)
            {
                if (expected.TryGetProperty(name, out JsonElement values)) Oracle.Near(values[k].GetDouble(), actual, Oracle.MetaforRelative, $"{what} {name} {k}");
            }
        }

        Near(expected, "QE", fit.Residual.Q);
        Near(expected, "QM", fit.Moderators.Q);
        if (Oracle.Optional(expected, "I2") is null) return;
        Near(expected, "I2", 100 * fit.ISquared);
        Near(expected, "H2", 1 / (1 - fit.ISquared));
        double without = network.Fit(method).TauSquared, slack = (method == RandomEffects.DerSimonianLaird ? 1e-9 : 2 * RootTolerance) / without;
        Assert.InRange(Oracle.Number(expected, "R2") / 100 - anew.Explained, -slack, slack);
    }

    private static void Heterogeneity(RandomEffects method, double expected, double actual, string what)
    {
        double tolerance = method switch
        {
            RandomEffects.PauleMandel => RootTolerance,
            RandomEffects.Reml or RandomEffects.MaximumLikelihood or RandomEffects.EmpiricalBayes => ScoringStop,
            _ => Oracle.MetaforRelative * expected,
        };
        Assert.True(Math.Abs(actual - expected) <= tolerance, $"{what} tau2: expected {expected:R}, got {actual:R}");
    }

    private static Covariate Covariates(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Oracles", "data", "bcg_pairwise.csv"));
        int column = Array.IndexOf(lines[0].Split(','), $"\"{name}\"");
        return new Covariate(name, lines.Skip(1).Select(line => line.Split(',')).ToDictionary(fields => fields[0], fields => double.Parse(fields[column], CultureInfo.InvariantCulture), StringComparer.Ordinal));
    }

    private static void Near(JsonElement row, string name, double actual) => Oracle.Near(Oracle.Number(row, name), actual, Oracle.MetaforRelative, name);
}
