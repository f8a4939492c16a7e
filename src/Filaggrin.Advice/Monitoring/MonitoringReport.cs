using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Monitoring;

/// <summary>The course of treatment of one patient up to a day: what is due, what results mean, whether it works and what comes next.</summary>
public sealed record MonitoringReport
{
    /// <summary>The edition of the knowledge.</summary>
    public required Edition Edition { get; init; }

    /// <summary>The day; what came to be known later does not exist.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Whose labels and guidelines govern.</summary>
    public required string Region { get; init; }

    /// <summary>The reference of the patient.</summary>
    public required string Subject { get; init; }

    /// <summary>Age in years.</summary>
    public Interval Age { get; init; }

    /// <summary><c>male</c>, <c>female</c>, <c>other</c> or null.</summary>
    public string? Sex { get; init; }

    /// <summary>Courses of the agents, oldest first.</summary>
    public ImmutableArray<Treatment> Treatments { get; init; } = [];

    /// <summary>Tests and measurements of the agents in use, what is overdue first.</summary>
    public ImmutableArray<PlannedTest> Tests { get; init; } = [];

    /// <summary>Tests that guidelines and labels of other regions ask for under the agents in use.</summary>
    public ImmutableArray<(Agent Agent, TestItem Item)> Elsewhere { get; init; } = [];

    /// <summary>What results, events and missed tests ask for, the gravest first.</summary>
    public ImmutableArray<CourseAction> Actions { get; init; } = [];

    /// <summary>What cannot be judged, by the fact that it hangs on.</summary>
    public ImmutableArray<UndecidedFact> Undecided { get; init; } = [];

    /// <summary>The effect of the agents in use.</summary>
    public ImmutableArray<CourseResponse> Responses { get; init; } = [];

    /// <summary>What must hold before an agent on hold goes on.</summary>
    public ImmutableArray<HeldTreatment> OnHold { get; init; } = [];

    /// <summary>Systemic glucocorticoids of the last year, or null where there were none.</summary>
    public GlucocorticoidUse? Glucocorticoids { get; init; }

    /// <summary>What comes next, for each agent in use.</summary>
    public ImmutableArray<NextStep> Next { get; init; } = [];

    /// <summary>The timetable of a wish for a child, or null.</summary>
    public ConceptionTimetable? Conception { get; init; }

    /// <summary>What is assumed.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>Entries that may matter and could not be read.</summary>
    public ImmutableArray<NotUnderstood> NotUnderstood { get; init; } = [];
}

/// <summary>A course of an agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Course">Its dates, dose and entries.</param>
/// <param name="Changes">Changes of the dose.</param>
/// <param name="Pauses">Days on which nothing was taken.</param>
/// <param name="Overlaps">Other agents for eczema taken on some of the same days.</param>
public sealed record Treatment(
    Agent Agent, Course Course, ImmutableArray<DoseChange> Changes, ImmutableArray<Pause> Pauses, ImmutableArray<string> Overlaps)
{
    /// <summary>The record says when it ended; otherwise the end is reckoned or not known.</summary>
    public bool EndIsCertain => Course.Running || Course is { To: { IsExact: true }, Stretches: [.., { EndIsTold: true }] };
}

/// <summary>Where a test stands.</summary>
public enum TestStatus
{
    /// <summary>Its time has passed.</summary>
    Overdue,

    /// <summary>Its time is now.</summary>
    Due,

    /// <summary>Its time will come.</summary>
    Upcoming,

    /// <summary>Done, and not asked for again.</summary>
    Done,
}

/// <summary>The next time of a test under an agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Item">The item of the knowledge that asks for it.</param>
/// <param name="Test">The test.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="From">The first day of its window; null where no date can be given.</param>
/// <param name="Due">The day by which it should be done; null where no date can be given.</param>
/// <param name="Last">The day on which it was done last, or null.</param>
/// <param name="When">When it is asked for, in words, where no date can be given.</param>
public sealed record PlannedTest(
    Agent Agent, TestItem Item, TestDefinition Test, TestStatus Status, DateOnly? From, DateOnly? Due, DateOnly? Last, string? When)
{
    /// <summary>What other guidelines and labels ask of the same test, from which the reader's region picked.</summary>
    public ImmutableArray<TestItem> Elsewhere { get; init; } = [];

    /// <summary>The days after that of a year, if each is kept.</summary>
    public ImmutableArray<DateOnly> Later { get; init; } = [];
}

