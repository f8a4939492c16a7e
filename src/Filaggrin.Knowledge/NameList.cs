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
}
