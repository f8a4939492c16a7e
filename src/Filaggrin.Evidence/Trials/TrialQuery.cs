using System.Collections.Immutable;

namespace Filaggrin.Evidence.Trials;

/// <summary>What counts as one treatment of a network.</summary>
public enum TreatmentLevel
{
    /// <summary>Agent and regimen: <c>dupilumab 300 mg q2w</c>.</summary>
    Regimen,

    /// <summary>The agent, whatever its dose.</summary>
    Agent,
}

/// <summary>Which rows of the trials are wanted for a network.</summary>
/// <param name="Outcomes">The outcome wanted; several stand in order of preference, and of each trial the first that it reports is taken (for a standardised mean difference over several scales).</param>
public sealed record TrialQuery(params ImmutableArray<string> Outcomes)
{
    /// <summary>Trials of adults, and those of adults with adolescents, which are mostly adults.</summary>
    public static ImmutableArray<Population> Adults { get; } = [Population.Adult, Population.Mixed];

    /// <summary>The age groups admitted.</summary>
    public ImmutableArray<Population> Populations { get; init; } = Adults;

    /// <summary>The backgrounds admitted. Monotherapy and topical steroids make different networks: placebo responds far more often with steroids.</summary>
    public ImmutableArray<Background> Backgrounds { get; init; } = [Background.Monotherapy];

    /// <summary>The earliest primary end point admitted, in weeks.</summary>
    public int FirstWeek { get; init; } = 12;

    /// <summary>The latest primary end point admitted, in weeks.</summary>
    public int LastWeek { get; init; } = 16;

    /// <summary>One week for all trials, whatever their primary end point; null takes each trial at its own.</summary>
    public int? Week { get; init; }

    /// <summary>Whether rows of the tier <see cref="Tier.Recalled"/> are used too.</summary>
    public bool IncludeUnconfirmed { get; init; }

    /// <summary>Whether trials of patients in whom ciclosporin or other systemic treatment had failed are used.</summary>
    public bool IncludePriorFailure { get; init; } = true;

    /// <summary>The agents that the network is cut to, placebo aside; null takes all.</summary>
    public ImmutableArray<string>? Agents { get; init; }

    /// <summary>What counts as one treatment; arms of one treatment are pooled within their trial.</summary>
    public TreatmentLevel Level { get; init; } = TreatmentLevel.Regimen;

    /// <summary>Whether the network holds an agent.</summary>
    internal bool Admits(string agent) => agent == "placebo" || Agents is not { } kept || kept.Contains(agent, StringComparer.Ordinal);
}
