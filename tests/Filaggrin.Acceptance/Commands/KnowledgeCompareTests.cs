using Filaggrin.Cli.Commands;
using Filaggrin.Knowledge.Questions;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

public class KnowledgeCompareTests
{
    private const string One = "abrocitinib-starting-haemoglobin";

    public static TheoryData<string> All() => [.. Examples.Knowledge.Questions.Select(question => question.Id)];

    [Fact]
    public void A_question_is_a_page() => Snapshot.Match(Page(One), $"compare-{One}.txt");

    [Theory]
    [MemberData(nameof(All))]
    public void Every_question_prints_each_answer_with_its_source_newest_first(string id)
    {
        GuidelineQuestion question = Examples.Knowledge.Questions.Single(question => question.Id == id);
        string page = Page(id);
        Assert.All(page.Split('\n'), line => Assert.True(line.Length <= 100, line));
        string flat = Flat(page);
        int last = -1, lastYear = int.MaxValue;
        foreach (BodyAnswer answer in question.NewestFirst)
        {
            Assert.NotEmpty(answer.Sources);
            Assert.True((answer.Year ?? 0) <= lastYear, $"{answer.Id} stands after {lastYear}");
            string from = answer.Region is { } region ? $"{answer.Body} ({region})" : answer.Body;
            int at = flat.IndexOf(Flat($"{answer.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no year"} {from}: {answer.Text}"), StringComparison.Ordinal);
            Assert.True(at > last, $"{answer.Id} at {at} after {last}");
            Assert.Contains(Flat(answer.Sources[0].Source.Citation), flat, StringComparison.Ordinal);
            (last, lastYear) = (at, answer.Year ?? 0);
        }

        Assert.Contains(Flat(question.Follow!.Because.TrimEnd('.')), flat, StringComparison.Ordinal);
        Assert.Equal(question.Answers.Count(answer => answer.Recalled), Occurrences(flat[..flat.IndexOf("Whom we follow", StringComparison.Ordinal)], "[not verified yet]"));
    }

    [Fact]
    public void Our_rules_that_stand_for_the_same_rows_are_named()
    {
        string flat = Flat(Page("jak-inhibitor-risk-groups"));
        string ours = flat[flat.IndexOf("Where our rules put it", StringComparison.Ordinal)..flat.IndexOf("Sources", StringComparison.Ordinal)];
        Assert.Contains("upadacitinib-cardiovascular-risk (not-advised)", ours, StringComparison.Ordinal);
        Assert.Contains("upadacitinib-cardiovascular-risk-us (caution)", ours, StringComparison.Ordinal);
    }

    [Fact]
    public void Grades_of_two_guidelines_stand_in_two_lines()
    {
        string[] grades = [.. Page("methotrexate-role").Split('\n').Where(line => line.Contains("Methotrexate: ", StringComparison.Ordinal))];
        Assert.Contains(grades, line => line.TrimStart().StartsWith("AAD ", StringComparison.Ordinal) && line.Contains("conditional for", StringComparison.Ordinal));
        Assert.Contains(grades, line => line.Contains("Joint Task Force", StringComparison.Ordinal) && line.Contains("conditional against", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("jak")]
    public void Several_questions_are_listed(string? asked)
    {
        string[] lines = Page(asked).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, line => line.StartsWith("jak-inhibitor-place ", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.Length <= 100, line));
        Assert.Equal(asked is null, lines.Any(line => line.StartsWith("ciclosporin-duration ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("metotrexate", "filaggrin: «metotrexate» is no question; near are ")]
    [InlineData("xyzzyplugh", "filaggrin: «xyzzyplugh» is no question; filaggrin knowledge compare lists them.")]
    public void A_question_that_is_not_there_is_bad_input_and_near_ones_are_named(string asked, string message)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(2, KnowledgeCompareCommand.Run(Examples.Knowledge, asked, output, error, colour: false));
        Assert.Equal("", output.ToString());
        Assert.StartsWith(message, error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(".", error.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_compares()
    {
        Outcome run = Executable.Run("knowledge", "compare", One, TestKnowledge.Folder);
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Equal(Page(One), run.Output);
        Assert.Equal(2, Executable.Run("knowledge", "compare", "xyzzyplugh").Exit);
    }

    private static string Page(string? asked)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(0, KnowledgeCompareCommand.Run(Examples.Knowledge, asked, output, error, colour: false));
        Assert.Equal("", error.ToString());
        return output.ToString();
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
