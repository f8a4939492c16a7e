using System.Globalization;
using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Posteriors by JAGS, within its Monte-Carlo errors: 3 for τ, 4.5 for the largest of many quantities.</summary>
internal static class JagsOracle
{
    private const double ForTau = 3;
    private const double ForMany = 4.5;
    private const int Points = 1 << 21;

    public static void Compare(string set, string prior, JsonElement expected)
    {
        Network network = Oracle.Arms(set, EffectMeasure.MeanDifference);
        BayesianFit fit = network.FitBayesian(prior switch
        {
            "halfnormal1" => new HalfNormalPrior(1),
            "uniform05" => new UniformPrior(0, 5),
            _ => throw new ArgumentOutOfRangeException(nameof(prior), prior, null),
        });
        Assert.True(fit.QuadratureError <= 1e-8, $"quadrature {fit.QuadratureError:R}");
        Compare(fit, expected);
    }

    /// <summary>Every quantity of the file.</summary>
    public static void Compare(BayesianFit fit, JsonElement expected)
    {
        string[] treatments = [.. expected.GetProperty("treatments").EnumerateArray().Select(label => label.GetString()!)];
        JsonElement parameters = expected.GetProperty("parameters");
        Parameter(parameters.GetProperty("sd"), fit.Tau, ForTau, "tau");
        PosteriorLeague league = fit.League();
        for (int k = 1; k < treatments.Length; k++)
        {
            string name = $"d[{(k + 1).ToString(CultureInfo.InvariantCulture)}]";
            JsonElement own = parameters.GetProperty(name);
            Parameter(own, league[treatments[k], treatments[0]].Posterior, ForMany, $"{name} {treatments[k]}");
        }

        Contrasts(league, treatments, expected);
        RankProbabilities ranks = fit.RankProbabilities(SmallValues.Desirable, Points);
        IReadOnlyList<double> sucra = fit.Sucra(SmallValues.Desirable);
        foreach (string treatment in treatments)
        {
            Within(Oracle.Number(expected.GetProperty("sucraLowerIsBetter"), treatment), sucra[fit.Network.IndexOf(treatment)], Oracle.Number(expected.GetProperty("sucraMcse"), treatment), ForMany, $"SUCRA {treatment}");
            JsonElement[] probabilities = [.. expected.GetProperty("rankProbabilityAscendingEffect").GetProperty(treatment).EnumerateArray()];
            JsonElement[] errors = [.. expected.GetProperty("rankProbabilityMcse").GetProperty(treatment).EnumerateArray()];
            for (int rank = 0; rank < probabilities.Length; rank++)
            {
                // Errors of a handful of draws say nothing of themselves.
                double error = Math.Max(errors[rank].GetDouble(), 2e-4);
                Within(probabilities[rank].GetDouble(), ranks[treatment][rank], error, ForMany, $"rank {rank + 1} of {treatment}");
            }
        }
    }

    private static void Contrasts(PosteriorLeague league, string[] treatments, JsonElement expected)
    {
        // The file has no errors for these; the weaker of the two parameters stands in.
        foreach (string row in treatments)
        {
            foreach (string column in treatments.Where(label => label != row))
            {
                JsonElement cell = expected.GetProperty("contrasts").GetProperty(row).GetProperty(column);
                PosteriorSummary posterior = league[row, column].Posterior;
                double error = Math.Max(Error(row, "mcse"), Error(column, "mcse")), errorSd = Math.Max(Error(row, "mcseSd"), Error(column, "mcseSd"));
                Within(Oracle.Number(cell, "mean"), posterior.Mean, error, ForMany, $"mean {row} against {column}");
                Within(Oracle.Number(cell, "sd"), posterior.Sd, errorSd, ForMany, $"sd {row} against {column}");
            }
        }

        double Error(string treatment, string name) =>
            Oracle.Number(expected.GetProperty("parameters").GetProperty($"d[{(Array.IndexOf(treatments, treatment) + 1).ToString(CultureInfo.InvariantCulture)}]"), name);
    }

    private static void Parameter(JsonElement expected, PosteriorSummary actual, double errors, string what)
    {
        Within(Oracle.Number(expected, "mean"), actual.Mean, Oracle.Number(expected, "mcse"), errors, what + " mean");
        Within(Oracle.Number(expected, "sd"), actual.Sd, Oracle.Number(expected, "mcseSd"), errors, what + " sd");
        Within(Oracle.Number(expected, "q025"), actual.Lower, Oracle.Number(expected, "mcseQ025"), errors, what + " 2.5 %");
        Within(Oracle.Number(expected, "q50"), actual.Median, Oracle.Number(expected, "mcseQ50"), errors, what + " median");
        Within(Oracle.Number(expected, "q975"), actual.Upper, Oracle.Number(expected, "mcseQ975"), errors, what + " 97.5 %");
    }

    private static void Within(double expected, double actual, double error, double errors, string what) =>
        Assert.True(Math.Abs(actual - expected) <= errors * error, $"{what}: expected {expected:R}, got {actual:R}, {(actual - expected) / error:F1} Monte-Carlo errors");
}
