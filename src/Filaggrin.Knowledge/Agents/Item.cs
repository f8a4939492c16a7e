using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Agents;

/// <summary>One statement of the knowledge with its ground.</summary>
public record Item
{
    /// <summary>The identifier, kebab-case, never reused.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required Place Place { get; init; }

    /// <summary>What the reader sees.</summary>
    public required string Text { get; init; }

    /// <summary>The rows of the collected claims that it stands for.</summary>
    public ImmutableArray<string> Rows { get; init; } = [];

    /// <summary>The regions whose label or guideline says it; empty: any.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>The question that it answers together with others of its agent, or null.</summary>
    public string? Topic { get; init; }

    /// <summary>For whom it holds; null: everybody.</summary>
    public Expr? When { get; init; }

    /// <summary>Its source was not seen to say it yet.</summary>
    public bool Recalled { get; init; }

    /// <summary>Who reviewed it, or null; a review of its whole agent stands there.</summary>
    public Review? Review { get; init; }

    /// <summary>Where it is said.</summary>
    public ImmutableArray<SourceReference> Sources { get; init; } = [];

    /// <summary>Every condition that it names.</summary>
    public virtual IEnumerable<Expr> Conditions => When is { } when ? [when] : [];

    /// <summary>Whether it holds for a patient.</summary>
    public Truth Holds(FactSheet sheet) => When?.Truth(sheet) ?? Truth.True;
}

/// <summary>A place in a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="At">Page, section or row; or null.</param>
public sealed record SourceReference(Source Source, string? At);

/// <summary>A citation.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Citation">Author, title, publisher.</param>
/// <param name="Year">Year of publication.</param>
/// <param name="Url">Where it can be read.</param>
/// <param name="Place">Where it stands in the knowledge.</param>
/// <param name="Kind">What it is: <c>book</c> and <c>expert-opinion</c> need no link.</param>
public sealed record Source(string Id, string Citation, string? Year, string? Url, Place Place, string Kind = "");

/// <summary>What a rule says of an option, worst first.</summary>
public enum Verdict
{
    /// <summary>Must not be used.</summary>
    Contraindicated,

    /// <summary>Should not be used.</summary>
    NotAdvised,

    /// <summary>May be used with care.</summary>
    Caution,

    /// <summary>Worth knowing.</summary>
    Note,
}

/// <summary>When a rule speaks.</summary>
public enum Phase
{
    /// <summary>Before the start and during treatment.</summary>
    Both,

    /// <summary>Before the start.</summary>
    Start,

    /// <summary>During treatment.</summary>
    Treatment,
}

/// <summary>A condition with its verdict.</summary>
public sealed record Rule : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public Rule()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal Rule(Item shared)
        : base(shared)
    {
    }

    /// <summary>What it says of the option.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>When it speaks.</summary>
    public Phase Phase { get; init; }

    /// <summary>What it leaves open: a largest dose, a factor, a regimen.</summary>
    public Limit? Limit { get; init; }

    /// <summary>When a passing bar ends.</summary>
    public Lifting? Lifts { get; init; }

    /// <summary>Its cases.</summary>
    public ImmutableArray<RuleCase> Cases => CasesToRead.Value;

    /// <summary>Its cases, which those who appraise do not ask for.</summary>
    internal Lazy<ImmutableArray<RuleCase>> CasesToRead { get; init; } = new([]);

    /// <summary>It forbids or advises against: undecided, it makes the option need information.</summary>
    public bool IsHard => Verdict is Verdict.Contraindicated or Verdict.NotAdvised;

    /// <summary>It speaks of the standing of other options.</summary>
    public bool LooksAtOptions => When?.Facts().Any(fact => fact.LooksAtOptions) ?? false;
}

/// <summary>What a caution leaves open.</summary>
/// <param name="Max">The largest dose.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Factor">The part of the usual dose.</param>
/// <param name="Regimen">The regimen in words.</param>
/// <param name="Later">The largest dose where <paramref name="Max"/> is that of the start and does not do; null: the same.</param>
/// <param name="After">How long after the start at the earliest; null: as the source says no time.</param>
public sealed record Limit(decimal? Max, string? Unit, decimal? Factor, string? Regimen, decimal? Later = null, Span? After = null);

/// <summary>When a passing bar ends: a time after a dated fact.</summary>
/// <param name="Fact">The dated fact.</param>
/// <param name="After">The time that must pass.</param>
public sealed record Lifting(FactDefinition Fact, Span After);

/// <summary>A case of a rule: what is known of a patient and what the rule must then be.</summary>
/// <param name="Expected">Fired is true, clear is false.</param>
/// <param name="Facts">What is known; everything else is unknown.</param>
/// <param name="Missing">The facts that must be named as missing; default: not said.</param>
/// <param name="Place">Where it stands.</param>
public sealed record RuleCase(Truth Expected, ImmutableArray<Fact> Facts, ImmutableArray<string> Missing, Place Place);

