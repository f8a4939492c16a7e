using System.Collections.Immutable;

namespace Filaggrin.Evidence.Trials;

/// <summary>The network of a selection of trials.</summary>
/// <param name="Network">The network; trials are labelled by their keys.</param>
/// <param name="Provisional">Arms (trial, treatment) with a figure that is provisional or recalled.</param>
/// <param name="Contrasts">Trials that came as a difference between arms, because the source gives no more.</param>
public sealed record SelectedNetwork(Network Network, ImmutableHashSet<(string Study, string Treatment)> Provisional, ImmutableArray<TrialContrast> Contrasts)
{
    /// <summary>Patients of each trial: of the arms used, else of the arms that its contrast compares.</summary>
    public required ImmutableDictionary<string, int> Patients { get; init; }

    /// <summary>Makes a network of a selection.</summary>
    /// <param name="library">Where the selection comes from; of a standardised mean difference its contrasts are used too, for trials without usable arms.</param>
    /// <param name="selection">The arms.</param>
    /// <param name="measure">What is compared.</param>
    /// <param name="reference">Treatment to show the others against; left out, placebo.</param>
    /// <exception cref="EvidenceException">The measure does not suit the outcome, or nothing is left to compare.</exception>
    public static SelectedNetwork Of(TrialLibrary library, TrialSelection selection, EffectMeasure measure, string? reference = null) =>
        Find(library, selection, measure, reference) ?? throw new EvidenceException($"no trial of this setting tells of {string.Join(", ", selection.Query.Outcomes)} in two arms.");

    /// <summary>The network of a selection; null where no trial compares two treatments.</summary>
    /// <inheritdoc cref="Of"/>
    public static SelectedNetwork? Find(TrialLibrary library, TrialSelection selection, EffectMeasure measure, string? reference = null)
    {
        Outcome[] outcomes = [.. selection.Query.Outcomes.Select(id => library.FindOutcome(id)!)];
        bool counted = outcomes[0].Kind == OutcomeKind.Binary;
        bool counts = measure is EffectMeasure.OddsRatio or EffectMeasure.RiskRatio or EffectMeasure.RiskDifference, means = measure is EffectMeasure.MeanDifference or EffectMeasure.StandardizedMeanDifference;
        if (counted ? !counts : !means) throw new EvidenceException($"{outcomes[0].Id} is {(counted ? "counted: OR, RR or RD" : "measured: MD or SMD")} suit it; {measure.Symbol()} does not.");
        if (outcomes.Select(outcome => outcome.HigherIsBetter).Distinct().Count() > 1) throw new EvidenceException($"{string.Join(", ", selection.Query.Outcomes)}: of some more is better, of others less; they do not go together.");
        if (outcomes.Length > 1 && measure == EffectMeasure.MeanDifference) throw new EvidenceException($"{string.Join(", ", selection.Query.Outcomes)} have different units; several outcomes need SMD.");
        if (outcomes.Length > 1 && counted) throw new EvidenceException($"{string.Join(", ", selection.Query.Outcomes)}: counted outcomes of different meaning do not go together.");

        TrialContrast[] contrasts = [.. Contrasting(library, selection, measure)];
        Contrast[] turned = [.. contrasts.Select(row => Turned(library, selection.Query, row))];
        IEnumerable<Arm> arms = selection.Arms.Select(arm => counted
            ? (Arm)new BinaryArm(arm.Trial, arm.Treatment, arm.Events!.Value, arm.N)
            : new ContinuousArm(arm.Trial, arm.Treatment, arm.N, arm.Mean!.Value, arm.Sd!.Value));
        if (selection.Arms.IsEmpty && turned.Length == 0) return null;
        Network own = selection.Arms.IsEmpty ? Network.From(turned, measure) : Network.From(arms, measure);
        ImmutableArray<NetworkTrial> trials = selection.Arms.IsEmpty ? own.Trials : [.. own.Trials, .. turned.Select(row => ContrastSolver.Solve(row.Study, [row]))];
        return new SelectedNetwork(
            new Network(trials, measure, reference, [.. selection.Warnings, .. own.Warnings.Where(warning => !warning.StartsWith("the network falls", StringComparison.Ordinal))]),
            [
                .. selection.Arms.Where(arm => arm.Tier != Tier.Confirmed).Select(arm => (arm.Trial, arm.Treatment)),
                .. contrasts.Zip(turned).Where(pair => pair.First.Tier != Tier.Confirmed).SelectMany(pair => new[] { (pair.Second.Study, pair.Second.Treatment), (pair.Second.Study, pair.Second.Comparator) }),
            ],
            [.. contrasts])
        {
            Patients = PatientsOf(library, selection, contrasts),
        };
    }

