using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;

namespace Filaggrin.Advice.Monitoring;

/// <summary>What the monitoring of an agent in use asks for now that speaks against going on with it as before.</summary>
/// <remarks>By the items alone: what speaks against the agent by its rules is in its standing already.</remarks>
internal static class DueReasons
{
    /// <summary>A stop and an interruption advise against it, a lower dose asks for care; the gravest first.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="watch">The courses of the patient.</param>
    public static ImmutableArray<Reason> Of(Agent agent, CourseWatch watch)
    {
        if (watch.Asked(agent) is not { } asked) return [];
        List<CourseAction> speaking = [.. asked.Told, .. asked.TooMuch is { } tooMuch ? (ReadOnlySpan<CourseAction>)[tooMuch] : []];
        speaking.RemoveAll(action => VerdictOf(action) is null || IsForSuccess(action));
        return [.. speaking.OrderBy(action => action.Kind).ThenBy(action => action.Rule, StringComparer.Ordinal).Select(action => Said(agent, action))];
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
