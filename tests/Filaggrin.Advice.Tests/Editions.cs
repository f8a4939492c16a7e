using System.Text.RegularExpressions;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Tests;

namespace Filaggrin.Advice.Tests;

/// <summary>The knowledge of this checkout with its files edited, where a test needs what no edition should have to keep.</summary>
internal static partial class Editions
{
    /// <summary>Rules that look at other options are made to hold whatever the others are: all rules are of the first pass.</summary>
    public static KnowledgeBase FirstPassAlone { get; } = Edited((_, text) => SecondPass().Replace(text, ""));

    /// <summary>The edition with each file's text replaced, and files added.</summary>
    public static KnowledgeBase Edited(Func<string, string, string> edit, params KnowledgeFile[] added) =>
        KnowledgeBase.Load([.. TestKnowledge.Files().Select(file => file with { Text = edit(file.Path, file.Text) }), .. added]);

    [GeneratedRegex(@"\s+and\s+not\s+NoSuitableAlternative", RegexOptions.None, 1000)]
    private static partial Regex SecondPass();
}
