using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>A fitted network: estimates with their covariance, from which every answer follows.</summary>
/// <remarks>Rücker 2012, doi:10.1002/jrsm.1058; the same estimates as the multivariate model of Lu and Ades 2006.</remarks>
public sealed class NetworkFit
{
    private readonly Lazy<Heterogeneity> _heterogeneity;

    internal NetworkFit(Network network, RandomEffects? method, double tauSquared, IntervalMethod intervals)
    {
        Network = network;
        Method = method;
        TauSquared = tauSquared;
        Intervals = intervals;
        TrialSystem system = network.Compiled;
        SystemState state = new(system);
        system.Evaluate(Vector256.Create(tauSquared), state);
        SystemEstimates estimates = new(system);
        system.Complete(state, estimates);
        DegreesOfFreedom = system.DegreesOfFreedom;
        Quadratic = state.Quadratic[0];
        RestrictedLogLikelihood = state.RestrictedLogLikelihood[0] + system.RestrictedConstant;
        LogLikelihood = state.LogLikelihood[0] + system.LikelihoodConstant;
        double scale = intervals == IntervalMethod.HartungKnapp && DegreesOfFreedom > 0 ? Quadratic / DegreesOfFreedom : 1;
        int count = network.Treatments.Length;
        Effects = new double[count];
        Covariance = new double[count * count];
        for (int i = 0; i < system.Parameters; i++)
        {
            Effects[i] = estimates.Effects[i][0];
            for (int j = 0; j <= i; j++) Covariance[i * count + j] = Covariance[j * count + i] = scale * estimates.Covariance[LaneCholesky.Size(i) + j][0];
        }

        if (Array.Exists(Effects, effect => !double.IsFinite(effect)) || Array.Exists(Covariance, entry => !double.IsFinite(entry)) || !double.IsFinite(tauSquared))
            throw new EvidenceException("the estimates cannot be computed from these figures; they span too wide a range.");
        _heterogeneity = new Lazy<Heterogeneity>(() => Heterogeneity.Of(network));
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Estimator of the heterogeneity; null for a common effect and where τ was given.</summary>
    public RandomEffects? Method { get; }

    /// <summary>How limits are drawn.</summary>
    public IntervalMethod Intervals { get; }

    /// <summary>Heterogeneity variance τ².</summary>
    public double TauSquared { get; }

    /// <summary>Asymptotic standard error of τ²; null where τ was not estimated, a trial has more than two arms or no degrees of freedom are left.</summary>
    /// <remarks>Viechtbauer 2005, doi:10.3102/10769986030003261. With few trials <see cref="TauSquaredInterval"/> is to be preferred.</remarks>
    public double? TauSquaredStandardError => Method is { } method ? HeterogeneityError.Of(Network.Compiled, method, TauSquared) : null;

    /// <summary>Heterogeneity standard deviation τ.</summary>
    public double Tau => Math.Sqrt(TauSquared);

    /// <summary>Independent contrasts less treatments compared: the residual degrees of freedom of the network.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>Cochran's Q and its parts, at τ² = 0.</summary>
    public Heterogeneity Heterogeneity => _heterogeneity.Value;

    /// <summary>Q at the fitted τ².</summary>
    public double Quadratic { get; }

    /// <summary>Restricted log likelihood at τ², with its constants: those of 2π and of the design.</summary>
    /// <remarks>Harville 1974, doi:10.1093/biomet/61.2.383. Only fits of the same trials, arms in the same order, and the same effects compare.</remarks>
    public double RestrictedLogLikelihood { get; }

    /// <summary>Log likelihood of the contrasts at τ² and the estimates, with the constant of 2π.</summary>
    public double LogLikelihood { get; }

    /// <summary>Effects against the last treatment, in the order of the network.</summary>
    internal double[] Effects { get; }

    /// <summary>Their covariance by rows; zeros for the last treatment.</summary>
    internal double[] Covariance { get; }

    /// <summary>One treatment against another.</summary>
    /// <param name="treatment">The treatment.</param>
    /// <param name="comparator">What it is compared with.</param>
    /// <param name="level">Coverage of the limits, above 0 and below 1.</param>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public Effect Effect(string treatment, string comparator, double level = 0.95) => Effect(Network.IndexOf(treatment), Network.IndexOf(comparator), new IntervalQuantiles(this, level));

    /// <summary>Every treatment against every other.</summary>
    /// <param name="level">Coverage of the limits, above 0 and below 1.</param>
    public LeagueTable League(double level = 0.95)
    {
        int count = Network.Treatments.Length;
        IntervalQuantiles quantiles = new(this, level);
        ImmutableArray<Effect>.Builder cells = ImmutableArray.CreateBuilder<Effect>(count * count);
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++) cells.Add(Effect(row, column, quantiles));
        }

