using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Monitoring;

/// <summary>What the monitoring of an agent in use asks for now that speaks against going on with it as before.</summary>
/// <remarks>By the items alone: they look at no other option, so that the standings which rest on this one are asked once.</remarks>
internal static class DueReasons
{
    /// <summary>A stop and an interruption advise against it, a lower dose asks for care; the gravest first.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="patient">The patient.</param>
    /// <param name="region">The reader's region.</param>
    public static ImmutableArray<Reason> Of(Agent agent, PatientSheet patient, string region)
    {
        KnowledgeBase knowledge = patient.Knowledge;
        PatientSheet sheet = patient.ForCourse();
        if (sheet.CoursesOf(agent).LastOrDefault(course => course.Running) is not { } running) return [];
        FactSheet frame = sheet.For(agent, []);
        ActionFinder actions = new(knowledge, sheet, region, sheet.ForCourseOn);
        (ImmutableArray<CourseAction> told, _) = actions.Of(agent, frame, sheet.ResponseTo(agent, running, frame), running.From?.First, dated: false);
        CourseAction[] asked = [.. told];
        if (running.From is { } from && new ObjectionFinder(new(knowledge, sheet, region, sheet.ForCourseOn), region, sheet.AsOf).TooMuch(agent, frame, running, from.Last, told) is { } tooMuch) asked = [.. asked, tooMuch];
        return [.. asked.Where(action => VerdictOf(action) is not null && !IsForSuccess(action)).OrderBy(action => action.Kind).ThenBy(action => action.Rule, StringComparer.Ordinal).Select(action => Said(agent, action))];
    }

    private static Verdict? VerdictOf(CourseAction action) => action.Kind switch
    {
        ActionKind.Stop or ActionKind.Interrupt => Verdict.NotAdvised,
        ActionKind.Reduce => Verdict.Caution,
        _ => null,
    };

    /// <summary>Less is enough because the eczema is under control: nothing against the agent.</summary>
    private static bool IsForSuccess(CourseAction action) => action.Kind == ActionKind.Reduce && action.When?.Facts().Any(fact => fact.Name is "EczemaControlled" or "ControlSustained") == true;

    private static Reason Said(Agent agent, CourseAction action) =>
        new(action.Rule, VerdictOf(action)!.Value, Texts.Of("due-" + action.Word, action.Text), action.Facts, action.Sources)
        {
            Recalled = action.Recalled,
            Review = agent.Actions.FirstOrDefault(item => item.Id == action.Rule) is { } item ? Review.Of(agent, item) : null,
        };
}
