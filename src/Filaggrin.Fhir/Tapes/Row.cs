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
}
