using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Monitoring;

/// <summary>What happens under the agents in use of one patient: tests, actions and effect, as of a day.</summary>
internal sealed class CourseWatch
{
    private readonly KnowledgeBase _knowledge;
    private readonly AppraisalRequest _request;
    private readonly Dictionary<DateOnly, PatientSheet> _earlier = [];
    private readonly AskedCourse?[] _asked; // by the agent's number
    private readonly bool _dated;
    private readonly ActionFinder _actions;
    private readonly ObjectionFinder _objections;
    private readonly DoubtFinder _doubts;
    private readonly TestPlanner _tests;

    /// <summary>Reads a record for the courses of its treatments.</summary>
    public CourseWatch(KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request)
        : this(knowledge, request, PatientSheet.ForCourse(knowledge, record, request))
    {
    }

    /// <summary>Watches the courses of a sheet.</summary>
    /// <param name="knowledge">The edition.</param>
    /// <param name="request">Day and region.</param>
    /// <param name="sheet">The patient, read for the course of a treatment.</param>
    /// <param name="dated">The day is looked for on which each action came true: not where facts are only supposed.</param>
    internal CourseWatch(KnowledgeBase knowledge, AppraisalRequest request, PatientSheet sheet, bool dated = true)
    {
        _dated = dated;
        _knowledge = knowledge;
        _request = request;
        _asked = new AskedCourse?[knowledge.AgentsInOrder.Length];
        Sheet = sheet;
        RulesInUse rules = new(knowledge, Sheet, request.Region, Earlier);
        _actions = new(knowledge, Sheet, request.Region, Earlier);
        _objections = new(rules, request.Region, Sheet.AsOf);
        _doubts = new(rules, Sheet.AsOf);
        _tests = new(knowledge, Sheet, request.Region);

        // Several actions ask for the same days.
        PatientSheet Earlier(DateOnly day)
        {
            if (!_earlier.TryGetValue(day, out PatientSheet? earlier)) _earlier.Add(day, earlier = sheet.ForCourseOn(day));
            return earlier;
        }
    }

    /// <summary>The patient.</summary>
    public PatientSheet Sheet { get; }

    /// <summary>What happens under each agent in use.</summary>
    public ImmutableArray<WatchedCourse> Running()
    {
        ImmutableArray<WatchedCourse>.Builder watched = ImmutableArray.CreateBuilder<WatchedCourse>();
        foreach (Agent agent in _knowledge.AgentsInOrder)
        {
            if (Asked(agent) is { } asked) watched.Add(Watch(agent, asked));
        }

        return watched.ToImmutable();
    }

    /// <summary>What the items of an agent's monitoring ask for under its running course; null where it is not in use.</summary>
    /// <remarks>They look at no other option, so that the standings which rest on this one are asked once.</remarks>
    internal AskedCourse? Asked(Agent agent)
    {
        if (_asked[agent.Number] is { } known) return known;
        return Sheet.CoursesOf(agent).LastOrDefault(course => course.Running) is { } running ? Asked(agent, running) : null;
    }

    private AskedCourse Asked(Agent agent, Course running)
    {
        FactSheet frame = Sheet.For(agent, []);
        AgentResponse response = Sheet.ResponseTo(agent, running, frame);
        (ImmutableArray<CourseAction> told, ImmutableArray<ActionItem> undecided) = _actions.Of(agent, frame, response, running.From?.First, _dated);
        return _asked[agent.Number] = new(running, frame, response, told, undecided, running.From is { } from ? _objections.TooMuch(agent, frame, running, from.Last, told) : null);
    }

