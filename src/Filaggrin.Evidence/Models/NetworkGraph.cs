using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>Which treatments trials join.</summary>
internal static class NetworkGraph
{
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
