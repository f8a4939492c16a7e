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
            case "meta_zero_cells":
                ZeroCellOracle.Compare(Oracle.Expected(name));
                return;
        }

        if (part[0] == "jags")
            JagsOracle.Compare(part[1], part[3], Oracle.Expected(name));
        else if (NetworkName().IsMatch(name))
            NetworkOracle.Compare(part[1], Oracle.Expected(name));
        else
            Assert.Fail($"{name} has no comparison.");
    }

    [GeneratedRegex("^netmeta_[a-z]+[0-9]+_(MD|OR|RR|RD)_(DL|REML|ML)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NetworkName();
}
