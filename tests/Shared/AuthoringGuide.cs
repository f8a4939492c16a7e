using System.Text.RegularExpressions;

namespace Filaggrin.Tests;

/// <summary>A fenced block of a guide: its language, the file that it is, its text.</summary>
internal sealed record GuideBlock(string Language, string File, string Text);

/// <summary>The blocks of <c>docs/authoring.md</c> that a reader copies: commands, and files by their name.</summary>
internal static partial class AuthoringGuide
{
    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<GuideBlock> Blocks { get; } =
        [.. Fence().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(TestKnowledge.Folder)!, "docs", "authoring.md")).ReplaceLineEndings("\n"))
            .Select(match => new GuideBlock(match.Groups["language"].Value, match.Groups["file"].Value, match.Groups["text"].Value))];

    [GeneratedRegex("^```(?<language>[a-z]+) ?(?<file>[^\n]*)\n(?<text>.*?)^```$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline, 60_000)]
    private static partial Regex Fence();
}
