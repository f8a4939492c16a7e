using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>Which treatments trials join.</summary>
internal static class NetworkGraph
{
    /// <summary>Whether designs can disagree on a comparison: whether the block of the network that holds it has a degree of freedom between designs.</summary>
    /// <remarks>
    /// A block is what no single treatment takes apart; what lies outside tells nothing of a comparison within. Its degrees of freedom are
    /// the independent comparisons of its designs less those of its treatments (Higgins 2012, doi:10.1002/jrsm.1044).
    /// </remarks>
    public static Func<string, string, bool> Checked(Network network)
    {
        List<HashSet<string>> blocks = Blocks(network);
        bool[] free =
        [
            .. blocks.Select(block => network.Trials.Where(trial => trial.Arms.All(arm => block.Contains(arm.Treatment))).DistinctBy(network.Design, StringComparer.Ordinal)
                .Sum(trial => trial.Arms.Length - 1) > block.Count - 1),
        ];
        // Two treatments of different blocks are compared by no trial.
        return (treatment, comparator) => blocks.FindIndex(block => block.Contains(treatment) && block.Contains(comparator)) is var at && (at < 0 || free[at]);
    }

    /// <summary>The blocks of the graph of treatments by depth-first search.</summary>
    /// <remarks>Hopcroft and Tarjan 1973, doi:10.1145/362248.362272.</remarks>
    private static List<HashSet<string>> Blocks(Network network)
    {
        ILookup<string, string> neighbours = network.Trials.SelectMany(trial => trial.Contrasts()).SelectMany(pair => new[] { (pair.Treatment, pair.Comparator), (pair.Comparator, pair.Treatment) })
            .Distinct().ToLookup(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);
        Dictionary<string, int> depth = new(StringComparer.Ordinal), lowest = new(StringComparer.Ordinal);
        Stack<string> open = [];
        List<HashSet<string>> blocks = [];
        foreach (string start in network.Treatments.Where(label => !depth.ContainsKey(label))) Visit(start, null, 0);
        return blocks;

        void Visit(string label, string? from, int level)
        {
            depth[label] = lowest[label] = level;
            open.Push(label);
            foreach (string next in neighbours[label].Where(next => next != from))
            {
                if (depth.TryGetValue(next, out int known))
                {
                    lowest[label] = Math.Min(lowest[label], known);
                    continue;
                }

                Visit(next, label, level + 1);
                lowest[label] = Math.Min(lowest[label], lowest[next]);
                if (lowest[next] < level) continue;
                HashSet<string> block = new([label], StringComparer.Ordinal);
                while (!block.Contains(next)) block.Add(open.Pop());
                blocks.Add(block);
            }
        }
    }

    /// <summary>The connected parts in the order of their first treatment, each in the order given.</summary>
    public static ImmutableArray<ImmutableArray<string>> Components(ImmutableArray<string> treatments, IEnumerable<NetworkTrial> trials)
    {
        Dictionary<string, string> parent = treatments.ToDictionary(label => label, label => label, StringComparer.Ordinal);
        foreach (NetworkTrial trial in trials)
        {
            foreach (TrialArm arm in trial.Arms.Skip(1)) parent[Root(arm.Treatment)] = Root(trial.Arms[0].Treatment);
        }

        return [.. treatments.GroupBy(Root, StringComparer.Ordinal).Select(group => group.ToImmutableArray())];

        string Root(string label)
        {
            while (parent[label] != label) label = parent[label] = parent[parent[label]];
            return label;
        }
    }
}
