using System.Globalization;
using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>The BCG trials as metafor pools them: two treatments are a network too.</summary>
internal static class PairwiseOracle
{
    // metafor stops its iterations for τ² before the solution: its τ² is held to MetaforIteration, which stops at the same place, and ours
    // to the equation that both solve. Everything else is compared at the τ² of the file. What is left is rounding.
    private const double Rounding = 1e-9;

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
            if (part[1] != "FE") Heterogeneity(new MetaforIteration(network), Oracle.Method(part[1]), tauSquared, network.Fit(Oracle.Method(part[1])).TauSquared, result.Name);
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

            void Near(string name, double actual) => Oracle.Near(Oracle.Number(result.Value, name), actual, Rounding, $"{result.Name} {name}");
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
            Heterogeneity(new MetaforIteration(omission.Fit!.Network), RandomEffects.Reml, tauSquared, omission.Fit.TauSquared, omission.Study);
            NetworkFit fit = omission.Fit.Network.FitAt(Math.Sqrt(tauSquared));
            Near(row, "estimate", fit.Effect("treated", "control").Estimate);
            Near(row, "se", fit.Effect("treated", "control").StandardError);
            Near(row, "Q", fit.Heterogeneity.Total.Q);
            Near(row, "I2", 100 * fit.ISquared);
        }

        // The distances of a trial come from τ² without it, at metafor's stop; the formula is ours (Viechtbauer and Cheung 2010).
        NetworkFit full = network.FitAt(Math.Sqrt(new MetaforIteration(network).Stop(RandomEffects.Reml)));
        foreach ((JsonElement row, TrialInfluence influence, Omission omission) in expected.GetProperty("influence").EnumerateArray().Zip(reml.Influences(), reml.LeaveOneOut()))
        {
            NetworkFit stopped = omission.Fit!.Network.FitAt(Math.Sqrt(new MetaforIteration(omission.Fit.Network).Stop(RandomEffects.Reml)));
            (double residual, double distance) = Distance(full, stopped, omission.Study);
            Near(row, "rstudent", residual);
            Near(row, "cookD", distance);
            Near(row, "hat", full.Variance(0, 1) / (Math.Pow(network.Trials.Single(trial => trial.Study == omission.Study).Contrasts().Single().StandardError, 2) + full.TauSquared));
            Near(row, "weight", Oracle.Number(row, "hat") * 100);
            (residual, distance) = Distance(reml, omission.Fit, omission.Study);
            Oracle.Near(residual, influence.StudentizedResidual, Rounding, "residual");
            Oracle.Near(distance, influence.CooksDistance, Rounding, "distance");
        }

        Interval("tau2IntervalREML", reml);
        Interval("tau2IntervalPM", network.Fit(RandomEffects.PauleMandel));
        (int missing, bool right, NetworkFit filled) = SmallStudyEffects.TrimAndFill(network, RandomEffects.Reml);
        JsonElement trimfill = expected.GetProperty("trimfill");
        Assert.Equal(trimfill.GetProperty("k0").GetInt32(), missing);
        Assert.Equal(trimfill.GetProperty("side").GetString() == "right", right);
        MetaforIteration all = new(filled.Network);
        Effect stop = filled.Network.FitAt(Math.Sqrt(all.Stop(RandomEffects.Reml))).Effect("treatment", "comparator");
        Near(trimfill, "b", stop.Estimate);
        Near(trimfill, "se", stop.StandardError);
        Assert.True(Math.Abs(all.Step(RandomEffects.Reml, filled.TauSquared)) <= Rounding * filled.TauSquared);
        (double statistic, double p, int freedom) = SmallStudyEffects.Egger(network);
        JsonElement egger = expected.GetProperty("egger");
        Near(egger, "stat", statistic);
        Near(egger, "p", p);
        Assert.Equal(egger.GetProperty("df").GetInt32(), freedom);

        void Interval(string name, NetworkFit fit)
        {
            JsonElement row = expected.GetProperty(name);
            MetaforIteration metafor = new(network);
            Heterogeneity(metafor, fit.Method!.Value, Oracle.Number(row, "estimate"), fit.TauSquared, name);
            Limit("ci.lb", fit.TauSquaredInterval().Lower, 0.975);
            Limit("ci.ub", fit.TauSquaredInterval().Upper, 0.025);

            void Limit(string limit, double actual, double probability)
            {
                double target = ChiSquared.Quantile(probability, fit.DegreesOfFreedom);
                Near(row, limit, metafor.Root(target));
                Assert.Equal(target, network.FitAt(Math.Sqrt(actual)).Quadratic, 1e-9);
            }
        }
    }

    private static void CompareRegression(Network network, RandomEffects method, string[] names, IntervalMethod intervals, JsonElement expected, string what)
    {
        Covariate[] covariates = [.. names.Select(Covariates)];
        double tauSquared = Oracle.Number(expected, "tau2");
        MetaRegression anew = MetaRegression.Fit(network, method, covariates, intervals), fit = MetaRegression.FitAt(network, Math.Sqrt(tauSquared), covariates, intervals);
        MetaforIteration metafor = new(network, covariates);
        Heterogeneity(metafor, method, tauSquared, anew.TauSquared, what);
        if (Oracle.Optional(expected, "seTau2") is not null) Near(expected, "seTau2", MetaRegression.Fit(network, method, tauSquared, double.NaN, covariates, intervals).TauSquaredStandardError!.Value);
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
                if (expected.TryGetProperty(name, out JsonElement values)) Oracle.Near(values[k].GetDouble(), actual, Rounding, $"{what} {name} {k}");
            }
        }

        Near(expected, "QE", fit.Residual.Q);
        Near(expected, "QM", fit.Moderators.Q);
        if (Oracle.Optional(expected, "I2") is null) return;
        Near(expected, "I2", 100 * fit.ISquared);
        Near(expected, "H2", 1 / (1 - fit.ISquared));
        double without = method == RandomEffects.DerSimonianLaird ? network.Fit(method).TauSquared : new MetaforIteration(network).Stop(method);
        Near(expected, "R2", 100 * (without - tauSquared) / without);
        Assert.Equal(1 - anew.TauSquared / network.Fit(method).TauSquared, anew.Explained, 1e-12);
    }

    private static void Heterogeneity(MetaforIteration metafor, RandomEffects method, double expected, double actual, string what)
    {
        if (method is RandomEffects.DerSimonianLaird or RandomEffects.Hedges or RandomEffects.SidikJonkman)
        {
            Oracle.Near(expected, actual, Rounding, what + " tau2");
            return;
        }

        Oracle.Near(expected, metafor.Stop(method), Rounding, what + " tau2 where metafor stops");
        Assert.True(Math.Abs(metafor.Step(method, actual)) <= Rounding * actual, $"{what}: {actual:R} does not solve the equation, a step from it is {metafor.Step(method, actual):R}");
    }

    private static (double Residual, double Cook) Distance(NetworkFit all, NetworkFit rest, string study)
    {
        Contrast own = all.Network.Trials.Single(trial => trial.Study == study).Contrasts().Single();
        Effect full = all.Effect("treated", "control"), without = rest.Effect("treated", "control");
        double estimate = own.Treatment == "treated" ? own.Estimate : -own.Estimate;
        double variance = own.StandardError * own.StandardError + rest.TauSquared + without.StandardError * without.StandardError;
        return ((estimate - without.Estimate) / Math.Sqrt(variance), Math.Pow((full.Estimate - without.Estimate) / full.StandardError, 2));
    }

    private static Covariate Covariates(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Oracles", "data", "bcg_pairwise.csv"));
        int column = Array.IndexOf(lines[0].Split(','), $"\"{name}\"");
        return new Covariate(name, lines.Skip(1).Select(line => line.Split(',')).ToDictionary(fields => fields[0], fields => double.Parse(fields[column], CultureInfo.InvariantCulture), StringComparer.Ordinal));
    }

    private static void Near(JsonElement row, string name, double actual) => Oracle.Near(Oracle.Number(row, name), actual, Rounding, name);
}
