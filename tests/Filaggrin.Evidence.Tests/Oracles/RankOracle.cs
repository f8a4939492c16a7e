using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Rank probabilities by a million draws, within four standard errors of those.</summary>
internal static class RankOracle
{
    public static void Compare(NetworkFit fit, JsonElement expected)
    {
        double draws = Oracle.Number(expected, "draws");
        RankProbabilities ranks = fit.RankProbabilities(SmallValues.Desirable, 1 << 21);
        foreach (JsonProperty row in expected.GetProperty("rankProbabilityAscendingEffect").EnumerateObject())
        {
            JsonElement[] probabilities = [.. row.Value.EnumerateArray()];
            for (int rank = 0; rank < probabilities.Length; rank++)
            {
                double drawn = probabilities[rank].GetDouble(), own = ranks[row.Name][rank];
                double error = Math.Sqrt(Math.Max(drawn * (1 - drawn), Math.Max(own * (1 - own), 1 / draws)) / draws);
                Assert.True(Math.Abs(own - drawn) <= 4 * error, $"rank {rank + 1} of {row.Name}: expected {drawn:R}, got {own:R}, {(own - drawn) / error:F1} standard errors");
            }
        }

        IReadOnlyList<double> scores = fit.PScores(SmallValues.Desirable);
        foreach (JsonProperty row in expected.GetProperty("pscoreLowerIsBetter").EnumerateObject())
            Oracle.Near(row.Value.GetDouble(), scores[fit.Network.IndexOf(row.Name)], Oracle.Relative, "P-score of " + row.Name);
    }
}
