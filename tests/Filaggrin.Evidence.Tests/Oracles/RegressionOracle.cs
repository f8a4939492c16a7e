using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>A network meta-regression with a common interaction.</summary>
internal static class RegressionOracle
{
    public static void Compare(JsonElement expected)
    {
        Network network = Oracle.Arms("synthetic25", EffectMeasure.MeanDifference).WithReference("T01");
        Covariate size = new("x", expected.GetProperty("covariate").EnumerateObject().ToDictionary(trial => trial.Name, trial => trial.Value.GetDouble(), StringComparer.Ordinal));
        MetaRegression own = MetaRegression.Fit(network, RandomEffects.Reml, [size]);
        JsonElement with = expected.GetProperty("withCovariate"), without = expected.GetProperty("without");
        Oracle.Near(Oracle.Number(with, "tau2"), own.TauSquared, Oracle.MetaforRelative, "tau2");
        for (int k = 0; k < own.Coefficients.Length; k++)
        {
            Assert.Equal(with.GetProperty("names")[k].GetString(), own.Coefficients[k].Name);
            Near(with, k, own.Coefficients[k].Estimate, own.Coefficients[k].StandardError);
        }

        Oracle.Near(Oracle.Number(with, "logLik"), own.RestrictedLogLikelihood, Oracle.MetaforRelative, "logLik");
        NetworkFit plain = network.Fit(RandomEffects.Reml);
        Oracle.Near(Oracle.Number(without, "logLik"), plain.RestrictedLogLikelihood, Oracle.MetaforRelative, "logLik without");
        Oracle.Near(Oracle.Number(without, "tau2"), plain.TauSquared, Oracle.MetaforRelative, "tau2 without");
        for (int k = 0; k < without.GetProperty("names").GetArrayLength(); k++)
        {
            Effect effect = plain.Effect(without.GetProperty("names")[k].GetString()!, "T01");
            Near(without, k, effect.Estimate, effect.StandardError);
        }
    }

    private static void Near(JsonElement expected, int k, double estimate, double error)
    {
        double se = expected.GetProperty("se")[k].GetDouble();
        Oracle.Near(se, error, Oracle.MetaforRelative, $"se {k}");
        Oracle.NearOn(se, expected.GetProperty("b")[k].GetDouble(), estimate, Oracle.MetaforRelative, $"b {k}");
    }
}
