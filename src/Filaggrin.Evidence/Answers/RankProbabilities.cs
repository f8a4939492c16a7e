namespace Filaggrin.Evidence;

/// <summary>How probable each rank is for each treatment; rank 1 is best.</summary>
public sealed class RankProbabilities
{
    private readonly Network _network;
    private readonly double[] _table;

    internal RankProbabilities(Network network, double[] table)
    {
        _network = network;
        _table = table;
    }

    /// <summary>Probabilities of the ranks 1, 2, … of a treatment, summing to 1.</summary>
    /// <exception cref="EvidenceException">The treatment is not in the network.</exception>
    public IReadOnlyList<double> this[string treatment]
    {
        get
        {
            int count = _network.Treatments.Length, row = _network.IndexOf(treatment);
            return new ArraySegment<double>(_table, row * count, count);
        }
    }
}
