using System.Globalization;
using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Elements;

/// <summary>A range of normal that a laboratory wrote as text alone: <c>7 - 55 U/L</c>, <c>&lt; 40</c>, <c>(3,5–5,1 mmol/l)</c>.</summary>
internal static partial class WrittenRange
{
    private const int Longest = 60;
    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Its lower and its upper end; nothing where the text says more or less than a range.</summary>
    public static (Quantity Low, Quantity High) Read(string text)
    {
        if (text.Length > Longest) return default;
        if (Both().Match(text) is { Success: true } both)
        {
            (Quantity low, Quantity high) = (Of(both, "low"), Of(both, "high"));
            return low.Interval?.Exact < high.Interval?.Exact ? (low, high) : default;
        }

        return Upper().Match(text) is { Success: true } upper ? (default, Of(upper, "end"))
            : Lower().Match(text) is { Success: true } lower ? (Of(lower, "end"), default)
            : default;
    }

    // With three digits behind it a comma may part thousands.
    private static Quantity Of(Match match, string end)
    {
        string number = match.Groups[end].Value;
        if (number.Contains(',', StringComparison.Ordinal) && number[(number.IndexOf(',', StringComparison.Ordinal) + 1)..].Length == 3) return default;
        return decimal.TryParse(number.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            ? new(Interval.Exactly(value), match.Groups["unit"] is { Success: true, Value: var unit } ? unit : null) : default;
    }

    [GeneratedRegex(@"^\s*[(\[]?\s*(?<low>\d+(?:[.,]\d+)?)\s*(?:-|–|to|bis)\s*(?<high>\d+(?:[.,]\d+)?)(?:\s*(?<unit>[^\s\d()\[\]][^\s()]*))?\s*[)\]]?\s*$", Loose, 60_000)]
    private static partial Regex Both();

    [GeneratedRegex(@"^\s*[(\[]?\s*(?:<|<=|≤|up to|bis)\s*(?<end>\d+(?:[.,]\d+)?)(?:\s*(?<unit>[^\s\d()\[\]][^\s()]*))?\s*[)\]]?\s*$", Loose, 60_000)]
    private static partial Regex Upper();

    [GeneratedRegex(@"^\s*[(\[]?\s*(?:>|>=|≥)\s*(?<end>\d+(?:[.,]\d+)?)(?:\s*(?<unit>[^\s\d()\[\]][^\s()]*))?\s*[)\]]?\s*$", Loose, 60_000)]
    private static partial Regex Lower();
}
