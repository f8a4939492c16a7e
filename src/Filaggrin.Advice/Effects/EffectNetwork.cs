using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Advice.Effects;

/// <summary>The network of one outcome, age group and background; fitted once, asked often.</summary>
internal sealed partial class EffectNetwork
{
    /// <summary>The treatment that most trials compare with.</summary>
    public const string Placebo = "placebo";

    // With fewer, trials hardly tell τ: the upper limit of τ² is about eight times its estimate at four (chi-squared 0.48 for 4).
    private const int FewDegreesOfFreedom = 5;

    private readonly TrialLibrary _library;
    private readonly SelectedNetwork _selected;
    private readonly NetworkComparer _comparer;
    private readonly HeterogeneityPrior _prior;
    private readonly SmallValues _smallValues;
    private readonly BaselineRisk? _baseline;
    private readonly ImmutableDictionary<string, string> _agents;
    private readonly ILookup<string, SelectedArm> _arms;
    private readonly ConcurrentDictionary<(string Treatment, string Comparator), EffectEstimate?> _estimates = new();

    private EffectNetwork(TrialLibrary library, TrialSelection selection, SelectedNetwork selected, Outcome outcome)
    {
        _library = library;
        _selected = selected;
        _smallValues = outcome.HigherIsBetter ? SmallValues.Undesirable : SmallValues.Desirable;
        _prior = HeterogeneityPrior.For(selected.Network.Measure, outcome.Domain, selection.PooledSd());
        _comparer = new(selected.Network, _smallValues, _prior.Prior);
        _baseline = outcome.Kind == OutcomeKind.Binary ? BaselineRisk.Pooled(selected.Network, Placebo) : null;
        _arms = selection.Arms.ToLookup(arm => arm.Agent, StringComparer.Ordinal);
        _agents = selection.Arms.DistinctBy(arm => arm.Treatment, StringComparer.Ordinal).ToImmutableDictionary(arm => arm.Treatment, arm => arm.Agent, StringComparer.Ordinal);
    }

    /// <summary>The network of a query, on the scale that suits it; null where no trials answer it.</summary>
    public static EffectNetwork? Of(TrialLibrary library, TrialQuery query)
    {
        Outcome outcome = library.FindOutcome(query.Outcomes[0])!;
        TrialSelection selection = TrialSelection.Of(library, query);
        EffectMeasure measure = query.Outcomes.Length > 1 ? EffectMeasure.StandardizedMeanDifference : outcome.Kind == OutcomeKind.Binary ? EffectMeasure.OddsRatio : EffectMeasure.MeanDifference;
        return SelectedNetwork.Find(library, selection, measure) is { } network ? new(library, selection, network, outcome) : null;
    }

    /// <summary>A cut of the network as a key.</summary>
    public static string Key(ImmutableArray<string>? agents) => agents is { } cut ? string.Join(',', cut.Order(StringComparer.Ordinal)) : "*";

    /// <summary>The regimens of an agent, the most studied first.</summary>
    public IEnumerable<string> Treatments(string agent) => _arms[agent].GroupBy(arm => arm.Treatment, StringComparer.Ordinal)
        .Where(same => Has(same.Key))
        .OrderByDescending(same => same.Sum(arm => arm.N)).ThenBy(same => same.Key, StringComparer.Ordinal).Select(same => same.Key);

    /// <summary>Placebo is in the network.</summary>
    public bool HasPlacebo => Has(Placebo);

    /// <summary>A treatment is in the network.</summary>
    public bool Has(string treatment) => _selected.Network.Treatments.Contains(treatment, StringComparer.Ordinal);

    /// <summary>The agents of treatments; a name that is no treatment here stands for itself.</summary>
    public string[] AgentsOf(IEnumerable<string> treatments) => [.. treatments.Select(AgentOf)];

    /// <summary>One treatment against another; null where no trials join them.</summary>
    public EffectEstimate? Compare(string treatment, string comparator) =>
        _estimates.GetOrAdd((treatment, comparator), pair => Estimate(pair.Treatment, pair.Comparator));

    private EffectEstimate? Estimate(string treatment, string comparator)
    {
        if (_comparer.SharesOf(treatment, comparator) is not { } shares) return null;
        NetworkFit fit = _comparer.FitOf(treatment);
        Effect effect = fit.Effect(treatment, comparator);
        EffectTrial[] trials =
        [
            .. shares.GroupBy(share => share.Study, StringComparer.Ordinal)
                .Select(study => new EffectTrial(_library.FindTrial(study.Key)!, study.Sum(share => share.Share)))
                .OrderByDescending(trial => Math.Round(trial.Share, 6)).ThenBy(trial => trial.Trial.Id, StringComparer.Ordinal),
        ];
        return new(
            treatment, treatment[AgentOf(treatment).Length..].Trim(), comparator, _selected.Network.Measure.Symbol(), Shown(effect.Estimate), Shown(effect.Lower), Shown(effect.Upper),
            effect.PredictionLower is { } low ? Shown(low) : null, effect.PredictionUpper is { } high ? Shown(high) : null,
            _selected.Network.TrialsOf(treatment, comparator).Count(), [.. trials], trials.Sum(trial => _selected.Patients[trial.Trial.Id]), Math.Min(1, _selected.ProvisionalShare(shares)),
            _baseline is { } baseline ? AbsoluteComparison.Of(fit, treatment, comparator, baseline, _smallValues) : null)
        {
            Common = Interval(_comparer.CommonFitOf(treatment).Effect(treatment, comparator)),
            Informed = fit.DegreesOfFreedom < FewDegreesOfFreedom ? Informed(treatment, comparator, fit.DegreesOfFreedom) : null,
            Reported = Years([.. trials.Select(trial => trial.Trial.Reference)]),
            WithoutEvents = [.. new[] { treatment, comparator }.Where(HasNoEvent)],
        };
    }

    private InformedEffect? Informed(string treatment, string comparator, int degreesOfFreedom)
    {
        BayesianFit fit = _comparer.BayesianFitOf(treatment);
        PosteriorEffect effect = fit.League()[treatment, comparator];
        return effect.IsBounded ? new(degreesOfFreedom, _prior, Interval(effect.Posterior), Interval(fit.Predictions()[treatment, comparator].Posterior)) : null;
    }

    private bool HasNoEvent(string treatment)
    {
        ImmutableArray<BinaryArm> arms = _selected.Network.CountsOf(treatment);
        return arms.Length > 0 && arms.All(arm => arm.Events == 0);
    }

    private EffectInterval Interval(Effect effect) => new(Shown(effect.Estimate), Shown(effect.Lower), Shown(effect.Upper));

    private EffectInterval Interval(PosteriorSummary posterior) => new(Shown(posterior.Median), Shown(posterior.Lower), Shown(posterior.Upper));

    private double Shown(double value) => _selected.Network.Measure.IsRatio() ? Math.Exp(value) : value;

    private string AgentOf(string treatment) => _agents.GetValueOrDefault(treatment, treatment);

    /// <summary>First and last year that the references name, such as <c>Meggitt 2006</c>.</summary>
    private static (int First, int Last)? Years(string[] references)
    {
        int[] years = [.. references.Select(reference => Year().Match(reference)).Where(year => year.Success).Select(year => int.Parse(year.ValueSpan, CultureInfo.InvariantCulture))];
        return years.Length == 0 ? null : (years.Min(), years.Max());
    }

    [GeneratedRegex(@"\b(19|20)[0-9]{2}\b", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Year();
}
