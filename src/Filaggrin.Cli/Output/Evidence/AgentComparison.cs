using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>Two regimens side by side.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Comparator">What it is compared with.</param>
/// <param name="Comparison">Null where no trials join the two.</param>
/// <param name="Absolute">Absolute numbers; null where the outcome has none or no baseline is known.</param>
/// <param name="ProvisionalShare">Share of the network estimate that rests on provisional figures, 0 to 1.</param>
/// <param name="Remarks">What a reader must know of this pair.</param>
internal sealed record PairComparison(string Treatment, string Comparator, TreatmentComparison? Comparison, AbsoluteComparison? Absolute, double ProvisionalShare, ImmutableArray<string> Remarks);

/// <summary>Two agents, regimen by regimen.</summary>
/// <param name="Data">The trials.</param>
/// <param name="First">Agent or treatment as asked.</param>
/// <param name="Second">Agent or treatment as asked.</param>
/// <param name="Prior">Prior of the Bayesian estimates.</param>
/// <param name="Pairs">Each regimen of the first with each of the second; empty where one has no trial here.</param>
/// <param name="Missing">Of the two those without a trial in this setting.</param>
internal sealed record AgentComparison(EvidenceData Data, string First, string Second, HeterogeneityPrior Prior, ImmutableArray<PairComparison> Pairs, ImmutableArray<string> Missing)
{
    /// <summary>Where the outcome joins no pair: the two by clinical signs on any scale; null where it does, or where signs do not join them or cannot stand in.</summary>
    public AgentComparison? Signs { get; init; }

    /// <summary>Compares.</summary>
    /// <exception cref="EvidenceException">A name is no agent and no treatment of the trials, or the two are one.</exception>
    public static AgentComparison Of(EvidenceData data, string first, string second, IReadOnlyCollection<string> regimens, double? baseline)
    {
        if (baseline is not null && data.Outcome.Kind != OutcomeKind.Binary)
            throw new EvidenceException($"--baseline: {data.Outcome.Id} is measured and not counted; {data.Network.Measure.Symbol()} has no absolute risk.");
        string[] left = Treatments(data, first), right = Treatments(data, second);
        foreach (string regimen in regimens)
        {
            if (!left.Concat(right).Any(treatment => Has(treatment, regimen)))
                throw new EvidenceException($"--regimen «{regimen}»: no arm here has it; there are {string.Join(", ", left.Concat(right).Distinct(StringComparer.Ordinal))}.");
        }

        (left, right) = (Kept(left, regimens), Kept(right, regimens));
        HeterogeneityPrior prior = HeterogeneityPrior.For(data.Network.Measure, data.Outcome.Domain, data.Selection.PooledSd());
        string[] missing = [.. new[] { (first, left), (second, right) }.Where(side => side.Item2.Length == 0).Select(side => side.Item1)];
        NetworkComparer comparer = new(data.Network, data.SmallValues, prior.Prior);
        AgentComparison comparison = new(data, first, second, prior, [.. left.SelectMany(_ => right, (a, b) => (a, b)).Where(pair => pair.a != pair.b).Select(pair => Pair(data, comparer, pair.a, pair.b, baseline))], [.. missing]);
        return comparison.IsComparable || data.Selection.Query.Outcomes.Length > 1 || !ClinicalSigns.StandInFor(data.Outcome) ? comparison : comparison with { Signs = BySigns(data, first, second) };
    }

    /// <summary>Trials join at least one pair.</summary>
    public bool IsComparable => Pairs.Any(pair => pair.Comparison is not null);

    /// <summary>The setting asked for first, then all ages and backgrounds.</summary>
    private static AgentComparison? BySigns(EvidenceData data, string first, string second) => Enumerable.Range(0, 2)
        .Select(wider => data.Signs(everywhere: wider == 1)).OfType<EvidenceData>().Select(signs => Of(signs, AgentOf(data.Library, first), AgentOf(data.Library, second), [], null)).FirstOrDefault(comparison => comparison.IsComparable);