    private static ImmutableDictionary<string, int> PatientsOf(TrialLibrary library, TrialSelection selection, TrialContrast[] contrasts) => selection.Arms
        .Select(arm => (arm.Trial, arm.N))
        .Concat(contrasts.SelectMany(row => new[] { row.Arm1, row.Arm2 }, (row, arm) => (row.Trial, N: library.Arms.Where(known => known.Trial == row.Trial && known.Arm == arm).Max(known => known.N))))
        .GroupBy(arm => arm.Trial, StringComparer.Ordinal).ToImmutableDictionary(trial => trial.Key, trial => trial.Sum(arm => arm.N), StringComparer.Ordinal);

    /// <summary>Share of an estimate that rests on provisional or recalled figures, 0 to 1.</summary>
    /// <param name="shares">What each comparison of each trial gives to the estimate.</param>
    public double ProvisionalShare(IEnumerable<TrialShare> shares) =>
        shares.Where(share => Provisional.Contains((share.Study, share.Treatment)) || Provisional.Contains((share.Study, share.Comparator))).Sum(share => share.Share);

    /// <summary>Standardised differences of clinical signs in trials of the setting that have no arms in the selection.</summary>
    private static IEnumerable<TrialContrast> Contrasting(TrialLibrary library, TrialSelection selection, EffectMeasure measure)
    {
        if (measure != EffectMeasure.StandardizedMeanDifference) return [];
        TrialQuery query = selection.Query;
        HashSet<string> taken = [.. selection.Trials];
        return library.Contrasts.Where(row => row.Measure == "SMD" && !taken.Contains(row.Trial) && (row.Tier != Tier.Recalled || query.IncludeUnconfirmed)
            && library.FindTrial(row.Trial) is { AnalysisSet: AnalysisSet.Induction } trial && query.Populations.Contains(trial.Population) && query.Backgrounds.Contains(trial.Background)
            && (query.IncludePriorFailure || trial.PriorFailure.Length == 0)
            && query.Admits(ArmOf(library, row.Trial, row.Arm1).Agent) && query.Admits(ArmOf(library, row.Trial, row.Arm2).Agent)
            && (query.Week is { } week ? row.Week == week : row.Week >= query.FirstWeek && row.Week <= query.LastWeek)
            && library.FindOutcome(row.Outcome) is { Domain: "clinical-signs" } && query.Outcomes.All(id => library.FindOutcome(id)!.Domain == "clinical-signs"));
    }

    private static Contrast Turned(TrialLibrary library, TrialQuery query, TrialContrast row)
    {
        double quantile = NormalDistribution.Quantile(0.5 + row.Level / 200);
        return new Contrast(row.Trial, TreatmentOf(row.Arm1), TreatmentOf(row.Arm2), row.Estimate, (row.Upper - row.Lower) / (2 * quantile));

        string TreatmentOf(string arm) => ArmOf(library, row.Trial, arm) is var known && query.Level == TreatmentLevel.Agent ? known.Agent : known.Treatment;
    }

    private static ArmOutcome ArmOf(TrialLibrary library, string trial, string arm) => library.Arms.First(candidate => candidate.Trial == trial && candidate.Arm == arm);
}
