using System.Collections.Immutable;

namespace Filaggrin.Knowledge.Facts;

/// <summary>A derivation of the closed list.</summary>
/// <param name="Kind">Its name, such as <c>upper-limit</c>.</param>
/// <param name="Of">The facts it works on.</param>
/// <param name="RaisedFrom">For <c>two-day-mean</c>: from where a single value needs a second one.</param>
/// <param name="Male">For limits: the value where the report prints none, men.</param>
/// <param name="Female">For limits: the value where the report prints none, women.</param>
/// <param name="FromAge">The age from which the default limits hold, in years.</param>
/// <param name="Source">The source of the default limits or of the table.</param>
/// <param name="Child">For <c>two-day-mean</c>: the fact from where a child's value is raised.</param>
/// <param name="ByAge">For <c>by-age</c>: lowest and highest value by sex and completed years.</param>
public sealed record Derivation(
    string Kind, ImmutableArray<string> Of, decimal? RaisedFrom = null, decimal? Male = null, decimal? Female = null, decimal? FromAge = null, string? Source = null,
    string? Child = null, ImmutableArray<AgeRow> ByAge = default)
{
    /// <summary>It works on facts; otherwise on a medicine or an agent.</summary>
    public bool IsOfFacts => Kind is not ("dose-of" or "cumulative");

    /// <summary>For <c>confirmed</c> and <c>falling</c>: how many results in a row.</summary>
    public int Times { get; init; } = 1;

    /// <summary>For <c>confirmed</c>: the time that lies between two of them at least; for <c>after-cut</c>: the time after the dose was cut from which results count.</summary>
    public Span? Apart { get; init; }

    /// <summary>For <c>confirmed</c>: the time that lies between two of them at most; for <c>count-within</c>: how far back results count; for <c>previous</c>: how far it may lie before the latest.</summary>
    public Span? Within { get; init; }

    /// <summary>For <c>falling</c>: from which fall on a trend is more than chance.</summary>
    public ImmutableArray<LeastFall> Falls { get; init; } = [];
}

/// <summary>The smallest fall of a value that chance does not explain.</summary>
/// <param name="Fact">The value.</param>
/// <param name="Male">Per cent of the first result, men.</param>
/// <param name="Female">Per cent of the first result, women and where the sex is not known.</param>
public sealed record LeastFall(string Fact, decimal Male, decimal Female);

/// <summary>One row of a table by age.</summary>
/// <param name="Sex"><c>male</c> or <c>female</c>.</param>
/// <param name="Years">Completed years.</param>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest value.</param>
public sealed record AgeRow(string Sex, int Years, decimal Low, decimal High);
