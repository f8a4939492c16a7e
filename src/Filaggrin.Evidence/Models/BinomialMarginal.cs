using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>The binomial model with logistic link at any τ: effects nearly normal, from the exact likelihood of the counts.</summary>
/// <remarks>
/// Events of an arm are binomial with log odds m + d + e: a flat baseline m of the trial, the effect d of the treatment and e of
/// variance τ²/2, so that contrasts have variance τ² and correlate one half (Dias 2013, doi:10.1177/0272989X12458724). Every
/// contrast has the prior N(0, 100²), whichever treatment is the reference. m and e are integrated numerically; the posterior of d
/// is taken as normal with the curvature at the mode and, our own correction, the mean of the second order; the skewness of the
/// same order enters quantiles and probabilities.
/// </remarks>
internal sealed class BinomialMarginal : ITauMarginal
{
    /// <summary>Prior standard deviation of a contrast.</summary>
    public const double PriorSd = 100;

    private readonly TrialSystem _normal;
    private readonly NormalMarginal _guide;
    private readonly BinomialArm[][] _trials;
    private readonly BinomialMoments _moments;
    private readonly BinomialNode[] _last = new BinomialNode[4];
    private readonly Vector256<double>[] _factor;

    /// <summary>Prepares the model of a network of odds ratios whose arms have counts.</summary>
    /// <exception cref="EvidenceException">The network has another measure, or an arm lacks counts.</exception>
    public BinomialMarginal(Network network)
    {
        if (network.Measure != EffectMeasure.OddsRatio) throw new EvidenceException($"the binomial likelihood needs odds ratios; the network has {network.Measure.Symbol()}.");
        foreach (NetworkTrial trial in network.Trials)
        {
            if (trial.Arms.FirstOrDefault(arm => arm.Data is not BinaryArm) is { } bare)
                throw new EvidenceException($"trial {trial.Study}, arm «{bare.Treatment}»: the binomial likelihood needs events and n.");
        }

        _normal = network.Compiled;
        _guide = new NormalMarginal(_normal);
        _trials = [.. network.Trials.Select(trial => trial.Arms.Select(arm => (Label: arm.Treatment, Data: (BinaryArm)arm.Data!))
            .Select(arm => new BinomialArm(network.IndexOf(arm.Label), arm.Data.Events, arm.Data.Patients)).ToArray())];
        _moments = new BinomialMoments(_trials.Max(arms => arms.Length));
        _factor = new Vector256<double>[LaneCholesky.Size(_normal.Parameters)];
        string[] unbounded = [.. network.Treatments.Where(treatment => OneSided(network, treatment) is not null).Select(label => $"«{label}»")];
        if (unbounded.Length > 0) Warning = $"{string.Join(", ", unbounded)}: no event, or nothing but events, in any arm; how far the effects lie rests on the prior alone.";
    }

    /// <summary>What must be known about the data; null where nothing.</summary>
    public string? Warning { get; }

    /// <inheritdoc/>
    public double Scale => _guide.Scale;

    /// <inheritdoc/>
    public double WidestStep => 0.45;

    /// <inheritdoc/>
    public int MostBlocks => 64;

    /// <inheritdoc/>
    public double LargestTau => 25; // odds ratios beyond 10^21 between trials

    /// <summary>Of a treatment whose arms all have no event, or nothing but events, which of the two; null of others.</summary>
    public static string? OneSided(Network network, string treatment)
    {
        ImmutableArray<BinaryArm> arms = network.CountsOf(treatment);
        return arms.Length == 0 ? null : arms.All(arm => arm.Events == 0) ? "no event" : arms.All(arm => arm.Events == arm.Patients) ? "nothing but events" : null;
    }

    /// <summary>Every τ that was asked for, with its effects.</summary>
    public List<BinomialNode> Nodes { get; } = [];

    /// <inheritdoc/>
    public Vector256<double> Guide(Vector256<double> tau) => _guide.Marginal(tau);

    /// <inheritdoc/>
    public Vector256<double> Marginal(Vector256<double> tau)
    {
        int order = _normal.Parameters;
        double[] log = new double[4];
        for (int lane = 0; lane < 4; lane++)
        {
            BinomialNode node = new(_trials, PriorSd * PriorSd, tau[lane], Start(tau[lane]), _moments);
            Nodes.Add(node);
            _last[lane] = node;
            log[lane] = node.LogPeak;
        }

        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                int at = i * order + j;
                _factor[LaneCholesky.Size(i) + j] = Vector256.Create(_last[0].Information[at], _last[1].Information[at], _last[2].Information[at], _last[3].Information[at]);
            }
        }

        return Vector256.Create(log) - 0.5 * LaneCholesky.Factor(_factor, new Vector256<double>[order], new Vector256<double>[2 * order], _normal.TypicalVariance);
    }

    /// <inheritdoc/>
    public MixtureBlock Effects(Vector256<double> tau)
    {
        int order = _normal.Parameters;
        Vector256<double>[] estimates = new Vector256<double>[order], covariance = new Vector256<double>[_factor.Length], inverse = new Vector256<double>[_factor.Length];
        LaneCholesky.Invert(_factor, inverse, order);
        LaneCholesky.Complete(inverse, new Vector256<double>[order], estimates, covariance);
        for (int k = 0; k < order; k++) estimates[k] = Vector256.Create(Mean(0, k), Mean(1, k), Mean(2, k), Mean(3, k));
        return new MixtureBlock(tau, estimates, covariance, inverse) { Skew = new PosteriorSkew(_last) };

        double Mean(int lane, int effect) => _last[lane].Mode[effect] + _last[lane].Shift[effect];
    }

    /// <summary>Effects to start from: on the line through those at the two nearest τ, at first those of the normal model.</summary>
    private double[] Start(double tau)
    {
        BinomialNode[] near = [.. Nodes.OrderBy(node => Math.Abs(node.Tau - tau)).Take(2)];
        if (near is [BinomialNode one, BinomialNode other] && one.Tau != other.Tau)
        {
            double share = Math.Clamp((tau - one.Tau) / (other.Tau - one.Tau), -2, 1);
            return [.. one.Mode.Zip(other.Mode, (here, there) => here + share * (there - here))];
        }

        if (near.Length > 0) return near[0].Mode;
        SystemState state = new(_normal);
        SystemEstimates estimates = new(_normal);
        _normal.Evaluate(Vector256.Create(tau * tau), state);
        _normal.Complete(state, estimates);
        return [.. estimates.Effects.Select(effect => effect[0]), 0];
    }
}
