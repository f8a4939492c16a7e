using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Agents;

/// <summary>What a result or an event on treatment asks for.</summary>
public sealed record ActionItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public ActionItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal ActionItem(Item shared)
        : base(shared)
    {
    }

    /// <summary><c>continue</c>, <c>repeat</c>, <c>reduce</c>, <c>interrupt</c>, <c>stop</c>, <c>urgent-review</c> or <c>flag</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>What must hold before treatment goes on; null: that the condition holds no longer.</summary>
    public Expr? ResumeWhen { get; init; }

    /// <summary>The time that must pass after the last sign of the event before treatment goes on, or null.</summary>
    public Span? ResumeAfter { get; init; }

    /// <summary>Its cases; an action needs none but where a limit of its condition is to be held.</summary>
    public ImmutableArray<RuleCase> Cases => CasesToRead.Value;

    /// <summary>Its cases, which those who appraise do not ask for.</summary>
    internal Lazy<ImmutableArray<RuleCase>> CasesToRead { get; init; } = new([]);

    /// <inheritdoc />
    public override IEnumerable<Expr> Conditions => new[] { When, ResumeWhen }.OfType<Expr>();
}

/// <summary>How treatment passes from one agent to another. Its condition is asked before the new agent starts.</summary>
public sealed record SwitchItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public SwitchItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal SwitchItem(Item shared)
        : base(shared)
    {
    }

    /// <summary>The agents for which this one is left; empty: it speaks of the way to this agent.</summary>
    public ImmutableArray<string> To { get; init; } = [];
}

/// <summary>Contraception, and how long before a conception treatment ends.</summary>
public sealed record ContraceptionItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public ContraceptionItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal ContraceptionItem(Item shared)
        : base(shared)
    {
    }

    /// <summary>Whom it binds: <c>woman</c>, <c>man</c>, or null for both.</summary>
    public string? Who { get; init; }

    /// <summary>The time from the last dose to a conception; null where the item names none.</summary>
    public Span? BeforeConception { get; init; }

    /// <summary>The source lets treatment go on until a conception.</summary>
    public bool MayGoOn { get; init; }
}

/// <summary>Adverse effects.</summary>
public sealed record HarmItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public HarmItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal HarmItem(Item shared)
        : base(shared)
    {
    }

    /// <summary>They endanger life or health for long, however rare.</summary>
    public bool Serious { get; init; }
}

/// <summary>How the course of one measure is judged.</summary>
public sealed record MeasureItem : Item
{
    /// <summary>An item of this kind, to be filled in.</summary>
    public MeasureItem()
    {
    }

    /// <summary>An item of this kind with what all items share.</summary>
    [SetsRequiredMembers]
    internal MeasureItem(Item shared, FactDefinition measure)
        : base(shared) => Measure = measure;

    /// <summary>The fact that holds the measure: <c>EASI</c>, <c>PPNRS</c>.</summary>
    public required FactDefinition Measure { get; init; }

    /// <summary>What it tells of: <c>skin</c>, <c>itch</c> or <c>life</c>.</summary>
    public string Domain { get; init; } = "";

    /// <summary>When it shows a response.</summary>
    public Expr? ResponseWhen { get; init; }

    /// <summary>When it shows a part of one.</summary>
    public Expr? PartialWhen { get; init; }

    /// <inheritdoc />
    public override IEnumerable<Expr> Conditions => new[] { When, ResponseWhen, PartialWhen }.OfType<Expr>();
}
