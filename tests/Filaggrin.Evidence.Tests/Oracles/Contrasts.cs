using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Contrasts of single trials.</summary>
internal static class Contrasts
{
    /// <summary>Every expected contrast is one of the network's, and there are no others.</summary>
    public static void Compare(Network network, JsonElement expected, string study)
    {
        Dictionary<(string, string, string), Contrast> own = [];
        foreach (Contrast contrast in network.Trials.SelectMany(trial => trial.Contrasts()))
        {
            own[(contrast.Study, contrast.Treatment, contrast.Comparator)] = contrast;
            own[(contrast.Study, contrast.Comparator, contrast.Treatment)] = contrast with { Estimate = -contrast.Estimate };
        }

        int compared = 0;
        foreach (JsonElement row in expected.EnumerateArray())
        {
            (string, string, string) key = (row.GetProperty(study).GetString()!, row.GetProperty("treat1").GetString()!, row.GetProperty("treat2").GetString()!);
            if (row.GetProperty("TE").ValueKind != JsonValueKind.Number)
            {
                // Two arms without any event in a trial whose third arm has some: meta leaves the pair out, netmeta's fits keep it.
                if (own.Remove(key) && own.Remove((key.Item1, key.Item3, key.Item2))) Assert.All(Pair(network, key), arm => Assert.Equal(0, ((BinaryArm)arm.Data!).Events));
                continue;
            }

            Oracle.NearOn(own[key].StandardError, Oracle.Number(row, "TE"), own[key].Estimate, Oracle.Relative, $"{key}");
            Oracle.Near(Oracle.Number(row, "seTE"), own[key].StandardError, Oracle.Relative, $"{key} se");
            compared++;
        }

        Assert.Equal(own.Count / 2, compared);
    }

    private static IEnumerable<TrialArm> Pair(Network network, (string Study, string First, string Second) key) =>
        network.Trials.Single(trial => trial.Study == key.Study).Arms.Where(arm => arm.Treatment == key.First || arm.Treatment == key.Second);
}
