using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Sheets;

/// <summary>What is asked: the day, the region, what people answered and what a clinic can offer.</summary>
/// <param name="AsOf">The day; what came to be known later does not exist.</param>
/// <param name="Region"><c>EU</c>, <c>UK</c> or <c>US</c>.</param>
public sealed record AppraisalRequest(DateOnly AsOf, string Region)
{
    /// <summary>Answers that no record holds.</summary>
    public ImmutableArray<Finding> Answers { get; init; } = [];

    /// <summary>The clinic's formulary, or null.</summary>
    public Formulary? Formulary { get; init; }

    /// <summary>How options of one standing are ordered.</summary>
    public OptionOrder Order { get; init; }

    /// <summary>The outcome by which effects are shown.</summary>
    public string Outcome { get; init; } = "EASI75";

    /// <summary>An agent to compare all others with, beside placebo and the agents in use.</summary>
    public string? Against { get; init; }

    /// <summary>The effects come from the trials of those options alone that are not closed for this patient.</summary>
    public bool AmongOpen { get; init; }
}

/// <summary>How options of one standing are ordered.</summary>
public enum OptionOrder
{
    /// <summary>By the grade of the reader's guideline, then by name.</summary>
    Evidence,

    /// <summary>By how soon they work.</summary>
    Onset,

    /// <summary>By how few tests they ask for before the start.</summary>
    Monitoring,

    /// <summary>By name.</summary>
    Name,
}