        return new LeagueTable(Network, cells.MoveToImmutable());
    }

    /// <summary>P-score of each treatment, 0 to 1: how sure it is, on average, to be better than another.</summary>
    /// <remarks>Rücker and Schwarzer 2015, doi:10.1186/s12874-015-0060-8. In the order of the network.</remarks>
    public IReadOnlyList<double> PScores(SmallValues smallValues)
    {
        int count = Network.Treatments.Length;
        double[] scores = new double[count];
        double sign = smallValues == SmallValues.Desirable ? 1 : -1;
        for (int treatment = 0; treatment < count; treatment++)
        {
            for (int other = 0; other < count; other++)
            {
                if (other != treatment) scores[treatment] += NormalDistribution.Cumulative(sign * (Effects[other] - Effects[treatment]) / Math.Sqrt(Variance(treatment, other))) / (count - 1);
            }
        }

        return scores;
    }

    /// <summary>Probability of each rank, with the estimates taken as a multivariate normal distribution.</summary>
    /// <param name="smallValues">Direction of the outcome.</param>
    /// <param name="points">Points of the lattice, a power of two from 4,096; at 4,096 print two decimals at most.</param>
    /// <exception cref="EvidenceException">There are more than 256 treatments.</exception>
    public RankProbabilities RankProbabilities(SmallValues smallValues, int points = RankLattice.Fewest) =>
        new(Network, RankLattice.Probabilities(EffectMixture.Of(this), smallValues, points));

    /// <summary>Direct and indirect evidence of every pair, earlier treatment minus later.</summary>
    public IEnumerable<NodeSplit> NodeSplits(SplitMethod method = SplitMethod.BackCalculation)
    {
        Func<string, string, bool> independent = NetworkGraph.Checked(Network);
        for (int treatment = 0; treatment < Effects.Length; treatment++)
        {
            for (int other = treatment + 1; other < Effects.Length; other++)
                yield return NodeSplit.Of(this, treatment, other, independent(Network.Treatments[treatment], Network.Treatments[other]), method);
        }
    }

    /// <summary>The aggregate hat matrix: each network estimate as a signed sum of direct comparisons.</summary>
    public ContributionMatrix HatMatrix() => new EvidenceFlow(this).Hat();

    /// <summary>Share of each direct comparison in each network estimate; the shares of an estimate sum to 1.</summary>
    /// <exception cref="NotSupportedException">The pseudoinverse was asked for in a network with too many paths.</exception>
    public ContributionMatrix Contributions(ContributionMethod method = ContributionMethod.RandomWalk) => new EvidenceFlow(this).Contributions(method);

    /// <summary>Points of a comparison-adjusted funnel plot.</summary>
    /// <param name="order">All treatments, in the order in which small trials are expected to favour the later.</param>
    /// <exception cref="EvidenceException">A treatment is missing in the order.</exception>
    public ImmutableArray<FunnelPoint> Funnel(IReadOnlyList<string> order) => FunnelPoint.Of(this, order);

    /// <summary>The network without each trial in turn, heterogeneity estimated anew.</summary>
    public IEnumerable<Omission> LeaveOneOut() =>
        Network.Trials.Select(trial => Omission.Of(Network, trial.Study, rest => Method is { } method ? rest.Fit(method, Intervals) : rest.FitAt(Tau)));

    /// <summary>The network without each trial in turn, heterogeneity held at this fit's.</summary>
    public IEnumerable<Omission> LeaveOneOutAtTau() => Network.Trials.Select(trial => Omission.Of(Network, trial.Study, rest => rest.FitAt(Tau)));

    /// <summary>How much precision the comparisons owe to each trial.</summary>
    public IEnumerable<TrialImpact> Impacts() => Network.Trials.Select(trial => TrialImpact.Of(this, trial.Study));

    /// <summary>How far each datum may move before another treatment comes first, heterogeneity held.</summary>
    public IEnumerable<Threshold> Thresholds(SmallValues smallValues) => Threshold.Of(this, smallValues);

    /// <summary>Influence of each trial on a pairwise meta-analysis.</summary>
    /// <exception cref="EvidenceException">The network has more than two treatments.</exception>
    public ImmutableArray<TrialInfluence> Influences() => TrialInfluence.Of(this);

    /// <summary>Share of heterogeneity in the total variance of a contrast, 0 to 1: τ² over τ² and the typical sampling variance.</summary>
    /// <remarks>Higgins and Thompson 2002, doi:10.1002/sim.1186. Equal to <see cref="Heterogeneity.ISquared"/> for DerSimonian and Laird's τ².</remarks>
    public double ISquared
    {
        get
        {
            if (DegreesOfFreedom == 0) return 0;
            SystemState state = new(Network.Compiled);
            SystemEstimates estimates = new(Network.Compiled);
            Network.Compiled.Evaluate(Vector256<double>.Zero, state);
            Network.Compiled.Complete(state, estimates);
            (_, Vector256<double> weight, Vector256<double> fit) = Network.Compiled.Moments(state, estimates);
            return TauSquared / (TauSquared + DegreesOfFreedom / (weight[0] - fit[0]));
        }
    }

    /// <summary>Limits of τ² by the profile of Q.</summary>
    /// <remarks>Viechtbauer 2007, doi:10.1002/sim.2514. The limits are those τ² at which Q equals quantiles of chi-squared.</remarks>
    /// <param name="level">Coverage, above 0 and below 1.</param>
    public (double Lower, double Upper) TauSquaredInterval(double level = 0.95)
    {
        if (DegreesOfFreedom == 0) return (double.NaN, double.NaN);
        SystemState state = new(Network.Compiled);
        return (HeterogeneityEstimation.Matching(Network.Compiled, state, ChiSquared.Quantile((1 + level) / 2, DegreesOfFreedom)),
            HeterogeneityEstimation.Matching(Network.Compiled, state, ChiSquared.Quantile((1 - level) / 2, DegreesOfFreedom)));
    }

    /// <summary>Variance of the difference of two treatments by their numbers.</summary>
    internal double Variance(int treatment, int comparator)
    {
        int count = Effects.Length;
        return Covariance[treatment * count + treatment] + Covariance[comparator * count + comparator] - 2 * Covariance[treatment * count + comparator];
    }

    private Effect Effect(int treatment, int comparator, IntervalQuantiles quantiles)
    {
        double estimate = Effects[treatment] - Effects[comparator], variance = treatment == comparator ? 0 : Math.Max(0, Variance(treatment, comparator)), se = Math.Sqrt(variance);
        double? reach = quantiles.Prediction * Math.Sqrt(variance + TauSquared);
        bool same = treatment == comparator;
        return new Effect(
            Network.Treatments[treatment],
            Network.Treatments[comparator],
            estimate,
            se,
            estimate - quantiles.Confidence * se,
            estimate + quantiles.Confidence * se,
            same ? 0 : estimate - reach,
            same ? 0 : estimate + reach,
            same ? double.NaN : Intervals == IntervalMethod.HartungKnapp ? StudentT.TwoSided(estimate / se, DegreesOfFreedom) : NormalDistribution.TwoSided(estimate / se));
    }

    private readonly struct IntervalQuantiles
    {
        public IntervalQuantiles(NetworkFit fit, double level)
        {
            if (level is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A coverage lies between 0 and 1.");
            double upper = (1 + level) / 2;
            bool free = fit.DegreesOfFreedom > 0;
            Confidence = fit.Intervals == IntervalMethod.HartungKnapp && free ? StudentT.Quantile(upper, fit.DegreesOfFreedom) : NormalDistribution.Quantile(upper);
            Prediction = (fit.Method is not null || fit.TauSquared > 0) && free ? StudentT.Quantile(upper, fit.DegreesOfFreedom) : null;
        }

        public double Confidence { get; }

        public double? Prediction { get; }
    }
}
