using System.Collections.Immutable;
using System.Globalization;

namespace Filaggrin.Evidence.Plots;

/// <summary>The answers of a fit that pictures draw, whichever way the network was fitted.</summary>
public sealed class PlotModel
{
    private readonly Func<string, string, PlotEstimate> _effect;
    private readonly IReadOnlyList<double> _scores;
    private readonly Lazy<RankProbabilities> _ranks;
    private readonly Lazy<TrialShares> _shares;

    private PlotModel(NetworkFit weights, SmallValues smallValues, string words, string scoreName, Func<string, string, PlotEstimate> effect, IReadOnlyList<double> scores, Func<RankProbabilities> ranks)
    {
        Weights = weights;
        SmallValues = smallValues;
        Words = words;
        ScoreName = scoreName;
        _effect = effect;
        _scores = scores;
        _ranks = new Lazy<RankProbabilities>(ranks);
        _shares = new Lazy<TrialShares>(() => TrialShares.Of(weights));
        Order = [.. Network.Treatments.OrderByDescending(treatment => Math.Round(Score(treatment), 12)).ThenBy(treatment => treatment, StringComparer.Ordinal)];
    }

    /// <summary>The network; connected.</summary>
    public Network Network => Weights.Network;

    /// <summary>Direction of the outcome.</summary>
    public SmallValues SmallValues { get; }

    /// <summary>The model in a few words.</summary>
    public string Words { get; }

    /// <summary>P-score or SUCRA.</summary>
    public string ScoreName { get; }

    /// <summary>Treatments, best score first.</summary>
    public ImmutableArray<string> Order { get; }

    /// <summary>The fit whose τ weighs the trials; of a Bayesian fit one at the posterior mean of τ.</summary>
    public NetworkFit Weights { get; }

    /// <summary>The answers of a fit with normal limits.</summary>
    public static PlotModel Of(NetworkFit fit, SmallValues smallValues)
    {
        Heterogeneity heterogeneity = fit.Heterogeneity;
        string tau = fit.Method is null && fit.TauSquared == 0 ? "common effect" : string.Create(CultureInfo.InvariantCulture, $"random effects ({Name(fit.Method)}), τ {fit.Tau:0.000}");
        string words = string.Create(CultureInfo.InvariantCulture, $"{tau}; I² {100 * heterogeneity.ISquared:0} %, Q {heterogeneity.Total.Q:0.0} on {heterogeneity.Total.DegreesOfFreedom} df");
        return new PlotModel(fit, smallValues, words, "P-score", Effect, fit.PScores(smallValues), () => fit.RankProbabilities(smallValues));

        PlotEstimate Effect(string treatment, string comparator)
        {
            Effect effect = fit.Effect(treatment, comparator);
            return new PlotEstimate(effect.Estimate, effect.Lower, effect.Upper, effect.PredictionLower, effect.PredictionUpper);
        }
    }

    /// <summary>The answers of a Bayesian fit.</summary>
    public static PlotModel Of(BayesianFit fit, SmallValues smallValues)
    {
        PosteriorLeague league = fit.League(), predictions = fit.Predictions();
        string words = string.Create(CultureInfo.InvariantCulture, $"Bayesian random effects, prior of τ {fit.Prior.Form}; τ {fit.Tau.Median:0.000} ({fit.Tau.Lower:0.000} to {fit.Tau.Upper:0.000})");
        return new PlotModel(fit.Network.FitAt(fit.Tau.Mean), smallValues, words, "SUCRA", Effect, league.Sucra(smallValues), () => fit.RankProbabilities(smallValues));

        PlotEstimate Effect(string treatment, string comparator)
        {
            PosteriorEffect found = league[treatment, comparator];
            PosteriorSummary effect = found.Posterior, further = predictions[treatment, comparator].Posterior;
            return new PlotEstimate(effect.Median, effect.Lower, effect.Upper, further.Lower, further.Upper) { IsBounded = found.IsBounded };
        }
    }

    /// <summary>One treatment against another.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public PlotEstimate Effect(string treatment, string comparator) => _effect(treatment, comparator);

    /// <summary>P-score or SUCRA, 0 to 1.</summary>
    /// <exception cref="EvidenceException">The treatment is not in the network.</exception>
    public double Score(string treatment) => _scores[Network.IndexOf(treatment)];

    /// <summary>Probability of each rank.</summary>
    /// <exception cref="EvidenceException">The treatment is not in the network.</exception>
    public IReadOnlyList<double> Ranks(string treatment) => _ranks.Value[treatment];

    /// <summary>Share of an estimate that rests on provisional figures, 0 to 1.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public double ProvisionalShare(PlotSubject subject, string treatment, string comparator) =>
        subject.Provisional.IsEmpty ? 0 : _shares.Value[treatment, comparator].Where(subject.IsProvisional).Sum(share => share.Share);

    /// <summary>Name of an estimator.</summary>
    internal static string Name(RandomEffects? method) => method switch
    {
        RandomEffects.DerSimonianLaird => "DL",
        RandomEffects.Reml => "REML",
        RandomEffects.MaximumLikelihood => "ML",
        RandomEffects.PauleMandel => "PM",
        null => "τ given",
        _ => method.Value.ToString(),
    };
}