    private WatchedCourse Watch(Agent agent, AskedCourse asked)
    {
        (Course course, FactSheet frame, AgentResponse response, ImmutableArray<CourseAction> told, ImmutableArray<ActionItem> undecided, CourseAction? tooMuch) = asked;
        List<CourseAction> actions = [.. told];
        if (course.From is { } from)
        {
            if (tooMuch is not null) actions.Add(tooMuch);
            actions.AddRange(_objections.Against(agent, frame, from.Last, [.. actions]));
            if (agent.GivenForEczema && Sheet.InUseForEczema.Length > 1) actions.AddRange(_objections.Beside(agent, frame, from.Last, Beside(agent)));
            actions.AddRange(_doubts.InDoubt(agent, frame, from.Last, undecided, [.. actions]));
            actions.AddRange(_doubts.AskedSince(agent, frame, from.Last, [.. actions]));
        }

        // Leave to go on is no leave beside something that asks for more than a look, or that speaks against it.
        if (actions.Exists(action => action.IsNewObjection || action.Kind < ActionKind.NonResponse)) actions.RemoveAll(action => action.Kind == ActionKind.Continue);
        DateOnly? abnormal = told.Where(action => action.Kind <= ActionKind.Repeat && action.Facts.Any(fact => fact.Definition is { Type: FactType.Number, IsRecorded: true })).Select(action => (DateOnly?)action.Date).Max();
        PlannedTest[] tests = [.. _tests.For(agent, course, frame, abnormal)];
        actions.AddRange(Overdue(agent, tests));
        actions.AddRange(OfEffect(agent, course, response, frame, isUnopposed: !actions.Exists(action => action.IsNewObjection || action.Kind <= ActionKind.Repeat)));
        return new(agent, course, frame, response, [.. tests], CourseAction.GravestFirst(actions), [.. Undecided(agent, frame, _doubts.Doubted(agent, frame), undecided)], [.. _tests.Elsewhere(agent, frame)]);
    }

    /// <summary>The other agents for eczema in use.</summary>
    private IEnumerable<(Agent Agent, Course Course)> Beside(Agent agent) =>
        from other in _knowledge.AgentsInOrder
        where other.GivenForEczema && !ReferenceEquals(other, agent)
        let running = Sheet.CoursesOf(other).LastOrDefault(course => course.Running)
        where running is not null
        select (other, running);

    /// <summary>What still speaks against going on with an agent on hold.</summary>
    public HeldTreatment Held(Agent agent, Course course)
    {
        FactSheet frame = Sheet.For(agent, []);
        (ImmutableArray<CourseAction> told, ImmutableArray<ActionItem> undecided) = _actions.Of(agent, frame, Sheet.ResponseTo(agent, course, frame), course.From?.First);
        return new(
            agent, course, CourseAction.GravestFirst(told.Where(action => action.Kind <= ActionKind.Repeat)),
            [.. undecided.Where(item => item.Action is "stop" or "interrupt" && item.When!.Facts().Any(fact => fact.Type == FactType.Number))]);
    }

    private static IEnumerable<CourseAction> Overdue(Agent agent, PlannedTest[] tests) =>
        from test in tests
        where test.Status == TestStatus.Overdue
        group test by test.Item into missed
        let due = missed.Min(test => test.Due!.Value)
        let names = string.Join(", ", missed.OrderBy(test => test.Due).Select(EffectText.Missed))
        select new CourseAction(agent, ActionKind.Overdue, missed.Key.Id, Texts.Of("tests-overdue", names, missed.Key.Text), due, [], missed.Key.Sources) { Recalled = missed.Key.Recalled };

