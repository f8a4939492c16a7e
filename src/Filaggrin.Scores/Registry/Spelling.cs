using System.Text;

namespace Filaggrin.Scores;

/// <summary>Compares names as people write them.</summary>
internal static class Spelling
{
    private static readonly string[] Suffixes = ["score", "total", "totalscore"];

    /// <summary>Whether two names differ in nothing but case, blanks, hyphens, full stops, commas and apostrophes.</summary>
    public static bool Same(string left, string right) =>
        string.Equals(Fold(left), Fold(right), StringComparison.Ordinal);

    /// <summary>The form in which names are compared.</summary>
    /// <remarks>Other signs stay: «EASI %» is a percent change of EASI, and not EASI.</remarks>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (!char.IsWhiteSpace(c) && c is not ('-' or '_' or '.' or ',' or '\'' or '\u2019' or '\u2010' or '\u2011' or '\u2013'))
                folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }

    /// <summary>The folded name without a closing «score», «total» or «total score»; null where it has none.</summary>
    public static string? WithoutSuffix(string folded)
    {
        foreach (string suffix in Suffixes.OrderByDescending(s => s.Length))
        {
            if (folded.Length > suffix.Length && folded.EndsWith(suffix, StringComparison.Ordinal))
                return folded[..^suffix.Length];
        }

        return null;
    }
}
