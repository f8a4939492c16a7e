using System.Collections.Immutable;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Resources;

/// <summary>The items of an EASI whose total nobody has written down.</summary>
/// <param name="Source">The entry.</param>
/// <param name="Time">The day of the examination.</param>
/// <param name="Values">Five items for each of four regions; null where one is missing.</param>
internal sealed record EasiExamination(string Source, ClinicalTime Time, ImmutableArray<decimal?> Values)
{
    /// <summary>Regions: head and neck, trunk, upper limbs, lower limbs.</summary>
    public const int Regions = 4;

    /// <summary>Items: extent, erythema, oedema, excoriation, lichenification.</summary>
    public const int Items = 5;
}

/// <summary>Reads the components <c>region item</c> of an EASI, in the spellings that occur.</summary>
internal static class EasiItems
{
    /// <summary>The fact that the items make up.</summary>
    public const string Fact = "EASI";

    private static readonly string[][] RegionWords =
        [["head and neck", "head neck", "head"], ["trunk", "torso"], ["upper limbs", "upper limb", "upper extremit", "arms"], ["lower limbs", "lower limb", "lower extremit", "legs"]];

    private static readonly string[][] ItemWords =
    [
        ["extent", "percent", "area", "affected", "surface"], ["erythema", "redness"],
        ["oedema", "edema", "papulation", "induration"], ["excoriation", "scratch"], ["lichenification"],
    ];

    private static readonly string[] ExtentCodes = ["66519-0", "66529-9", "66524-0", "66534-9"];

    private static readonly FactDefinition Percent = Plain("%"), Grade = Plain("{score}");

    /// <summary>The items of an observation; null when it has none.</summary>
    public static EasiExamination? Read(Element observation, Entry entry, ClinicalTime time)
    {
        decimal?[] values = new decimal?[EasiExamination.Regions * EasiExamination.Items];
        bool any = false;
        foreach (Element component in observation.Get("component"u8).Items())
        {
            if (IndexOf(Concept.Read(component.Get("code"u8))) is not { } index) continue;
            any = true;
            values[index] = ValueOf(component, index % EasiExamination.Items == 0 ? Percent : Grade);
        }

        return any ? new(entry.Source, time, [.. values]) : null;
    }

    /// <summary>How an item is called.</summary>
    public static string Name(int index) => $"{RegionWords[index / EasiExamination.Items][0]} {ItemWords[index % EasiExamination.Items][0]}";

    private static int? IndexOf(Concept concept)
    {
        foreach (Coding coding in concept.Codings)
        {
            if (coding.System == CodeSystem.Loinc && Array.IndexOf(ExtentCodes, coding.Code) is >= 0 and int region) return region * EasiExamination.Items;
        }

        string text = Knowledge.Medicines.MedicineCatalog.Normalise(concept.Text ?? concept.Label);
        int regionIndex = Array.FindIndex(RegionWords, words => Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal)));
        int item = Array.FindLastIndex(ItemWords, words => Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal)));
        return regionIndex < 0 || item < 0 || text.Contains("score", StringComparison.Ordinal) && item == 0 ? null : (regionIndex * EasiExamination.Items) + item;
    }

    private static decimal? ValueOf(Element component, FactDefinition unit)
    {
        Element quantity = component.Get("valueQuantity"u8), integer = component.Get("valueInteger"u8);
        return quantity.Exists ? Quantity.Read(quantity).For(unit, out _)?.Exact
            : integer.Exists ? integer.Number() : null;
    }

    private static FactDefinition Plain(string unit) => new() { Name = unit, Type = FactType.Number, Place = default, Unit = unit };
}
