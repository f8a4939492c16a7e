using System.Text;

namespace Filaggrin.Advice.Wording;

/// <summary>Text that stays text in Markdown and in the HTML that becomes of it.</summary>
public static class Markdown
{
    private const string Special = "\\`*_[]#|~!@^={}";

    /// <summary>One line in which no letter marks anything up.</summary>
    public static string Text(string text)
    {
        StringBuilder safe = new();
        string line = string.Join(' ', PlainText.Clean(text).Replace(FactText.Glue, ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));
        for (int i = 0; i < line.Length; i++)
        {
            char letter = line[i];
            switch (letter)
            {
                case '<':
                    safe.Append("&lt;");
                    break;
                case '>':
                    safe.Append("&gt;");
                    break;
                case '&':
                    safe.Append("&amp;");
                    break;
                default:
                    // Addresses become links by themselves where the colon or the first dot is bare.
                    bool link = (letter == ':' && i + 1 < line.Length && line[i + 1] == '/') || (letter == '.' && i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase));
                    bool list = i == 0 && letter is '-' or '+';
                    if (link || list || Special.Contains(letter, StringComparison.Ordinal)) safe.Append('\\');
                    safe.Append(letter);
                    break;
            }
        }

        return safe.ToString();
    }
}
