using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Contributions of direct comparisons to network estimates.</summary>
internal static class ContributionOracle
{
    public static void Compare(Network network, RandomEffects method, JsonElement expected)
    {
        Compare(network.FitCommonEffect(), "common", expected);
        Compare(network.Fit(method), "random", expected);
    }

    private static void Compare(NetworkFit fit, string effects, JsonElement expected)
    {
        JsonElement methods = expected.GetProperty("contribution");
        Compare(fit, fit.HatMatrix(), expected.GetProperty("hat").GetProperty(effects), "hat");
        Compare(fit, fit.Contributions(ContributionMethod.RandomWalk), methods.GetProperty("randomwalk").GetProperty(effects), "random walk");
        Compare(fit, fit.Contributions(ContributionMethod.PseudoInverse), methods.GetProperty("pseudoinverse").GetProperty(effects), "pseudoinverse");
        CompareShortest(fit, methods.GetProperty("shortestpath").GetProperty(effects));
    }

    // Of several shortest paths the one that is taken first decides, which the method leaves open: rows with such ties may differ, but
    // direct evidence always goes first and every row sums to 1. Only senn2013 has rows that differ.
    private static void CompareShortest(NetworkFit fit, JsonElement expected)
    {
        ContributionMatrix own = fit.Contributions(ContributionMethod.ShortestPath);
        int different = 0, rows = 0;
        foreach (JsonProperty row in expected.EnumerateObject())
        {
            (string treatment, string comparator) = Pair(fit, row.Name);
            rows++;
            Oracle.Near(1, own.Row(treatment, comparator).Sum(), Oracle.Relative, row.Name);
            bool same = true;
            foreach (JsonProperty cell in row.Value.EnumerateObject())
            {
                (string first, string second) = Pair(fit, cell.Name);
                double actual = own[treatment, comparator, first, second];
                if (cell.Name == row.Name) Oracle.NearOn(1e-3, cell.Value.GetDouble(), actual, Oracle.Relative, row.Name);
                same &= Math.Abs(actual - cell.Value.GetDouble()) <= Oracle.Relative;
            }

            if (!same) different++;
        }

        Assert.True(different <= (fit.Network.Treatments.Length == 10 ? rows / 5 : 0), $"{different} of {rows} rows differ");
    }

    private static void Compare(NetworkFit fit, ContributionMatrix own, JsonElement expected, string what)
    {
        foreach (JsonProperty row in expected.EnumerateObject())
        {
            (string treatment, string comparator) = Pair(fit, row.Name);
            foreach (JsonProperty cell in row.Value.EnumerateObject())
            {
                (string first, string second) = Pair(fit, cell.Name);
                double actual = own[treatment, comparator, first, second];
                Oracle.NearOn(1e-3, cell.Value.GetDouble(), actual, Oracle.Relative, $"{what}: {cell.Name} in {row.Name}");
            }
        }
    }

    private static (string, string) Pair(NetworkFit fit, string name)
    {
        foreach (string treatment in fit.Network.Treatments)
        {
            if (name.StartsWith(treatment + ":", StringComparison.Ordinal) && fit.Network.Treatments.Contains(name[(treatment.Length + 1)..], StringComparer.Ordinal)) return (treatment, name[(treatment.Length + 1)..]);
        }

        throw new InvalidOperationException(name);
    }
}