    /// <summary>The agent of a regimen; doses are pooled.</summary>
    private static string AgentOf(TrialLibrary library, string name) => library.Agents.FirstOrDefault(agent => name == agent.Id || name.StartsWith(agent.Id + " ", StringComparison.Ordinal))?.Id ?? name;

    private static PairComparison Pair(EvidenceData data, NetworkComparer comparer, string treatment, string comparator, double? stated)
    {
        if (comparer.Compare(treatment, comparator) is not { } comparison)
            return new PairComparison(treatment, comparator, null, null, 0, [$"not comparable: no trials join {treatment} and {comparator}, not even by way of others."]);
        Network part = comparison.Fit.Network;
        string anchor = Anchor(data, part);
        BaselineRisk? baseline = data.Outcome.Kind != OutcomeKind.Binary ? null : stated is { } risk ? new BaselineRisk(anchor, risk) : BaselineRisk.Pooled(part, anchor);
        AbsoluteComparison? absolute = baseline is null ? null : AbsoluteComparison.Of(comparison.Fit, treatment, comparator, baseline, data.SmallValues);
        return new PairComparison(treatment, comparator, comparison, absolute, data.Selected.ProvisionalShare(comparison.Shares), [.. Remarks(comparison)]);
    }

    /// <summary>The treatment whose risk is the baseline: placebo where the part has it, whatever the others are shown against.</summary>
    private static string Anchor(EvidenceData data, Network part) =>
        data.Library.Agents.FirstOrDefault(agent => agent.Kind == AgentKind.Comparator && part.Treatments.Contains(agent.Id, StringComparer.Ordinal))?.Id
            ?? (part.Treatments.Contains(data.Network.Reference, StringComparer.Ordinal) ? data.Network.Reference : part.Reference);

    private static IEnumerable<string> Remarks(TreatmentComparison comparison)
    {
        if (comparison.Split.Trials == 1) yield return "one trial compares the two directly; its estimate and the heterogeneity between trials of this comparison cannot be checked.";
        if (comparison.Split.Trials == 0) yield return "no trial compares the two directly; everything here is indirect.";
        if (comparison.Fit.DegreesOfFreedom == 0) yield return "the network has no degrees of freedom: heterogeneity cannot be estimated, there is no prediction interval, and the Bayesian interval shows what the prior allows.";
        if (comparison.Split.PValue is { } p and < 0.05) yield return string.Create(CultureInfo.InvariantCulture, $"direct and indirect evidence disagree (p = {p:0.000}); neither should be read alone.");
        if (comparison.Bayesian.Warning is { } warning) yield return warning;
    }

    /// <summary>The treatments of the network that a name stands for; none where the agent is known and has no trial here.</summary>
    private static string[] Treatments(EvidenceData data, string name)
    {
        if (data.Network.Treatments.Contains(name, StringComparer.Ordinal)) return [name];
        string[] own = [.. data.Network.Treatments.Where(treatment => treatment.StartsWith(name + " ", StringComparison.Ordinal))];
        if (own.Length > 0 || data.Library.Agents.Any(agent => agent.Id == name)) return own;
        throw new EvidenceException($"«{name}» is no agent and no treatment of the trials; agents are {string.Join(", ", data.Library.Agents.Select(agent => agent.Id))}.");
    }

    private static bool Has(string treatment, string regimen) => treatment == regimen || treatment.EndsWith(" " + regimen, StringComparison.Ordinal);

    /// <summary>A side keeps what was asked for, and all where nothing of it was.</summary>
    private static string[] Kept(string[] treatments, IReadOnlyCollection<string> regimens)
    {
        string[] kept = [.. treatments.Where(treatment => regimens.Any(regimen => Has(treatment, regimen)))];
        return kept.Length > 0 ? kept : treatments;
    }
}
