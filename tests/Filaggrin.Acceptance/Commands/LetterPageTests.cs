using Filaggrin.Advice.Appraisals;
using Filaggrin.Cli.Output;

namespace Filaggrin.Acceptance.Commands;

public class LetterPageTests
{
    private const int MostLines = 60;
    private const int MostLetters = 9000;

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void The_letter_is_one_page(string name)
    {
        string letter = LetterPage.Write(Examples.Appraise(name));
        Assert.True(letter.Split('\n').Length - 1 <= MostLines, $"{letter.Split('\n').Length - 1} lines");
        Assert.True(letter.Length <= MostLetters, $"{letter.Length} letters");
    }

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void Every_option_is_named(string name)
    {
        Appraisal appraisal = Examples.Appraise(name);
        string letter = LetterPage.Write(appraisal);
        Assert.All(appraisal.Options, option => Assert.Contains(Markdown.Text(option.Agent.Name), letter, StringComparison.Ordinal));
    }

    [Fact]
    public void A_closed_option_says_what_would_open_it() =>
        Assert.Contains(" Opens after the pregnancy.\n", LetterPage.Write(Examples.Appraise("pregnant-31")), StringComparison.Ordinal);

    [Fact]
    public void What_trials_do_not_join_is_told_on_another_scale()
    {
        string letter = LetterPage.Write(Examples.Appraise("on-ciclosporin-44")).Replace("\\", "", StringComparison.Ordinal);
        Assert.Contains("clinical signs, another scale, negative is better: -0.42 (-1.5 to 0.62) SD against ciclosporin, borrowed.", letter, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void No_sentence_is_cut(string name) => Assert.DoesNotContain("…", LetterPage.Write(Examples.Appraise(name)), StringComparison.Ordinal);

    [Fact]
    public void The_letter_says_who_when_and_by_which_edition()
    {
        string letter = LetterPage.Write(Examples.Appraise("pregnant-31"));
        Assert.Contains("2026-11-01 · region EU · woman of 31", letter, StringComparison.Ordinal);
        Assert.Contains(Examples.Knowledge.Edition.Hash, letter, StringComparison.Ordinal);
        Assert.EndsWith($"*{Words.Closing}*\n", letter, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;")]
    [InlineData("[a](http://b.c)", "\\[a\\](http\\://b.c)")]
    [InlineData("www.example.org", "www\\.example.org")]
    [InlineData("# not a heading\nnot a line", "\\# not a heading not a line")]
    [InlineData("- not a list", "\\- not a list")]
    [InlineData("*x* _y_ `z` ~w~ a|b", "\\*x\\* \\_y\\_ \\`z\\` \\~w\\~ a\\|b")]
    [InlineData("x &amp; y", "x &amp;amp; y")]
    public void Text_stays_text(string text, string expected) => Assert.Equal(expected, Markdown.Text(text));
}
