using System.Collections.Immutable;

namespace Filaggrin.Evidence.Comparisons;

/// <summary>Compares treatments of a network; where it falls into parts, within each part only.</summary>
public sealed class NetworkComparer
{
    private readonly SmallValues _smallValues;
    private readonly ImmutableArray<Part> _parts;

    /// <summary>Fits every part of the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="smallValues">Direction of the outcome.</param>
    /// <param name="prior">Prior of τ for the Bayesian estimates.</param>
    public NetworkComparer(Network network, SmallValues smallValues, TauPrior prior)
    {
        Network = network;
        _smallValues = smallValues;
        _parts = [.. network.Subnetworks().Select(part => new Part(part, prior))];
    }

    /// <summary>The whole network.</summary>
    public Network Network { get; }

    /// <summary>The random-effects fit of the part that holds a treatment.</summary>
    /// <exception cref="EvidenceException">The treatment is not in the network.</exception>
    public NetworkFit FitOf(string treatment) => PartOf(treatment).Random.Value;

    /// <summary>The common-effect fit of the part that holds a treatment.</summary>
    /// <exception cref="EvidenceException">The treatment is not in the network.</exception>
    public NetworkFit CommonFitOf(string treatment) => PartOf(treatment).Common.Value;

    /// <summary>The Bayesian fit of the part that holds a treatment.</summary>
    /// <exception cref="EvidenceException">The treatment is not in the network.</exception>
    public BayesianFit BayesianFitOf(string treatment) => PartOf(treatment).Bayesian.Value;

    /// <summary>What each trial gives to the estimate of that fit; null where no trials join the two.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public IReadOnlyList<TrialShare>? SharesOf(string treatment, string comparator)
    {
        _ = Network.IndexOf(comparator);
        Part part = PartOf(treatment);
        return part.Has(comparator) ? part.Shares.Value[treatment, comparator] : null;
    }

    /// <summary>One treatment against another; null where no trials join them: they are not comparable.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public TreatmentComparison? Compare(string treatment, string comparator)
    {
        _ = Network.IndexOf(comparator);
        Part part = PartOf(treatment);
        if (!part.Has(comparator)) return null;
        NetworkFit random = part.Random.Value;
        BayesianFit bayesian = part.Bayesian.Value;
        PosteriorEffect posterior = bayesian.League()[treatment, comparator];
        double better = _smallValues == SmallValues.Desirable ? posterior.ProbabilityLower : 1 - posterior.ProbabilityLower;
        return new TreatmentComparison(
            treatment, comparator, random.Effect(treatment, comparator), part.Common.Value.Effect(treatment, comparator), Turned(random, treatment, comparator),
            posterior.Posterior, bayesian.Predictions()[treatment, comparator].Posterior, better, part.Shares.Value[treatment, comparator], random, bayesian);
    }

    private Part PartOf(string treatment)
    {
        _ = Network.IndexOf(treatment); // names what the network has
        return _parts.First(part => part.Has(treatment));
    }

    /// <summary>The split with the treatment first.</summary>
    private static NodeSplit Turned(NetworkFit fit, string treatment, string comparator)
    {
        NodeSplit split = fit.NodeSplits().First(split => (split.Treatment == treatment && split.Comparator == comparator) || (split.Treatment == comparator && split.Comparator == treatment));
        return split.Treatment == treatment ? split : split with
        {
            Treatment = treatment,
            Comparator = comparator,
            Network = Negated(split.Network)!.Value,
            Direct = Negated(split.Direct),
            Indirect = Negated(split.Indirect),
        };
    }

    private static SourceEstimate? Negated(SourceEstimate? source) => source is { } estimate ? estimate with { Estimate = -estimate.Estimate } : null;

    private sealed class Part
    {
        private readonly Network _network;

        public Part(Network network, TauPrior prior)
        {
            _network = network;
            Random = new(() => network.Fit(RandomEffects.Reml));
            Common = new(network.FitCommonEffect);
            Bayesian = new(() => network.FitBayesian(prior));
            Shares = new(() => TrialShares.Of(Random.Value));
        }

        public Lazy<NetworkFit> Random { get; }

        public Lazy<NetworkFit> Common { get; }

        public Lazy<BayesianFit> Bayesian { get; }

        public Lazy<TrialShares> Shares { get; }

        public bool Has(string treatment) => _network.Treatments.Contains(treatment, StringComparer.Ordinal);
    }
}
