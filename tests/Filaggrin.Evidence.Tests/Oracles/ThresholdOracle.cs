using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Thresholds at which another treatment comes first.</summary>
internal static class ThresholdOracle
{
    public static void Compare(JsonElement expected)
    {
        Network network = Network.From(
            expected.GetProperty("contrasts").EnumerateArray().Select(row => new Contrast(row.GetProperty("study").GetString()!, row.GetProperty("treat1").GetString()!, row.GetProperty("treat2").GetString()!, Oracle.Number(row, "TE"), Oracle.Number(row, "seTE"))),
            EffectMeasure.MeanDifference);
        NetworkFit fit = network.Fit(RandomEffects.Reml);
        Oracle.Near(Oracle.Number(expected, "tau"), fit.Tau, Oracle.Relative, "tau");
        Dictionary<string, Threshold> own = network.FitAt(Oracle.Number(expected, "tau")).Thresholds(SmallValues.Desirable).ToDictionary(threshold => threshold.Study, StringComparer.Ordinal);
        Assert.Equal(own.Count, expected.GetProperty("thresholds").GetArrayLength());
        foreach (JsonElement row in expected.GetProperty("thresholds").EnumerateArray())
        {
            Threshold threshold = own[row.GetProperty("study").GetString()!];
            Limit("lo", threshold.Lower);
            Limit("hi", threshold.Upper);
            Assert.Equal(row.GetProperty("newLow").GetString(), threshold.FirstBelow);
            Assert.Equal(row.GetProperty("newHigh").GetString(), threshold.FirstAbove);

            void Limit(string name, double? actual)
            {
                if (Oracle.Optional(row, name) is { } limit) Oracle.Near(limit, actual!.Value, Oracle.Relative, $"{threshold.Study} {name}");
                else Assert.Null(actual);
            }
        }
    }
}
