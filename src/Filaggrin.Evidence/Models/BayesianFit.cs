using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>A Bayesian random-effects fit: deterministic, with an estimate of its numerical error.</summary>
/// <remarks>
/// Given τ the effects are normal; τ is integrated by quadrature, so that every answer is a finite mixture of normal distributions
/// and none has sampling noise. Baselines have flat priors; effects have flat priors with the normal likelihood and N(0, 100²) for
/// every contrast with the binomial. Generalised linear framework: Dias 2013, doi:10.1177/0272989X12458724.
/// </remarks>
public sealed class BayesianFit
{
    private readonly Lazy<PosteriorLeague> _league;
    private readonly Lazy<Heterogeneity> _heterogeneity;

    internal BayesianFit(Network network, TauPrior prior, EffectMixture mixture, PosteriorSummary tau, double error, string? warning)
    {
        Network = network;
        Prior = prior;
        Mixture = mixture;
        Tau = tau;
        QuadratureError = error;
        Warning = warning;
        _heterogeneity = new Lazy<Heterogeneity>(() => Heterogeneity.Of(network));
        _league = new Lazy<PosteriorLeague>(() => Summaries(prediction: false));
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Prior of τ.</summary>
    public TauPrior Prior { get; }

    /// <summary>Posterior of the heterogeneity standard deviation.</summary>
    public PosteriorSummary Tau { get; }

    /// <summary>Estimated relative error of means (in standard deviations) and variances by the quadrature over τ.</summary>
    public double QuadratureError { get; }

    /// <summary>Values of τ at which the effects were computed.</summary>
    public int Nodes => Mixture.Nodes.Count;

    /// <summary>Cochran's Q and its parts, at τ² = 0.</summary>
    public Heterogeneity Heterogeneity => _heterogeneity.Value;

    /// <summary>What a careful reader must know about the posterior; null where nothing.</summary>
    public string? Warning { get; }

    internal EffectMixture Mixture { get; }

    /// <summary>Likelihood of the arms.</summary>
    public Likelihood Likelihood => Check is null ? Likelihood.Normal : Likelihood.Binomial;

    /// <summary>Check of the binomial likelihood's normal posteriors against the exact one; null with the normal likelihood, whose are exact.</summary>
    public ImportanceCheck? Check { get; internal init; }

    /// <summary>Posterior mean of τ².</summary>
    public double TauSquared
    {
        get
        {
            double mean = 0;
            foreach (MixtureBlock block in Mixture.Blocks) mean += Vector256.Sum(block.Weight * block.Tau * block.Tau);
            return mean;
        }
    }

    /// <summary>Every treatment against every other.</summary>
    public PosteriorLeague League() => _league.Value;

    /// <summary>Every treatment against every other in a further trial: the variance is that of the effect and τ².</summary>
    public PosteriorLeague Predictions() => Summaries(prediction: true);

    /// <summary>SUCRA of each treatment, 0 to 1, exact.</summary>
    public IReadOnlyList<double> Sucra(SmallValues smallValues) => League().Sucra(smallValues);

    /// <summary>Probability of each rank.</summary>
    /// <param name="smallValues">Direction of the outcome.</param>
    /// <param name="points">Points of the lattice, a power of two from 4,096; at 4,096 print two decimals at most.</param>
    /// <exception cref="EvidenceException">There are more than 256 treatments.</exception>
    public RankProbabilities RankProbabilities(SmallValues smallValues, int points = RankLattice.Fewest) =>
        new(Network, RankLattice.Probabilities(Mixture, smallValues, points));

    /// <summary>The fit without each trial in turn, τ integrated anew each time.</summary>
    public ImmutableArray<PosteriorOmission> LeaveOneOut() => new PosteriorLeaveOneOut(this).Run();

    /// <summary>Why only the prior limits an effect, such as <c>no event with placebo</c>; null where the trials bound it.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public string? WithoutBounds(string treatment, string comparator)
    {
        if (League()[treatment, comparator].IsBounded) return null;
        string[] own = Reasons([treatment, comparator]);
        string[] reasons = own.Length > 0 ? own : Reasons(Network.Treatments); // a treatment between the two may be without events
        return reasons.Length > 0 ? string.Join(", ", reasons) : "too few events in the trials that join them";

        string[] Reasons(IEnumerable<string> labels) => [.. labels.Select(label => (label, reason: BinomialMarginal.OneSided(Network, label))).Where(found => found.reason is not null).Select(found => $"{found.reason} with {found.label}")];
    }

    private PosteriorLeague Summaries(bool prediction)
    {
        int count = Network.Treatments.Length, blocks = Mixture.Blocks.Length;
        PosteriorSummary[] summaries = new PosteriorSummary[count * (count - 1) / 2];
        double[] below = new double[summaries.Length];
        NormalMixture mixture = new([.. Mixture.Blocks.ToArray().Select(block => block.Weight)]);
        Vector256<double>[] means = new Vector256<double>[(count - 1) * blocks], variances = new Vector256<double>[means.Length];
        Vector256<double>[] cumulants = Likelihood == Likelihood.Binomial ? new Vector256<double>[blocks] : [];
        for (int row = 0; row < count; row++)
        {
            Mixture.Contrasts(row, means, variances);
            for (int column = row + 1; column < count; column++)
            {
                Range own = ((column - row - 1) * blocks)..((column - row) * blocks);
                for (int block = 0; block < blocks; block++)
                {
                    if (cumulants.Length > 0) cumulants[block] = Mixture.ThirdCumulant(block, row, column);
                    if (prediction) variances[own.Start.Value + block] += Mixture.Blocks[block].Tau * Mixture.Blocks[block].Tau;
                }

                int pair = TrialSystem.Pair(row, column, count);
                (summaries[pair], below[pair]) = mixture.Summarize(means.AsSpan(own), variances.AsSpan(own), cumulants);
            }
        }

        return new PosteriorLeague(Network, summaries, below);
    }
}
