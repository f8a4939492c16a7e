using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Filaggrin.Knowledge.Facts;

/// <summary>All facts that may be known of a patient, by name.</summary>
public sealed class FactDictionary
{
    private readonly FrozenDictionary<string, FactDefinition> _byName;
    private readonly FrozenDictionary<string, (FactDefinition Fact, bool Negated)> _byAnyName;

    /// <summary>Holds the definitions; names must be unique.</summary>
    public FactDictionary(IEnumerable<FactDefinition> facts)
    {
        All = [.. facts];
        _byName = All.ToFrozenDictionary(fact => fact.Name, StringComparer.Ordinal);
        Dictionary<string, (FactDefinition, bool)> any = new(StringComparer.OrdinalIgnoreCase);
        foreach (FactDefinition fact in All) any[fact.Name] = (fact, false);
        foreach (FactDefinition fact in All)
        {
            foreach (string alias in fact.Aliases) any.TryAdd(alias, (fact, false));
            foreach (string alias in fact.NegatedAliases) any.TryAdd(alias, (fact, true));
        }

        _byAnyName = any.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every definition, in the order of the files.</summary>
    public ImmutableArray<FactDefinition> All { get; }

    /// <summary>The definition of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public FactDefinition this[string name] => _byName[name];

    /// <summary>Looks a name up, letter for letter.</summary>
    public FactDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Looks up a name as answers and questionnaires give it: any letter case, aliases, contrary names.</summary>
    /// <param name="name">The name.</param>
    /// <param name="negated">The name means the contrary of the fact.</param>
    public FactDefinition? FindAny(string name, out bool negated)
    {
        (FactDefinition? fact, negated) = _byAnyName.GetValueOrDefault(name);
        return fact;
    }

    /// <summary>The name most like a misspelt one, or null when none is near.</summary>
    public string? Nearest(string name) => All
        .Select(fact => (fact.Name, Distance: Distance(name, fact.Name)))
        .Where(candidate => candidate.Distance <= Math.Max(2, name.Length / 4))
        .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name).FirstOrDefault();

    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] current = new int[right.Length + 1];
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }

            previous = current;
        }

        return previous[^1];
    }
}
