using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Filaggrin.Knowledge.Facts;

/// <summary>A list that takes each item once, in the order of coming; most have a handful, for which looking through them is quicker than a table.</summary>
/// <param name="byReference">Items are told apart as objects; otherwise as they compare themselves.</param>
public sealed class DistinctList<T>(bool byReference = false)
    where T : class
{
    private const int Few = 16, AtFirst = 2;

    private T[] _items = [];
    private int _count;
    private HashSet<T>? _known;

    /// <summary>What was taken, in the order of coming; until the next is added.</summary>
    public ReadOnlySpan<T> Items => new(_items, 0, _count);

    /// <summary>What was taken, in the order of coming.</summary>
    public ImmutableArray<T> ToImmutable() =>
        ImmutableCollectionsMarshal.AsImmutableArray(_count == _items.Length ? _items : Items.ToArray()); // a full one is never written again

    /// <summary>Takes an item unless it is there.</summary>
    public void Add(T item)
    {
        if (_known is null && _count < Few)
        {
            foreach (T known in Items)
            {
                if (ReferenceEquals(known, item) || (!byReference && known.Equals(item))) return;
            }
        }
        else
        {
            if (_known is null)
            {
                _known = new(byReference ? ReferenceEqualityComparer.Instance : null);
                foreach (T known in Items) _known.Add(known);
            }

            if (!_known.Add(item)) return;
        }

        if (_count == _items.Length) Array.Resize(ref _items, Math.Max(AtFirst, 2 * _count));
        _items[_count++] = item;
    }

    /// <summary>Takes several.</summary>
    public void Add(ImmutableArray<T> items)
    {
        foreach (T item in items) Add(item);
    }
}
