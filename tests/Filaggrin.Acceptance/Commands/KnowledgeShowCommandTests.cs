using Filaggrin.Cli.Commands;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

public class KnowledgeShowCommandTests
{
    public static TheoryData<string> Agents() => [.. Examples.Knowledge.Agents.Keys];

    [Fact]
    public void The_page_is_the_approved_one() => Snapshot.Match(Page("baricitinib").Replace(Examples.Knowledge.Edition.ToString(), "EDITION", StringComparison.Ordinal), "show-baricitinib.txt");

    [Theory]
    [MemberData(nameof(Agents))]
    public void No_line_passes_100_columns(string agent) => Assert.All(Page(agent).Split('\n'), line => Assert.True(line.Length <= 100, $"{line.Length} columns: {line}"));

    [Theory]
    [MemberData(nameof(Agents))]
    public void Every_statement_is_on_the_page_with_its_sources_and_what_is_not_verified(string id)
    {
        Agent agent = Examples.Knowledge.Agents[id];
        string page = Unwrapped(Page(id));
        foreach (Item item in agent.Items)
        {
            Assert.Contains(Unwrapped(item.Text).TrimEnd('.'), page, StringComparison.Ordinal);
            Assert.All(item.Sources, reference => Assert.Contains($" {reference.Source.Id}: ", page, StringComparison.Ordinal));
        }

        Assert.True(page.Split("· not verified yet").Length - 1 == agent.Items.Count(item => item.Recalled), "each statement that is not verified is marked once");
        Assert.Contains(Unwrapped(ReviewText.Of(agent, Examples.Knowledge.Edition)), page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void No_formula_is_left_on_the_page(string id)
    {
        string page = Page(id);
        foreach (Item item in Examples.Knowledge.Agents[id].Items.Where(item => item.When?.Text.Contains('\'', StringComparison.Ordinal) == true))
            Assert.DoesNotContain(item.When!.Text, page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_is_found_in_any_letter_case() => Assert.Equal(Page("methotrexate"), Page("Methotrexate"));

    [Theory]
    [InlineData("metotrexate", "filaggrin: «metotrexate» is no agent; did you mean «methotrexate»?\n")]
    [InlineData("penicillin", "filaggrin: «penicillin» is no agent; filaggrin knowledge list names them.\n")]
    public void An_unknown_agent_is_refused_with_the_nearest_name(string name, string message)
    {
        Outcome outcome = Executable.Run("knowledge", "show", name);
        Assert.Equal((2, "", message), (outcome.Exit, outcome.Output, outcome.Error.ReplaceLineEndings("\n")));
    }

    private static string Page(string agent)
    {
        using StringWriter output = new();
        Assert.Equal(0, KnowledgeShowCommand.Run(agent, Examples.Knowledge, output, colour: false));
        return output.ToString();
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
