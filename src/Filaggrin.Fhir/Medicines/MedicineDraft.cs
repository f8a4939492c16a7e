using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Codes;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Fhir.Medicines;

/// <summary>An entry of a medicine whose product may stand elsewhere in the file.</summary>
/// <param name="Entry">What the entry itself says.</param>
/// <param name="Product">The product; null where only a reference is given.</param>
/// <param name="Reference">The reference to a Medication entry.</param>
/// <param name="ReferenceText">The words beside the reference.</param>
/// <param name="Route">The route that the dosage tells.</param>
/// <param name="Barred">Why the entry cannot count.</param>
/// <param name="Remark">What a reader should look at, if the medicine is one of the list.</param>
/// <param name="Uncertain">Whether it is taken cannot be told.</param>
internal sealed record MedicineDraft(
    MedicineEntry Entry, Product? Product, string? Reference, string? ReferenceText, string? Route, string? Barred, string? Remark, bool Uncertain)
{
    /// <summary>The route that the words of the dosage tell, of which nothing else does.</summary>
    public string? RouteInWords { get; init; }

    /// <summary>The entry with its ingredients, and what is to be said of it; either may be missing.</summary>
    /// <param name="product">The product, found in the file.</param>
    /// <param name="catalog">The medicine list.</param>
    public (MedicineEntry? Entry, NotUnderstood? Remark) Complete(Product? product, MedicineCatalog catalog)
    {
        if (product is null) return (null, Say(ReferenceText ?? Texts.Of("read-a-medicine"), Texts.Of("read-no-reference")));
        if (ReferenceEquals(product, Product.Nameless)) return (null, Say(Texts.Of("read-a-medicine"), Texts.Of("read-no-medicine")));
        if (product.IsUnknown) return (null, product.IsWordless ? Say(product.Label, NoWords) : null);
        if (Barred is not null) return (null, product.MayMatter ? Say(product.Label, Barred) : null);

        string route = Route ?? product.Route ?? (RouteInWords is { } told && HasForm(product, told, catalog) ? told : MedicineCatalog.Systemic);
        ImmutableArray<string> names = ByRoute(product.Names, route), possible = ByRoute(product.Possible, route);
        if (Uncertain) (names, possible) = ([], possible.AddRange(names));
        Dose? dose = Entry.Dose is { } counted && DoseReader.IsCounted(counted) ? Strength.InMilligrams(counted, product.StrengthTold()) : Entry.Dose;
        MedicineEntry entry = Entry with
        {
            Dose = dose,
            DoseInWords = dose is null ? Entry.DoseInWords : null,
            Ingredients = Sorted(names),
            PossibleIngredients = Sorted(possible),
            AtcCodes = Sorted(product.Atc.IsEmpty ? Local(product.Names, route, catalog) : product.Atc),
            Systemic = route == MedicineCatalog.Systemic,
            Quote = possible.IsEmpty ? null : Labels.Short(product.Label),
            Via = product.Names.IsEmpty && !product.Possible.IsEmpty ? "text" : product.Via,
        };
        return (entry, Remark is not null && product.MayMatter ? Say(product.Label, Remark) : null);
    }

    // Most codes of medicines in records are products, of which no list is held: without words nobody can tell what it is.
    private static string NoWords => Texts.Of("read-no-words");

    private NotUnderstood Say(string label, string why) => new(Entry.Source, Labels.Short(label), why);

    // Words on how it is used may speak of an emollient beside it: they count for what is given by that route too.
    private static bool HasForm(Product product, string route, MedicineCatalog catalog) =>
        product.Names.Concat(product.Possible).All(name => catalog.ByName(name)?.LocalAtc.Any(code => catalog.RouteOfAtc(code) == route) == true);

    private static ImmutableArray<string> ByRoute(ImmutableArray<string> names, string route) =>
        route == MedicineCatalog.Systemic ? names : [.. names.Select(name => $"{name} ({route})")];

    // A local form belongs to a class of its own, such as that of beta-blockers for the eye, whatever its words or route were read from.
    private static ImmutableArray<string> Local(ImmutableArray<string> names, string route, MedicineCatalog catalog) => route == MedicineCatalog.Systemic ? []
        : [.. names.SelectMany(name => catalog.ByName(name)?.LocalAtc ?? []).Where(code => catalog.RouteOfAtc(code) == route)];

    private static ImmutableArray<string> Sorted(ImmutableArray<string> names) => names.Length < 2 ? names : [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