/// <summary>What a result, an event or a missed test asks for.</summary>
/// <param name="Agent">The agent in use.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Rule">The item of the knowledge.</param>
/// <param name="Text">The reason.</param>
/// <param name="Date">The day of the result or event that asks for it.</param>
/// <param name="Facts">The facts that decide it.</param>
/// <param name="Sources">Where it is said.</param>
public sealed record CourseAction(
    Agent Agent, ActionKind Kind, string Rule, string Text, DateOnly Date, ImmutableArray<Fact> Facts, ImmutableArray<SourceReference> Sources)
{
    /// <summary>Its source was not seen to say it yet.</summary>
    public bool Recalled { get; init; }

    /// <summary>The condition that asks for it, or null.</summary>
    public Expr? When { get; init; }

    /// <summary>What must hold before treatment goes on, of an interruption.</summary>
    public Resumption? Resumption { get; init; }

    /// <summary>What forbids the agent, advises against it or would end it came true in its course, or may have.</summary>
    public bool IsNewObjection { get; init; }

    /// <summary>The dose is to be raised before the agent is left for too little effect.</summary>
    public bool AsksForMore { get; init; }

    /// <summary>Milder items that the same facts ask for; this one takes their place.</summary>
    public ImmutableArray<string> InPlaceOf { get; init; } = [];

    /// <summary>The gravest first, of the same gravity the newest.</summary>
    public static ImmutableArray<CourseAction> GravestFirst(IEnumerable<CourseAction> actions) =>
    [
        .. actions.OrderBy(action => action.Kind).ThenByDescending(action => action.Date)
            .ThenBy(action => action.Agent.Id, StringComparer.Ordinal).ThenBy(action => action.Rule, StringComparer.Ordinal),
    ];

    /// <summary>What is asked for, as the JSON says it.</summary>
    public string Word => MonitoringJson.Word(Kind);
}

/// <summary>What is asked for, the gravest first.</summary>
public enum ActionKind
{
    /// <summary>End the treatment.</summary>
    Stop,

    /// <summary>Have a specialist look at once.</summary>
    UrgentReview,

    /// <summary>Leave doses out until something is settled.</summary>
    Interrupt,

    /// <summary>Take less.</summary>
    Reduce,

    /// <summary>Measure again.</summary>
    Repeat,

    /// <summary>The trial was long enough and did not help.</summary>
    NonResponse,

    /// <summary>Something was not done in time.</summary>
    Overdue,

    /// <summary>Look at it.</summary>
    Flag,

    /// <summary>Go on.</summary>
    Continue,

    /// <summary>It works.</summary>
    Response,
}

/// <summary>What must hold before treatment goes on.</summary>
/// <param name="Text">In clinical words.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Missing">The facts that would tell.</param>
/// <param name="NotBefore">The earliest day where a source gives a time.</param>
public sealed record Resumption(string Text, Truth Holds, ImmutableArray<FactDefinition> Missing, DateOnly? NotBefore);

/// <summary>An agent on hold.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Course">Its course.</param>
/// <param name="Open">What still speaks against going on.</param>
/// <param name="Undecided">What cannot be judged for want of a fact.</param>
public sealed record HeldTreatment(Agent Agent, Course Course, ImmutableArray<CourseAction> Open, ImmutableArray<ActionItem> Undecided);

/// <summary>A fact that is not known, with what hangs on it.</summary>
/// <param name="Agent">The agent in use.</param>
/// <param name="Fact">The fact.</param>
/// <param name="State">How it is not known.</param>
/// <param name="Items">The actions that hang on it; where an entry throws doubt on the fact, the rules too that would forbid the agent or advise against it.</param>
public sealed record UndecidedFact(Agent Agent, FactDefinition Fact, Fact State, ImmutableArray<Item> Items);

/// <summary>The effect of an agent in use.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Response">By each measure and in all.</param>
public sealed record CourseResponse(Agent Agent, AgentResponse Response);

/// <summary>What may come next for an agent in use.</summary>
public enum Step
{
    /// <summary>Go on as now.</summary>
    Stay,

    /// <summary>Go on with a change: a dose, a test, an interruption.</summary>
    Adjust,

    /// <summary>Go over to another option.</summary>
    Switch,

    /// <summary>End it, because the eczema has gone.</summary>
    StopInRemission,
}

/// <summary>What comes next for an agent in use.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Step">The step to talk about.</param>
/// <param name="Because">The items that speak for it.</param>
/// <param name="Ways">For a switch: the options that are not closed, with the way to each.</param>
public sealed record NextStep(Agent Agent, Step Step, ImmutableArray<string> Because, ImmutableArray<SwitchWay> Ways);

/// <summary>The way from an agent in use to another option.</summary>
/// <param name="To">The option.</param>
/// <param name="Standing">How it stands once the agent in use has failed.</param>
/// <param name="Items">Overlap, wash-out and bridging; empty: nothing is known.</param>
/// <param name="Owed">Tests owed before the start.</param>
public sealed record SwitchWay(Agent To, Standing Standing, ImmutableArray<SwitchItem> Items, ImmutableArray<Appraisals.TaskStatus> Owed);

/// <summary>The timetable of a wish for a child.</summary>
/// <param name="Wished">The day from which a child is wished; null where only the wish is known.</param>
/// <param name="Rows">One for each agent and person of whom something is known.</param>
/// <param name="Bridges">The options that stay open in pregnancy (women) or while a child is planned (men).</param>
public sealed record ConceptionTimetable(DateOnly? Wished, ImmutableArray<ConceptionRow> Rows, ImmutableArray<(Agent Agent, Standing Standing)> Bridges);

/// <summary>How long before a conception an agent ends.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Item">What is said.</param>
/// <param name="LastDose">The last day of it; null where the day of the wish is not known or no time is named.</param>
/// <param name="InUse">It is in use.</param>
public sealed record ConceptionRow(Agent Agent, ContraceptionItem Item, DateOnly? LastDose, bool InUse);
