using System.Text.Json;
using Filaggrin.Evidence.Tests.Oracles;

namespace Filaggrin.Evidence.Tests.Models;

/// <summary>Posteriors of the binomial model by JAGS.</summary>
public class BinomialOracleTests
{
    public static TheoryData<string> Files => [.. Oracle.Files.Where(name => name.Contains("_binomial_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void JAGS_agrees(string name)
    {
        string[] part = name.Split('_');
        JsonElement expected = Oracle.Expected(name);
        BayesianFit fit = Oracle.Arms(part[1], EffectMeasure.OddsRatio).FitBayesian(Prior(part[3]));
        Assert.Equal(Likelihood.Binomial, fit.Likelihood);
        Assert.True(fit.QuadratureError <= 1e-8, $"quadrature {fit.QuadratureError:R}");
        Assert.True(fit.Check is { Error: < 0.01, Efficiency: > 0.99 }, $"{fit.Check}");
        Assert.Null(fit.Warning);
        JagsOracle.Compare(fit, expected);
    }

    [Fact]
    public void There_are_files() => Assert.Equal(5, Files.Count);

    internal static TauPrior Prior(string name) => name switch
    {
        "halfnormal1" => new HalfNormalPrior(1),
        "uniform05" => new UniformPrior(0, 5),
        "lognormaltau2213158" => new LogNormalPrior(-2.13, 1.58),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
