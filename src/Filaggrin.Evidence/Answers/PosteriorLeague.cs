namespace Filaggrin.Evidence;

/// <summary>The posterior of every treatment against every other.</summary>
public sealed class PosteriorLeague
{
    private readonly Network _network;
    private readonly PosteriorSummary[] _summaries;
    private readonly double[] _below;

    /// <summary>Pairs (row, column) with row before column, at <see cref="TrialSystem.Pair"/>.</summary>
    internal PosteriorLeague(Network network, PosteriorSummary[] summaries, double[] below)
    {
        _network = network;
        _summaries = summaries;
        _below = below;
    }

    /// <summary>Row treatment minus column treatment.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public PosteriorEffect this[string treatment, string comparator] => At(_network.IndexOf(treatment), _network.IndexOf(comparator));

    /// <summary>Every ordered pair of different treatments once, by rows.</summary>
    public IEnumerable<PosteriorEffect> Effects
    {
        get
        {
            int count = _network.Treatments.Length;
            for (int row = 0; row < count; row++)
            {
                for (int column = 0; column < count; column++)
                {
                    if (row != column) yield return At(row, column);
                }
            }
        }
    }

    /// <summary>SUCRA of each treatment: the mean of its probabilities to be better than each other treatment, 0 to 1.</summary>
    /// <remarks>Salanti 2011, doi:10.1016/j.jclinepi.2010.03.016; equal to this mean by Rücker and Schwarzer 2015, doi:10.1186/s12874-015-0060-8.</remarks>
    public IReadOnlyList<double> Sucra(SmallValues smallValues)
    {
        int count = _network.Treatments.Length;
        double[] sucra = new double[count];
        for (int row = 0; row < count; row++)
        {
            for (int column = row + 1; column < count; column++)
            {
                double better = _below[TrialSystem.Pair(row, column, count)];
                if (smallValues == SmallValues.Undesirable) better = 1 - better;
                sucra[row] += better / (count - 1);
                sucra[column] += (1 - better) / (count - 1);
            }
        }

        return sucra;
    }

    private PosteriorEffect At(int row, int column)
    {
        (string treatment, string comparator) = (_network.Treatments[row], _network.Treatments[column]);
        if (row == column) return new PosteriorEffect(treatment, comparator, default, 0.5);
        int pair = TrialSystem.Pair(row, column, _network.Treatments.Length);
        bool bounded = PosteriorEffect.Bounds(_network.Measure, _summaries[pair]);
        return row < column
            ? new PosteriorEffect(treatment, comparator, _summaries[pair], _below[pair]) { IsBounded = bounded }
            : new PosteriorEffect(treatment, comparator, _summaries[pair].Negated(), 1 - _below[pair]) { IsBounded = bounded };
    }
}
