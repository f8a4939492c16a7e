using System.Collections.Immutable;

namespace Filaggrin.Knowledge;

/// <summary>Short lists of names, letter for letter.</summary>
public static class NameList
{
    /// <summary>A name is in the list. Without a comparer, which costs more than a short list.</summary>
    public static bool Has(this ImmutableArray<string> names, string name)
    {
        foreach (string known in names)
        {
            if (known == name) return true;
        }

        return false;
    }

    /// <summary>One of the names is in another list.</summary>
    public static bool HasAny(this ImmutableArray<string> names, ImmutableArray<string> others)
    {
        foreach (string name in names)
        {
            if (others.Has(name)) return true;
        }

        return false;
    }

    /// <summary>All of another list are in this one.</summary>
    public static bool HasAll(this ImmutableArray<string> names, ImmutableArray<string> others)
    {
        foreach (string other in others)
        {
            if (!names.Has(other)) return false;
        }

        return true;
    }
}

/// <summary>Names that are asked for often, letter for letter. Most names asked for are not in it, which a few letters tell.</summary>
internal sealed class NameSet
{
    private const int Signs = 256, Bits = 64;

    private readonly HashSet<string> _names;
    private readonly ulong[] _signs = new ulong[Signs / Bits];

    public NameSet(IEnumerable<string> names)
    {
        _names = new(names, StringComparer.Ordinal);
        foreach (string name in _names) _signs[Sign(name) / Bits] |= 1UL << Sign(name);
    }

    public bool Contains(string name) => (_signs[Sign(name) / Bits] & (1UL << Sign(name))) != 0 && _names.Contains(name);

    // By length, first, middle and last letter.
    private static int Sign(string name) => name.Length == 0 ? 0 : (name.Length + (name[0] * 5) + (name[name.Length / 2] * 23) + (name[^1] * 101)) & (Signs - 1);
}
