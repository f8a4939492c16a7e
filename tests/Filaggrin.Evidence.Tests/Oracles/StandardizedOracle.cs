using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Hedges' g of every pair of arms, and the network of the trials with two.</summary>
internal static class StandardizedOracle
{
    public static void Compare(JsonElement expected)
    {
        Arm[] arms = [.. Oracle.Table("senn2013_arms").Arms];
        foreach (JsonElement pair in expected.GetProperty("pairs").EnumerateArray())
        {
            string study = pair.GetProperty("study").GetString()!, first = pair.GetProperty("treat1").GetString()!, second = pair.GetProperty("treat2").GetString()!;
            Contrast own = Network.From(arms.Where(arm => arm.Study == study && (arm.Treatment == first || arm.Treatment == second)), EffectMeasure.StandardizedMeanDifference).Trials[0].Contrasts().Single();
            Oracle.Near(Oracle.Number(pair, "g"), own.Treatment == first ? own.Estimate : -own.Estimate, Oracle.Relative, $"{study} g");
            Oracle.Near(Oracle.Number(pair, "varLS"), own.StandardError * own.StandardError, Oracle.Relative, $"{study} variance");
        }

        JsonElement network = expected.GetProperty("network");
        Network twoArms = Network.From(arms.GroupBy(arm => arm.Study, StringComparer.Ordinal).Where(trial => trial.Count() == 2).SelectMany(trial => trial), EffectMeasure.StandardizedMeanDifference);
        NetworkFit fit = twoArms.Fit(RandomEffects.Reml);
        Assert.Equal(network.GetProperty("trials").GetInt32(), twoArms.Trials.Length);
        Assert.Equal(network.GetProperty("dfQ").GetInt32(), fit.DegreesOfFreedom);
        Oracle.Near(Oracle.Number(network, "tau"), fit.Tau, Oracle.MetaforRelative, "tau");
        Oracle.Near(Oracle.Number(network, "Q"), fit.Heterogeneity.Total.Q, Oracle.MetaforRelative, "Q");
        foreach (JsonProperty effect in network.GetProperty("TE").EnumerateObject())
        {
            Effect own = fit.Effect(effect.Name, network.GetProperty("reference").GetString()!);
            double se = network.GetProperty("seTE").GetProperty(effect.Name).GetDouble();
            Oracle.Near(se, own.StandardError, Oracle.MetaforRelative, effect.Name + " se");
            Oracle.NearOn(se, effect.Value.GetDouble(), own.Estimate, Oracle.MetaforRelative, effect.Name);
        }
    }
}
