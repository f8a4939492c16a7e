namespace Filaggrin.Evidence.Plots;

/// <summary>Where the treatments of a network stand: on a circle, in an order with short edges; one that most trials share stands in its middle.</summary>
internal sealed class NetworkLayout
{
    private const double HubShare = 0.6;

    public NetworkLayout(Network network)
    {
        int count = network.Treatments.Length;
        bool[,] joined = new bool[count, count];
        foreach (NetworkTrial trial in network.Trials)
        {
            foreach (TrialArm first in trial.Arms)
            {
                foreach (TrialArm second in trial.Arms.Where(arm => arm.Treatment != first.Treatment)) joined[network.IndexOf(first.Treatment), network.IndexOf(second.Treatment)] = true;
            }
        }

        int hub = Enumerable.Range(0, count).MaxBy(treatment => Degree(joined, treatment));
        Hub = count > 3 && Degree(joined, hub) >= HubShare * (count - 1) ? hub : null;
        // Parts that no trial joins stand side by side.
        List<int> ring = [.. network.Components.SelectMany(part => part).Select(network.IndexOf).Where(treatment => treatment != Hub)];
        Shorten(ring, joined);
        Ring = ring;
    }

    /// <summary>The treatment in the middle; null where none is joined to most others.</summary>
    public int? Hub { get; }

    /// <summary>The others, clockwise from the top.</summary>
    public IReadOnlyList<int> Ring { get; }

    private static int Degree(bool[,] joined, int treatment) => Enumerable.Range(0, joined.GetLength(0)).Count(other => joined[treatment, other]);

    /// <summary>Exchanges two places as long as that shortens the edges along the circle.</summary>
    private static void Shorten(List<int> ring, bool[,] joined)
    {
        bool better = true;
        for (int round = 0; better && round < 50; round++)
        {
            better = false;
            for (int first = 0; first < ring.Count; first++)
            {
                for (int second = first + 1; second < ring.Count; second++)
                {
                    int before = Length(ring, joined);
                    (ring[first], ring[second]) = (ring[second], ring[first]);
                    if (Length(ring, joined) < before) better = true;
                    else (ring[first], ring[second]) = (ring[second], ring[first]);
                }
            }
        }
    }

    private static int Length(List<int> ring, bool[,] joined)
    {
        int length = 0;
        for (int first = 0; first < ring.Count; first++)
        {
            for (int second = first + 1; second < ring.Count; second++)
            {
                if (joined[ring[first], ring[second]]) length += Math.Min(second - first, ring.Count - second + first);
            }
        }

        return length;
    }
}
