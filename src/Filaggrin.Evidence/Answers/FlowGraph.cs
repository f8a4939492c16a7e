namespace Filaggrin.Evidence;

/// <summary>A flow of evidence as a directed graph without cycles, divided into paths.</summary>
internal sealed class FlowGraph
{
    private const double Nothing = 1e-10;
    private const int MostPaths = 20_000;

    private readonly int _from;
    private readonly int _to;
    private readonly (int Tail, int Head, double Flow)[] _edges;
    private readonly int[] _downhill;
    private readonly List<int>[] _leaving;

    public FlowGraph(double[] potentials, int from, int to, (int Tail, int Head, double Flow)[] edges)
    {
        (_from, _to, _edges) = (from, to, edges);
        _downhill = [.. Enumerable.Range(0, potentials.Length).OrderByDescending(node => potentials[node])];
        _leaving = [.. potentials.Select(_ => new List<int>())];
        for (int edge = 0; edge < edges.Length; edge++)
        {
            if (edges[edge].Flow > Nothing) _leaving[edges[edge].Tail].Add(edge);
        }
    }

    /// <summary>Paths by their probability, each shared out evenly to its edges: forward and backward sums by number of steps.</summary>
    public double[] RandomWalk()
    {
        int count = _leaving.Length;
        double[,] forward = new double[count, count], backward = new double[count, count];
        double[] chance = new double[_edges.Length], shares = new double[_edges.Length];
        forward[_from, 0] = 1;
        backward[_to, 0] = 1;
        foreach (int node in _downhill)
        {
            double total = _leaving[node].Sum(edge => _edges[edge].Flow);
            foreach (int edge in _leaving[node])
            {
                chance[edge] = _edges[edge].Flow / total;
                for (int steps = 0; steps + 1 < count; steps++) forward[_edges[edge].Head, steps + 1] += forward[node, steps] * chance[edge];
            }
        }

        foreach (int node in _downhill.Reverse())
        {
            if (node == _to) continue;
            foreach (int edge in _leaving[node])
            {
                for (int steps = 0; steps + 1 < count; steps++) backward[node, steps + 1] += chance[edge] * backward[_edges[edge].Head, steps];
            }
        }

        for (int edge = 0; edge < shares.Length; edge++)
        {
            for (int before = 0; before < count && chance[edge] > 0; before++)
            {
                for (int after = 0; before + 1 + after < count; after++)
                    shares[edge] += forward[_edges[edge].Tail, before] * chance[edge] * backward[_edges[edge].Head, after] / (before + 1 + after);
            }
        }

        return shares;
    }

    /// <summary>Takes the shortest path with its smallest flow, again and again.</summary>
    public double[] ShortestPaths()
    {
        double[] rest = [.. _edges.Select(edge => edge.Flow)], shares = new double[_edges.Length];
        while (Shortest(rest) is { } path)
        {
            double flow = path.Min(edge => rest[edge]);
            foreach (int edge in path)
            {
                rest[edge] = rest[edge] == flow ? 0 : rest[edge] - flow;
                shares[edge] += flow / path.Count;
            }
        }

        return shares;
    }

    /// <summary>Smallest flows of all paths that add up to the flow of each edge.</summary>
    public double[] PseudoInverse()
    {
        List<int[]> paths = [];
        Walk(_from, []);
        double[] shares = new double[_edges.Length];
        int count = _edges.Length;
        double[] gram = new double[count * count];
        foreach (int[] path in paths)
        {
            foreach (int edge in path)
            {
                foreach (int other in path) gram[edge * count + other]++;
            }
        }

        double[] multipliers = SymmetricMatrix.PseudoSolve(gram, [.. _edges.Select(edge => edge.Flow)]);
        foreach (int[] path in paths)
        {
            double flow = path.Sum(edge => multipliers[edge]);
            foreach (int edge in path) shares[edge] += flow / path.Length;
        }

        return shares;

        void Walk(int node, int[] before)
        {
            if (node == _to)
            {
                if (paths.Count >= MostPaths) throw new NotSupportedException("The network has too many paths for the pseudoinverse; the random walk has no such limit.");
                paths.Add(before);
                return;
            }

            foreach (int edge in _leaving[node]) Walk(_edges[edge].Head, [.. before, edge]);
        }
    }

    private List<int>? Shortest(double[] rest)
    {
        // Of paths of one length the one taken decides; netmeta's graph counts treatments as its list of edges first names them, tails first.
        int[] used = [.. Enumerable.Range(0, _edges.Length).Where(edge => _edges[edge].Flow > Nothing)];
        int[] named = [.. used.Select(edge => _edges[edge].Tail).Concat(used.Select(edge => _edges[edge].Head)).Distinct()];
        int[] place = [.. Enumerable.Range(0, _leaving.Length).Select(node => Array.IndexOf(named, node))];
        int[] arrivedBy = new int[_leaving.Length];
        Array.Fill(arrivedBy, -1);
        Queue<int> waiting = new([_from]);
        while (waiting.TryDequeue(out int node) && arrivedBy[_to] < 0)
        {
            foreach (int edge in _leaving[node].OrderBy(edge => place[_edges[edge].Head]))
            {
                int head = _edges[edge].Head;
                if (rest[edge] <= Nothing || arrivedBy[head] >= 0 || head == _from) continue;
                arrivedBy[head] = edge;
                waiting.Enqueue(head);
            }
        }

        if (arrivedBy[_to] < 0) return null;
        List<int> path = [];
        for (int node = _to; node != _from; node = _edges[path[^1]].Tail) path.Add(arrivedBy[node]);
        path.Reverse();
        return path;
    }
}
