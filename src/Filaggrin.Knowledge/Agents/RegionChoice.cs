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
    public static IEnumerable<T> For<T>(IEnumerable<T> items, string region)
        where T : Item
    {
        IReadOnlyList<T> all = items as IReadOnlyList<T> ?? [.. items];
        Dictionary<string, int>? nearest = null;
        foreach (T item in all)
        {
            if (item.Topic is not { } topic) continue;
            nearest ??= new(StringComparer.Ordinal);
            int distance = Distance(item, region);
            if (!nearest.TryGetValue(topic, out int least) || distance < least) nearest[topic] = distance;
        }

        return nearest is null ? all : all.Where(item => item.Topic is not { } topic || Distance(item, region) == nearest[topic]);
    }
}
