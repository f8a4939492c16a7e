using System.Globalization;
using System.Text.RegularExpressions;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;

namespace Filaggrin.Fhir.Medicines;

/// <summary>How much of its one ingredient a product holds: then a dose that is told in tablets or millilitres can be reckoned.</summary>
/// <param name="OfPiece">In one tablet, capsule or injector (mg); null: not told.</param>
/// <param name="OfMillilitre">In one millilitre (mg); null: not told.</param>
internal sealed partial record Strength(decimal? OfPiece, decimal? OfMillilitre)
{
    private const string Milligram = "mg", Millilitre = "mL";
    private const decimal Most = 1e6m, Least = 1e-3m; // of anything in one piece, and of what it is told in

    /// <summary>A dose in milligrams; null where the product does not tell.</summary>
    /// <param name="dose">A dose that is counted in pieces or millilitres.</param>
    /// <param name="strength">The strength of the product, if it tells one.</param>
    public static Dose? InMilligrams(Dose dose, Strength? strength)
    {
        bool pieces = dose.Unit.StartsWith(DoseReader.Piece, StringComparison.Ordinal);
        return (pieces ? strength?.OfPiece : strength?.OfMillilitre) is { } each
            ? new(DoseReader.Rounded(dose.Amount * each), Milligram + dose.Unit[(pieces ? DoseReader.Piece : Millilitre).Length..])
            {
                AsOrdered = dose.AsOrdered is { } counted ? counted with { Amount = DoseReader.Rounded(counted.Amount * each), Unit = Milligram } : null,
            } : null;
    }

    /// <summary>The strength that words tell of a product: «methotrexate 2.5 MG Oral Tablet», «0.5 ML methotrexate 50 MG/ML Auto-Injector». Null where they name none, several, or no form.</summary>
    public static Strength? InWords(Concept concept)
    {
        foreach (Coding coding in concept.Codings)
        {
            if (coding.Display is { } display && InWords(display) is { } told) return told;
        }

        return concept.Text is { } text ? InWords(text) : null;
    }

    /// <summary>The strength of an ingredient of a Medication: an amount in one piece or in millilitres.</summary>
    public static Strength? Of(Element ingredient)
    {
        Element ratio = ingredient.Get("strength"u8).Or(ingredient.Get("strengthRatio"u8));
        Quantity amount = Quantity.Read(ratio.Get("numerator"u8)), within = Quantity.Read(ratio.Get("denominator"u8));
        if (amount is not { Interval.Exact: { } value, Unit: { } unit } || DoseReader.ToMilligrams(unit) is not { } map || within.Interval?.Exact is not (>= Least and <= Most and var parts) || value is <= 0m or > Most) return null;
        decimal each = value * map / parts;
        return within.Unit is { } volume && DoseReader.Factor(volume, Millilitre) is { } millilitres ? Sane(null, each / millilitres)
            : DoseReader.IsPiece(within.Unit) ? Sane(each, null) : null;
    }

    private static Strength? InWords(string words)
    {
        MatchCollection amounts = Amounts().Matches(words);
        if (amounts.Count != 1 || Number(amounts[0].Groups["amount"]) is not { } amount || DoseReader.ToMilligrams(amounts[0].Groups["unit"].Value) is not { } map) return null;
        decimal milligrams = amount * map;
        if (milligrams is <= 0m or > Most) return null;
        if (!amounts[0].Groups["per"].Success) return Forms().IsMatch(words) ? new(milligrams, null) : null;
        decimal each = milligrams / (Number(amounts[0].Groups["volume"]) ?? 1m);
        // A syringe or an injector names its volume first.
        return Volumes().Match(words) is { Success: true } whole && Number(whole.Groups["volume"]) is { } volume ? Sane(each * volume, each) : Sane(null, each);
    }

    private static Strength? Sane(decimal? ofPiece, decimal? ofMillilitre) => ofPiece > Most || ofMillilitre > Most ? null : new(ofPiece, ofMillilitre);

    private static decimal? Number(Group group) =>
        group.Success && decimal.TryParse(group.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) && value is > 0m and < Most ? value : null;

    [GeneratedRegex(@"(?<![\d.,])(?<amount>\d{1,6}([.,]\d{1,4})?) ?(?<unit>mg|mcg|microgram|µg|g)\b(?<per> ?/ ?(?<volume>\d{1,4}([.,]\d{1,3})?)? ?ml\b)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Amounts();

    [GeneratedRegex(@"^(?<volume>\d{1,4}([.,]\d{1,3})?) ?ml ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Volumes();

    [GeneratedRegex(@"\b(tab|tabs|tablets?|tabl|tabletten?|tabletter|comprimés?|comprimidos?|compresse?|caps?|capsules?|kapseln?|kapsler|gélules?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Forms();
}
