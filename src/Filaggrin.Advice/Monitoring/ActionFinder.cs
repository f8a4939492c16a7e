using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Monitoring;

/// <summary>What results and events under an agent in use ask for: its actions.</summary>
internal sealed class ActionFinder
{
    private readonly string _region;
    private readonly Func<DateOnly, PatientSheet> _earlier;
    private readonly HashSet<string> _assessed;
    private readonly CourseDays _days;

    // The same for every patient.
    private static readonly ConditionalWeakTable<FactDictionary, HashSet<string>> Assessed = [];

    /// <summary>Asks the actions of one patient's agents.</summary>
    /// <param name="knowledge">The edition.</param>
    /// <param name="sheet">The patient.</param>
    /// <param name="region">The reader's region.</param>
    /// <param name="earlier">The same patient on an earlier day.</param>
    public ActionFinder(KnowledgeBase knowledge, PatientSheet sheet, string region, Func<DateOnly, PatientSheet> earlier)
    {
        _region = region;
        _earlier = earlier;
        _assessed = Assessed.GetValue(knowledge.Facts, OfEffect);
        _days = new(sheet.AsOf);
    }

    /// <summary>What is said of an effect, and all that rests on it.</summary>
    private static HashSet<string> OfEffect(FactDictionary facts) =>
    [
        .. facts.All.Where(fact => fact.Derive is { Kind: "fall" or "percent-fall" } || fact.Name is "Response" or "PartialResponse" or "NoResponse")
            .SelectMany(facts.DependentsOf).Select(fact => fact.Name),
    ];

    /// <summary>The actions of an agent that hold, and those that cannot be decided.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="frame">The facts in its frame.</param>
    /// <param name="response">Its effect: what speaks of the effect is judged on the day of the last assessment.</param>
    /// <param name="start">The first day of the course.</param>
    /// <param name="dated">The day is looked for on which each came true; it costs readings of the record.</param>
    public (ImmutableArray<CourseAction> Open, ImmutableArray<ActionItem> Undecided) Of(Agent agent, FactSheet frame, AgentResponse response, DateOnly? start, bool dated = true)
    {
        FactSheet assessed = AtAssessment(frame, response, start);
        List<CourseAction> open = [];
        List<ActionItem> undecided = [];
        foreach (ActionItem item in RegionChoice.For(agent.Actions, _region).Where(item => item.When is not null))
        {
            FactSheet judged = item.When!.Facts().Any(fact => _assessed.Contains(fact.Name)) ? assessed : frame;
            switch (item.Holds(judged))
            {
                case Truth.True: open.Add(Action(agent, item, judged, dated ? start : null)); break;
                case Truth.Unknown: undecided.Add(item); break;
            }
        }

        return ([.. Folded(open)], [.. undecided]);
    }

    /// <summary>What the same facts, or more of them, ask for more gravely takes the place of the milder.</summary>
    private static IEnumerable<CourseAction> Folded(List<CourseAction> open)
    {
        foreach (CourseAction action in open)
        {
            if (action.Kind <= ActionKind.Repeat && open.Exists(graver => graver.Kind < action.Kind && Covers(graver, action))) continue;
            yield return action.Kind > ActionKind.Repeat ? action : action with
            {
                InPlaceOf = [.. open.Where(milder => milder.Kind > action.Kind && milder.Kind <= ActionKind.Repeat && Covers(action, milder)).Select(milder => milder.Rule)],
            };
        }

        static bool Covers(CourseAction graver, CourseAction milder)
        {
            HashSet<string> concern = Names(milder);
            // Age, dose and time on treatment alone are no concern that two actions share.
            return concern.SetEquals(Names(graver)) || (milder.Facts.Any(fact => fact.Definition.IsRecorded && concern.Contains(fact.Name)) && concern.IsSubsetOf(Names(graver)));
        }

        // The limit of a value is no concern of its own.
        static HashSet<string> Names(CourseAction action) => [.. action.Facts.Where(fact => fact.Definition.Derive is not { Kind: "upper-limit" or "lower-limit" }).Select(fact => fact.Name)];
    }

    private CourseAction Action(Agent agent, ActionItem item, FactSheet judged, DateOnly? start)
    {
        ImmutableArray<Fact> facts = item.When!.Deciding(judged);
        DateOnly day = _days.Newest(facts, null);
        if (start is { } first && day <= first) day = _days.First(on => item.Holds(_earlier(on).For(agent, [])) == Truth.True, first);
        ActionKind kind = MonitoringJson.KindOf(item.Action);
        return new(agent, kind, item.Id, item.Text, day, facts, item.Sources)
        {
            Recalled = item.Recalled,
            When = item.When,
            Resumption = kind == ActionKind.Interrupt ? Resumption(item, judged, day) : null,
        };
    }

    private static Resumption Resumption(ActionItem item, FactSheet judged, DateOnly day)
    {
        Expr condition = item.ResumeWhen ?? new NotExpr($"not ({item.When!.Text})", item.When!);
        return new(ClinicalWords.Of(condition), condition.Truth(judged), [.. condition.Facts().Where(fact => judged[fact].Value.IsUnknown).Distinct()], item.ResumeAfter?.After(day));
    }

    /// <summary>The frame on the day of the last assessment: a score of week 8 does not tell the effect at week 16.</summary>
    private static FactSheet AtAssessment(FactSheet frame, AgentResponse response, DateOnly? start)
    {
        if (start is not { } first || response.AssessedOn is not { } day || frame["WeeksOnTreatment"].Value is not NumberValue { Interval.High: { } now }) return frame;
        decimal weeks = Math.Min(now, (day.DayNumber - first.DayNumber + Responses.DaysOfPlay) / 7m);
        return frame.With([frame["WeeksOnTreatment"] with { Value = NumberValue.Of(weeks) }]);
    }
}
