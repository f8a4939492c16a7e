using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Sheets;

/// <summary>The entries of a record and the answers by fact, each once, ordered by source and date so that the order of a file makes no difference.</summary>
internal sealed class FindingsByFact
{
    private readonly FactDictionary _facts;
    private readonly Finding[]?[] _byFact;

    /// <summary>Sorts them; what no fact of the dictionary is about is left out.</summary>
    public FindingsByFact(FactDictionary facts, IEnumerable<Finding> findings)
    {
        _facts = facts;
        List<Finding>?[] byFact = new List<Finding>?[facts.All.Length];
        Finding[] all = [.. findings];
        int[] order = new int[all.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        order.AsSpan().Sort((left, right) => Compare(all[left], all[right]) is not 0 and var first ? first : left - right); // equal ones stay as they come
        foreach (int place in order)
        {
            Finding finding = all[place];
            if (facts.OwnOrNone(finding.Fact) is not { } fact) continue;
            List<Finding> known = byFact[facts.PlaceOf(fact)] ??= [];
            if (!Holds(known, finding)) known.Add(finding);
        }

        _byFact = new Finding[]?[byFact.Length];
        for (int i = 0; i < byFact.Length; i++)
        {
            if (byFact[i] is { } known) _byFact[i] = [.. known];
        }
    }

    /// <summary>The entries that speak of a fact.</summary>
    public Finding[] this[FactDefinition fact] => _byFact[_facts.PlaceOf(fact)] ?? [];

    /// <summary>Some entry speaks of the fact of a place.</summary>
    public bool Has(int place) => _byFact[place] is not null;

    /// <summary>As above, by name.</summary>
    public Finding[] this[string name] => _facts.Find(name) is { } fact ? this[fact] : [];

    // Texts of values are compared last: most entries differ before.
    private static int Compare(Finding left, Finding right)
    {
        int order = string.CompareOrdinal(left.Source, right.Source);
        if (order == 0) order = Nullable.Compare(left.When?.First, right.When?.First);
        return order != 0 || ReferenceEquals(left.Value, right.Value) ? order : string.CompareOrdinal(left.Value?.ToString(), right.Value?.ToString());
    }

    /// <summary>The same entry is there; it can only be among the last, which have its source.</summary>
    private static bool Holds(List<Finding> known, Finding finding)
    {
        for (int i = known.Count - 1; i >= 0 && known[i].Source == finding.Source; i--)
        {
            if (known[i].Equals(finding)) return true;
        }

        return false;
    }
}
