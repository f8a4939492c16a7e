using System.Text;
using System.Text.Json;

namespace Filaggrin.Fhir.Tapes;

/// <summary>Finds members where names are written with escapes: rare, and refused as <see cref="JsonElement"/> does.</summary>
internal static class EscapedNames
{
    /// <summary>The row of a member, the last where a name repeats; -1 when there is none.</summary>
    /// <exception cref="InvalidOperationException">A name in question holds half of a surrogate pair.</exception>
    public static int Find(Tape tape, int holder, ReadOnlySpan<byte> name)
    {
        List<int> members = [];
        for (int i = holder + 1; i < tape[holder].Next; i = tape[i].Next) members.Add(i);
        for (int last = members.Count - 1; last >= 0; last--)
        {
            ref readonly Row member = ref tape[members[last]];
            ReadOnlySpan<byte> written = tape.Bytes.Slice(member.NameStart, member.NameLength);
            int escape = written.IndexOf((byte)'\\');
            if (escape < 0 ? written.SequenceEqual(name) : MayBe(written, escape, name) && Matches(tape, members[last], name)) return members[last];
        }

        return -1;
    }

    // A name that differs before its first escape is never unescaped, so that nothing in it can be at fault.
    private static bool MayBe(ReadOnlySpan<byte> written, int escape, ReadOnlySpan<byte> name) =>
        written.Length > name.Length && name.Length > escape && written[..escape].SequenceEqual(name[..escape]);

    private static bool Matches(Tape tape, int member, ReadOnlySpan<byte> name) =>
        Encoding.UTF8.GetBytes(Quoted.Text(tape.Bytes.Slice(tape[member].NameStart - 1, tape[member].NameLength + 2))).AsSpan().SequenceEqual(name);
}
