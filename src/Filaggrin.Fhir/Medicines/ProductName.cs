using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Fhir.Medicines;

/// <summary>Reads the normal form of a product's name: ingredient, strength, form; several ingredients stand between slashes.</summary>
/// <remarks>
/// RxNorm: <c>0.4 ML Enoxaparin sodium 100 MG/ML Prefilled Syringe</c>, <c>Lisinopril 10 MG / Hydrochlorothiazide 12.5 MG Oral Tablet</c>,
/// <c>{28 (…) } Pack [Brand]</c>. SNOMED CT: <c>Product containing precisely methotrexate 2.5 milligram/1 each … (clinical drug)</c>.
/// </remarks>
internal static class ProductName
{
    private static readonly string[] Separators = [" / ", " and ", " + ", "(", ")", "{", "}", "[", "]"];
    private static readonly string[] Openings = ["product containing precisely ", "product containing only ", "product containing ", "product manufactured as "];

    /// <summary>The medicines of the list that a name names as its ingredients.</summary>
    public static IEnumerable<Medicine> Ingredients(string name, MedicineCatalog catalog)
    {
        if (catalog.ByName(name) is { } whole) return [whole];
        return name.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(part => Ingredient(part, catalog)).OfType<Medicine>().Distinct();
    }

    private static Medicine? Ingredient(string part, MedicineCatalog catalog)
    {
        part = part.Trim();
        foreach (string opening in Openings)
        {
            if (!part.StartsWith(opening, StringComparison.OrdinalIgnoreCase)) continue;
            part = part[opening.Length..];
            break;
        }

        int containing = part.IndexOf("-containing", StringComparison.OrdinalIgnoreCase);
        if (containing > 0) part = part[..containing];
        string[] words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int first = 0;
        while (first < words.Length && (IsNumber(words[first]) || words[first].StartsWith("NDA", StringComparison.Ordinal)))
            first += IsNumber(words[first]) ? 2 : 1;
        first = Math.Min(first, words.Length);
        int last = first;
        while (last < words.Length && !IsNumber(words[last])) last++;

        // Salt, form and release stand behind the ingredient: the longest beginning that is a name counts.
        return first == last ? null : catalog.AtStart(string.Join(' ', words, first, last - first));
    }

    private static bool IsNumber(string word) => char.IsAsciiDigit(word[0]) && word.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',' or '/' or '-');
}
