using System.Collections.Immutable;
using Filaggrin.Advice.Effects;
using Filaggrin.Advice.Appraisals.Keys;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>How an option stands for a patient, worst first.</summary>
public enum Standing
{
    /// <summary>A rule forbids it.</summary>
    Contraindicated,

    /// <summary>It cannot be had.</summary>
    Unavailable,

    /// <summary>A rule advises against it.</summary>
    NotAdvised,

    /// <summary>A rule that would forbid or advise against it is undecided.</summary>
    NeedsInformation,

    /// <summary>It is open, with care.</summary>
    Caution,

    /// <summary>It is open.</summary>
    Suitable,
}

/// <summary>Everything that is said of one patient on one day.</summary>
public sealed record Appraisal
{
    /// <summary>The edition of the knowledge.</summary>
    public required Edition Edition { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The reference of the patient's entry in the record.</summary>
    public required string Subject { get; init; }

    /// <summary>Age in years.</summary>
    public required Interval Age { get; init; }

    /// <summary>Sex as recorded, or null.</summary>
    public string? Sex { get; init; }

    /// <summary>The patient has died.</summary>
    public bool Deceased { get; init; }

    /// <summary>Severity by instrument.</summary>
    public ImmutableArray<SeverityEntry> Severity { get; init; } = [];

    /// <summary>Whether systemic treatment is indicated.</summary>
    public required Indication Indication { get; init; }

    /// <summary>What must be settled before a start.</summary>
    public ImmutableArray<TaskStatus> Workup { get; init; } = [];

    /// <summary>Every agent of the knowledge, once.</summary>
    public ImmutableArray<Option> Options { get; init; } = [];

    /// <summary>What stands beside the agents.</summary>
    public ImmutableArray<AlternativeEntry> Alternatives { get; init; } = [];

    /// <summary>Agents in use.</summary>
    public ImmutableArray<CurrentTreatment> Current { get; init; } = [];

    /// <summary>What the record tells of medicines taken as in use on the day; those that no rule, test or dose asks for are not among them.</summary>
    public ImmutableArray<MedicineEntry> Medicines { get; init; } = [];

    /// <summary>What results and events under an agent in use ask for now.</summary>
    public ImmutableArray<CourseAction> Safety { get; init; } = [];

    /// <summary>What of this concerns one agent, each kind once, the gravest first, in the words of <see cref="CourseAction.Word"/>.</summary>
    public ImmutableArray<string> AskedUnder(Agent agent) =>
        [.. Safety.Where(action => action.Agent.Id == agent.Id && action.Kind != ActionKind.Continue).Select(action => action.Word).Distinct(StringComparer.Ordinal)];

    /// <summary>Accompanying care.</summary>
    public ImmutableArray<Statement> AccompanyingCare { get; init; } = [];

    /// <summary>Entries that may matter and could not be read.</summary>
    public ImmutableArray<NotUnderstood> NotUnderstood { get; init; } = [];

    /// <summary>What was assumed for all options: lists that the record does not hold or that leave something out.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>Active orders that are taken as ended.</summary>
    public ImmutableArray<EndedOrder> AssumedEnded { get; init; } = [];
}

/// <summary>A severity score.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Value">The total.</param>
/// <param name="Unit">UCUM.</param>
/// <param name="Band">Its band, or null.</param>
/// <param name="Evidence">The entry.</param>
/// <param name="OutOfDate">It is older than the fact holds.</param>
public sealed record SeverityEntry(string Instrument, decimal Value, string Unit, string? Band, FactOrigin Evidence, bool OutOfDate)
{
    /// <summary>How the name of a measured extent begins; what follows is the region of the body.</summary>
    public const string Extent = "extent-";

    /// <summary>A share of one region, not a score of the whole skin.</summary>
    public bool IsExtent => Instrument.StartsWith(Extent, StringComparison.Ordinal);

    /// <summary>Every exact score of the record by its day, oldest first, this one included.</summary>
    public ImmutableArray<(DateOnly Day, decimal Value)> Earlier { get; init; } = [];
}

/// <summary>Whether systemic treatment is indicated.</summary>
/// <param name="Status"><c>indicated</c>, <c>not-yet</c> or <c>unclear</c>.</param>
/// <param name="Route"><c>history</c>, <c>score</c>, <c>both</c> or <c>none</c>.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Missing">What would settle it.</param>
public sealed record Indication(string Status, string Route, ImmutableArray<Statement> Reasons, ImmutableArray<FactDefinition> Missing);

/// <summary>A statement that holds for the patient, with the facts that make it hold.</summary>
/// <param name="Item">The statement.</param>
/// <param name="Facts">Those facts.</param>
public sealed record Statement(Item Item, ImmutableArray<Fact> Facts);

/// <summary>Where a task or test stands.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Status"><c>done</c>, <c>owed</c>, <c>out-of-date</c> or <c>abnormal</c>.</param>
/// <param name="Text">In words.</param>
/// <param name="Facts">The facts it answers.</param>
/// <param name="Sources">Where it is asked for.</param>
/// <param name="Recalled">Its source was not seen to say it yet.</param>
public sealed record TaskStatus(string Id, string Status, string Text, ImmutableArray<Fact> Facts, ImmutableArray<SourceReference> Sources, bool Recalled);

/// <summary>One agent for one patient.</summary>
public sealed record Option
{
    /// <summary>The agent.</summary>
    public required Agent Agent { get; init; }

