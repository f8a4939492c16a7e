using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>A network of treatments that trials compare, compiled for fitting: fit once, ask often.</summary>
/// <remarks>A pairwise meta-analysis is a network of two treatments. Instances do not change.</remarks>
public sealed class Network
{
    private readonly Lazy<TrialSystem> _system;

    internal Network(ImmutableArray<NetworkTrial> trials, EffectMeasure measure, string? reference, ImmutableArray<string> warnings)
    {
        Trials = trials;
        Measure = measure;
        Treatments = [.. trials.SelectMany(trial => trial.Arms).Select(arm => arm.Treatment).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.OrdinalIgnoreCase).ThenBy(label => label, StringComparer.Ordinal)];
        if (trials.Length == 0) throw new EvidenceException([.. warnings, "no trial with two or more usable arms is left."]);
        Reference = reference ?? UsualReference();
        if (!Treatments.Contains(Reference, StringComparer.Ordinal))
            throw new EvidenceException($"«{Reference}» is not a treatment of the network; it has {string.Join(", ", Treatments.Select(label => $"«{label}»"))}.");
        Components = NetworkGraph.Components(Treatments, trials);
        if (!IsConnected)
        {
            string parts = $"the network falls into {Components.Length.ToString(CultureInfo.InvariantCulture)} parts that no trial joins: "
                + string.Join(" | ", Components.Select(part => string.Join(", ", part))) + "; treatments of different parts are not comparable.";
            if (!warnings.Contains(parts, StringComparer.Ordinal)) warnings = warnings.Add(parts);
        }

