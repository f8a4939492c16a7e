using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>The leaves of formulas that are not known of one patient, and the functions of them.</summary>
internal sealed class Unknowns
{
    /// <summary>The functions.</summary>
    public DecisionDiagram Diagram { get; } = new();

    /// <summary>The facts that would decide each leaf.</summary>
    public List<ImmutableArray<FactDefinition>> Facts { get; } = [];

    /// <summary>A further leaf; returns its number.</summary>
    public int Add(ImmutableArray<FactDefinition> deciding)
    {
        Facts.Add(deciding);
        return Facts.Count - 1;
    }

    /// <summary>The leaves on which some functions, none of them true by itself, depend when taken together by <c>or</c>; null where they are true whatever the leaves are.</summary>
    public bool[]? Together(List<Remainder> functions)
    {
        int[] uses = new int[Facts.Count];
        HashSet<int> different = [];
        foreach (Remainder left in functions)
        {
            if (!different.Add(left.Function)) continue;
            foreach (int leaf in left.Support) uses[leaf]++;
        }

        // A function that shares no leaf with another depends on its own beside the others too.
        bool[] needed = new bool[Facts.Count];
        int entangled = DecisionDiagram.False;
        foreach (Remainder left in functions)
        {
            if (!different.Remove(left.Function)) continue;
            if (Array.Exists(left.Support, leaf => uses[leaf] > 1)) entangled = Diagram.Or(entangled, left.Function);
            else Mark(needed, left.Support);
        }

        if (entangled == DecisionDiagram.True) return null;
        Mark(needed, Diagram.Support(entangled));
        return needed;
    }

    /// <summary>Those leaves marked.</summary>
    public bool[] Marked(int[] leaves)
    {
        bool[] marked = new bool[Facts.Count];
        Mark(marked, leaves);
        return marked;
    }

    private static void Mark(bool[] marked, int[] leaves)
    {
        foreach (int leaf in leaves) marked[leaf] = true;
    }
}

/// <summary>What is left of a formula when all that is known is put in.</summary>
/// <param name="Function">The function of the unknown leaves.</param>
/// <param name="Met">The leaves in the order of the text.</param>
/// <param name="Support">Those on which the function depends.</param>
internal sealed record Remainder(int Function, List<int> Met, int[] Support)
{
    /// <summary>The facts that would decide it, once asked for.</summary>
    public ImmutableArray<FactDefinition> Facts { get; set; }
}