    /// <summary>How it stands.</summary>
    public required Standing Standing { get; init; }

    /// <summary>Its licence here.</summary>
    public required Licence Licence { get; init; }

    /// <summary>The rules that fired, worst first.</summary>
    public ImmutableArray<Reason> Reasons { get; init; } = [];

    /// <summary>The facts that could still change the standing.</summary>
    public ImmutableArray<MissingFact> Missing { get; init; } = [];

    /// <summary>The facts that were assumed to be no.</summary>
    public ImmutableArray<FactDefinition> Assumed { get; init; } = [];

    /// <summary>What holds if the agents in use go on beside it.</summary>
    public AddedStanding? IfAdded { get; init; }

    /// <summary>Earlier and present courses.</summary>
    public ImmutableArray<TriedCourse> Tried { get; init; } = [];

    /// <summary>What other regions say where this region's rule was taken.</summary>
    public ImmutableArray<Statement> Elsewhere { get; init; } = [];

    /// <summary>Guidelines and trials.</summary>
    public ImmutableArray<EvidenceItem> Evidence { get; init; } = [];

    /// <summary>Its effect by the trials; null where no trials were asked.</summary>
    public AgentEffects? Effects { get; init; }

    /// <summary>How it is started.</summary>
    public required StartPlan Plan { get; init; }

    /// <summary>What the formulary says.</summary>
    public FormularyNote? Formulary { get; init; }

    /// <summary>What would open it; null where it is not closed.</summary>
    public Opening? Opens { get; init; }
}

/// <summary>What a formulary says of an option.</summary>
/// <param name="Formulary">Its name.</param>
/// <param name="Status"><c>available</c>, <c>not-available</c> or <c>restricted</c>.</param>
/// <param name="Criteria">Its criteria.</param>
/// <param name="CostClass">Its cost class.</param>
public sealed record FormularyNote(string Formulary, string Status, string? Criteria, string? CostClass);

/// <summary>A licence in the reader's region.</summary>
/// <param name="Status"><c>licensed</c>, <c>off-label</c>, <c>withdrawn</c> or <c>not-marketed</c>.</param>
/// <param name="Region">The region.</param>
/// <param name="Text">In words.</param>
/// <param name="Sources">Where it is said.</param>
public sealed record Licence(string Status, string Region, string Text, ImmutableArray<SourceReference> Sources);

/// <summary>Why an option stands as it does.</summary>
/// <param name="Rule">The identifier of the rule.</param>
/// <param name="Verdict">What it says.</param>
/// <param name="Text">In words.</param>
/// <param name="Facts">The facts that made it fire.</param>
/// <param name="Sources">Where it is said.</param>
public sealed record Reason(string Rule, Verdict Verdict, string Text, ImmutableArray<Fact> Facts, ImmutableArray<SourceReference> Sources)
{
    /// <summary>What it leaves open.</summary>
    public Limit? Limit { get; init; }

    /// <summary>The clinician's review of its rule, or null.</summary>
    public Review? Review { get; init; }

    /// <summary>The regions whose label or guideline says it; empty: any.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>Its source was not seen to say it yet.</summary>
    public bool Recalled { get; init; }

