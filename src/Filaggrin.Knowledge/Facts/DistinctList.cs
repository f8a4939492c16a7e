using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Filaggrin.Knowledge.Facts;

/// <summary>A list that takes each item once, in the order of coming; most have a handful, for which looking through them is quicker than a table.</summary>
/// <param name="byReference">Items are told apart as objects; otherwise as they compare themselves.</param>
public sealed class DistinctList<T>(bool byReference = false)
    where T : class
{
    private const int Few = 16;

    private List<T>? _items;
    private HashSet<T>? _known;

    /// <summary>What was taken, in the order of coming; until the next is added.</summary>
    public ReadOnlySpan<T> Items => CollectionsMarshal.AsSpan(_items);

    /// <summary>What was taken, in the order of coming.</summary>
    public ImmutableArray<T> ToImmutable() => _items is null ? [] : [.. _items];

    /// <summary>Takes an item unless it is there.</summary>
    public void Add(T item)
    {
        _items ??= [];
        if (_known is null && _items.Count < Few)
        {
            foreach (T known in _items)
            {
                if (ReferenceEquals(known, item) || (!byReference && known.Equals(item))) return;
            }
        }
        else
        {
            _known ??= byReference ? new(_items, ReferenceEqualityComparer.Instance) : new(_items);
            if (!_known.Add(item)) return;
        }

        _items.Add(item);
    }

    /// <summary>Takes several.</summary>
    public void Add(ImmutableArray<T> items)
    {
        foreach (T item in items) Add(item);
    }
}
