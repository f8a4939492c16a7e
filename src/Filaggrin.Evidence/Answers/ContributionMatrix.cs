using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>What each direct comparison gives to each network estimate.</summary>
public sealed class ContributionMatrix
{
    private readonly Network _network;
    private readonly double[][] _rows;
    private readonly int[] _columns;

    /// <summary>Rows and columns by <see cref="TrialSystem.Pair"/>; columns only for pairs that a trial compares.</summary>
    internal ContributionMatrix(Network network, double[][] rows, int[] columns, ImmutableArray<(string, string)> comparisons)
    {
        _network = network;
        _rows = rows;
        _columns = columns;
        Comparisons = comparisons;
    }

    /// <summary>The direct comparisons, earlier treatment first.</summary>
    public ImmutableArray<(string Treatment, string Comparator)> Comparisons { get; }

    /// <summary>Entry of the comparison first against second in the estimate of treatment against comparator; 0 where no trial compares the two.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public double this[string treatment, string comparator, string first, string second]
    {
        get
        {
            int count = _network.Treatments.Length, column = _columns[TrialSystem.Pair(_network.IndexOf(first), _network.IndexOf(second), count)];
            return column < 0 ? 0 : _rows[TrialSystem.Pair(_network.IndexOf(treatment), _network.IndexOf(comparator), count)][column];
        }
    }

    /// <summary>Entries of one estimate in the order of <see cref="Comparisons"/>.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public IReadOnlyList<double> Row(string treatment, string comparator) => _rows[TrialSystem.Pair(_network.IndexOf(treatment), _network.IndexOf(comparator), _network.Treatments.Length)];
}
