using System.Collections.Concurrent;
using System.Collections.Immutable;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Advice.Effects;

/// <summary>The network of one outcome, age group and background; fitted once, asked often.</summary>
internal sealed class EffectNetwork
{
    /// <summary>The treatment that most trials compare with.</summary>
    public const string Placebo = "placebo";

    private readonly TrialLibrary _library;
    private readonly SelectedNetwork _selected;
    private readonly NetworkComparer _comparer;
    private readonly SmallValues _smallValues;
    private readonly BaselineRisk? _baseline;
    private readonly ILookup<string, SelectedArm> _arms;
    private readonly ConcurrentDictionary<(string Treatment, string Comparator), EffectEstimate?> _estimates = new();

    private EffectNetwork(TrialLibrary library, TrialSelection selection, SelectedNetwork selected, Outcome outcome)
    {
        _library = library;
        _selected = selected;
        _smallValues = outcome.HigherIsBetter ? SmallValues.Undesirable : SmallValues.Desirable;
        _comparer = new(selected.Network, _smallValues, HeterogeneityPrior.For(selected.Network.Measure, outcome.Domain).Prior);
        _baseline = outcome.Kind == OutcomeKind.Binary ? BaselineRisk.Pooled(selected.Network, Placebo) : null;
        _arms = selection.Arms.ToLookup(arm => arm.Agent, StringComparer.Ordinal);
    }

    /// <summary>The network of a query; null where no trials answer it.</summary>
    /// <param name="library">The trials.</param>
    /// <param name="query">The query.</param>
    /// <param name="agents">The agents that the network is cut to, placebo aside; null: all.</param>
    public static EffectNetwork? Of(TrialLibrary library, TrialQuery query, ImmutableArray<string>? agents)
    {
        Outcome outcome = library.FindOutcome(query.Outcomes[0])!;
        TrialSelection selection = TrialSelection.Of(library, query);
        if (agents is { } kept) selection = selection with { Arms = Cut(selection.Arms, kept) };
        if (selection.Arms.IsEmpty) return null;
        SelectedNetwork network = SelectedNetwork.Of(library, selection, outcome.Kind == OutcomeKind.Binary ? EffectMeasure.OddsRatio : EffectMeasure.MeanDifference);
        return new(library, selection, network, outcome);
    }

    /// <summary>The regimens of an agent, the most studied first.</summary>
    public IEnumerable<string> Treatments(string agent) => _arms[agent].GroupBy(arm => arm.Treatment, StringComparer.Ordinal)
        .Where(same => Has(same.Key))
        .OrderByDescending(same => same.Sum(arm => arm.N)).ThenBy(same => same.Key, StringComparer.Ordinal).Select(same => same.Key);

    /// <summary>Placebo is in the network.</summary>
    public bool HasPlacebo => Has(Placebo);

    /// <summary>One treatment against another; null where no trials join them.</summary>
    public EffectEstimate? Compare(string treatment, string comparator) =>
        _estimates.GetOrAdd((treatment, comparator), pair => Estimate(pair.Treatment, pair.Comparator));

    private EffectEstimate? Estimate(string treatment, string comparator)
    {
        if (_comparer.SharesOf(treatment, comparator) is not { } shares) return null;
        NetworkFit fit = _comparer.FitOf(treatment);
        Effect effect = fit.Effect(treatment, comparator);
        bool ratio = _selected.Network.Measure == EffectMeasure.OddsRatio;
        EffectTrial[] trials =
        [
            .. shares.GroupBy(share => share.Study, StringComparer.Ordinal)
                .Select(study => new EffectTrial(_library.FindTrial(study.Key)!, study.Sum(share => share.Share)))
                .OrderByDescending(trial => Math.Round(trial.Share, 6)).ThenBy(trial => trial.Trial.Id, StringComparer.Ordinal),
        ];
        HashSet<string> studies = [.. trials.Select(trial => trial.Trial.Id)];
        double provisional = shares
            .Where(share => _selected.Provisional.Contains((share.Study, share.Treatment)) || _selected.Provisional.Contains((share.Study, share.Comparator))).Sum(share => share.Share);
        string agent = _arms.First(group => group.Any(arm => arm.Treatment == treatment)).Key;
        return new(
            treatment, treatment[agent.Length..].Trim(), comparator, ratio ? "OR" : "MD", Shown(effect.Estimate), Shown(effect.Lower), Shown(effect.Upper),
            effect.PredictionLower is { } low ? Shown(low) : null, effect.PredictionUpper is { } high ? Shown(high) : null,
            _selected.Network.TrialsOf(treatment, comparator).Count(), [.. trials], _arms.SelectMany(group => group).Where(arm => studies.Contains(arm.Trial)).Sum(arm => arm.N), Math.Min(1, provisional),
            _baseline is { } baseline ? AbsoluteComparison.Of(fit, treatment, comparator, baseline, _smallValues) : null);

        double Shown(double value) => ratio ? Math.Exp(value) : value;
    }

    private bool Has(string treatment) => _selected.Network.Treatments.Contains(treatment, StringComparer.Ordinal);

    private static ImmutableArray<SelectedArm> Cut(ImmutableArray<SelectedArm> arms, ImmutableArray<string> agents) =>
    [
        .. arms.Where(arm => arm.Agent == Placebo || agents.Contains(arm.Agent, StringComparer.Ordinal))
            .GroupBy(arm => arm.Trial, StringComparer.Ordinal).Where(trial => trial.Count() > 1).SelectMany(trial => trial),
    ];
}
