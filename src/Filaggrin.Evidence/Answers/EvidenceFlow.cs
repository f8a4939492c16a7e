using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>The flow of evidence from one treatment to another over the direct comparisons: rows of the aggregate hat matrix.</summary>
/// <remarks>König 2013, doi:10.1002/sim.6001. A row is a unit flow from treatment to comparator, downhill in its potential, so that it has no cycles.</remarks>
internal sealed class EvidenceFlow
{
    private readonly NetworkFit _fit;
    private readonly (int First, int Second)[] _pairs;
    private readonly double[] _weights;
    private readonly int[] _columns;

    public EvidenceFlow(NetworkFit fit)
    {
        _fit = fit;
        Network network = fit.Network;
        int count = network.Treatments.Length;
        TrialSystem system = network.Compiled;
        SystemState state = new(system);
        system.Evaluate(Vector256.Create(fit.TauSquared), state);
        double[] weights = new double[count * (count - 1) / 2];
        for (int trial = 0; trial < network.Trials.Length; trial++)
        {
            int[] arms = [.. network.Trials[trial].Arms.Select(arm => network.IndexOf(arm.Treatment))];
            int edge = system.EdgesOf(trial).Start.Value;
            for (int first = 0; first < arms.Length; first++)
            {
                for (int second = first + 1; second < arms.Length; second++) weights[TrialSystem.Pair(arms[first], arms[second], count)] += state.Weights[edge++][0];
            }
        }

        _columns = new int[weights.Length];
        List<(int, int)> pairs = [];
        for (int first = 0; first < count; first++)
        {
            for (int second = first + 1; second < count; second++)
            {
                int pair = TrialSystem.Pair(first, second, count);
                _columns[pair] = weights[pair] > 0 ? pairs.Count : -1;
                if (weights[pair] > 0) pairs.Add((first, second));
            }
        }

        _pairs = [.. pairs];
        _weights = [.. pairs.Select(pair => weights[TrialSystem.Pair(pair.Item1, pair.Item2, count)])];
    }

    /// <summary>The aggregate hat matrix.</summary>
    public ContributionMatrix Hat() => Matrix((row, _, _) => row);

    /// <summary>Contributions, every row summing to 1.</summary>
    /// <exception cref="NotSupportedException">The pseudoinverse was asked for in a network with too many paths.</exception>
    public ContributionMatrix Contributions(ContributionMethod method) => Matrix((row, potentials, ends) =>
    {
        FlowGraph graph = new(potentials, ends.From, ends.To, [.. _pairs.Select((pair, column) => row[column] >= 0 ? (pair.First, pair.Second, row[column]) : (pair.Second, pair.First, -row[column]))]);
        return method switch
        {
            ContributionMethod.RandomWalk => graph.RandomWalk(),
            ContributionMethod.ShortestPath => graph.ShortestPaths(),
            _ => graph.PseudoInverse(),
        };
    });

    private ContributionMatrix Matrix(Func<double[], double[], (int From, int To), double[]> divide)
    {
        int count = _fit.Network.Treatments.Length;
        double[][] rows = new double[_columns.Length][];
        double scale = _fit.Intervals == IntervalMethod.HartungKnapp && _fit.DegreesOfFreedom > 0 ? _fit.DegreesOfFreedom / _fit.Quadratic : 1;
        for (int from = 0; from < count; from++)
        {
            for (int to = from + 1; to < count; to++)
            {
                double[] potentials = new double[count], row = new double[_pairs.Length];
                for (int k = 0; k < count; k++) potentials[k] = scale * (_fit.Covariance[k * count + from] - _fit.Covariance[k * count + to]);
                for (int column = 0; column < row.Length; column++) row[column] = _weights[column] * (potentials[_pairs[column].First] - potentials[_pairs[column].Second]);
                rows[TrialSystem.Pair(from, to, count)] = divide(row, potentials, (from, to));
            }
        }

        ImmutableArray<string> labels = _fit.Network.Treatments;
        return new ContributionMatrix(_fit.Network, rows, _columns, [.. _pairs.Select(pair => (labels[pair.First], labels[pair.Second]))]);
    }
}
