using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Monitoring;

/// <summary>What comes next for an agent in use, and the ways to other options and to a child.</summary>
internal sealed class NextSteps(KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request, PatientSheet sheet)
{
    private readonly Advisor _advisor = new(knowledge);

    /// <summary>The step for an agent in use.</summary>
    public NextStep For(WatchedCourse course)
    {
        CourseAction[] against = [.. course.Actions.Where(action => action.Kind == ActionKind.Stop || action is { Kind: ActionKind.NonResponse, AsksForMore: false })];
        // What came to speak against the agent is to be settled first: as it was is no longer what can be gone on with.
        CourseAction[] change = [.. course.Actions.Where(action => action.IsNewObjection || action.AsksForMore || action.Kind is ActionKind.UrgentReview or ActionKind.Interrupt or ActionKind.Reduce or ActionKind.Repeat or ActionKind.Overdue)];
        if (against.Length > 0) return new(course.Agent, Step.Switch, Rules(against), Ways(course));
        if (change.Length > 0) return new(course.Agent, Step.Adjust, Rules(change), []);
        Item[] remission = [.. RegionChoice.For(knowledge.Pathway.Response, request.Region).Where(item => item.When is { } when && item.Holds(course.Frame) == Truth.True && when.Facts().Any(fact => fact.Name == "MonthsInCompleteControl"))];
        if (remission.Length > 0) return new(course.Agent, Step.StopInRemission, [.. remission.Select(item => item.Id)], []);
        CourseAction[] partial = [.. course.Actions.Where(action => action.Kind is ActionKind.Flag or ActionKind.Response or ActionKind.Continue)];
        return new(course.Agent, Step.Stay, Rules(partial), []);
    }

    /// <summary>The timetable of a wish for a child; null where none is told of.</summary>
    public ConceptionTimetable? Conception()
    {
        DateOnly? wished = sheet.Facts.Dictionary.Find("ConceptionWished") is { } date && sheet.Facts[date].Value is DateValue { Span: { } day } ? day.First : null;
        if (wished is null && sheet.Facts["PlanningPregnancy"].Truth != Truth.True && sheet.Facts["PlanningConception"].Truth != Truth.True) return null;
        string[] persons = record.Subject.Sex switch { "female" => ["woman"], "male" => ["man"], _ => ["woman", "man"] };
        IEnumerable<ConceptionRow> rows =
            from agent in knowledge.Agents.Values
            from item in RegionChoice.For(agent.Contraception, request.Region)
            where item.BeforeConception is not null || item.MayGoOn
            where item.Who is null || persons.Contains(item.Who, StringComparer.Ordinal)
            let running = sheet.CoursesOf(agent).Any(course => course.Running)
            select new ConceptionRow(agent, item, wished is { } child && item.BeforeConception is { } before ? before.Before(child) : null, running);
        string fact = record.Subject.Sex == "male" ? "PlanningConception" : "Pregnant";
        ImmutableDictionary<string, Standing> standings = _advisor.Suppose(record, request, [Yes(fact)]);
        return new(
            wished, [.. rows.OrderByDescending(row => row.InUse).ThenBy(row => row.LastDose ?? DateOnly.MaxValue).ThenBy(row => row.Agent.Name, StringComparer.Ordinal)],
            [.. knowledge.Agents.Values.Where(agent => agent.OrdinaryUse && standings[agent.Id] >= Standing.NeedsInformation)
                .Select(agent => (agent, standings[agent.Id])).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.agent.Name, StringComparer.Ordinal)]);
    }

    private static ImmutableArray<string> Rules(IEnumerable<CourseAction> actions) => [.. actions.Select(action => action.Rule).Distinct(StringComparer.Ordinal)];

    private Fact Yes(string name) => new(knowledge.Facts[name], FlagValue.Yes, FactState.Given, []);

    /// <summary>The options that are not closed once the agent in use counts as failed, with the way to each.</summary>
    private ImmutableArray<SwitchWay> Ways(WatchedCourse course)
    {
        ImmutableDictionary<string, Standing> standings = _advisor.Suppose(record, request, [.. Learned(course.Agent)]);
        PatientSheet today = PatientSheet.Of(knowledge, record, request);
        StartPlanner planner = new(knowledge, request.Region);
        IEnumerable<SwitchWay> ways =
            from agent in knowledge.Agents.Values
            where agent.OrdinaryUse && agent.Id != course.Agent.Id && !sheet.CoursesOf(agent).Any(other => other.Running)
            let standing = standings[agent.Id]
            where standing >= Standing.NeedsInformation
            let frame = today.For(agent, [])
            select new SwitchWay(agent, standing,
                [.. RegionChoice.For(agent.Switching, request.Region).Where(item => item.To.IsEmpty && item.Holds(frame) == Truth.True),
                    .. RegionChoice.For(course.Agent.Switching, request.Region).Where(item => item.To.Contains(agent.Id, StringComparer.Ordinal))],
                [.. planner.Tests(agent, frame).Where(test => test.Status is "owed" or "out-of-date")]);
        return [.. ways.OrderByDescending(way => way.Standing).ThenBy(way => way.To.Name, StringComparer.Ordinal)];
    }

    /// <summary>One more agent that was not enough.</summary>
    private IEnumerable<Fact> Learned(Agent agent)
    {
        if (sheet.CoursesOf(agent).Any(course => course.StopReason is StopReason.Ineffective or StopReason.NotTolerated)) yield break; // counted already
        foreach (string name in agent.Class.Contains("immunosuppressant", StringComparison.Ordinal) ? (string[])["FailedSystemics", "FailedImmunosuppressants"] : ["FailedSystemics"])
        {
            FactDefinition fact = knowledge.Facts[name];
            decimal soFar = sheet.Facts[fact].Value is NumberValue { Interval.Exact: { } count } ? count : 0m;
            yield return new(fact, NumberValue.Of(soFar + 1m), FactState.Given, []);
        }
    }
}
