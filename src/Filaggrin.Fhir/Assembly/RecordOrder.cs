using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Assembly;

/// <summary>The order of what was read: by source, so that the same entries give the same record however the file puts them.</summary>
internal static class RecordOrder
{
    /// <summary>Findings: equal ones compare as equal.</summary>
    public static readonly Comparison<Finding> Findings = Compare;

    /// <summary>Entries of medicines: equal ones compare as equal.</summary>
    public static readonly Comparison<MedicineEntry> Medicines = Compare;

    /// <summary>Each item of a sorted list once.</summary>
    public static ImmutableArray<T> Distinct<T>(IReadOnlyList<T> sorted, Comparison<T> order)
    {
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(sorted.Count);
        foreach (T item in sorted)
        {
            if (items.Count == 0 || order(items[^1], item) != 0) items.Add(item);
        }

        return items.DrainToImmutable();
    }

    private static int Compare(Finding left, Finding right)
    {
        int order = string.CompareOrdinal(left.Source, right.Source);
        if (order != 0) return order;
        order = string.CompareOrdinal(left.Fact.Name, right.Fact.Name);
        if (order != 0) return order;
        order = Compare(left.When, right.When);
        return order != 0 || left == right ? order : string.CompareOrdinal(left.ToString(), right.ToString());
    }

    private static int Compare(MedicineEntry left, MedicineEntry right)
    {
        int order = string.CompareOrdinal(left.Source, right.Source);
        return order != 0 ? order : string.CompareOrdinal(Text(left), Text(right));
    }

    // Arrays compare by reference in a record: their names are written out.
    private static string Text(MedicineEntry entry) =>
        string.Join('|', [.. entry.Ingredients, "", .. entry.PossibleIngredients, "", .. entry.AtcCodes])
        + (entry with { Ingredients = [], PossibleIngredients = [], AtcCodes = [] }).ToString();

    private static int Compare(DateSpan? left, DateSpan? right)
    {
        int order = Nullable.Compare(left?.First, right?.First);
        return order != 0 ? order : Nullable.Compare(left?.Last, right?.Last);
    }
}
