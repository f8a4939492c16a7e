namespace Filaggrin.Knowledge.Tests.Checks;

public class MonitoringCheckTests
{
    private const string File = "agents/methotrexate.yaml:";

    [Theory]
    [InlineData("every 2 wk for 12 wk, then every 4 wk", "")]
    [InlineData("every 2 wk for 12 wk", "the tests stop after «every 2 wk for 12 wk» while treatment goes on; say what follows («, then …»), or «only» where nothing does.")]
    [InlineData("every 2 wk for 12 wk only", "")]
    [InlineData("every 4 wk, then every 8 wk", "«every 4 wk» never ends, so what follows it is never reached.")]
    [InlineData("at each visit, then every 8 wk", "«at each visit» never ends, so what follows it is never reached.")]
    [InlineData("at 4 wk and 12 wk", "the tests stop after «at 4 wk and 12 wk» while treatment goes on; say what follows («, then …»), or «only» where nothing does.")]
    [InlineData("at 4 wk and 12 wk only", "")]
    [InlineData("once at 4-8 wk", "")]
    [InlineData("by 12 wk, then as clinically indicated", "")]
    [InlineData("every 1-2 wk until stable after each dose increase", "")] // it begins again with the next one
    [InlineData("every 2 wk; at 2-4 wk after each dose increase", "")]
    [InlineData("every 2 wk; at 4 wk", "the tests stop after «at 4 wk» while treatment goes on; say what follows («, then …»), or «only» where nothing does.")]
    public void Monitoring_goes_on_with_the_treatment_unless_it_says_not(string schedule, string fault) =>
        Assert.Equal(fault.Length == 0 ? "" : $"{File}7: m: {fault}", SmallKnowledge.CheckAgent(Monitoring($"schedule: \"{schedule}\"")));

    [Fact]
    public void Monitoring_without_a_schedule_is_named() =>
        Assert.Equal($"{File}7: m has no schedule; write «every 4 wk», «at each visit» or «by guideline».", SmallKnowledge.CheckAgent(Monitoring("rows: []")));

    [Theory]
    [InlineData("Pregnant and not OnTreatment", "m never starts: «not OnTreatment» can never hold in its phase.")]
    [InlineData("Pregnant and OnTreatment", "")]
    public void Monitoring_that_no_treated_patient_meets_never_starts(string when, string fault) =>
        Assert.Equal(fault.Length == 0 ? "" : $"{File}7: {fault}", SmallKnowledge.CheckAgent(Monitoring($"schedule: every 4 wk, when: {when}")));

    [Fact]
    public void An_agent_whose_actions_wait_for_a_test_is_monitored()
    {
        const string rule = "rules:\n  - { id: methotrexate-kidney, when: \"EGFR < 20 'mL/min'\", verdict: caution, because: Kidney., sources: [label], cases: [] }\n";
        const string action = "actions:\n  - { id: stop, action: stop, when: \"EGFR < 30 'mL/min'\", text: Stop., sources: [label] }\n";
        Assert.Equal($"{File}1: agent methotrexate has no monitoring, but stop waits for the test «creatinine».", SmallKnowledge.CheckAgent(rule + action));
        Assert.Equal("", SmallKnowledge.CheckAgent(rule + action + Monitoring("schedule: every 4 wk")));
        Assert.Equal("", SmallKnowledge.CheckAgent(rule + action.Replace("EGFR < 30 'mL/min'", "Age < 18 'a'", StringComparison.Ordinal)));
        Assert.Equal("", SmallKnowledge.CheckAgent(action));
    }

    [Fact]
    public void An_agent_that_stands_for_a_claim_of_monitoring_is_monitored() => Assert.Equal(
        $"{File}1: agent methotrexate has no monitoring, but it stands for MTX-MO-01.",
        SmallKnowledge.CheckAgent("rules:\n  - { id: methotrexate-kidney, rows: [MTX-MO-01], when: Pregnant, verdict: caution, because: Kidney., sources: [label], cases: [] }\n"));

    private static string Monitoring(string keys) => $"monitoring:\n  - {{ id: m, tests: [creatinine], {keys}, text: Test., sources: [label] }}\n";
}
