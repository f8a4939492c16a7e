using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Records;

namespace Filaggrin.Acceptance.Vignettes;

/// <summary>Whole patients: what must and must not be said of each option. An agent joins as soon as its rules are written.</summary>
public class VignettesTests
{
    private static readonly string[] Sections = ["expect", "forbid", "missing", "plan", "tried"];

    [Theory]
    [MemberData(nameof(Samples.Vignettes), MemberType = typeof(Samples))]
    public void The_appraisal_says_what_the_vignette_expects(string name)
    {
        string[] failures = [.. new VignetteCheck(Samples.ExpectedOf(name), Appraise(name), IsWritten).Failures()];
        Assert.True(failures.Length == 0, $"{failures.Length} expectations fail:\n{string.Join('\n', failures)}");
    }

    [Theory]
    [MemberData(nameof(Samples.Vignettes), MemberType = typeof(Samples))]
    public void Every_agent_of_a_vignette_is_one_of_the_knowledge(string name)
    {
        JsonNode expected = Samples.ExpectedOf(name);
        Assert.All(
            Sections.SelectMany(section => expected[section]?.AsArray().AsEnumerable() ?? []).Select(entry => entry!["agent"]!.GetValue<string>()),
            agent => Assert.True(Engine.Knowledge.Agents.ContainsKey(agent), $"«{agent}» is no agent"));
    }

    [Fact]
    public void A_check_of_nothing_fails() // a check that cannot fail would hold everything
    {
        JsonNode empty = JsonNode.Parse("""{ "options": [], "severity": [], "indication": { "status": "?" } }""")!;
        Assert.All(Samples.VignetteNames, name => Assert.NotEmpty(new VignetteCheck(Samples.ExpectedOf(name), empty, IsWritten).Failures()));
    }

    [Theory]
    [InlineData("outbursts", false)] // an acronym stands alone
    [InlineData("TB", true)]
    [InlineData("outbreak", false)]
    [InlineData("latent tb infection", true)]
    public void An_acronym_is_mentioned_as_a_word(string text, bool expected) =>
        Assert.Equal(expected, AppraisalText.Mentions(text.ToLowerInvariant(), ["TB"]));

    [Theory]
    [InlineData("give 200 mg", true)]
    [InlineData("give 1200 mg", false)]
    [InlineData("give 200.5 mg", false)]
    [InlineData("give 2000 mg", false)]
    [InlineData("give 200, then 100", true)]
    public void A_number_of_a_plan_is_mentioned_whole(string plan, bool expected) => Assert.Equal(expected, AppraisalText.Plans(plan, ["200"]));

    private static bool IsWritten(string agent) => Engine.Knowledge.Agents.TryGetValue(agent, out Filaggrin.Knowledge.Agents.Agent? known) && known.RulesWritten;

    private static JsonNode Appraise(string name)
    {
        Sample sample = Samples.Open(name);
        return JsonNode.Parse(Engine.Appraise(Engine.Read(sample.Json), sample.AsOf, sample.Region))!;
    }
}