        Warnings = warnings;
        _system = new Lazy<TrialSystem>(() => new TrialSystem(Treatments.Length - 1, [.. Trials.Select(Rows)]));
    }

    /// <summary>What is compared.</summary>
    public EffectMeasure Measure { get; }

    /// <summary>Labels of the treatments in alphabetical order; results number them so.</summary>
    public ImmutableArray<string> Treatments { get; }

    /// <summary>The treatment that the others are shown against; it does not influence any estimate.</summary>
    public string Reference { get; }

    /// <summary>The trials in the order of the data.</summary>
    public ImmutableArray<NetworkTrial> Trials { get; }

    /// <summary>What was left out and why; each names its trial.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>The treatments that trials join directly or by way of others; one part in a connected network.</summary>
    public ImmutableArray<ImmutableArray<string>> Components { get; }

    /// <summary>Whether every two treatments can be compared.</summary>
    public bool IsConnected => Components.Length == 1;

    /// <summary>Pairs of arms within trials.</summary>
    public int Comparisons => Trials.Sum(trial => trial.Arms.Length * (trial.Arms.Length - 1) / 2);

    /// <summary>Different sets of treatments that trials compare.</summary>
    public int Designs => Trials.Select(Design).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The likelihood that suits the data: binomial for odds ratios of counts, else normal.</summary>
    public Likelihood UsualLikelihood => Measure == EffectMeasure.OddsRatio && Trials.All(trial => trial.Arms.All(arm => arm.Data is BinaryArm)) ? Likelihood.Binomial : Likelihood.Normal;

    internal TrialSystem Compiled => IsConnected ? _system.Value : throw new EvidenceException(
        $"the network falls into {Components.Length.ToString(CultureInfo.InvariantCulture)} parts that no trial joins; fit its subnetworks one by one, treatments of different parts are not comparable.");

    /// <summary>The treatment whose column the compiled system leaves out.</summary>
    internal int Anchor => Treatments.Length - 1;

    /// <summary>A network of arms.</summary>
    /// <param name="arms">Arms of any number of trials; the arms of a trial share its label.</param>
    /// <param name="measure">What is compared; left out, what suits the first arm: odds ratio of counts, rate ratio of rates, mean difference of means.</param>
    /// <param name="reference">Treatment to show the others against; left out, placebo or control, else the most frequent.</param>
    /// <exception cref="EvidenceException">The arms do not suit the measure, or nothing is left to compare.</exception>
    public static Network From(IEnumerable<Arm> arms, EffectMeasure? measure = null, string? reference = null)
    {
        Arm[] all = [.. arms];
        return From(all, measure ?? EffectMeasures.Of(all.FirstOrDefault()), reference, [], TrialLines.None);
    }

    /// <summary>A network of contrasts.</summary>
    /// <param name="contrasts">Contrasts; a trial with more than two arms gives every pair.</param>
    /// <param name="measure">What is compared.</param>
    /// <param name="reference">Treatment to show the others against; left out, placebo or control, else the most frequent.</param>
    /// <exception cref="EvidenceException">Contrasts of a trial contradict each other, or nothing is left to compare.</exception>
    public static Network From(IEnumerable<Contrast> contrasts, EffectMeasure measure, string? reference = null) => From(contrasts, measure, reference, [], TrialLines.None);

    /// <summary>A network of an imported table.</summary>
    /// <param name="table">The table; its warnings are kept.</param>
    /// <param name="measure">What is compared; left out, what suits the data (contrasts: the measure they name, else mean difference).</param>
    /// <param name="reference">Treatment to show the others against; left out, placebo or control, else the most frequent.</param>
    /// <exception cref="EvidenceException">The data do not suit the measure, or nothing is left to compare.</exception>
    public static Network From(TrialTable table, EffectMeasure? measure = null, string? reference = null)
    {
        EffectMeasure chosen = measure ?? table.Measure ?? EffectMeasure.MeanDifference;
        ImmutableArray<string> warnings = table.Warnings;
        if (measure is null && table.Measure is null) warnings = warnings.Add("the contrasts do not tell what they measure; they are taken as mean differences.");
        return table.Contrasts.IsEmpty ? From(table.Arms, chosen, reference, warnings, table.Lines) : From(table.Contrasts, chosen, reference, warnings, table.Lines);
    }

    /// <summary>Fits the common-effect model: no heterogeneity between trials.</summary>
    /// <exception cref="EvidenceException">The network is not connected.</exception>
    public NetworkFit FitCommonEffect() => new(this, null, 0, IntervalMethod.Normal);

    /// <summary>Fits the random-effects model with one heterogeneity variance for the whole network.</summary>
    /// <exception cref="EvidenceException">The network is not connected.</exception>
    /// <exception cref="NotSupportedException">The estimator is defined for two treatments only.</exception>
    public NetworkFit Fit(RandomEffects method, IntervalMethod intervals = IntervalMethod.Normal) =>
        new(this, method, HeterogeneityEstimation.Estimate(Compiled, new SystemState(Compiled), method), intervals);

    /// <summary>Fits the random-effects model with a given heterogeneity.</summary>
    /// <param name="tau">Heterogeneity standard deviation, 0 or more, on the scale of the analysis.</param>
    /// <param name="intervals">How limits are drawn.</param>
    /// <exception cref="EvidenceException">The network is not connected.</exception>
    public NetworkFit FitAt(double tau, IntervalMethod intervals = IntervalMethod.Normal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tau);
        return new(this, null, tau * tau, intervals);
    }

    /// <summary>Fits the Bayesian random-effects model with the given prior of τ.</summary>
    /// <param name="prior">Prior of τ.</param>
    /// <param name="likelihood">Likelihood of the arms; left out, binomial for odds ratios of counts, else normal.</param>
    /// <exception cref="EvidenceException">The network is not connected, or the binomial likelihood lacks counts.</exception>
    public BayesianFit FitBayesian(TauPrior prior, Likelihood? likelihood = null)
    {
        BinomialMarginal? binomial = (likelihood ?? UsualLikelihood) == Likelihood.Binomial ? new BinomialMarginal(this) : null;
        TauQuadrature quadrature;
        try
        {
            quadrature = TauQuadrature.Run(binomial ?? (ITauMarginal)new NormalMarginal(Compiled), prior);
        }
        catch (ArithmeticException) when (binomial is not null)
        {
            throw new EvidenceException([.. new[] { binomial.Warning }.OfType<string>(), "the binomial posterior has no bounds that could be computed; leave out treatments and trials with hardly an event, or take the normal likelihood."]);
        }

        EffectMixture mixture = new(Treatments.Length, quadrature.Blocks);
        PosteriorSummary tau = mixture.Nodes.Count == 0 ? new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN) : quadrature.Summarize(mixture);
        if (!double.IsFinite(tau.Mean + tau.Upper)) throw new EvidenceException($"the posterior of tau cannot be computed with the prior {prior.Form}; the figures of the trials lie too far from it. Is it a prior for their unit?");
        ImportanceCheck? check = binomial is null ? null : BinomialCheck.Of(binomial, mixture, tau);
        string warning = string.Join(' ', new[] { binomial?.Warning, quadrature.Warning, check?.Warning }.OfType<string>());
        return new BayesianFit(this, prior, mixture, tau, quadrature.Error, warning.Length == 0 ? null : warning) { Check = check };
    }

    /// <summary>The connected parts as networks of their own; the network itself where it is connected.</summary>
    public ImmutableArray<Network> Subnetworks() => IsConnected
        ? [this]
        : [.. Components.Select(part => new Network(
            [.. Trials.Where(trial => part.Contains(trial.Arms[0].Treatment, StringComparer.Ordinal))],
            Measure,
            part.Contains(Reference, StringComparer.Ordinal) ? Reference : null,
            []))];

    /// <summary>The network without one trial; null where nothing is left.</summary>
    public Network? Without(string study)
    {
        ImmutableArray<NetworkTrial> rest = [.. Trials.Where(trial => trial.Study != study)];
        if (rest.Length == 0) return null;
        bool kept = rest.Any(trial => trial.Arms.Any(arm => arm.Treatment == Reference));
        return new Network(rest, Measure, kept ? Reference : null, []);
    }

    /// <summary>The same network shown against another treatment.</summary>
    /// <exception cref="EvidenceException">The treatment is not in the network.</exception>
    public Network WithReference(string reference) => new(Trials, Measure, reference, Warnings);

    /// <summary>Number of a treatment in <see cref="Treatments"/>.</summary>
    /// <exception cref="EvidenceException">The treatment is not in the network.</exception>
    public int IndexOf(string treatment)
    {
        int index = Treatments.IndexOf(treatment, 0, Treatments.Length, StringComparer.Ordinal);
        return index >= 0 ? index : throw new EvidenceException($"«{treatment}» is not a treatment of the network; it has {string.Join(", ", Treatments.Select(label => $"«{label}»"))}.");
    }

    /// <summary>Q at τ² = 0.</summary>
    internal QStatistic CommonQ()
    {
        SystemState state = new(Compiled);
        Compiled.Evaluate(Vector256<double>.Zero, state);
        return new QStatistic(Compiled.DegreesOfFreedom == 0 ? 0 : state.Quadratic[0], Compiled.DegreesOfFreedom);
    }

    /// <summary>The trials that compare two treatments within themselves.</summary>
    public IEnumerable<NetworkTrial> TrialsOf(string treatment, string comparator) =>
        Trials.Where(trial => trial.Arms.Any(arm => arm.Treatment == treatment) && trial.Arms.Any(arm => arm.Treatment == comparator));

    /// <summary>The counts of a treatment's arms in the order of the trials; arms without counts are left out.</summary>
    public ImmutableArray<BinaryArm> CountsOf(string treatment) => [.. Trials.SelectMany(trial => trial.Arms).Where(arm => arm.Treatment == treatment).Select(arm => arm.Data).OfType<BinaryArm>()];

    /// <summary>The treatments of a trial in alphabetical order, joined by colons.</summary>
    internal string Design(NetworkTrial trial) => string.Join(':', trial.Arms.Select(arm => IndexOf(arm.Treatment)).Order().Select(index => Treatments[index]));

    private static Network From(IEnumerable<Arm> arms, EffectMeasure measure, string? reference, ImmutableArray<string> warnings, TrialLines lines)
    {
        List<NetworkTrial> trials = [];
        List<string> findings = [];
        foreach (IGrouping<string, Arm> group in arms.GroupBy(arm => arm.Study, StringComparer.Ordinal))
        {
            Arm[] members = [.. group];
            if (members.GroupBy(arm => arm.Treatment, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            {
                findings.Add(lines.Placed(group.Key, $"trial {group.Key} has two arms «{twice.Key}»; pool them or give them different names."));
                continue;
            }

            if (members.Length == 1)
            {
                warnings = warnings.Add($"trial {group.Key} was left out: it has one arm only, «{members[0].Treatment}».");
                continue;
            }

            try
            {
                (NetworkTrial? trial, string? reason) = ArmSummaries.Summarize(group.Key, members, measure);
                if (trial is null) warnings = warnings.Add($"trial {group.Key} was left out: {reason}.");
                else trials.Add(trial);
            }
            catch (EvidenceException fault)
            {
                findings.AddRange(fault.Findings.Select(finding => lines.Placed(group.Key, finding)));
            }
        }

        if (findings.Count == 0 && NumericRange.Finding(trials, lines) is { } beyond) findings.Add(beyond);
        if (findings.Count > 0) throw new EvidenceException([.. findings]);
        return new Network([.. trials], measure, reference, warnings);
    }

    private static Network From(IEnumerable<Contrast> contrasts, EffectMeasure measure, string? reference, ImmutableArray<string> warnings, TrialLines lines)
    {
        List<NetworkTrial> trials = [];
        List<string> findings = [];
        foreach (IGrouping<string, Contrast> group in contrasts.GroupBy(contrast => contrast.Study, StringComparer.Ordinal))
        {
            try
            {
                trials.Add(ContrastSolver.Solve(group.Key, [.. group]));
            }
            catch (EvidenceException fault)
            {
                findings.AddRange(fault.Findings.Select(finding => lines.Placed(group.Key, finding)));
            }
        }

        if (findings.Count == 0 && NumericRange.Finding(trials, lines) is { } beyond) findings.Add(beyond);
        if (findings.Count > 0) throw new EvidenceException([.. findings]);
        return new Network([.. trials], measure, reference, warnings);
    }

    private IReadOnlyList<SystemArm> Rows(NetworkTrial trial) => [.. trial.Arms.Select(arm =>
    {
        int index = IndexOf(arm.Treatment);
        return new SystemArm(arm.Estimate, arm.Variance, index == Anchor ? [] : [(index, 1.0)]);
    })];

    private string UsualReference()
    {
        string[] usual = ["placebo", "control", "vehicle", "no treatment", "standard of care", "usual care"];
        foreach (string word in usual)
        {
            if (Treatments.FirstOrDefault(label => string.Equals(label, word, StringComparison.OrdinalIgnoreCase)) is { } exact) return exact;
        }

        foreach (string word in usual)
        {
            string[] containing = [.. Treatments.Where(label => label.Split('/', ' ', '_', '-', ',').Contains(word, StringComparer.OrdinalIgnoreCase))];
            if (containing.Length == 1) return containing[0];
        }

        return Treatments.MaxBy(label => Trials.Count(trial => trial.Arms.Any(arm => arm.Treatment == label)))!;
    }
}
