using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Fits of netmeta: every pair, heterogeneity, P-scores.</summary>
internal static class NetworkOracle
{
    public static void Compare(string set, JsonElement expected)
    {
        EffectMeasure measure = EffectMeasures.Parse(expected.GetProperty("sm").GetString()!);
        RandomEffects method = Oracle.Method(expected.GetProperty("methodTau").GetString()!);
        Network arms = Oracle.Arms(set, measure);
        Compare(arms, method, expected);
        string contrasts = set + (measure == EffectMeasure.OddsRatio ? "_or_contrasts" : "_contrasts");
        if (Oracle.Exists(contrasts) && measure is EffectMeasure.OddsRatio or EffectMeasure.MeanDifference && Oracle.Exists(contrasts))
            Compare(Network.From(Oracle.Table(contrasts), measure), method, expected);
    }

    public static void ComparePairs(NetworkFit fit, JsonElement expected)
    {
        LeagueTable league = fit.League();
        foreach (JsonProperty row in expected.GetProperty("TE").EnumerateObject())
        {
            foreach (JsonProperty cell in row.Value.EnumerateObject())
            {
                Effect effect = league[row.Name, cell.Name];
                double se = expected.GetProperty("seTE").GetProperty(row.Name).GetProperty(cell.Name).GetDouble();
                string what = $"{row.Name} against {cell.Name}";
                Oracle.Near(se, effect.StandardError, Oracle.Relative, what + " se");
                Oracle.NearOn(se, cell.Value.GetDouble(), effect.Estimate, Oracle.Relative, what);
                Limit("lower", effect.Lower);
                Limit("upper", effect.Upper);
                Limit("lowerPredict", effect.PredictionLower);
                Limit("upperPredict", effect.PredictionUpper);

                void Limit(string name, double? actual)
                {
                    if (!expected.TryGetProperty(name, out JsonElement table)) return;
                    JsonElement value = table.GetProperty(row.Name).GetProperty(cell.Name);
                    if (value.ValueKind == JsonValueKind.Number) Oracle.NearOn(se, value.GetDouble(), actual ?? double.NaN, Oracle.Relative, $"{what} {name}");
                }
            }
        }
    }

    private static void Compare(Network network, RandomEffects method, JsonElement expected)
    {
        Assert.Equal(expected.GetProperty("k").GetInt32(), network.Trials.Length);
        Assert.Equal(expected.GetProperty("n").GetInt32(), network.Treatments.Length);
        Assert.Equal(expected.GetProperty("m").GetInt32(), network.Comparisons);
        Assert.Equal(expected.GetProperty("d").GetInt32(), network.Designs);
        NetworkFit random = network.Fit(method);
        Oracle.Near(Oracle.Number(expected, "tau2"), random.TauSquared, Oracle.Relative, "tau2");
        Oracle.Near(Oracle.Number(expected, "tau"), random.Tau, Oracle.Relative, "tau");
        Heterogeneity q = random.Heterogeneity;
        Oracle.Near(Oracle.Number(expected, "I2"), q.ISquared, Oracle.Relative, "I2");
        CompareQ("Q", "dfQ", q.Total);
        CompareQ("Qheterogeneity", "dfQheterogeneity", q.WithinDesigns);
        CompareQ("Qinconsistency", "dfQinconsistency", q.BetweenDesigns);
        Oracle.Near(Oracle.Number(expected, "pQ"), q.Total.PValue, Oracle.Relative, "p of Q");
        ComparePairs(network.FitCommonEffect(), expected.GetProperty("common"));
        ComparePairs(random, expected.GetProperty("random"));
        SmallValues small = expected.GetProperty("smallValues").GetString() == "desirable" ? SmallValues.Desirable : SmallValues.Undesirable;
        CompareScores(network.FitCommonEffect().PScores(small), expected.GetProperty("pscoreCommon"));
        CompareScores(random.PScores(small), expected.GetProperty("pscoreRandom"));
        if (expected.TryGetProperty("decomposition", out JsonElement decomposition)) DesignOracle.Compare(network, decomposition, "overall", "withinDesign", "betweenDesignRandom");
        if (expected.TryGetProperty("split", out JsonElement split)) SplitOracle.Compare(random.NodeSplits(), split.GetProperty("random"));

        void CompareScores(IReadOnlyList<double> scores, JsonElement table)
        {
            foreach (JsonProperty score in table.EnumerateObject()) Oracle.Near(score.Value.GetDouble(), scores[network.IndexOf(score.Name)], Oracle.Relative, "P-score of " + score.Name);
        }

        void CompareQ(string name, string df, QStatistic actual)
        {
            Oracle.Near(Oracle.Number(expected, name), actual.Q, Oracle.Relative, name);
            Assert.Equal(expected.GetProperty(df).GetInt32(), actual.DegreesOfFreedom);
        }
    }
}
