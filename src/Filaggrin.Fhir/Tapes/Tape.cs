using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;

namespace Filaggrin.Fhir.Tapes;

/// <summary>The values of one resource in the order of the file, found in one pass and read without a copy; used again for the next resource.</summary>
/// <param name="titles">The concepts that any record may say.</param>
internal sealed class Tape(ConceptTable titles) : IDisposable
{
    private const int FewRows = 256, MostTypes = 16;

    private readonly string[] _types = new string[MostTypes];
    private int _typeCount;

    private Row[] _rows = ArrayPool<Row>.Shared.Rent(FewRows);
    private byte[] _bytes = [];

    /// <summary>The bytes among which the resource stands.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The rows, and room for more.</summary>
    public Row[] Rows => _rows;

    /// <summary>How many values it has.</summary>
    public int Count { get; set; }

    /// <summary>The resource.</summary>
    public Element Root => new(this, 0);

    /// <summary>The texts met so far in this record.</summary>
    public TextPool Texts { get; } = new();

    /// <summary>The days met so far in this record.</summary>
    public DayPool Days { get; } = new();

    /// <summary>The concepts met so far in this record.</summary>
    public ConceptPool Concepts { get; } = new(titles);

    /// <summary>A name holds a backslash: names are then compared letter by letter.</summary>
    public bool HasEscapedNames { get; set; }

    /// <summary>A row.</summary>
    public ref Row this[int row] => ref _rows[row];

    /// <summary>Gives its memory back.</summary>
    public void Dispose()
    {
        ArrayPool<Row>.Shared.Return(_rows);
        _rows = [];
        Concepts.Dispose();
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Count = 0;
        HasEscapedNames = false;
    }

    /// <summary>The bytes that the rows speak of; good until the window moves.</summary>
    public void Attach(byte[] bytes) => _bytes = bytes;

    /// <summary>Adds a row.</summary>
    /// <returns>Its place.</returns>
    public int Add(ulong key, int nameStart, int nameLength)
    {
        if (Count >= _rows.Length) Grow();
        _rows[Count].Member(key, nameStart, nameLength);
        return Count++;
    }

    /// <summary>Notes the name of a member of an object.</summary>
    public void Name(int holder, ulong key, int length, bool isEscaped)
    {
        ref Row row = ref _rows[holder];
        ulong bit = BitOf(key, length);
        row.MayRepeat |= (row.Names & bit) != 0;
        row.Names |= bit;
        HasEscapedNames |= isEscaped;
    }

    /// <summary>Makes room for more rows.</summary>
    public Row[] Grow()
    {
        Row[] larger = ArrayPool<Row>.Shared.Rent(2 * _rows.Length);
        _rows.CopyTo(larger, 0);
        ArrayPool<Row>.Shared.Return(_rows);
        return _rows = larger;
    }

    /// <summary>The row of a member, the last where a name repeats; -1 when there is none.</summary>
    /// <exception cref="InvalidOperationException">A name in question holds half of a surrogate pair.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int holder, ReadOnlySpan<byte> name)
    {
        ulong key = KeyOf(name);
        return MayHold(holder, BitOf(key, name.Length)) ? Find(holder, key, name) : -1;
    }

    /// <summary>Whether a value may have a member of this bit; false where it certainly has not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHold(int holder, ulong bit) => (_rows[holder].Names & bit) != 0 || HasEscapedNames;

    /// <summary>As above, of a name whose key is known.</summary>
    public int Find(int holder, ulong key, ReadOnlySpan<byte> name)
    {
        ref readonly Row parent = ref _rows[holder];
        if (parent.Kind != JsonValueKind.Object) return -1;
        if (HasEscapedNames) return EscapedNames.Find(this, holder, name);
        ref Row first = ref MemoryMarshal.GetArrayDataReference(_rows);
        int found = -1;
        for (int i = holder + 1, end = parent.Next; i < end;)
        {
            ref readonly Row member = ref Unsafe.Add(ref first, i);
            if (member.Key == key && member.NameLength == name.Length && (name.Length <= sizeof(ulong) || Bytes.Slice(member.NameStart, name.Length).SequenceEqual(name)))
            {
                found = i;
                if (!parent.MayRepeat) break;
            }

            i = member.Next;
        }

        return found;
    }

    /// <summary>The type that a resource says once and plainly; null also where it has entries, as a Bundle does.</summary>
    public string? TypeOfResource(int resource)
    {
        if (HasEscapedNames || Find(resource, "entry"u8) >= 0) return null;
        int type = Find(resource, "resourceType"u8);
        return type < 0 || (_rows[resource].MayRepeat && Repeats(resource, type)) ? null : Type(type);
    }

    // There are few, and each comes again and again.
    private string? Type(int row)
    {
        if (_rows[row] is not { Kind: JsonValueKind.String, IsEscaped: false } text) return null;
        ReadOnlySpan<byte> bytes = Bytes.Slice(text.Start, text.Length);
        foreach (string known in _types.AsSpan(0, _typeCount))
        {
            if (known.Length == bytes.Length && Ascii.Equals(bytes, known)) return known;
        }

        string type = Texts.Of(bytes);
        if (_typeCount < MostTypes) _types[_typeCount++] = type;
        return type;
    }

    /// <summary>A string without escapes as it stands; null when it is anything else.</summary>
    public string? PlainText(int row) =>
        _rows[row] is { Kind: JsonValueKind.String, IsEscaped: false } text ? Texts.Of(Bytes.Slice(text.Start, text.Length)) : null;

    /// <summary>Whether the name of a member stands before it in its object.</summary>
    private bool Repeats(int holder, int member)
    {
        ref readonly Row last = ref _rows[member];
        for (int i = holder + 1; i < member; i = _rows[i].Next)
        {
            if (_rows[i].Key == last.Key && _rows[i].NameLength == last.NameLength && NameOf(i).SequenceEqual(NameOf(member))) return true;
        }

        return false;
    }

    private ReadOnlySpan<byte> NameOf(int row) => Bytes.Slice(_rows[row].NameStart, _rows[row].NameLength);

    /// <summary>The first eight bytes of a name as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong KeyOf(ReadOnlySpan<byte> name)
    {
        int length = name.Length;
        if (length >= 8) return BinaryPrimitives.ReadUInt64LittleEndian(name);
        if (length >= 4)
            return BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[(length - 4)..]) << ((length - 4) * 8));
        return length switch
        {
            3 => name[0] | ((ulong)name[1] << 8) | ((ulong)name[2] << 16),
            2 => name[0] | ((ulong)name[1] << 8),
            1 => name[0],
            _ => 0,
        };
    }

    /// <summary>The bit of a name in <see cref="Row.Names"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong BitOf(ulong key, int length) => 1UL << (int)(((key + (ulong)length) * 0x9E3779B97F4A7C15UL) >> 58);
}