    /// <summary>The day on which it ends by itself.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>A fact that could still change a standing.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Blocks">An undecided hard rule asks for it.</param>
/// <param name="Decides">The rules it could decide.</param>
/// <param name="State">How it stands on record.</param>
public sealed record MissingFact(FactDefinition Fact, bool Blocks, ImmutableArray<string> Decides, Fact State);

/// <summary>The standing if the agents in use go on beside the option.</summary>
/// <param name="Standing">How it would stand.</param>
/// <param name="Reasons">The further reasons.</param>
public sealed record AddedStanding(Standing Standing, ImmutableArray<Reason> Reasons);

/// <summary>An active order that is taken as ended, because nobody renewed it for a year.</summary>
/// <param name="Medicine">What was ordered.</param>
/// <param name="Date">The day of the order or the last of its period.</param>
/// <param name="Source">The entry.</param>
public sealed record EndedOrder(string Medicine, DateOnly? Date, string Source);

/// <summary>A course with what came of it.</summary>
/// <param name="Course">The course.</param>
/// <param name="Adequate">Long and strong enough to judge.</param>
/// <param name="Outcome"><c>failed</c>, <c>not-tolerated</c>, <c>responded</c>, <c>partial</c>, <c>remission</c>, <c>ongoing</c>, <c>stopped-other</c> or <c>unknown</c>.</param>
public sealed record TriedCourse(Course Course, Truth Adequate, string Outcome);

/// <summary>An agent in use.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Course">Its course.</param>
/// <param name="Standing">How it stands for going on.</param>
public sealed record CurrentTreatment(Agent Agent, Course Course, Standing Standing)
{
    /// <summary>Whether it works.</summary>
    public ResponseVerdict Effect { get; init; }
}

/// <summary>What stands beside the agents.</summary>
/// <param name="Alternative">The alternative.</param>
/// <param name="Statements">What holds of it for the patient.</param>
public sealed record AlternativeEntry(Alternative Alternative, ImmutableArray<Statement> Statements);

/// <summary>How an option is started.</summary>
public sealed record StartPlan
{
    /// <summary>Doses, worked out for the patient where they can be.</summary>
    public ImmutableArray<PlannedDose> Doses { get; init; } = [];

    /// <summary>Limits that bind the dose, fired and undecided.</summary>
    public ImmutableArray<BindingLimit> Limits { get; init; } = [];

    /// <summary>What is given beside it.</summary>
    public ImmutableArray<CompanionItem> Companions { get; init; } = [];

    /// <summary>Tests before the start with their status.</summary>
    public ImmutableArray<TaskStatus> Tests { get; init; } = [];

    /// <summary>Contraception.</summary>
    public ImmutableArray<Item> Contraception { get; init; } = [];

    /// <summary>Pregnancy and breast-feeding.</summary>
    public ImmutableArray<Item> Pregnancy { get; init; } = [];

    /// <summary>Vaccines before the start.</summary>
    public ImmutableArray<CompanionItem> Vaccines { get; init; } = [];

    /// <summary>What the patient is told.</summary>
    public ImmutableArray<Item> Information { get; init; } = [];

    /// <summary>Practical matters.</summary>
    public ImmutableArray<Item> Practicalities { get; init; } = [];

    /// <summary>Tests during treatment.</summary>
    public ImmutableArray<TestItem> Monitoring { get; init; } = [];

    /// <summary>Adverse effects.</summary>
    public ImmutableArray<HarmItem> Harms { get; init; } = [];

    /// <summary>Onset, adequate trial, longest course.</summary>
    public ImmutableArray<TimeItem> Times { get; init; } = [];

    /// <summary>Stopping.</summary>
    public ImmutableArray<Item> Stopping { get; init; } = [];

    /// <summary>Wash-out and bridging from the agents in use.</summary>
    public ImmutableArray<Item> Switching { get; init; } = [];
}

/// <summary>A limit that binds the dose.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Missing">What is not known where the rule is undecided, and the plan keeps to it all the same; empty: it binds.</param>
public sealed record BindingLimit(string Rule, Limit Limit, ImmutableArray<FactDefinition> Missing)
{
    /// <summary>The rule is undecided, and the plan keeps to it all the same.</summary>
    public bool Undecided => !Missing.IsEmpty;
}

/// <summary>A dose of the start plan.</summary>
/// <param name="Item">The dose as the source says it.</param>
/// <param name="Undecided">It depends on facts that are not known.</param>
/// <param name="Doses">What it is for this patient, in words and in order.</param>
/// <param name="Basis">The facts it was worked out from.</param>
/// <param name="Missing">The facts it needs.</param>
public sealed record PlannedDose(DoseItem Item, bool Undecided, ImmutableArray<string> Doses, ImmutableArray<Fact> Basis, ImmutableArray<FactDefinition> Missing)
{
    /// <summary>The dose of one day where it is a single amount; null where the source leaves a choice or the days differ.</summary>
    public DoseAmount? Daily { get; init; }
}

/// <summary>A rule with its truth for one patient, down to the leaves.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Speaks">It speaks in the reader's region and phase.</param>
/// <param name="Explanation">Its truth.</param>
/// <param name="Missing">The facts that could decide it.</param>
public sealed record RuleExplanation(Rule Rule, bool Speaks, Explanation Explanation, ImmutableArray<FactDefinition> Missing);
