using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Cli.Commands;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>The network without one trial.</summary>
/// <param name="Study">Label of the trial.</param>
/// <param name="Lost">Treatments that can no longer be compared with the reference.</param>
/// <param name="Tau">Heterogeneity without it; null where nothing is left to fit.</param>
/// <param name="Effects">Against the reference, lost treatments left out.</param>
internal sealed record OmittedTrial(string Study, ImmutableArray<string> Lost, double? Tau, ImmutableArray<(string Treatment, double Estimate, double StandardError)> Effects);

/// <summary>The adjusted funnel.</summary>
/// <param name="Points">Contrasts with the reference.</param>
/// <param name="Asymmetry">Null with fewer than three of them.</param>
internal sealed record FunnelAnswer(ImmutableArray<FunnelPoint> Points, FunnelAsymmetry? Asymmetry);

/// <summary>Answers that were asked for of one connected network; what was not asked is null.</summary>
internal sealed record FitAnswers
{
    private const double Normal975 = 1.959963984540054;

    /// <summary>Every pair that trials compare themselves.</summary>
    public ImmutableArray<NodeSplit>? Splits { get; init; }

    public DesignDecomposition? Designs { get; init; }

    public ContributionMatrix? Contributions { get; init; }

    public ImmutableArray<OmittedTrial>? Omissions { get; init; }

    public ImmutableArray<Threshold>? Thresholds { get; init; }

    public FunnelAnswer? Funnel { get; init; }

    public MetaRegression? Regression { get; init; }

    /// <summary>Every treatment against the reference.</summary>
    public ImmutableArray<(string Treatment, AbsoluteComparison Absolute)>? Absolute { get; init; }

    /// <summary>Answers from estimates with confidence limits.</summary>
    /// <exception cref="EvidenceException">A column cannot be used, or the measure has no absolute risk.</exception>
    public static FitAnswers Of(NetworkFit fit, FitQuestions asked, TrialTable table, SmallValues smallValues) => new()
    {
        Splits = asked.NodeSplit ? [.. fit.NodeSplits().Where(split => split.Trials > 0)] : null,
        Designs = asked.Designs ? DesignDecomposition.Of(fit.Network) : null,
        Contributions = asked.Contributions ? fit.Contributions() : null,
        Omissions = asked.LeaveOneOut ? [.. fit.LeaveOneOut().Select(omission => Omitted(omission, fit.Network))] : null,
        Thresholds = asked.Threshold ? [.. fit.Thresholds(smallValues)] : null,
        Funnel = asked.Funnel ? FunnelOf(fit) : null,
        Regression = asked.Regress.IsDefaultOrEmpty ? null : Regressed(fit, [.. asked.Regress.Select(table.Covariate)]),
        Absolute = asked.Baseline is { } percent ? AbsoluteOf(fit, percent, smallValues) : null,
    };

    /// <summary>Answers from a posterior.</summary>
    public static FitAnswers Of(BayesianFit fit, FitQuestions asked) => new() { Omissions = asked.LeaveOneOut ? [.. fit.LeaveOneOut().Select(omission => Omitted(omission, fit.Network))] : null };

    /// <summary>Limits of an estimate with a normal distribution.</summary>
    public static (double Lower, double Upper) Limits(double estimate, double standardError) => (estimate - Normal975 * standardError, estimate + Normal975 * standardError);

    private static OmittedTrial Omitted(Omission omission, Network network) => new(
        omission.Study, omission.Lost, omission.Fit?.Tau,
        omission.Fit is not { } fit ? [] : [.. fit.Network.Treatments.Where(treatment => treatment != network.Reference).Select(treatment => fit.Effect(treatment, network.Reference)).Select(effect => (effect.Treatment, effect.Estimate, effect.StandardError))]);

    private static OmittedTrial Omitted(PosteriorOmission omission, Network network) => new(
        omission.Study, omission.Lost, Math.Sqrt(omission.TauSquared),
        [.. network.Treatments.Where(treatment => treatment != network.Reference && !omission.Lost.Contains(treatment, StringComparer.Ordinal)).Select(treatment => (treatment, omission[treatment].Mean, omission[treatment].Sd))]);

    private static FunnelAnswer FunnelOf(NetworkFit fit)
    {
        // Small trials are expected to favour what is compared with the reference; contrasts without it have no expected side.
        ImmutableArray<FunnelPoint> points = [.. fit.Funnel([fit.Network.Reference, .. fit.Network.Treatments.Where(treatment => treatment != fit.Network.Reference)]).Where(point => point.Treatment == fit.Network.Reference)];
        return new(points, FunnelAsymmetry.Of(points));
    }

    private static MetaRegression Regressed(NetworkFit fit, Covariate[] covariates) =>
        fit.Method is { } method ? MetaRegression.Fit(fit.Network, method, covariates) : MetaRegression.FitAt(fit.Network, fit.Tau, covariates);

    private static ImmutableArray<(string, AbsoluteComparison)> AbsoluteOf(NetworkFit fit, double percent, SmallValues smallValues)
    {
        if (percent is not (> 0 and < 100)) throw new EvidenceException(string.Create(CultureInfo.InvariantCulture, $"--baseline {percent}: a risk in percent lies between 0 and 100."));
        if (fit.Network.Measure is not (EffectMeasure.OddsRatio or EffectMeasure.RiskRatio or EffectMeasure.RiskDifference or EffectMeasure.HazardRatio))
            throw new EvidenceException($"--baseline: {fit.Network.Measure.Symbol()} has no absolute risk; OR, RR, RD and HR have.");
        BaselineRisk baseline = new(fit.Network.Reference, percent / 100);
        return [.. fit.Network.Treatments.Where(treatment => treatment != fit.Network.Reference).Select(treatment => (treatment, AbsoluteComparison.Of(fit, treatment, fit.Network.Reference, baseline, smallValues)!))];
    }
}
