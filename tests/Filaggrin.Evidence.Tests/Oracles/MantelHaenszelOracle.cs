using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Mantel-Haenszel network meta-analysis of rare events.</summary>
internal static class MantelHaenszelOracle
{
    public static void Compare(JsonElement expected)
    {
        MantelHaenszel own = MantelHaenszel.Fit(Oracle.Table("dong2013_arms").Arms.Cast<BinaryArm>());
        foreach (JsonProperty row in expected.GetProperty("TE").EnumerateObject())
        {
            foreach (JsonProperty cell in row.Value.EnumerateObject().Where(cell => cell.Name != row.Name))
            {
                double se = expected.GetProperty("seTE").GetProperty(row.Name).GetProperty(cell.Name).GetDouble();
                Oracle.Near(se, own[row.Name, cell.Name].StandardError, Oracle.Relative, $"{row.Name} against {cell.Name} se");
                Oracle.NearOn(se, cell.Value.GetDouble(), own[row.Name, cell.Name].Estimate, Oracle.Relative, $"{row.Name} against {cell.Name}");
            }
        }
    }
}
