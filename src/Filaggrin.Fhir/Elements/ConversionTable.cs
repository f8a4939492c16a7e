using System.Runtime.CompilerServices;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Elements;

/// <summary>Remembers for all records how units convert: few stand in a record, each of them thousands of times.</summary>
/// <param name="find">Finds the conversion of a unit, as written, into that of a fact; null when there is none.</param>
internal sealed class ConversionTable(Func<FactDefinition, string, LinearMap?> find)
{
    private const int Slots = 1024;

    private readonly Entry?[] _known = new Entry?[Slots];

    /// <summary>The conversion of a unit into that of a fact; null when there is none.</summary>
    public LinearMap? Find(FactDefinition fact, string unit)
    {
        ref Entry? slot = ref _known[SlotOf(fact, unit)];
        if (slot is { } known && ReferenceEquals(known.Fact, fact) && known.Unit == unit) return known.Map;
        if (find(fact, unit) is not { } map) return null; // what is no unit may be anything, and is not kept
        slot = new(fact, unit, map);
        return map;
    }

    private static int SlotOf(FactDefinition fact, string unit)
    {
        int ends = unit.Length == 0 ? 0 : unit[0] + (unit[^1] * 31) + (unit[unit.Length / 2] * 977);
        return (RuntimeHelpers.GetHashCode(fact) ^ ends ^ (unit.Length * 7919)) & (Slots - 1);
    }

    // Written once and exchanged whole, so that readers of several records do not disturb each other.
    private sealed record Entry(FactDefinition Fact, string Unit, LinearMap Map);
}
