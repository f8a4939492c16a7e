using System.Text.RegularExpressions;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Tests;

namespace Filaggrin.Advice.Tests;

/// <summary>The knowledge of this checkout with its files edited, where a test needs what no edition should have to keep.</summary>
internal static partial class Editions
{
    /// <summary>Rules that look at other options are made to hold whatever the others are: all rules are of the first pass.</summary>
    public static KnowledgeBase FirstPassAlone { get; } = Edited((_, text) => SecondPass().Replace(text, "").Replace("when: not NoSuitableAlternative", "when: Age >= 0 'a'", StringComparison.Ordinal));

    /// <summary>Ciclosporin, dupilumab and upadacitinib alone are licensed.</summary>
    public static KnowledgeBase ThreeLicensed { get; } = Edited(Unlicensed);

    /// <summary>The same with a fourth licensed agent, whose rules nobody has written.</summary>
    public static KnowledgeBase WithUnwritten { get; } = Edited(Unlicensed, new KnowledgeFile("agents/unwritten.yaml", """
        agent: unwritten
        name: Unwritten
        class: biologic
        mechanism: Unknown.
        rows: [X-1]
        sources: [atc-2026]
        medicines: [simvastatin]
        routes: [oral]
        rules-written: false
        licences:
          - id: unwritten-licence
            rows: [X-1]
            status: licensed
            text: Licensed.
            sources: [atc-2026]
        """));

    /// <summary>The edition with each file's text replaced, and files added.</summary>
    public static KnowledgeBase Edited(Func<string, string, string> edit, params KnowledgeFile[] added) =>
        KnowledgeBase.Load([.. TestKnowledge.Files().Select(file => file with { Text = edit(file.Path, file.Text) }), .. added]);

    private static string Unlicensed(string path, string text) =>
        path.StartsWith("agents/", StringComparison.Ordinal) && path is not ("agents/ciclosporin.yaml" or "agents/dupilumab.yaml" or "agents/upadacitinib.yaml")
            ? text.Replace("status: licensed", "status: off-label", StringComparison.Ordinal)
            : text;

    [GeneratedRegex(@"\s+and\s+not\s+NoSuitableAlternative", RegexOptions.None, 60_000)]
    private static partial Regex SecondPass();
}
