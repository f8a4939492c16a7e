using System.Text;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Wording;

/// <summary>The string literals of the sources; of an interpolated one each fixed piece.</summary>
internal static class SourceTexts
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(TestKnowledge.Folder)!, "src");

    /// <summary>The sources under a folder of <c>src/</c>.</summary>
    public static IEnumerable<string> Files(string under = "") => Directory.EnumerateFiles(Path.Combine(Folder, under), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    public static List<string> Of(string code)
    {
        List<string> texts = [];
        for (int at = 0; at < code.Length;) at = Code(code, at, texts);
        return texts;
    }

    /// <summary>Passes one letter, comment or literal of code.</summary>
    private static int Code(string code, int at, List<string> texts)
    {
        if (Has(code, at, "//")) return After(code, at, "\n");
        if (Has(code, at, "/*")) return After(code, at + 2, "*/");
        if (code[at] == '\'') return code[at + 1] == '\\' ? After(code, at + 3, "'") : at + 3;
        if (Has(code, at, "\"\"\"")) return After(code, at + 3, "\"\"\"");
        if (Has(code, at, "$\"")) return Literal(code, at + 2, texts, interpolated: true, verbatim: false);
        if (Has(code, at, "@\"")) return Literal(code, at + 2, texts, interpolated: false, verbatim: true);
        return code[at] == '"' ? Literal(code, at + 1, texts, interpolated: false, verbatim: false) : at + 1;
    }

    private static int Literal(string code, int at, List<string> texts, bool interpolated, bool verbatim)
    {
        StringBuilder text = new();
        while (code[at] != '"')
        {
            if ((code[at] == '\\' && !verbatim) || (interpolated && Has(code, at, "{{")))
            {
                at += 2;
            }
            else if (interpolated && code[at] == '{')
            {
                texts.Add(text.ToString());
                text.Clear();
                at++;
                for (int depth = 1; depth > 0;)
                {
                    depth += code[at] switch { '{' => 1, '}' => -1, _ => 0 };
                    at = Code(code, at, texts);
                }
            }
            else
            {
                text.Append(code[at++]);
            }
        }

        texts.Add(text.ToString());
        return at + 1;
    }

    private static bool Has(string code, int at, string text) => string.CompareOrdinal(code, at, text, 0, text.Length) == 0;

    private static int After(string code, int at, string text) => code.IndexOf(text, at, StringComparison.Ordinal) is >= 0 and int end ? end + text.Length : code.Length;
}
