using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>What one comparison of one trial gives to a network estimate.</summary>
/// <param name="Study">Label of the trial.</param>
/// <param name="Treatment">First treatment of the comparison.</param>
/// <param name="Comparator">Second treatment of the comparison.</param>
/// <param name="Share">Share of the estimate, 0 to 1.</param>
public sealed record TrialShare(string Study, string Treatment, string Comparator, double Share);

/// <summary>How much each trial gives to each network estimate; the shares of an estimate sum to 1.</summary>
/// <remarks>
/// The share of each direct comparison (random walk, Davies 2022, doi:10.1002/sim.9346) is divided among its trials by their weights in
/// that comparison (Papakonstantinou 2018, doi:10.12688/f1000research.14770.3).
/// </remarks>
public sealed class TrialShares
{
    private readonly Network _network;
    private readonly ContributionMatrix _contributions;
    private readonly ILookup<int, (TrialShare Weight, double Value)> _weights;

    private TrialShares(Network network, ContributionMatrix contributions, ILookup<int, (TrialShare, double)> weights)
    {
        _network = network;
        _contributions = contributions;
        _weights = weights;
    }

    /// <summary>The shares in an estimate, in the order of the comparisons and the trials.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public IReadOnlyList<TrialShare> this[string treatment, string comparator]
    {
        get
        {
            if (treatment == comparator) return [];
            List<TrialShare> shares = [];
            IReadOnlyList<double> row = _contributions.Row(treatment, comparator);
            for (int column = 0; column < row.Count; column++)
            {
                if (!(row[column] > 0)) continue;
                (string first, string second) = _contributions.Comparisons[column];
                var trials = _weights[TrialSystem.Pair(_network.IndexOf(first), _network.IndexOf(second), _network.Treatments.Length)];
                double all = trials.Sum(trial => trial.Value);
                shares.AddRange(trials.Select(trial => trial.Weight with { Share = row[column] * trial.Value / all }));
            }

            return shares;
        }
    }

    /// <summary>The shares at the heterogeneity of a fit.</summary>
    public static TrialShares Of(NetworkFit fit)
    {
        Network network = fit.Network;
        TrialSystem system = network.Compiled;
        SystemState state = new(system);
        system.Evaluate(Vector256.Create(fit.TauSquared), state);
        List<(int Pair, (TrialShare, double) Weight)> weights = [];
        for (int trial = 0; trial < network.Trials.Length; trial++)
        {
            NetworkTrial own = network.Trials[trial];
            int edge = system.EdgesOf(trial).Start.Value;
            for (int first = 0; first < own.Arms.Length; first++)
            {
                for (int second = first + 1; second < own.Arms.Length; second++)
                {
                    (string a, string b) = (own.Arms[first].Treatment, own.Arms[second].Treatment);
                    weights.Add((TrialSystem.Pair(network.IndexOf(a), network.IndexOf(b), network.Treatments.Length), (new TrialShare(own.Study, a, b, 0), state.Weights[edge++][0])));
                }
            }
        }

        return new TrialShares(network, fit.Contributions(), weights.ToLookup(entry => entry.Pair, entry => entry.Weight));
    }
}
