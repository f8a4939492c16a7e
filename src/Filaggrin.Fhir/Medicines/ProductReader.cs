using System.Collections.Immutable;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Fhir.Medicines;

/// <summary>Finds the ingredients of a medicine: by its codes, by the words beside them, and, as a doubt only, by free text.</summary>
/// <param name="catalog">The medicine list.</param>
internal sealed class ProductReader(MedicineCatalog catalog)
{
    /// <summary>Reads a Medication entry: its code, form and ingredients.</summary>
    public Product ReadMedication(Element medication)
    {
        Product product = Read(Concept.Read(medication.Get("code"u8)), FormOf(medication));
        foreach (Element ingredient in medication.Get("ingredient"u8).Items())
        {
            if (ingredient.Get("isActive"u8).Truth() == false) continue;
            Concept item = Concept.Read(ingredient.Get("itemCodeableConcept"u8));
            if (item.IsEmpty) item = new([], ingredient.Get("itemReference"u8).Get("display"u8).Text());
            Product part = Read(item);
            product = product with
            {
                Names = Union(product.Names, part.Names),
                Possible = Union(product.Possible, part.Possible),
                Atc = Union(product.Atc, part.Atc),
                Route = product.Route ?? part.Route,
                Via = product.Names.IsEmpty ? part.Via : product.Via,
                Label = product.Label.Length > 0 ? product.Label : part.Label,
                IsWordless = (product.Label.Length == 0 || product.IsWordless) && part.IsWordless,
            };
        }

        return Certain(product);
    }

    /// <summary>Reads a concept.</summary>
    public Product Read(Concept concept) => concept.Memory.Product ??= Read(concept, form: null);

    /// <summary>Reads a concept of a product whose dose form is told.</summary>
    /// <param name="concept">Codes and text.</param>
    /// <param name="form">The dose form, in words.</param>
    private Product Read(Concept concept, string? form)
    {
        if (concept.IsEmpty) return Product.Nameless;
        List<Medicine> sure = [.. Coded(concept)];
        ImmutableArray<string> atc = [.. concept.Codings.Where(coding => coding.System == CodeSystem.Atc).Select(coding => coding.Code.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];
        string? via = null;
        if (sure.Count == 0)
        {
            sure.AddRange(concept.Codings.Where(IsMedicineCode).SelectMany(coding => coding.Display is null ? [] : ProductName.Ingredients(coding.Display, catalog)).Distinct());
            if (sure.Count > 0) via = "display";
        }

        // Beside a product's code without words the text may name the product; a code with words has been read.
        ImmutableArray<string> possible = [];
        if (sure.Count == 0 && !concept.Codings.Any(coding => IsMedicineCode(coding) && coding.Display is not null))
            possible = [.. concept.Texts.SelectMany(text => catalog.InText(text)).SelectMany(WithParts).Distinct(StringComparer.Ordinal)];
        return new([.. sure.Select(medicine => medicine.Name).Distinct(StringComparer.Ordinal)], possible, atc, Route(concept, atc, form), via, concept.Label, concept.IsWordless);
    }

    // ATC has one code for several medicines (mycophenolic acid and its prodrug); other codes or the words tell them apart.
    private IEnumerable<Medicine> Coded(Concept concept)
    {
        List<Medicine> precise = [];
        foreach (Coding coding in concept.Codings)
        {
            Medicine? medicine = coding.System switch
            {
                CodeSystem.RxNorm => catalog.ByRxNorm(coding.Code),
                CodeSystem.Snomed => catalog.BySnomed(coding.Code),
                _ => null,
            };
            if (medicine is not null && !precise.Contains(medicine)) precise.Add(medicine);
        }

        List<Medicine> all = [.. precise];
        foreach (Coding coding in concept.Codings.Where(coding => coding.System == CodeSystem.Atc))
        {
            ImmutableArray<Medicine> candidates = catalog.ByAtc(coding.Code.ToUpperInvariant());
            if (candidates.Length > 1)
            {
                List<Medicine> named = [.. candidates.Where(candidate => precise.Contains(candidate) || Named(concept).Contains(candidate))];
                if (named.Count > 0) candidates = [.. named];
            }

            all.AddRange(candidates);
        }

        return all.Distinct();
    }

    private IEnumerable<Medicine> Named(Concept concept) => concept.Codings.Select(coding => coding.Display).Append(concept.Text).OfType<string>()
        .SelectMany(text => ProductName.Ingredients(text, catalog).Concat(catalog.InText(text)));

    private string? Route(Concept concept, ImmutableArray<string> atc, string? form)
    {
        // One medicine may carry the ATC codes of all its forms: then they tell no route.
        string[] routes = [.. atc.Where(code => code.Length == 7 || catalog.RouteOfAtc(code) != MedicineCatalog.Systemic).Select(catalog.RouteOfAtc).Distinct(StringComparer.Ordinal)];
        if (routes.Length == 1) return routes[0];
        foreach (string? text in concept.Codings.Select(coding => coding.Display).Append(concept.Text).Append(form))
        {
            if (text is not null && catalog.RouteOfText(text) is { } route) return route;
        }

        return null;
    }

    private static string? FormOf(Element medication) => Concept.Read(medication.Get("form"u8)) is { IsEmpty: false } form ? form.Label : null;

    private static bool IsMedicineCode(Coding coding) => coding.System is CodeSystem.RxNorm or CodeSystem.Snomed or CodeSystem.Atc;

    private static IEnumerable<string> WithParts(Medicine medicine) => [medicine.Name, .. medicine.Parts];

    private static ImmutableArray<string> Union(ImmutableArray<string> left, ImmutableArray<string> right) => [.. left.Union(right, StringComparer.Ordinal)];

    private static Product Certain(Product product) => product.Names.IsEmpty ? product : product with { Possible = [.. product.Possible.Except(product.Names, StringComparer.Ordinal)] };
}
