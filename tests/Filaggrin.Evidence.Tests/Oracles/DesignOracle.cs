using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Decomposition of Q by designs.</summary>
internal static class DesignOracle
{
    public static void Compare(Network network, JsonElement expected)
    {
        Compare(network, expected, "overall", "withinDesign", "interaction");
        Dictionary<string, QStatistic> detached = DesignDecomposition.Of(network).Designs.Where(design => design.Detached is not null)
            .ToDictionary(design => Name(design.Design), design => design.Detached!.Value, StringComparer.Ordinal);
        // netmeta does not detach a design that alone compares one of its treatments; the rest of such a design can still be in a loop.
        Assert.Equal(expected.GetProperty("detach").GetArrayLength(), detached.Keys.Count(design => design.Split(':').All(treatment =>
            network.Trials.Any(trial => Name(trial.Arms.Select(arm => arm.Treatment)) != design && trial.Arms.Any(arm => arm.Treatment == treatment)))));
        foreach (JsonElement row in expected.GetProperty("detach").EnumerateArray())
        {
            string name = row.GetProperty("design").GetString()!;
            CompareQ(row, detached[Name(name.Split(':'))], "detached " + name);
        }
    }

    public static void Compare(Network network, JsonElement expected, string overall, string within, string interaction)
    {
        DesignDecomposition own = DesignDecomposition.Of(network);
        QStatistic[] parts = [own.Overall.Total, own.Overall.WithinDesigns, own.Overall.BetweenDesigns];
        for (int i = 0; i < parts.Length; i++) CompareQ(expected.GetProperty(overall)[i], parts[i], $"overall {i}");
        Dictionary<string, DesignQ> designs = own.Designs.ToDictionary(design => Name(design.Design), StringComparer.Ordinal);
        foreach (JsonElement row in expected.GetProperty(within).EnumerateArray())
        {
            string name = row.GetProperty("design").GetString()!;
            CompareQ(row, designs[Name(name.Split(':'))].Within, "within " + name);
        }

        Assert.Equal(expected.GetProperty(within).GetArrayLength(), designs.Count);
        CompareQ(expected.GetProperty(interaction)[0], own.Interaction, "interaction");
        Oracle.Near(Oracle.Number(expected.GetProperty(interaction)[0], "tau.within"), own.TauWithin, Oracle.Relative, "tau within");
    }

    private static void CompareQ(JsonElement row, QStatistic actual, string what)
    {
        Assert.Equal(row.GetProperty("df").GetInt32(), actual.DegreesOfFreedom);
        Oracle.Near(Oracle.Number(row, "Q"), actual.Q, Oracle.Relative, what);
        if (Oracle.Optional(row, "pval") is { } p) Oracle.Near(p, actual.PValue, Oracle.Relative, what + " p");
    }

    private static string Name(IEnumerable<string> treatments) => string.Join(':', treatments.Order(StringComparer.Ordinal));
}
