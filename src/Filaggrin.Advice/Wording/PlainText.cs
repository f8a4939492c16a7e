using System.Globalization;
using System.Text;

namespace Filaggrin.Advice.Wording;

/// <summary>Text of records made harmless.</summary>
public static class PlainText
{
    /// <summary>The text without control, format and half letters; each becomes a blank.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool harmless = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            clean.Append(harmless && rune != Rune.ReplacementChar ? rune.ToString() : " ");
        }

        return clean.ToString();
    }
}
