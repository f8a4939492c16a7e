using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Agents;

public class ScheduleTests
{
    [Fact]
    public void Phases_follow_each_other()
    {
        ScheduleCourse course = Assert.Single(Read("every 2 wk for 12 wk, then every 8-12 wk").Courses);
        Assert.Equal(ScheduleStart.Treatment, course.Start);
        RepeatedPhase first = Assert.IsType<RepeatedPhase>(course.Phases[0]), then = Assert.IsType<RepeatedPhase>(course.Phases[1]);
        Assert.Equal((new SpanRange(2, 2, "wk"), new SpanRange(12, 12, "wk")), (first.Every, first.For!.Value));
        Assert.Equal((new SpanRange(8, 12, "wk"), true), (then.Every, then.For is null));
        Assert.True(first.Ends);
        Assert.False(then.Ends);
        Assert.Equal((new Span(8, "wk"), new Span(12, "wk")), (then.Every.Shortest, then.Every.Longest));
    }

    [Fact]
    public void Single_times_are_listed()
    {
        TimedPhase phase = Assert.IsType<TimedPhase>(Read("at 4-8 wk and 6 mo only").Courses[0].Phases[0]);
        Assert.Equal("4-8 wk, 6 mo", string.Join(", ", phase.At));
        Assert.True(phase is { Only: true, NotLater: false, Ends: true });
        Assert.True(Read("by 12 wk, then as clinically indicated").Courses[0].Phases[0] is TimedPhase { NotLater: true });
    }

    [Fact]
    public void A_course_counts_from_the_start_from_stability_or_from_each_increase_of_the_dose()
    {
        Assert.Equal(
            [ScheduleStart.Treatment, ScheduleStart.Stable, ScheduleStart.DoseIncrease],
            Read("every 2 wk until stable for 6 wk only; every 1-3 mo once stable; at 2-4 wk after each dose increase").Courses.Select(course => course.Start));
        Assert.True(Read("every 2 wk until stable for 6 wk only").Courses[0].Phases[0] is RepeatedPhase { UntilStable: true, StableFor: { Most: 6 }, For: null, Only: true });
        Assert.True(Read("every 1-2 wk for 4 wk and until stable, then every 8 wk").Courses[0].Phases[0] is RepeatedPhase { UntilStable: true, For: { Most: 4 }, StableFor: null });
    }

    [Theory]
    [InlineData("at each visit")]
    [InlineData("at each infusion")]
    [InlineData("periodically")]
    [InlineData("by hepatology")]
    [InlineData("when due, shortly before the weekly dose")]
    public void Visits_and_judgement_go_on_as_long_as_the_treatment(string text)
    {
        Schedule schedule = Read(text);
        Assert.False(schedule.Courses[0].Phases[0].Ends);
        Assert.Equal(text, schedule.ToString());
    }

    [Theory]
    [InlineData("now and then", "now and then")]
    [InlineData("every week", "every week")]
    [InlineData("every 2 weeks", "every 2 weeks")]
    [InlineData("every 0 wk", "every 0 wk")]
    [InlineData("every 2 wk, afterwards monthly", "every 2 wk, afterwards monthly")]
    [InlineData("every 2 wk for 3 mo, then rarely", "rarely")]
    [InlineData("at week 12", "at week 12")]
    public void A_schedule_that_cannot_be_read_is_a_fault_of_its_line(string text, string phase) => Assert.Equal(
        $"agents/methotrexate.yaml:7: m: «schedule: {text}»: «{phase}» is no phase; write «every 2 wk for 12 wk, then every 4 wk», «at 4 wk and 12 wk only», «at each visit» or «by guideline».",
        SmallKnowledge.Faults("agents/methotrexate.yaml", File(text)));

    [Fact]
    public void Every_monitoring_of_the_knowledge_has_a_schedule() =>
        Assert.All(TestKnowledge.Load().Agents.Values.SelectMany(agent => agent.Monitoring), item => Assert.NotEmpty(item.Schedule!.Courses));

    private static Schedule Read(string text) => SmallKnowledge.Load(("agents/methotrexate.yaml", File(text))).Agents["methotrexate"].Monitoring[0].Schedule!;

    private static string File(string schedule) => $"""
        agent: methotrexate
        name: Methotrexate
        class: immunosuppressant
        monitoring:
          - id: m
            text: Test.
            schedule: "{schedule}"
        """;
}
