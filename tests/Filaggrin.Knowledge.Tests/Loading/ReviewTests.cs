using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Knowledge.Tests.Loading;

public class ReviewTests
{
    private const string File = "agents/methotrexate.yaml";

    [Theory]
    [InlineData("by: A. Miller, on: 2026-03-02, edition: 1", "")]
    [InlineData("by: A. Miller, on: 2026-03-02, edition: 0.9", "")]
    [InlineData("by: , on: , edition: ", "")] // nobody yet
    [InlineData("", "")]
    [InlineData("by: A. Miller, on: 2026-03-02", "a review says by whom, on which day and of which edition; «edition» is missing.")]
    [InlineData("by: A. Miller, edition: 1", "a review says by whom, on which day and of which edition; «on» is missing.")]
    [InlineData("by: , on: 2026-03-02, edition: 1", "a review says by whom, on which day and of which edition; «by» is missing.")]
    [InlineData("by: A. Miller, on: 2026-02-30, edition: 1", "«on: 2026-02-30» is no day; write 2026-03-01.")]
    [InlineData("by: A. Miller, on: 2.3.2026, edition: 1", "«on: 2.3.2026» is no day; write 2026-03-01.")]
    [InlineData("by: A. Miller, on: 2026-03-02, edition: 1.1", "«edition: 1.1» is not this edition, 1, nor an earlier one.")]
    [InlineData("by: A. Miller, on: 2026-03-02, edition: 10", "«edition: 10» is not this edition, 1, nor an earlier one.")]
    [InlineData("by: A. Miller, on: 2026-03-02, edition: spring", "«edition: spring» is not this edition, 1, nor an earlier one.")]
    [InlineData("by: A. Miller, on: 2026-03-02, edition: 1, at: Kiel", "the key «at» has no meaning here.")]
    [InlineData("by: [A, B], on: 2026-03-02, edition: 1", "«by» should be one text.|a review says by whom, on which day and of which edition; «by» is missing.")]
    public void A_review_is_whole_or_absent(string review, string faults)
    {
        string ofAgent = SmallKnowledge.Text(File, "rules:", $"reviewed: {{ {review} }}\nrules:");
        string ofRule = SmallKnowledge.Text(File, "    when:", $"    reviewed: {{ {review} }}\n    when:");
        Assert.Equal(Lines(faults, 5, "agent methotrexate"), SmallKnowledge.Faults(File, ofAgent));
        Assert.Equal(Lines(faults, 7, "rule methotrexate-pregnancy"), SmallKnowledge.Faults(File, ofRule));
    }

    [Fact]
    public void A_review_that_is_no_mapping_is_refused() => Assert.Equal(
        $"{File}:5: agent methotrexate: «reviewed» should be keys with values, not «A. Miller».",
        SmallKnowledge.Faults(File, SmallKnowledge.Text(File, "rules:", "reviewed: A. Miller\nrules:")));

    [Fact]
    public void Any_item_of_the_pathway_may_be_reviewed()
    {
        KnowledgeBase knowledge = SmallKnowledge.Load(("pathway/care.yaml", "care:\n  - { id: c, text: Care., sources: [label], reviewed: { by: A. Miller, on: 2026-03-02, edition: 1 } }"));
        Assert.Equal(new Review("A. Miller", new(2026, 3, 2), "1"), Assert.Single(knowledge.Pathway.Care).Review);
    }

    [Fact]
    public void A_review_of_an_agent_counts_for_its_rules_and_the_later_edition_wins()
    {
        Agent agent = Load("reviewed: { by: A, on: 2026-03-02, edition: 0.9 }", "reviewed: { by: B, on: 2026-03-03, edition: 0.10 }").Agents["methotrexate"];
        Assert.Equal("B", Review.Of(agent, agent.Rules[0])!.By); // 0.10 follows 0.9
        agent = Load("reviewed: { by: A, on: 2026-03-02, edition: 1 }", "reviewed: { by: B, on: 2026-03-03, edition: 0.10 }").Agents["methotrexate"];
        Assert.Equal("A", Review.Of(agent, agent.Rules[0])!.By);
        agent = Load("", "reviewed: { by: B, on: 2026-03-03, edition: 1 }").Agents["methotrexate"];
        Assert.Equal("B", Review.Of(agent, agent.Rules[0])!.By);
    }

    [Theory]
    [InlineData("", "", 0, 0)]
    [InlineData("reviewed: { by: A, on: 2026-03-02, edition: 1 }", "", 1, 0)]
    [InlineData("", "reviewed: { by: A, on: 2026-03-02, edition: 1 }", 1, 0)]
    [InlineData("reviewed: { by: A, on: 2026-03-02, edition: 0.9 }", "", 0, 1)] // it may have changed since
    [InlineData("reviewed: { by: A, on: 2026-03-02, edition: 0.9 }", "reviewed: { by: A, on: 2026-03-02, edition: 1.0 }", 1, 0)]
    public void A_rule_counts_as_it_stood_in_the_edition_reviewed(string agent, string rule, int reviewed, int earlier)
    {
        KnowledgeBase knowledge = Load(agent, rule);
        Assert.Equal(new ReviewCount(reviewed, earlier, 1), ReviewCount.Of(knowledge.Agents.Values, knowledge.Edition));
    }

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("0.9", "0.10", true)]
    [InlineData("0.10", "0.9", false)]
    [InlineData("1.2.1", "1.2", false)]
    [InlineData("next", "1", false)]
    [InlineData("-1", "1", false)]
    [InlineData("", "1", false)]
    public void Versions_are_compared_by_their_numbers(string asked, string edition, bool expected) =>
        Assert.Equal(expected, new Edition("", edition, "", "", "").IsOrFollows(asked));

    private static KnowledgeBase Load(string agent, string rule)
    {
        string text = SmallKnowledge.Text(File, "rules:", agent.Length > 0 ? agent + "\nrules:" : "rules:");
        return SmallKnowledge.Load((File, text.Replace("    when:", rule.Length > 0 ? $"    {rule}\n    when:" : "    when:", StringComparison.Ordinal)));
    }

    private static string Lines(string faults, int line, string subject) =>
        faults.Length == 0 ? "" : string.Join('\n', faults.Split('|').Select(fault => $"{File}:{line}: {subject}: {fault}"));
}
