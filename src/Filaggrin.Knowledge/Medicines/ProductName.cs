using System.Buffers;

namespace Filaggrin.Knowledge.Medicines;

/// <summary>Reads the normal form of a product's name: ingredient, strength, form; several ingredients stand between slashes.</summary>
/// <remarks>
/// RxNorm: <c>0.4 ML Enoxaparin sodium 100 MG/ML Prefilled Syringe</c>, <c>Lisinopril 10 MG / Hydrochlorothiazide 12.5 MG Oral Tablet</c>,
/// <c>{28 (…) } Pack [Brand]</c>. SNOMED CT: <c>Product containing precisely methotrexate 2.5 milligram/1 each … (clinical drug)</c>.
/// </remarks>
public static class ProductName
{
    private static readonly SearchValues<string> Separators = SearchValues.Create([" / ", " and ", " + ", ", ", "(", ")", "{", "}", "[", "]"], StringComparison.Ordinal);
    private static readonly SearchValues<char> InNumbers = SearchValues.Create("0123456789.,/-");
    private static readonly string[] Openings = ["product containing precisely ", "product containing only ", "product containing ", "product manufactured as "];

    /// <summary>The medicines of the list that a name names as its ingredients, each once.</summary>
    /// <param name="name">The name.</param>
    /// <param name="catalog">The medicine list.</param>
    public static IReadOnlyList<Medicine> Ingredients(string name, MedicineCatalog catalog)
    {
        if (catalog.ByName(name) is { } whole) return [whole];
        List<Medicine> found = [];
        ReadOnlySpan<char> rest = name;
        while (true)
        {
            int end = rest.IndexOfAny(Separators);
            if (Ingredient(end < 0 ? rest : rest[..end], catalog) is { } medicine && !found.Contains(medicine)) found.Add(medicine);
            if (end < 0) return found;
            int length = rest[end] != ' ' ? 1 : rest[end + 1] == 'a' ? " and ".Length : " / ".Length;
            rest = rest[(end + length)..];
        }
    }

    private static Medicine? Ingredient(ReadOnlySpan<char> part, MedicineCatalog catalog)
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
        part = part.TrimStart(' ');
        while (!part.IsEmpty)
        {
            ReadOnlySpan<char> word = Word(part);
            if (IsNumber(word)) part = Behind(Behind(part)); // with its unit
            else if (word.StartsWith("NDA", StringComparison.Ordinal)) part = Behind(part);
            else break;
        }

        ReadOnlySpan<char> strength = part;
        while (!strength.IsEmpty && !IsNumber(Word(strength))) strength = Behind(strength);

        // Salt, form and release stand behind the ingredient: the longest beginning that is a name counts.
        return part.Length == strength.Length ? null : catalog.AtStart(part[..^strength.Length]);
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text) => text.IndexOf(' ') is >= 0 and int end ? text[..end] : text;

    private static ReadOnlySpan<char> Behind(ReadOnlySpan<char> text) => text.IndexOf(' ') is >= 0 and int end ? text[end..].TrimStart(' ') : [];

    private static bool IsNumber(ReadOnlySpan<char> word) => char.IsAsciiDigit(word[0]) && !word.ContainsAnyExcept(InNumbers);
}
