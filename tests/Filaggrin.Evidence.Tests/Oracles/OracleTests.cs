using System.Text.Json;
using System.Text.RegularExpressions;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Every file of other packages' results is compared; a file without a comparison fails.</summary>
public partial class OracleTests
{
    // The binomial model comes with its own tests.
    public static TheoryData<string> Files => [.. Oracle.Files.Where(name => !name.Contains("_binomial_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Other_packages_agree(string name)
    {
        string[] part = name.Split('_');
        switch (name)
        {
            case "netmeta_dietaryfat_IRR":
                RateOracle.Compare(Oracle.Expected(name));
                return;
            case "metafor_bcg":
                PairwiseOracle.Compare(Oracle.Expected(name));
                return;
            case "metafor_bcg_more":
                PairwiseOracle.CompareMore(Oracle.Expected(name));
                return;
            case "metafor_senn2013_SMD":
                StandardizedOracle.Compare(Oracle.Expected(name));
                return;
            case "metafor_synthetic25_regression":
                RegressionOracle.Compare(Oracle.Expected(name));
                return;
            case "netmeta_senn2013_disconnected":
                DisconnectedOracle.Compare(Oracle.Expected(name));
                return;
            case "netmetabin_dong2013_MH":
                MantelHaenszelOracle.Compare(Oracle.Expected(name));
                return;
            case "nmathresh_senn2013":
                ThresholdOracle.Compare(Oracle.Expected(name));
                return;
            case "meta_zero_cells":
                ZeroCellOracle.Compare(Oracle.Expected(name));
                return;
        }

        JsonElement expected = Oracle.Expected(name);
        if (part[0] == "jags")
            JagsOracle.Compare(part[1], part[3], expected);
        else if (part.Length == 5)
            CompareAnswer(Oracle.Arms(part[1], EffectMeasures.Parse(part[2])), Oracle.Method(part[3]), part[4], expected);
        else if (NetworkName().IsMatch(name))
            NetworkOracle.Compare(part[1], expected);
        else
            Assert.Fail($"{name} has no comparison.");
    }

    private static void CompareAnswer(Network network, RandomEffects method, string answer, JsonElement expected)
    {
        switch (answer)
        {
            case "split":
                SplitOracle.Compare(network, method, expected);
                break;
            case "design":
                DesignOracle.Compare(network, expected);
                break;
            case "ranks":
                RankOracle.Compare(network.Fit(method), expected);
                break;
            case "funnel":
                FunnelOracle.Compare(network.Fit(method), expected);
                break;
            case "impact":
                ImpactOracle.Compare(network, method, expected);
                break;
            case "contribution":
                ContributionOracle.Compare(network, method, expected);
                break;
            case "leaveoneout":
                LeaveOneOutOracle.Compare(network.WithReference(expected.GetProperty("reference").GetString()!), expected);
                break;
            default:
                Assert.Fail($"«{answer}» has no comparison.");
                break;
        }
    }

    [GeneratedRegex("^netmeta_[a-z]+[0-9]+_(MD|OR|RR|RD)_(DL|REML|ML)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex NetworkName();
}
