using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>A piece of a knowledge file with the place where it stands.</summary>
public abstract record Node(Place Place);

/// <summary>A single text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Quoted">It stood in quotes or as a block, so that it is certainly text.</param>
/// <param name="Place">Where it stands.</param>
public sealed record ScalarNode(string Text, bool Quoted, Place Place) : Node(Place);

/// <summary>A list.</summary>
public record SequenceNode(ImmutableArray<Node> Items, Place Place) : Node(Place)
{
    /// <summary>What it holds.</summary>
    public virtual ImmutableArray<Node> Items { get; init; } = Items;

    /// <summary>The texts of a list that holds nothing else; default for another.</summary>
    public virtual ImmutableArray<string> Texts => Items.All(item => item is ScalarNode) ? [.. Items.Select(item => ((ScalarNode)item).Text)] : default;
}

/// <summary>A list of texts as a built edition holds it; nodes are made of them if somebody asks.</summary>
/// <param name="Listed">The texts.</param>
/// <param name="Quoted">All stood in quotes; otherwise none.</param>
/// <param name="Step">The lines from one to the next.</param>
/// <param name="Place">Where the first stands.</param>
internal sealed record TextsNode(ImmutableArray<string> Listed, bool Quoted, int Step, Place Place) : SequenceNode(default(ImmutableArray<Node>), Place)
{
    /// <inheritdoc />
    public override ImmutableArray<Node> Items
    {
        get => base.Items.IsDefault ? [.. Listed.Select((text, i) => new ScalarNode(text, Quoted, Place with { Line = Place.Line + (i * Step) }))] : base.Items;
        init => base.Items = value;
    }

    /// <inheritdoc />
    public override ImmutableArray<string> Texts => base.Items.IsDefault ? Listed : base.Texts;
}

/// <summary>Keys and values in the order of the file.</summary>
public sealed record MappingNode(ImmutableArray<KeyValuePair<string, Node>> Entries, Place Place) : Node(Place);

/// <summary>A piece of a built edition that is read when somebody asks for it, each time anew.</summary>
/// <param name="Piece">Reads it.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record LateNode(Func<Node> Piece, Place Place) : Node(Place)
{
    /// <summary>What is meant by a node: itself, or what it holds back.</summary>
    public static Node Read(Node node) => node is LateNode late ? late.Piece() : node;
}

/// <summary>A fault of the knowledge, where it stands and what is wrong.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Message">What is wrong, quoted, and what was expected.</param>
public sealed record Finding(Place Place, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>A file of the knowledge folder.</summary>
/// <param name="Path">Its path relative to the folder, with slashes.</param>
/// <param name="Text">Its text.</param>
public sealed record KnowledgeFile(string Path, string Text);

/// <summary>Knowledge that cannot be loaded.</summary>
public sealed class KnowledgeException(ImmutableArray<Finding> findings)
    : Exception(string.Join('\n', findings.Select(finding => finding.ToString())))
{
    /// <summary>Every fault found.</summary>
    public ImmutableArray<Finding> Findings { get; } = findings;
}
