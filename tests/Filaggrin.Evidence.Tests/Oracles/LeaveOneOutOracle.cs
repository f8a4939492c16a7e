using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Every trial left out in turn, τ estimated anew and held.</summary>
internal static class LeaveOneOutOracle
{
    public static void Compare(Network network, JsonElement expected)
    {
        NetworkFit full = network.Fit(RandomEffects.Reml);
        Near(Oracle.Number(expected, "tauFull"), full.Tau, "tau of all trials");
        Dictionary<string, Omission> anew = full.LeaveOneOut().ToDictionary(omission => omission.Study, StringComparer.Ordinal);
        Dictionary<string, Omission> held = full.LeaveOneOutAtTau().ToDictionary(omission => omission.Study, StringComparer.Ordinal);
        Assert.Equal(expected.GetProperty("omissions").GetArrayLength(), anew.Count);
        foreach (JsonElement row in expected.GetProperty("omissions").EnumerateArray())
        {
            string study = row.GetProperty("omitted").GetString()!;
            Assert.Equal(row.GetProperty("connected").GetBoolean(), network.Without(study)!.IsConnected);
            Assert.Equal(row.GetProperty("treatmentsLost").GetArrayLength(), anew[study].Lost.Length);
            NetworkFit fit = anew[study].Fit!;
            Near(Oracle.Number(row, "tau"), fit.Tau, study + " tau");
            if (Oracle.Optional(row, "Q") is { } q) Near(q, fit.Heterogeneity.Total.Q, study + " Q");
            Effects(fit, row.TryGetProperty("estimate", out JsonElement estimate) ? estimate : row, study);
            Effects(held[study].Fit!, row.TryGetProperty("tauFixed", out JsonElement tauFixed) ? tauFixed : row.GetProperty("fixedTau"), study + " at the tau of all");
        }

        void Effects(NetworkFit fit, JsonElement table, string what)
        {
            foreach (JsonProperty effect in table.GetProperty("TE").EnumerateObject().Where(effect => effect.Name != network.Reference))
            {
                Effect own = fit.Effect(effect.Name, network.Reference);
                double se = table.GetProperty("seTE").GetProperty(effect.Name).GetDouble();
                Oracle.Near(se, own.StandardError, Oracle.MetaforRelative, $"{what}: se of {effect.Name}");
                Oracle.NearOn(se, effect.Value.GetDouble(), own.Estimate, Oracle.MetaforRelative, $"{what}: {effect.Name}");
            }
        }
    }

    private static void Near(double expected, double actual, string what) => Oracle.Near(expected, actual, Oracle.MetaforRelative, what);
}
