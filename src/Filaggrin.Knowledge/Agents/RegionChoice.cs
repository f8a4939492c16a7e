using System.Collections.Immutable;

namespace Filaggrin.Knowledge.Agents;

/// <summary>Picks the reader's region where items answer one question; a question that nobody shares never vanishes.</summary>
public static class RegionChoice
{
    private static readonly string[] Fallback = ["", "EU", "UK", "US"];

    /// <summary>The regions of readers.</summary>
    public static ImmutableArray<string> Regions { get; } = ["EU", "UK", "US"];

    /// <summary>How near an item is to a reader's region: 0 for the region itself, then without region, EU, UK, US.</summary>
    public static int Distance(Item item, string region)
    {
        if (item.Regions.IsEmpty) return 1;
        if (item.Regions.Has(region)) return 0;
        for (int i = 1; i < Fallback.Length; i++)
        {
            if (item.Regions.Has(Fallback[i])) return 1 + i;
        }

        return 0;
    }

    /// <summary>The items that speak, in their order: all without a topic, and of each topic those of the region, else without region, else EU, UK, US.</summary>
    public static ImmutableArray<T> For<T>(ImmutableArray<T> items, string region)
        where T : Item
    {
        Dictionary<string, int>? nearest = null;
        foreach (T item in items)
        {
            if (item.Topic is not { } topic) continue;
            nearest ??= new(StringComparer.Ordinal);
            int distance = Distance(item, region);
            if (!nearest.TryGetValue(topic, out int least) || distance < least) nearest[topic] = distance;
        }

        return nearest is null ? items : Nearest(items, region, nearest);
    }

    private static ImmutableArray<T> Nearest<T>(ImmutableArray<T> items, string region, Dictionary<string, int> distances)
        where T : Item => items.RemoveAll(item => item.Topic is { } topic && Distance(item, region) != distances[topic]);

    /// <summary>As above.</summary>
    public static ImmutableArray<T> For<T>(IEnumerable<T> items, string region)
        where T : Item => For(items.ToImmutableArray(), region);
}
