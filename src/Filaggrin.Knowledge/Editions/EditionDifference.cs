using System.Collections.Immutable;

namespace Filaggrin.Knowledge.Editions;

/// <summary>What differs between two editions.</summary>
/// <param name="Old">The older edition.</param>
/// <param name="New">The newer edition.</param>
/// <param name="Changes">What was added, removed or changed, by folder, owner and place.</param>
public sealed record EditionDifference(Edition Old, Edition New, ImmutableArray<EditionChange> Changes);

/// <summary>How an entry differs.</summary>
public enum ChangeKind
{
    /// <summary>Only the new edition has it.</summary>
    Added,

    /// <summary>Only the old edition has it.</summary>
    Removed,

    /// <summary>Both have it and say different things.</summary>
    Changed,
}

/// <summary>One entry that differs.</summary>
/// <param name="Room">Its folder: <c>agents</c>, <c>pathway</c>, <c>facts</c>, <c>medicines</c>, <c>sources</c>, <c>regions</c> or <c>edition</c>.</param>
/// <param name="Owner">The agent, region or alternative it belongs to, or null.</param>
/// <param name="What">What it is: «rule», «dose», «fact».</param>
/// <param name="Id">What names it.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="Summary">What it says, where it was added or removed.</param>
/// <param name="Values">What differs within it.</param>
/// <param name="Weaker">Why less is forbidden or asked than before; empty where nothing is.</param>
/// <param name="ForEditors">Nothing that a reader sees differs: notes, claim rows, cases.</param>
public sealed record EditionChange(
    string Room, string? Owner, string What, string Id, ChangeKind Kind, string Summary, ImmutableArray<ValueChange> Values, ImmutableArray<string> Weaker, bool ForEditors);

/// <summary>One value that differs.</summary>
/// <param name="Aspect">What is said: «condition», «dose».</param>
/// <param name="Old">As it was; null where nothing was said.</param>
/// <param name="New">As it is; null where nothing is said any more.</param>
/// <param name="IsList">Old names only the members that went, new only those that came.</param>
public sealed record ValueChange(string Aspect, string? Old, string? New, bool IsList);
