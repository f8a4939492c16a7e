using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Agents;

/// <summary>The care around the agents.</summary>
public sealed record Pathway
{
    /// <summary>What severity means.</summary>
    public ImmutableArray<Item> Severity { get; init; } = [];

    /// <summary>When systemic treatment is indicated.</summary>
    public ImmutableArray<IndicationItem> Indication { get; init; } = [];

    /// <summary>What must be settled before a start.</summary>
    public ImmutableArray<WorkupTask> Workup { get; init; } = [];

    /// <summary>Accompanying care.</summary>
    public ImmutableArray<Item> Care { get; init; } = [];

    /// <summary>Response and switching.</summary>
    public ImmutableArray<Item> Response { get; init; } = [];

    /// <summary>How each measure tells a response.</summary>
    public ImmutableArray<MeasureItem> Measures { get; init; } = [];

    /// <summary>What stands beside the agents.</summary>
    public ImmutableArray<Alternative> Alternatives { get; init; } = [];

    /// <summary>Tests by name.</summary>
    public ImmutableDictionary<string, TestDefinition> Tests { get; init; } = ImmutableDictionary<string, TestDefinition>.Empty;

    /// <summary>Its sections: within each the reader's region picks by topic.</summary>
    public IEnumerable<IEnumerable<Item>> Sections => [Severity, Indication, Workup, Care, Response, Measures, Alternatives.SelectMany(alternative => alternative.Items)];

    /// <summary>Every item.</summary>
    public IEnumerable<Item> Items => Sections.SelectMany(section => section);
}

/// <summary>A statement for or against systemic treatment.</summary>
public sealed record IndicationItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public IndicationItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal IndicationItem(Item shared)
        : base(shared)
    {
    }

    /// <summary><c>history</c> or <c>score</c>.</summary>
    public string Route { get; init; } = "";

    /// <summary><c>indicated</c>, <c>not-yet</c> or <c>supports</c>.</summary>
    public string Effect { get; init; } = "";

    /// <summary>An indication that a <c>not-yet</c> does not set aside.</summary>
    public bool Overrides { get; init; }
}

/// <summary>A task of the work-up.</summary>
public sealed record WorkupTask : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public WorkupTask()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal WorkupTask(Item shared)
        : base(shared)
    {
    }

    /// <summary>When it is owed; null: always.</summary>
    public Expr? OwedWhen { get; init; }

    /// <summary>When it is done.</summary>
    public Expr? DoneWhen { get; init; }

    /// <summary>When its result is abnormal.</summary>
    public Expr? AbnormalWhen { get; init; }

    /// <summary>How long it counts as done; null: for life.</summary>
    public Span? ValidFor { get; init; }

    /// <inheritdoc />
    public override IEnumerable<Expr> Conditions => new[] { When, OwedWhen, DoneWhen, AbnormalWhen }.OfType<Expr>();
}

/// <summary>A test or measurement.</summary>
/// <param name="Id">Its name, kebab-case.</param>
/// <param name="Name">Its name for the reader.</param>
/// <param name="Text">What it is for.</param>
/// <param name="Facts">The facts it answers.</param>
/// <param name="NeedsAll">Every fact must be known, otherwise one.</param>
/// <param name="AbnormalWhen">When its result is abnormal.</param>
/// <param name="Rows">The rows of the collected claims that it stands for.</param>
/// <param name="Place">Where it stands.</param>
public sealed record TestDefinition(
    string Id, string Name, string Text, ImmutableArray<FactDefinition> Facts, bool NeedsAll, Expr? AbnormalWhen, ImmutableArray<string> Rows, Place Place);

/// <summary>What stands beside the agents: topical care, phototherapy, carrying on.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">What is known of it.</param>
/// <param name="Sources">Where it is said.</param>
/// <param name="Items">Statements with conditions.</param>
/// <param name="Rows">The rows of the collected claims that it stands for.</param>
/// <param name="Place">Where it stands.</param>
public sealed record Alternative(
    string Id, string Name, string Text, ImmutableArray<SourceReference> Sources, ImmutableArray<Item> Items, ImmutableArray<string> Rows, Place Place);

/// <summary>How an agent can be had in a region, where it cannot be had freely.</summary>
/// <param name="Region">EU, UK or US.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Status"><c>withdrawn</c>, <c>not-marketed</c>, <c>not-available</c> or <c>restricted</c>.</param>
/// <param name="Text">In words.</param>
/// <param name="Sources">Where it is said.</param>
/// <param name="Rows">The rows of the collected claims that it stands for.</param>
/// <param name="Place">Where it stands.</param>
public sealed record Availability(
    string Region, string Agent, string Status, string Text, ImmutableArray<SourceReference> Sources, ImmutableArray<string> Rows, Place Place);
