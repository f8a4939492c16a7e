using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Points of the comparison-adjusted funnel.</summary>
internal static class FunnelOracle
{
    public static void Compare(NetworkFit fit, JsonElement expected)
    {
        string[] order = [.. expected.GetProperty("order").EnumerateArray().Select(label => label.GetString()!)];
        Dictionary<(string, string, string), FunnelPoint> own = fit.Funnel(order).ToDictionary(point => (point.Study, point.Treatment, point.Comparator));
        Assert.Equal(expected.GetProperty("data").GetArrayLength(), own.Count);
        foreach (JsonElement row in expected.GetProperty("data").EnumerateArray())
        {
            FunnelPoint point = own[(row.GetProperty("studlab").GetString()!, row.GetProperty("treat1").GetString()!, row.GetProperty("treat2").GetString()!)];
            Oracle.NearOn(point.StandardError, Oracle.Number(row, "TE"), point.Estimate, Oracle.Relative, $"{point.Study} estimate");
            Oracle.NearOn(point.StandardError, Oracle.Number(row, "TE.direct"), point.Direct, Oracle.Relative, $"{point.Study} direct");
            Oracle.NearOn(point.StandardError, Oracle.Number(row, "TE.adj"), point.Adjusted, Oracle.Relative, $"{point.Study} adjusted");
            Oracle.Near(Oracle.Number(row, "seTE"), point.StandardError, Oracle.Relative, $"{point.Study} se");
        }
    }
}
