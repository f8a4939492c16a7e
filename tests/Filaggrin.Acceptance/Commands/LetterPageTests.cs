using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Logic;

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

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void Whatever_forbids_is_told_and_no_caution_is_hidden(string name)
    {
        Appraisal appraisal = Examples.Appraise(name);
        string letter = Plain(LetterPage.Write(appraisal));
        foreach (Option option in ConsolePage.Listed(appraisal))
        {
            string line = letter.Split('\n').Single(line => line.StartsWith($"- **{option.Agent.Name}**", StringComparison.Ordinal));
            Assert.All(ReasonText.Told(option).Where(reason => reason.Verdict is Verdict.Contraindicated or Verdict.NotAdvised), reason => Assert.True(IsTold(reason), line));
            Reason[] cautions = [.. option.Reasons.Where(reason => reason.Verdict == Verdict.Caution)];
            bool counted = !StandingText.IsOpen(option) && line.Contains($"And {cautions.Length} cautions.", StringComparison.Ordinal);
            Assert.True(counted || cautions.All(IsTold), line);

            // What monitoring asks for stands above all options.
            bool IsTold(Reason reason) => line.Contains(ReasonText.First(reason.Text), StringComparison.Ordinal)
                || (line.Contains("By what is asked for now.", StringComparison.Ordinal) && appraisal.Safety.Any(entry => entry.Rule == reason.Rule && letter.Contains(ReasonText.First(entry.Text), StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void What_failed_before_is_told_beside_another_caution()
    {
        string line = Plain(LetterPage.Write(Examples.Appraise("on-ciclosporin-44"))).Split('\n').Single(line => line.StartsWith("- **Methotrexate**", StringComparison.Ordinal));
        Assert.Contains("In chronic lung disease pneumonitis is harder to recognise", line, StringComparison.Ordinal);
        Assert.Contains("Tried before (2024-01-15 to 2024-09-02) and failed after an adequate trial.", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_course_that_no_reason_tells_of_is_told()
    {
        Appraisal appraisal = Examples.Appraise("girl-4");
        Course course = new("dupilumab", DateSpan.Parse("2024"), DateSpan.Parse("2025"), Running: false, StopReason.Remission, SevereReaction: false, null, ["MedicationStatement/1"]);
        Appraisal tried = appraisal with { Options = [.. appraisal.Options.Select(option => option.Agent.Id == "dupilumab" ? option with { Tried = [new(course, Truth.True, "remission")] } : option)] };
        Assert.Contains("Tried 2024 to 2025: remission, long enough to judge.", Plain(LetterPage.Write(tried)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_closes_an_open_option_elsewhere_is_told()
    {
        Appraisal appraisal = Examples.Appraise("smoker-67-heart-disease");
        Option closed = appraisal.Options.Single(option => option.Agent.Id == "upadacitinib");
        Appraisal opened = appraisal with { Options = [closed with { Standing = Standing.Caution }] };
        Assert.Contains("Elsewhere (US) not advised: After a myocardial infarction or stroke the US label has upadacitinib discontinued", Plain(LetterPage.Write(opened)), StringComparison.Ordinal);
    }

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

    private static string Plain(string letter) => letter.Replace("\\", "", StringComparison.Ordinal);

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
