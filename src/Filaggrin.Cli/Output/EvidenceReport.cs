using System.Collections.Immutable;
using Filaggrin.Cli.Output.Evidence;
using Filaggrin.Evidence;

namespace Filaggrin.Cli.Output;

/// <summary>One line of the league table.</summary>
internal sealed record EvidenceEffect(
    string Treatment, string Comparator, double Estimate, double Se, double Lower, double Upper, double? PredictionLower, double? PredictionUpper, PosteriorSummary? Posterior)
{
    /// <summary>Why only the prior limits it; null where the trials bound it.</summary>
    public string? WithoutBounds { get; init; }
}

/// <summary>The place of one treatment.</summary>
internal sealed record EvidenceRank(string Treatment, double PScore, IReadOnlyList<double> RankProbabilities);

/// <summary>A fit as it is written: of a network, or of one part where trials do not join all.</summary>
internal sealed record EvidenceReport(
    Network Network,
    string Model,
    string? Method,
    double Tau,
    double TauSquared,
    PosteriorSummary? TauPosterior,
    (string Prior, int Nodes, double Error)? Quadrature,
    Heterogeneity Heterogeneity,
    SmallValues SmallValues,
    ImmutableArray<EvidenceEffect> Effects,
    ImmutableArray<EvidenceRank> Ranking,
    ImmutableArray<string> Warnings)
{
    private const int RankPoints = 1 << 16;

    /// <summary>The parts of the network that cannot be compared with this one.</summary>
    public ImmutableArray<EvidenceReport> Others { get; init; } = [];

    /// <summary>Answers beside effects and order, where they were asked for.</summary>
    public FitAnswers Answers { get; init; } = new();

    /// <summary>The standard error of τ² where the method has one, and the log likelihoods of the fit; of a Bayesian fit null.</summary>
    public (double? TauSquaredError, double LogLikelihood, double Restricted)? Fit { get; init; }

    /// <summary>Likelihood of a Bayesian fit; null of others.</summary>
    public Likelihood? Likelihood { get; init; }

    /// <summary>A fit with estimates and confidence limits.</summary>
    public static EvidenceReport Of(NetworkFit fit, string? method, SmallValues smallValues) => new(
        fit.Network,
        method is null ? "common" : "random",
        method,
        fit.Tau,
        fit.TauSquared,
        null,
        null,
        fit.Heterogeneity,
        smallValues,
        [.. fit.League().Effects.Select(effect => new EvidenceEffect(
            effect.Treatment, effect.Comparator, effect.Estimate, effect.StandardError, effect.Lower, effect.Upper, effect.PredictionLower, effect.PredictionUpper, null))],
        Ranks(fit.Network, fit.PScores(smallValues), fit.RankProbabilities(smallValues, RankPoints)),
        fit.Network.Warnings)
    {
        Fit = (fit.TauSquaredStandardError, fit.LogLikelihood, fit.RestrictedLogLikelihood),
    };

    /// <summary>A posterior.</summary>
    public static EvidenceReport Of(BayesianFit fit, SmallValues smallValues) => new(
        fit.Network,
        "random",
        "Bayes",
        fit.Tau.Mean,
        fit.TauSquared,
        fit.Tau,
        (fit.Prior.Form, fit.Nodes, fit.QuadratureError),
        fit.Heterogeneity,
        smallValues,
        [.. fit.League().Effects.Zip(fit.Predictions().Effects, (effect, prediction) => new EvidenceEffect(
            effect.Treatment,
            effect.Comparator,
            effect.Posterior.Mean,
            effect.Posterior.Sd,
            effect.Posterior.Lower,
            effect.Posterior.Upper,
            prediction.Posterior.Lower,
            prediction.Posterior.Upper,
            effect.Posterior)
        {
            WithoutBounds = fit.WithoutBounds(effect.Treatment, effect.Comparator),
        })],
        Ranks(fit.Network, fit.Sucra(smallValues), fit.RankProbabilities(smallValues, RankPoints)),
        fit.Warning is { } warning ? fit.Network.Warnings.Add(warning) : fit.Network.Warnings)
    {
        Likelihood = fit.Likelihood,
    };

    /// <summary>Best first.</summary>
    private static ImmutableArray<EvidenceRank> Ranks(Network network, IReadOnlyList<double> scores, RankProbabilities probabilities) =>
        [.. network.Treatments.Select((treatment, index) => new EvidenceRank(treatment, scores[index], probabilities[treatment])).OrderByDescending(rank => rank.PScore)];
}
