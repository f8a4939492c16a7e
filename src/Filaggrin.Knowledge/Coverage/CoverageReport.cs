using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Coverage;

/// <summary>A point in which the knowledge departs from a claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Kind">What differs.</param>
/// <param name="What">In words.</param>
/// <param name="Carriers">The items that stand for the claim.</param>
public sealed record Difference(Claim Claim, DifferenceKind Kind, string What, ImmutableArray<Place> Carriers)
{
    /// <summary>The reason on file for a difference of this kind, or null.</summary>
    public string? Reason => Claim.Departs.Contains(Kind) ? Claim.Differs : null;
}

/// <summary>How knowledge can depart from a claim.</summary>
public enum DifferenceKind
{
    /// <summary>No item stands for it.</summary>
    LeftOut,

    /// <summary>The items are silent where the claim holds.</summary>
    Narrower,

    /// <summary>An item speaks where none of its claims holds.</summary>
    Wider,

    /// <summary>The items say something else.</summary>
    Verdict,

    /// <summary>The items are of other regions.</summary>
    Region,

    /// <summary>A figure of the claim stands in no item.</summary>
    Figure,
}

/// <summary>How the knowledge stands for the claims it was written from.</summary>
/// <param name="Claims">Every claim.</param>
/// <param name="Compared">How many had a condition that could be compared on random sheets.</param>
/// <param name="Unread">Claims whose condition is not of the language.</param>
/// <param name="Differences">Where they part.</param>
/// <param name="Unknown">Claims that items name and nobody collected.</param>
/// <param name="Idle">Claims with a reason on file for a difference that is none.</param>
public sealed record CoverageReport(
    ImmutableArray<Claim> Claims, int Compared, ImmutableArray<Claim> Unread, ImmutableArray<Difference> Differences, ImmutableArray<Finding> Unknown, ImmutableArray<Claim> Idle)
{
    /// <summary>Nothing differs without a reason, nothing is named that does not exist, and no reason is left over.</summary>
    public bool IsClean => Unexplained.IsEmpty && Unknown.IsEmpty && Idle.IsEmpty;

    /// <summary>Differences without a reason.</summary>
    public ImmutableArray<Difference> Unexplained => [.. Differences.Where(difference => difference.Reason is null)];
}
