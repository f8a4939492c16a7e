using Filaggrin.Knowledge.Agents;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Agents;

/// <summary>The rules that forbid or advise against, approved one by one: none may get lost or softened unseen.</summary>
public class HardRuleTests
{
    private const string Approved = "hard-rules.txt";

    private static IEnumerable<Rule> Rules => TestKnowledge.Load().Agents.Values.SelectMany(agent => agent.Rules);

    [Fact]
    public void No_hard_rule_is_dropped_or_softened_unseen() => Snapshot.Match(Text(Rules), Approved);

    [Fact]
    public void Dropping_any_one_hard_rule_would_be_noticed()
    {
        Rule[] rules = [.. Rules.Where(rule => rule.IsHard)];
        string approved = Snapshot.Approved(Approved);
        Assert.All(rules, dropped => Assert.False(Text(rules.Where(rule => rule != dropped)) == approved, $"{dropped.Id} could be dropped unseen"));
        Assert.All(rules, softened => Assert.False(Text(rules.Select(rule => rule == softened ? rule with { Verdict = Verdict.Caution } : rule)) == approved, $"{softened.Id} could be softened unseen"));
        Assert.All(rules, confined => Assert.False(
            Text(rules.Select(rule => rule == confined ? rule with { Regions = confined.Regions.IsEmpty ? ["US"] : [], Topic = "t" } : rule)) == approved, $"{confined.Id} could be confined unseen"));
    }

    [Fact]
    public void Each_agent_has_a_hard_rule() =>
        Assert.All(TestKnowledge.Load().Agents.Values, agent => Assert.True(agent.Rules.Any(rule => rule.IsHard), agent.Id));

    private static string Text(IEnumerable<Rule> rules) => string.Concat(rules
        .Where(rule => rule.IsHard)
        .OrderBy(rule => rule.Id, StringComparer.Ordinal)
        .Select(rule => $"{rule.Id} {(rule.Verdict == Verdict.Contraindicated ? "contraindicated" : "not-advised")}"
            + $"{(rule.Phase == Phase.Both ? "" : " " + rule.Phase.ToString().ToLowerInvariant())}{(rule.Topic is null ? "" : $" {rule.Topic} {string.Join('+', rule.Regions)}")}"
            + $"{(rule.Recalled ? " recalled" : "")}\n"));
}
