using System.Globalization;
using System.Text;

namespace Filaggrin.Evidence.Plots;

/// <summary>Texts of a picture: cleaned, measured, cut to their place, escaped.</summary>
internal static class PlotText
{
    private const string Slim = "ijlIJ|.,:;'’ ";
    private const string Narrow = "frt!()[]/-";
    private const string Wide = "mwMW@%—…→←▲▼";

    /// <summary>Width in units of the font size, by the widest of the usual sans-serif fonts; at most what a reader's font needs.</summary>
    public static double Width(string text, double size)
    {
        double width = 0;
        foreach (Rune rune in text.EnumerateRunes()) width += Width(rune);
        return width * size;
    }

    /// <summary>The text cut to a width, with an ellipsis where something was cut.</summary>
    public static string Fit(string text, double size, double width)
    {
        text = Clean(text);
        if (Width(text, size) <= width) return text;
        StringBuilder kept = new();
        double used = Width("…", size);
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Width(rune) * size;
            if (used > width) break;
            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>The text in lines of a width; a word that is wider is cut.</summary>
    public static List<string> Wrap(string text, double size, double width, int most = int.MaxValue)
    {
        List<string> lines = [];
        StringBuilder line = new();
        foreach (string word in Clean(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, size) > width)
            {
                lines.Add(line.ToString());
                longer = word;
            }

            line.Clear().Append(Width(longer, size) > width ? Fit(longer, size, width) : longer);
        }

        if (line.Length > 0) lines.Add(line.ToString());
        if (lines.Count <= most) return lines;
        string rest = string.Join(' ', lines.Skip(most - 1));
        return [.. lines.Take(most - 1), Fit(rest + " …", size, width)];
    }

    /// <summary>Control, format and unpaired letters become blanks: XML does not take the first, and the others turn or hide text.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) // an unpaired surrogate comes as U+FFFD
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            bool blank = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
            clean.Append(blank ? " " : rune.ToString());
        }

        return clean.ToString().Trim();
    }

    /// <summary>The text with what XML takes for markup escaped.</summary>
    public static string Escape(string text) => Clean(text)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static double Width(Rune rune)
    {
        int value = rune.Value;
        if (value >= 0x1100 && value is not (>= 0x2000 and < 0x2E80)) return 1.1;
        char letter = value < 0x10000 ? (char)value : 'm';
        if (Slim.Contains(letter, StringComparison.Ordinal)) return 0.34;
        if (Narrow.Contains(letter, StringComparison.Ordinal)) return 0.42;
        if (Wide.Contains(letter, StringComparison.Ordinal)) return 1.0;
        if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)) return 0.64;
        return char.IsUpper(letter) ? 0.73 : 0.80;
    }
}
