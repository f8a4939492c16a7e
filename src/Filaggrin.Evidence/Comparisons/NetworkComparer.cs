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
    public NetworkFit FitOf(string treatment)
    {
        _ = Network.IndexOf(treatment);
        return _parts.First(part => part.Has(treatment)).Random.Value;
    }

    /// <summary>One treatment against another; null where no trials join them: they are not comparable.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public TreatmentComparison? Compare(string treatment, string comparator)
    {
        (_, _) = (Network.IndexOf(treatment), Network.IndexOf(comparator));
        Part part = _parts.First(part => part.Has(treatment));
        if (!part.Has(comparator)) return null;
        NetworkFit random = part.Random.Value;
        BayesianFit bayesian = part.Bayesian.Value;
        PosteriorEffect posterior = bayesian.League()[treatment, comparator];
        double better = _smallValues == SmallValues.Desirable ? posterior.ProbabilityLower : 1 - posterior.ProbabilityLower;
        return new TreatmentComparison(
            treatment, comparator, random.Effect(treatment, comparator), part.Common.Value.Effect(treatment, comparator), Turned(random, treatment, comparator),
            posterior.Posterior, bayesian.Predictions()[treatment, comparator].Posterior, better, part.Shares.Value[treatment, comparator], random, bayesian);
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

    private sealed class Part(Network network, TauPrior prior)
    {
        public Lazy<NetworkFit> Random { get; } = new(() => network.Fit(RandomEffects.Reml));

        public Lazy<NetworkFit> Common { get; } = new(network.FitCommonEffect);

        public Lazy<BayesianFit> Bayesian { get; } = new(() => network.FitBayesian(prior));

        public Lazy<TrialShares> Shares { get; } = new(() => TrialShares.Of(network.Fit(RandomEffects.Reml)));

        public bool Has(string treatment) => network.Treatments.Contains(treatment, StringComparer.Ordinal);
    }
}
