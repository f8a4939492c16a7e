using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Questions;

/// <summary>A question on which guidelines and labels speak, with the answer of each.</summary>
public sealed record GuidelineQuestion
{
    /// <summary>The identifier, kebab-case.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required Place Place { get; init; }

    /// <summary>The name for the reader.</summary>
    public required string Title { get; init; }

    /// <summary>The question in one sentence.</summary>
    public required string Asks { get; init; }

    /// <summary>The agents that it is about.</summary>
    public ImmutableArray<string> Agents { get; init; } = [];

    /// <summary>Further words by which it is found.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What each body answers, in the order of the file.</summary>
    public ImmutableArray<BodyAnswer> Answers { get; init; } = [];

    /// <summary>Whom the knowledge follows, or null.</summary>
    public FollowedBodies? Follow { get; init; }

    /// <summary>The answers, newest first; those without a year last.</summary>
    public IEnumerable<BodyAnswer> NewestFirst => Answers.OrderByDescending(answer => answer.Year ?? 0);
}

/// <summary>What one body answers in one year: one answer, never merged with another.</summary>
/// <param name="Id">The identifier, the question's first.</param>
/// <param name="Body">The guideline, society or authority.</param>
/// <param name="Year">The year of the text, or null where it bears none.</param>
/// <param name="Region">Where it is meant for; null: anywhere.</param>
/// <param name="Text">The answer.</param>
/// <param name="Rows">The rows of the collected claims that say it.</param>
/// <param name="Recalled">Its source was not seen to say it yet.</param>
/// <param name="Sources">Where it is said.</param>
/// <param name="Place">Where it stands.</param>
public sealed record BodyAnswer(
    string Id, string Body, int? Year, string? Region, string Text, ImmutableArray<string> Rows, bool Recalled, ImmutableArray<SourceReference> Sources, Place Place);

/// <summary>Whom the knowledge follows.</summary>
/// <param name="Bodies">The bodies, as the answers name them.</param>
/// <param name="Because">The reason.</param>
/// <param name="Place">Where it stands.</param>
public sealed record FollowedBodies(ImmutableArray<string> Bodies, string Because, Place Place);
