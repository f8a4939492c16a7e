using System.Collections.Immutable;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Fhir.Medicines;

/// <summary>Finds the ingredients of a medicine: by its codes, by the words beside them, and, as a doubt only, by free text.</summary>
/// <param name="catalog">The medicine list.</param>
internal sealed class ProductReader(MedicineCatalog catalog)
{
    private const int Deepest = 4; // of ingredients within ingredients

    /// <summary>Reads a Medication or a Substance: its code, form and ingredients.</summary>
    /// <param name="medication">The entry.</param>
    /// <param name="container">The resource that contains it; itself where it stands alone.</param>
    public Product ReadMedication(Element medication, Element container) => ReadMedication(medication, container, depth: 0);

    private Product ReadMedication(Element medication, Element container, int depth)
    {
        Product product = Read(Concept.Read(medication.Get("code"u8)), FormOf(medication));
        foreach (Element ingredient in medication.Get("ingredient"u8).Items())
        {
            if (ingredient.Get("isActive"u8).Truth() == false) continue;
            Element part = ingredient.Get("item"u8); // of the fifth release, concept or reference
            Concept item = Concept.Read(ingredient.Get("itemCodeableConcept"u8).Or(part));
            Product read = item.IsEmpty ? Referenced(ingredient.Get("itemReference"u8).Or(part.Get("reference"u8)), container, depth) : Read(item);
            product = product.With(Strength.Of(ingredient) is { } strength ? read with { Strength = strength } : read);
        }

        return Certain(product);
    }

    // What stands in another entry is sought once the whole file is read; until then the words beside the reference tell.
    private Product Referenced(Element reference, Element container, int depth)
    {
        Product told = Read(new Concept([], reference.Get("display"u8).Text()));
        if (reference.Get("reference"u8).Text() is not { } target) return told;
        if (target[0] != References.Contained) return told with { Elsewhere = [References.Uuid(target) ?? References.Target(target)] };
        Element inside = References.Inside(container, target);
        if (inside.Exists && depth < Deepest) return ReadMedication(inside, container, depth + 1);
        return told.MayMatter ? told : told with { Elsewhere = [target] };
    }

    /// <summary>Reads a concept.</summary>
    public Product Read(Concept concept) => concept.KnownProduct ??= Read(concept, form: null);

    /// <summary>Reads a concept of a product whose dose form is told.</summary>
    /// <param name="concept">Codes and text.</param>
    /// <param name="form">The dose form, in words.</param>
    private Product Read(Concept concept, string? form)
    {
        if (concept.IsEmpty) return Product.Nameless;
        (List<Medicine> sure, List<Medicine> assumed, List<Medicine> untold) = Coded(concept);
        ImmutableArray<string> atc = AtcOf(concept);
        string? via = null;
        if (sure.Count == 0)
        {
            foreach (Coding coding in concept.Codings)
            {
                if (IsMedicineCode(coding) && coding.Display is not null) sure.AddRange(ProductName.Ingredients(coding.Display, catalog));
            }

            if (sure.Count > 0) via = "display";
        }

        // Where neither a code nor the words beside it name a medicine of the list, the text may: «Transfer-degraded medication entry» says nothing.
        ImmutableArray<string> possible = NamesOf(untold);
        if (sure.Count == 0)
            possible = [.. concept.Texts.Where(text => !IsRead(text)).SelectMany(text => catalog.InText(text)).SelectMany(WithParts).Distinct(StringComparer.Ordinal)];
        return new(NamesOf(sure), possible, atc, Route(concept, atc, form), via, concept.Label, concept.IsWordless) { Assumed = NamesOf(assumed), Words = concept };

        // Nearly always the text repeats the words of the code.
        bool IsRead(string text)
        {
            foreach (Coding coding in concept.Codings)
            {
                if (IsMedicineCode(coding) && coding.Display == text) return true;
            }

            return false;
        }
    }

    private static ImmutableArray<string> NamesOf(List<Medicine> medicines) => medicines.Count switch
    {
        0 => [],
        1 => [medicines[0].Name],
        _ => [.. medicines.Select(medicine => medicine.Name).Distinct(StringComparer.Ordinal)],
    };

