using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Direct and indirect evidence as netmeta's netsplit finds it.</summary>
internal static class SplitOracle
{
    public static void Compare(Network network, RandomEffects method, JsonElement expected)
    {
        NetworkFit common = network.FitCommonEffect(), random = network.Fit(method);
        Compare(common.NodeSplits(), expected.GetProperty("backCalculation").GetProperty("common"));
        Compare(random.NodeSplits(), expected.GetProperty("backCalculation").GetProperty("random"));
        if (!expected.TryGetProperty("sidde", out JsonElement sidde) || sidde.ValueKind != JsonValueKind.Object || !sidde.TryGetProperty("common", out _)) return;
        Compare(common.NodeSplits(SplitMethod.DesignsApart), sidde.GetProperty("common"));
        // netsplit estimates τ anew from contrasts and errors alone, which loses the covariance of trials with several arms. Where such
        // a trial is left, the indirect estimate is held to the file's at the τ that its standard error implies; elsewhere at our own.
        NodeSplit[] apart = [.. random.NodeSplits(SplitMethod.DesignsApart)];
        Compare(apart.Select(split => split.Indirect is null || split.Direct is null ? split : split with { Indirect = AtTauOf(sidde.GetProperty("random"), network, split) }), sidde.GetProperty("random"));
    }

    private static SourceEstimate? AtTauOf(JsonElement expected, Network network, NodeSplit split)
    {
        NetworkTrial[] rest = [.. network.Trials.Where(trial => trial.Arms.Count(arm => arm.Treatment == split.Treatment || arm.Treatment == split.Comparator) < 2)];
        Network part = Network.From(rest.SelectMany(trial => trial.Contrasts()), network.Measure).Subnetworks().Single(part => part.Treatments.Contains(split.Treatment, StringComparer.Ordinal));
        if (part.Trials.All(trial => trial.Arms.Length == 2)) return split.Indirect;
        JsonElement row = expected.EnumerateArray().Single(row => row.GetProperty("comparison").GetString()!.Split(':') is { } pair && pair.Contains(split.Treatment, StringComparer.Ordinal) && pair.Contains(split.Comparator, StringComparer.Ordinal));
        double se = Oracle.Number(row, "indirectSe"), low = 0, high = 10;
        for (int halving = 0; halving < 100; halving++)
        {
            double middle = 0.5 * (low + high);
            if (part.FitAt(middle).Effect(split.Treatment, split.Comparator).StandardError < se) low = middle;
            else high = middle;
        }

        Effect indirect = part.FitAt(low).Effect(split.Treatment, split.Comparator);
        return new SourceEstimate(indirect.Estimate, indirect.StandardError);
    }

    public static void Compare(IEnumerable<NodeSplit> splits, JsonElement expected)
    {
        Dictionary<string, NodeSplit> own = splits.ToDictionary(split => $"{split.Treatment}:{split.Comparator}", StringComparer.Ordinal);
        Assert.Equal(expected.GetArrayLength(), own.Count);
        foreach (JsonElement row in expected.EnumerateArray())
        {
            string comparison = row.GetProperty("comparison").GetString()!;
            bool turned = !own.ContainsKey(comparison);
            NodeSplit split = own[turned ? string.Join(':', comparison.Split(':').Reverse()) : comparison];
            double sign = turned ? -1 : 1;
            Assert.Equal(row.GetProperty("k").GetInt32(), split.Trials);
            Oracle.Near(Oracle.Number(row, "propDirect"), split.DirectShare, Oracle.Refitted, comparison + " share");
            Source("direct", split.Direct);
            Source("indirect", split.Indirect);
            Source("diff", split.Difference);
            Assert.Equal(Oracle.Optional(row, "p") is null, split.PValue is null);
            if (Oracle.Optional(row, "p") is { } p) Oracle.NearOn(1e-3, p, split.PValue!.Value, Oracle.Refitted, comparison + " p");

            void Source(string name, SourceEstimate? actual)
            {
                string what = $"{comparison} {name}";
                double? estimate = Oracle.Optional(row, name + "TE");
                Assert.True(estimate is null == actual is null, $"{what}: one has none");
                if (estimate is not { } te || actual is not { } source) return;
                double se = Oracle.Number(row, name + "Se");
                Oracle.Near(se, source.StandardError, Oracle.Refitted, what + " se");
                Oracle.NearOn(se, te, sign * source.Estimate, Oracle.Refitted, what);
            }
        }
    }
}
