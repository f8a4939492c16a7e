using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>Every treatment against every other.</summary>
public sealed class LeagueTable
{
    private readonly Network _network;
    private readonly ImmutableArray<Effect> _cells;

    internal LeagueTable(Network network, ImmutableArray<Effect> cells)
    {
        _network = network;
        _cells = cells;
    }

    /// <summary>Row treatment minus column treatment.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public Effect this[string treatment, string comparator] => _cells[_network.IndexOf(treatment) * _network.Treatments.Length + _network.IndexOf(comparator)];

    /// <summary>Every ordered pair of different treatments once, by rows.</summary>
    public IEnumerable<Effect> Effects => _cells.Where(cell => cell.Treatment != cell.Comparator);
}
