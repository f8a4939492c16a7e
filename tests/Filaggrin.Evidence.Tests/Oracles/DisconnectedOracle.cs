using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>A network in two parts: netmeta's parts are ours.</summary>
internal static class DisconnectedOracle
{
    public static void Compare(JsonElement expected)
    {
        JsonElement[] rows = [.. expected.GetProperty("comparisons").EnumerateArray()];
        string[] studies = [.. rows.Select(row => row.GetProperty("study").GetString()!)];
        Network network = Network.From(Oracle.Table("senn2013_arms").Arms.Where(arm => studies.Contains(arm.Study, StringComparer.Ordinal)), EffectMeasure.MeanDifference);
        Assert.False(network.IsConnected);
        Assert.Equal(expected.GetProperty("trials").GetInt32(), network.Trials.Length);
        Assert.Equal(expected.GetProperty("treatments").GetInt32(), network.Treatments.Length);
        Assert.Equal(expected.GetProperty("subnetworks").GetInt32(), network.Components.Length);
        foreach (IGrouping<int, JsonElement> part in rows.GroupBy(row => row.GetProperty("subnetwork").GetInt32()))
        {
            HashSet<string> theirs = [.. part.SelectMany(row => new[] { row.GetProperty("treat1").GetString()!, row.GetProperty("treat2").GetString()! })];
            Network own = network.Subnetworks().Single(sub => sub.Treatments.All(theirs.Contains));
            Assert.Equal(theirs.Order(StringComparer.Ordinal), own.Treatments.Order(StringComparer.Ordinal), StringComparer.Ordinal);
            Assert.Equal(part.Count(), own.Trials.Length);
        }

        EvidenceException fault = Assert.Throws<EvidenceException>(() => network.Fit(RandomEffects.Reml));
        Assert.Equal("the network falls into 2 parts that no trial joins; fit its subnetworks one by one, treatments of different parts are not comparable.", fault.Message);
    }
}
