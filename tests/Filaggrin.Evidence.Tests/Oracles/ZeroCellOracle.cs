using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Trials without events in some or all arms, as meta's pairwise treats them.</summary>
internal static class ZeroCellOracle
{
    public static void Compare(JsonElement expected)
    {
        foreach (JsonProperty set in expected.GetProperty("sets").EnumerateObject())
        {
            Network network = Oracle.Arms(set.Name, EffectMeasure.OddsRatio);
            foreach (JsonElement trial in set.Value.GetProperty("allZeroTrials").EnumerateArray())
            {
                Assert.DoesNotContain(network.Trials, kept => kept.Study == trial.GetString());
                Assert.Contains(network.Warnings, warning => warning.StartsWith($"trial {trial.GetString()} was left out", StringComparison.Ordinal));
            }

            Assert.Equal(set.Value.GetProperty("allZeroTrials").GetArrayLength(), network.Warnings.Length);
            Contrasts.Compare(network, set.Value.GetProperty("pairwise"), "study");
        }
    }
}
