using System.Text.Json;
using Filaggrin.Cli.Output.Evidence;
using Filaggrin.Evidence;

namespace Filaggrin.Cli.Output;

/// <summary>A fit as JSON, schema <c>filaggrin.network/1</c> (docs/schema/network.json).</summary>
internal static class NetworkJson
{
    private const string Schema = "filaggrin.network/1";

    /// <summary>Writes the whole document.</summary>
    public static void Write(Utf8JsonWriter json, EvidenceReport report)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        Members(json, report);
        if (!report.Others.IsEmpty)
        {
            json.WriteStartArray("otherSubnetworks");
            foreach (EvidenceReport other in report.Others)
            {
                json.WriteStartObject();
                Members(json, other);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter json, EvidenceReport report)
    {
        Network network = report.Network;
        json.WriteString("measure", network.Measure.Symbol());
        json.WriteString("scale", network.Measure.IsRatio() ? "log" : "natural");
        json.WriteString("model", report.Model);
        json.WriteString("method", report.Method);
        json.WriteString("reference", network.Reference);
        json.WriteString("smallValues", report.SmallValues == SmallValues.Desirable ? "desirable" : "undesirable");
        json.WriteNumber("studies", network.Trials.Length);
        json.Texts("treatments", network.Treatments);
        json.WriteNumber("comparisons", network.Comparisons);
        json.WriteNumber("designs", network.Designs);
        json.Number("tau", report.Tau);
        json.Number("tau2", report.TauSquared);
        if (report.Fit is { } fit)
        {
            if (fit.TauSquaredError is { } error) json.Number("seTau2", error);
            json.Number("logLikelihood", fit.LogLikelihood);
            json.Number("restrictedLogLikelihood", fit.Restricted);
        }

        if (report.TauPosterior is { } tau) Posterior(json, "tauPosterior", tau);
        if (report.Quadrature is { } quadrature)
        {
            json.WriteString("prior", quadrature.Prior);
            json.WriteString("likelihood", report.Likelihood == Likelihood.Binomial ? "binomial" : "normal");
            json.WriteStartObject("quadrature");
            json.WriteNumber("nodes", quadrature.Nodes);
            json.Number("error", quadrature.Error);
            json.WriteEndObject();
        }

        Heterogeneity q = report.Heterogeneity;
        json.Number("i2", q.ISquared);
        json.WriteStartObject("q");
        json.Number("total", q.Total.Q);
        json.WriteNumber("df", q.Total.DegreesOfFreedom);
        json.Number("p", q.Total.PValue);
        json.Number("heterogeneity", q.WithinDesigns.Q);
        json.WriteNumber("dfHeterogeneity", q.WithinDesigns.DegreesOfFreedom);
        json.Number("pHeterogeneity", q.WithinDesigns.PValue);
        json.Number("inconsistency", q.BetweenDesigns.Q);
        json.WriteNumber("dfInconsistency", q.BetweenDesigns.DegreesOfFreedom);
        json.Number("pInconsistency", q.BetweenDesigns.PValue);
        json.WriteEndObject();
        json.WriteStartArray("effects");
        foreach (EvidenceEffect effect in report.Effects) Effect(json, effect);
        json.WriteEndArray();
        json.WriteStartArray("ranking");
        foreach (EvidenceRank rank in report.Ranking) Rank(json, rank);
        json.WriteEndArray();
        FitAnswersJson.Write(json, network, report.Answers);
        json.Texts("warnings", report.Warnings);
    }

    private static void Effect(Utf8JsonWriter json, EvidenceEffect effect)
    {
        json.WriteStartObject();
        json.WriteString("treatment", effect.Treatment);
        json.WriteString("comparator", effect.Comparator);
        json.Number("estimate", effect.Estimate);
        json.Number("se", effect.Se);
        json.Number("lower", effect.Lower);
        json.Number("upper", effect.Upper);
        json.Number("predictionLower", effect.PredictionLower);
        json.Number("predictionUpper", effect.PredictionUpper);
        if (effect.Posterior is { } posterior) Posterior(json, "posterior", posterior);
        if (effect.WithoutBounds is { } why) json.WriteString("notBounded", ComparisonPage.PriorOnly(why));
        json.WriteEndObject();
    }

    private static void Rank(Utf8JsonWriter json, EvidenceRank rank)
    {
        json.WriteStartObject();
        json.WriteString("treatment", rank.Treatment);
        json.Number("pScore", rank.PScore);
        json.Number("sucra", rank.PScore); // the two are one number: Rücker and Schwarzer 2015
        json.WriteStartArray("rankProbabilities");
        foreach (double probability in rank.RankProbabilities) json.WriteNumberValue(probability);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Posterior(Utf8JsonWriter json, string name, PosteriorSummary posterior)
    {
        json.WriteStartObject(name);
        json.Number("mean", posterior.Mean);
        json.Number("sd", posterior.Sd);
        json.Number("median", posterior.Median);
        json.Number("lower", posterior.Lower);
        json.Number("upper", posterior.Upper);
        json.WriteEndObject();
    }
}
