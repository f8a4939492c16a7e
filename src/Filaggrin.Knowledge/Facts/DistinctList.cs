using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Filaggrin.Knowledge.Facts;

/// <summary>A list that takes each item once, in the order of coming; most have a handful, for which looking through them is quicker than a table.</summary>
/// <param name="byReference">Items are told apart as objects; otherwise as they compare themselves.</param>
public sealed class DistinctList<T>(bool byReference = false)
    where T : class
{
    private const int Few = 16, AtFirst = 4;

    // Most lists stay with one, which needs no array.
    private T? _first;
    private T[] _items = [];
    private int _count;
    private HashSet<T>? _known;

    /// <summary>What was taken, in the order of coming; until the next is added.</summary>
    public ReadOnlySpan<T> Items => _count == 1 ? new(ref _first!) : new(_items, 0, _count);

    /// <summary>What was taken, in the order of coming.</summary>
    public ImmutableArray<T> ToImmutable() =>
        _count == 1 ? [_first!] : ImmutableCollectionsMarshal.AsImmutableArray(_count == _items.Length ? _items : Items.ToArray()); // a full one is never written again

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

        switch (_count++)
        {
            case 0:
                _first = item;
                break;
            case 1:
                _items = new T[AtFirst];
                (_items[0], _items[1]) = (_first!, item);
                break;
            case var place:
                if (place == _items.Length) Array.Resize(ref _items, 2 * place);
                _items[place] = item;
                break;
        }
    }

    /// <summary>Takes several.</summary>
    public void Add(ImmutableArray<T> items)
    {
        foreach (T item in items) Add(item);
    }
}
