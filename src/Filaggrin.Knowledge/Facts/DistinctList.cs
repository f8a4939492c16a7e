namespace Filaggrin.Knowledge.Facts;

/// <summary>A list that takes each item once, in the order of coming; most have a handful, for which looking through them is quicker than a table.</summary>
/// <param name="comparer">How items are told apart; null: as they compare themselves.</param>
public sealed class DistinctList<T>(IEqualityComparer<T>? comparer = null)
    where T : class
{
    private const int Few = 16;

    private readonly IEqualityComparer<T> _comparer = comparer ?? EqualityComparer<T>.Default;
    private readonly List<T> _items = [];
    private HashSet<T>? _known;

    /// <summary>What was taken, in the order of coming.</summary>
    public IReadOnlyList<T> Items => _items;

    /// <summary>Takes an item unless it is there.</summary>
    public void Add(T item)
    {
        if (_known is null && _items.Count < Few)
        {
            foreach (T known in _items)
            {
                if (_comparer.Equals(known, item)) return;
            }
        }
        else
        {
            _known ??= new(_items, _comparer);
            if (!_known.Add(item)) return;
        }

        _items.Add(item);
    }
}
