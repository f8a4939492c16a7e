using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Rate ratios, their continuity rule and the fits of them.</summary>
internal static class RateOracle
{
    public static void Compare(JsonElement expected)
    {
        Network network = Oracle.Arms("dietaryfat", EffectMeasure.RateRatio);
        Assert.Equal("1", network.Reference);
        Contrasts.Compare(network, expected.GetProperty("contrasts"), "studlab");
        foreach (JsonProperty fit in expected.GetProperty("fits").EnumerateObject())
        {
            NetworkFit random = network.Fit(Oracle.Method(fit.Name));
            Oracle.Near(Oracle.Number(fit.Value, "tau"), random.Tau, Oracle.Relative, "tau");
            Oracle.Near(Oracle.Number(fit.Value, "Q"), random.Heterogeneity.Total.Q, Oracle.Relative, "Q");
            Assert.Equal(fit.Value.GetProperty("dfQ").GetInt32(), random.DegreesOfFreedom);
            NetworkOracle.ComparePairs(network.FitCommonEffect(), fit.Value.GetProperty("common"));
            NetworkOracle.ComparePairs(random, fit.Value.GetProperty("random"));
        }
    }
}
