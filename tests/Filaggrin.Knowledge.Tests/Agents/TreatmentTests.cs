using Filaggrin.Knowledge.Agents;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Agents;

/// <summary>What is watched and done during treatment, approved one by one: rules have cases, actions and schedules have only this.</summary>
public class TreatmentTests
{
    [Fact]
    public void No_action_or_schedule_is_dropped_softened_or_moved_unseen() =>
        Snapshot.Match(string.Concat(TestKnowledge.Load().Agents.Values.SelectMany(Lines).Order(StringComparer.Ordinal)), "treatment.txt");

    [Theory]
    [InlineData("omalizumab", "total-ige")]
    [InlineData("interferon-gamma", "total-ige")]
    [InlineData("infliximab", "antinuclear-antibodies")]
    public void What_the_text_of_the_baseline_names_is_a_test_of_it(string agent, string test) =>
        Assert.Contains(TestKnowledge.Load().Agents[agent].Baseline, item => item.Tests.Contains(test, StringComparer.Ordinal));

    [Fact]
    public void Vaccines_before_rituximab_are_asked_for_whatever_is_planned() =>
        Assert.Contains(TestKnowledge.Load().Agents["rituximab"].Vaccines, item => item.Due && item.When is null);

    private static IEnumerable<string> Lines(Agent agent) =>
        agent.Actions.Select(action => Line(action, action.Action)).Concat(agent.Monitoring.Select(test => Line(test, $"{string.Join('+', test.Tests)} {test.Schedule?.Text}")));

    private static string Line(Item item, string what) =>
        $"{item.Id}: {what}{(item.Regions.IsEmpty ? "" : " in " + string.Join('+', item.Regions))}{(item.Recalled ? " recalled" : "")}"
        + $"{(item.When is { } when ? " when " + string.Join(' ', when.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : "")}\n";
}