    private IEnumerable<CourseAction> OfEffect(Agent agent, Course course, AgentResponse response, FactSheet frame, bool isUnopposed)
    {
        if (response is { Trial: { } missed, ReviewOn: { } review, Verdict: ResponseVerdict.Unknown or ResponseVerdict.TooEarly } && course.From is { Last: var start } && _request.AsOf > review.AddDays(Math.Max(0, review.DayNumber - start.DayNumber) / 4))
        {
            if (response.AssessedOn is { } assessed && assessed >= Responses.MayBeJudged(missed, start))
            {
                // A response is one of the skin: itch and symptoms, however well they compare, do not make up for a score of it.
                bool skin = response.Measures.Any(measure => measure.Item.Domain == "skin" && measure.Current?.On >= Responses.MayBeJudged(missed, start));
                string text = skin ? Texts.Of("effect-assessed-without-start", DateSpan.Iso(assessed), missed.Text)
                    : Texts.Of("effect-assessed-without-skin", DateSpan.Iso(assessed), EffectText.Judged(response), missed.Text);
                yield return new(agent, ActionKind.Flag, missed.Id, text, assessed, [], missed.Sources) { Recalled = missed.Recalled };
                yield break;
            }

            string since = response.AssessedOn is { } last ? Texts.Of("effect-last-assessed", DateSpan.Iso(last)) : Texts.Of("effect-never-assessed");
            yield return new(agent, ActionKind.Overdue, missed.Id, Texts.Of("effect-to-be-judged", DateSpan.Iso(review), since, missed.Text), review, [], missed.Sources) { Recalled = missed.Recalled };
            yield break;
        }

        MeasuredResponse[] judged = [.. response.Measures.Where(measure => measure.Verdict > ResponseVerdict.TooEarly)];
        if (judged.Length == 0 || response.Verdict <= ResponseVerdict.TooEarly) yield break;
        MeasuredResponse leading = judged.First(measure => measure.Item.Domain == "skin");
        ActionKind kind = response.Verdict switch { ResponseVerdict.Responder => ActionKind.Response, ResponseVerdict.NonResponder => ActionKind.NonResponse, _ => ActionKind.Flag };
        // A dose below that of an adequate trial was not given its chance: it is raised before the agent is left.
        if (kind == ActionKind.NonResponse && response.Trial is { Dose: { } least } trial && course.Dose is { } dose && dose.Unit == least.Unit && dose.Amount < least.Amount)
        {
            string small = Texts.Of("effect-underdosed", FactText.Amount(dose.Amount, dose.Unit), FactText.Amount(least.Amount, least.Unit), EffectText.Of(response, leading, judged));
            yield return Effect(agent, ActionKind.Flag, leading, small) with { Rule = trial.Id, Sources = trial.Sources, Recalled = trial.Recalled, AsksForMore = true };
        }
        else if (kind == ActionKind.NonResponse && isUnopposed && _objections.Raise(agent, frame, course) is var (item, now, more, open))
        {
            string first = open.IsEmpty ? "" : Texts.Of("effect-to-be-known", string.Join(", ", open.Select(fact => FactWords.Name(fact.Name))));
            string raise = Texts.Of("effect-to-be-raised", FactText.Amount(now.Amount, now.Unit), FactText.Amount(more.Amount, more.Unit), first, item.Text, EffectText.Of(response, leading, judged));
            yield return Effect(agent, kind, leading, raise) with { Rule = item.Id, Sources = item.Sources, Recalled = item.Recalled, AsksForMore = true };
        }
        else
        {
            yield return Effect(agent, kind, leading, EffectText.Of(response, leading, judged));
        }

        if (isUnopposed && kind == ActionKind.Response && _objections.Maintenance(agent, frame, course) is var (less, taken))
            yield return Effect(agent, ActionKind.Continue, leading, Texts.Of("effect-maintenance", FactText.Amount(taken.Amount, taken.Unit), less.Text)) with { Rule = less.Id, Sources = less.Sources, Recalled = less.Recalled };
        foreach (MeasuredResponse lost in judged.Where(measure => measure.LostOn is not null && measure != leading)) yield return Effect(agent, ActionKind.Flag, lost, EffectText.Lost(lost));
    }

    private static CourseAction Effect(Agent agent, ActionKind kind, MeasuredResponse measure, string text)
    {
        Fact fact = new(measure.Item.Measure, NumberValue.Of(measure.Current!.Value), FactState.Known, [.. new[] { measure.Current, measure.Baseline }.OfType<Score>().Select(score => score.Evidence)]);
        return new(agent, kind, measure.Item.Id, text, measure.Current.On, [fact], measure.Item.Sources) { Recalled = measure.Item.Recalled };
    }

    private static IEnumerable<UndecidedFact> Undecided(Agent agent, FactSheet frame, IEnumerable<(FactDefinition Fact, Rule Rule)> doubted, ImmutableArray<ActionItem> items) =>
        from hanging in doubted.Select(doubt => (doubt.Fact, Item: (Item)doubt.Rule))
            .Concat(items.SelectMany(item => Relevance.Missing(item.When!, frame).Select(fact => (Fact: fact, Item: (Item)item))))
        group hanging.Item by hanging.Fact into all
        select new UndecidedFact(agent, all.Key, frame[all.Key], [.. all.Distinct()]);
}

/// <summary>What the items of an agent's monitoring ask for under its running course.</summary>
/// <param name="Course">The course.</param>
/// <param name="Frame">The facts in the frame of the agent.</param>
/// <param name="Response">Its effect.</param>
/// <param name="Told">The actions that hold.</param>
/// <param name="Undecided">The actions that cannot be decided.</param>
/// <param name="TooMuch">The dose in use is above what is allowed; null: it is not, or nobody can tell.</param>
internal sealed record AskedCourse(
    Course Course, FactSheet Frame, AgentResponse Response, ImmutableArray<CourseAction> Told, ImmutableArray<ActionItem> Undecided, CourseAction? TooMuch);

/// <summary>What happens under one agent in use.</summary>
internal sealed record WatchedCourse(
    Agent Agent, Course Course, FactSheet Frame, AgentResponse Response, ImmutableArray<PlannedTest> Tests, ImmutableArray<CourseAction> Actions, ImmutableArray<UndecidedFact> Undecided,
    ImmutableArray<TestItem> Elsewhere);
