using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Filaggrin.Acceptance.Vignettes;

/// <summary>Reads words in an appraisal: what a vignette asks for may stand in any member.</summary>
internal static class AppraisalText
{
    private const int LongestAcronym = 4;

    /// <summary>All names and texts inside a value, lower case; numbers without the zeros behind the point.</summary>
    public static string Flat(JsonNode? node)
    {
        StringBuilder text = new();
        Write(node, text);
        return text.ToString().ToLowerInvariant();
    }

    /// <summary>Letters and digits alone, lower case.</summary>
    public static string Bare(string? text) => string.Concat((text ?? "").ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));

    /// <summary>Whether a lower-case text mentions any of the words: a short one in capitals or digits (TB, GFR, 40) stands alone.</summary>
    public static bool Mentions(string text, IEnumerable<string> words) => words.Any(word =>
        word.Length <= LongestAcronym && (word.All(char.IsAsciiDigit) || (word.Any(char.IsLetter) && !word.Any(char.IsLower)))
            ? StandsAlone(text, word.ToLowerInvariant(), char.IsAsciiLetterOrDigit, char.IsAsciiLetterOrDigit)
            : text.Contains(word.ToLowerInvariant(), StringComparison.Ordinal));

    /// <summary>Whether a plan mentions any of the words, each number whole: 200 is neither 1200 nor 200.5.</summary>
    public static bool Plans(string plan, IEnumerable<string> words) => words.Any(word =>
        StandsAlone(plan, word.ToLowerInvariant(), before => char.IsAsciiDigit(before) || before is '.' or ',', char.IsAsciiDigit));

    /// <summary>The items of a list; a lone value counts as a list of one.</summary>
    public static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.Select(item => item!.GetValue<string>()),
        _ => [node.GetValue<string>()],
    };

    private static bool StandsAlone(string text, string word, Func<char, bool> before, Func<char, bool> after)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            bool decimals = end + 1 < text.Length && text[end] is '.' or ',' && char.IsAsciiDigit(text[end + 1]) && char.IsAsciiDigit(word[^1]);
            if ((at == 0 || !before(text[at - 1])) && (end == text.Length || !after(text[end])) && !decimals) return true;
        }

        return false;
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members)
                {
                    text.Append(name).Append(' ');
                    Write(value, text);
                }

                break;
            case JsonArray items:
                foreach (JsonNode? item in items) Write(item, text);
                break;
            case JsonValue value when value.TryGetValue(out decimal number):
                text.Append(number.ToString("0.############", CultureInfo.InvariantCulture)).Append(' ');
                break;
            case not null:
                text.Append(node).Append(' ');
                break;
        }
    }
}
