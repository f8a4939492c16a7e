using System.Globalization;
using System.Text;

namespace Filaggrin.Knowledge.Export;

/// <summary>Identifiers, literals and comments as CQL writes them.</summary>
internal static class CqlText
{
    // Decimals of CQL have eight places.
    private const int Places = 8;

    public static string Identifier(string name) => Quoted(name, '"');

    public static string Literal(string text) => Quoted(text, '\'');

    public static string Number(decimal value) => decimal.Round(value, Places).ToString("0.0#######", CultureInfo.InvariantCulture);

    public static string List(IEnumerable<string> names) => $"{{ {string.Join(", ", names.Select(Literal))} }}";

    /// <summary>A text as comment lines; whatever breaks a line in it breaks the comment too.</summary>
    public static void Comment(this StringBuilder cql, string text)
    {
        foreach (string line in text.Split(['\n', '\r', '\u2028', '\u2029', '\u0085'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            cql.Append("// ").Append(line).Append('\n');
    }

    /// <summary>A name in one word that begins with a capital: <c>mycophenolate-mofetil</c> is «MycophenolateMofetil».</summary>
    public static string OneWord(string kebab) =>
        string.Concat(kebab.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Quoted(string text, char mark)
    {
        StringBuilder quoted = new();
        quoted.Append(mark);
        foreach (char letter in text)
        {
            if (letter == mark || letter == '\\') quoted.Append('\\').Append(letter);
            else if (char.IsControl(letter)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
            else quoted.Append(letter);
        }

        return quoted.Append(mark).ToString();
    }
}
