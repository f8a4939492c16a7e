using System.Collections.Immutable;

namespace Filaggrin.Knowledge.Loading;

/// <summary>The forms of a value that readers ask for.</summary>
internal enum Form
{
    /// <summary>One of several forms; the reader looks for itself.</summary>
    Any,

    /// <summary>One text.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A list of entries.</summary>
    List,

    /// <summary>Keys with values.</summary>
    Keys,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A time such as 12 wk.</summary>
    Time,
}

/// <summary>A key that a reader asked for.</summary>
/// <param name="Where">The mapping that was read.</param>
/// <param name="Key">The key.</param>
/// <param name="Form">The form of its value.</param>
/// <param name="Required">Without it there is a fault.</param>
/// <param name="Words">The only words that it may hold; empty: any.</param>
internal sealed record AskedKey(Node Where, string Key, Form Form, bool Required, ImmutableArray<string> Words);

/// <summary>Findings that also take down which keys were asked for. The published schemas are held to it, so that no second list can drift.</summary>
internal interface IAskedKeys
{
    /// <summary>Takes one down.</summary>
    void Add(AskedKey key);
}