    private static ImmutableArray<string> AtcOf(Concept concept)
    {
        ImmutableArray<string> atc = [];
        foreach (Coding coding in concept.Codings)
        {
            if (coding.System == CodeSystem.Atc && coding.Code.ToUpperInvariant() is { } code && !atc.Contains(code, StringComparer.Ordinal)) atc = atc.Add(code);
        }

        return atc;
    }

    // ATC has one code for several medicines (mycophenolic acid and its prodrug); other codes or the words tell them apart. Where they do not,
    // nobody takes all of them at once: the one that the list says counts, and the others remain possible.
    private (List<Medicine> Sure, List<Medicine> Assumed, List<Medicine> Untold) Coded(Concept concept)
    {
        List<Medicine> all = [], assumed = [], untold = [];
        foreach (Coding coding in concept.Codings)
        {
            Medicine? medicine = coding.System switch
            {
                CodeSystem.RxNorm => catalog.ByRxNorm(coding.Code),
                CodeSystem.Snomed => catalog.BySnomed(coding.Code),
                _ => null,
            };
            if (medicine is not null && !all.Contains(medicine)) all.Add(medicine);
        }

        int precise = all.Count;
        foreach (Coding coding in concept.Codings)
        {
            if (coding.System != CodeSystem.Atc) continue;
            string code = coding.Code.ToUpperInvariant();
            ImmutableArray<Medicine> candidates = catalog.ByAtc(code);
            if (candidates.Length > 1)
            {
                ImmutableArray<Medicine> named = [.. candidates.Where(candidate => all.IndexOf(candidate, 0, precise) >= 0)];
                if (named.IsEmpty) named = [.. candidates.Intersect(Named(concept, code))];
                if (named.Length == 1 || (!named.IsEmpty && precise > 0))
                {
                    candidates = named;
                }
                else if (catalog.Otherwise(code) is { } counts)
                {
                    assumed.Add(counts);
                    untold.AddRange(candidates.Remove(counts));
                    candidates = [counts];
                }
                else if (!named.IsEmpty)
                {
                    candidates = named;
                }
            }

            foreach (Medicine medicine in candidates)
            {
                if (!all.Contains(medicine)) all.Add(medicine);
            }
        }

        return (all, assumed, untold);
    }

    private IEnumerable<Medicine> Named(Concept concept, string code) => Words(concept).Where(text => !catalog.IsTitle(code, text)).SelectMany(text => ProductName.Ingredients(text, catalog).Concat(catalog.InText(text)));

    private string? Route(Concept concept, ImmutableArray<string> atc, string? form)
    {
        if (RouteOf(atc) is { } only) return only;
        foreach (string text in Words(concept))
        {
            if (catalog.RouteOfText(text) is { } route) return route;
        }

        return form is null ? null : catalog.RouteOfText(form);
    }

    // One medicine may carry the ATC codes of all its forms: then they tell no route.
    private string? RouteOf(ImmutableArray<string> atc)
    {
        string? only = null;
        foreach (string code in atc)
        {
            string route = catalog.RouteOfAtc(code);
            if (route == MedicineCatalog.Untold) return null;
            if (code.Length != 7 && route == MedicineCatalog.Systemic) continue;
            if (only is not null && only != route) return null;
            only = route;
        }

        return only;
    }

    private static IEnumerable<string> Words(Concept concept)
    {
        foreach (Coding coding in concept.Codings)
        {
            if (coding.Display is not null) yield return coding.Display;
        }

        if (concept.Text is not null) yield return concept.Text;
    }

    private static string? FormOf(Element medication) => Concept.Read(medication.Get("form"u8)) is { IsEmpty: false } form ? form.Label : null;

    private static bool IsMedicineCode(Coding coding) => coding.System is CodeSystem.RxNorm or CodeSystem.Snomed or CodeSystem.Atc;

    private static IEnumerable<string> WithParts(Medicine medicine) => [medicine.Name, .. medicine.Parts];

    private static Product Certain(Product product) => product.Names.IsEmpty ? product : product with { Possible = [.. product.Possible.Except(product.Names, StringComparer.Ordinal)] };
}
