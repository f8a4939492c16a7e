using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Filaggrin.Fhir.Tapes;

/// <summary>One value of a resource: the member or item that it is, and where it stands. What it holds follows it on the tape.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Row
{
    /// <summary>Member: the first bytes of its name, as <see cref="Tape.KeyOf"/> packs them.</summary>
    public ulong Key;

    /// <summary>Object: one bit for each name among its members, so that most questions for others end here.</summary>
    public ulong Names;

    /// <summary>Member: where its name begins.</summary>
    public int NameStart;

    /// <summary>Member: the length of its name in bytes; of an item zero.</summary>
    public int NameLength;

    /// <summary>Where it begins; of a string behind the quote.</summary>
    public int Start;

    /// <summary>Its length in bytes; of a string without quotes.</summary>
    public int Length;

    /// <summary>The row behind it and all that it holds.</summary>
    public int Next;

    /// <summary>What it is.</summary>
    public JsonValueKind Kind;

    /// <summary>String: it holds a backslash.</summary>
    public bool IsEscaped;

    /// <summary>Object: two of its names may be the same.</summary>
    public bool MayRepeat;

    // Each part is written by itself: built whole and copied a row takes twice as long.

    /// <summary>It is a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Member(ulong key, int nameStart, int nameLength)
    {
        Key = key;
        NameStart = nameStart;
        NameLength = nameLength;
    }

    /// <summary>It is an item of a list, or the resource.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Item() => Member(0, 0, 0);

    /// <summary>It holds no other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leaf(JsonValueKind kind, int start, int end, int next, bool isEscaped)
    {
        Names = 0;
        Start = start;
        Length = end - start;
        Next = next;
        Kind = kind;
        IsEscaped = isEscaped;
        MayRepeat = false;
    }

    /// <summary>It is an object or a list that begins here.</summary>
    /// <param name="kind">Which of them.</param>
    /// <param name="start">Its position.</param>
    /// <param name="parent">The row of what holds it; -1 when it is the resource.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Open(JsonValueKind kind, int start, int parent) => Leaf(kind, start, start, parent, isEscaped: false); // the row of its holder stands for the next until it closes

    /// <summary>It ends.</summary>
    /// <returns>The row of what holds it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Close(int end, int next)
    {
        int parent = Next;
        Length = end - Start;
        Next = next;
        return parent;
    }
}