/// <summary>A licence in a region.</summary>
public sealed record LicenceItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public LicenceItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal LicenceItem(Item shared)
        : base(shared)
    {
    }

    /// <summary><c>licensed</c>, <c>off-label</c>, <c>withdrawn</c> or <c>not-marketed</c>.</summary>
    public string Status { get; init; } = "";
}

/// <summary>A dose.</summary>
public sealed record DoseItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public DoseItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal DoseItem(Item shared)
        : base(shared)
    {
    }

    /// <summary>What the dose is for: <c>start</c>, <c>loading</c>, <c>maintenance</c> and so on.</summary>
    public string Role { get; init; } = "";

    /// <summary>Doses in their order.</summary>
    public ImmutableArray<DoseStep> Steps { get; init; } = [];

    /// <summary>From least to most.</summary>
    public DoseRange? Range { get; init; }

    /// <summary>Never more than this.</summary>
    public DoseAmount? Maximum { get; init; }

    /// <summary>The regimen it belongs to, where an agent has several to choose from; null: the only one.</summary>
    public string? Regimen { get; init; }

    /// <summary>To what the source lets it be raised where the effect is too little, or null.</summary>
    public DoseAmount? RaiseTo { get; init; }

    /// <summary>For whom an amount per kilogram goes by ideal weight, which nobody measures: no figure is reckoned from the actual one. Null: for nobody.</summary>
    public Expr? ByIdealWeightWhen { get; init; }

    /// <summary>It says that the source leaves this band without a dose.</summary>
    public bool NoDose { get; init; }

    /// <inheritdoc />
    public override IEnumerable<Expr> Conditions => new[] { When, ByIdealWeightWhen }.OfType<Expr>();
}

/// <summary>An amount with its unit, such as 25 mg/wk.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Unit">UCUM.</param>
public sealed record DoseAmount(decimal Amount, string Unit);

/// <summary>One dose of a course.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Unit">UCUM; per kilogram or square metre where the unit says so.</param>
/// <param name="Every">The interval, or null.</param>
/// <param name="At">In words when it is given once: <c>once</c>, <c>day 15</c>.</param>
/// <param name="Divided">Parts a day.</param>
public sealed record DoseStep(decimal Amount, string Unit, Span? Every, string? At, int? Divided);

/// <summary>A range of doses.</summary>
/// <param name="From">Least.</param>
/// <param name="To">Most.</param>
/// <param name="Unit">UCUM; per kilogram or square metre where the unit says so.</param>
/// <param name="Divided">Parts a day.</param>
/// <param name="Round">Practical steps, in the unit without kilograms.</param>
public sealed record DoseRange(decimal From, decimal To, string Unit, int? Divided, decimal? Round);

/// <summary>A statement about tests: before the start, or during treatment.</summary>
public sealed record TestItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public TestItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal TestItem(Item shared)
        : base(shared)
    {
    }

    /// <summary>Names of the tests.</summary>
    public ImmutableArray<string> Tests { get; init; } = [];

    /// <summary>How often.</summary>
    public Schedule? Schedule { get; init; }
}

/// <summary>What a guideline or a trial says of the agent's worth.</summary>
public sealed record EvidenceItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public EvidenceItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal EvidenceItem(Item shared)
        : base(shared)
    {
    }

    /// <summary>The guideline's or trial's short name.</summary>
    public string Guideline { get; init; } = "";

    /// <summary>Its year.</summary>
    public int Year { get; init; }

    /// <summary><c>strong-for</c>, <c>conditional-for</c>, <c>none</c>, <c>conditional-against</c> or <c>strong-against</c>.</summary>
    public string Grade { get; init; } = "";
}

/// <summary>A statement about time: onset, adequate trial, longest course.</summary>
public sealed record TimeItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public TimeItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal TimeItem(Item shared)
        : base(shared)
    {
    }

    /// <summary>From when.</summary>
    public Span? From { get; init; }

    /// <summary>Until when.</summary>
    public Span? To { get; init; }

    /// <summary>How long.</summary>
    public Span? Duration { get; init; }

    /// <summary>The least dose that counts.</summary>
    public DoseAmount? Dose { get; init; }
}

/// <summary>A medicine given beside the agent, or a vaccine given before it.</summary>
public sealed record CompanionItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public CompanionItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal CompanionItem(Item shared)
        : base(shared)
    {
    }

    /// <summary>The medicine, or null.</summary>
    public string? Medicine { get; init; }

    /// <summary>It asks for a vaccine before the start.</summary>
    public bool Due { get; init; }
}
