using System.Text;

namespace Filaggrin.Fhir.Tapes;

/// <summary>Keeps the short texts of a record: it says few things, and each of them many times.</summary>
internal sealed class TextPool
{
    private const int LeastBits = 7, MostBits = 10, Longest = 64;

    private string?[] _texts = new string?[1 << LeastBits];
    private int _bits = LeastBits;
    private int _kept;

    /// <summary>The text of bytes in UTF-8.</summary>
    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > Longest) return Encoding.UTF8.GetString(bytes);
        ref string? text = ref _texts[SlotOf(bytes)];
        return text is not null && text.Length == bytes.Length && Ascii.Equals(bytes, text) ? text : Keep(ref text, bytes);
    }

    private string Keep(ref string? text, ReadOnlySpan<byte> bytes)
    {
        string kept = text = Ascii.IsValid(bytes) ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes); // the first needs no count beforehand
        if (++_kept > 2 * _texts.Length && _bits < MostBits)
        {
            _bits = MostBits; // what is kept so far is soon met again
            _texts = new string?[1 << _bits];
        }

        return kept;
    }

    private int SlotOf(ReadOnlySpan<byte> bytes)
    {
        ulong ends = Tape.KeyOf(bytes) ^ (Tape.KeyOf(bytes[Math.Max(0, bytes.Length - sizeof(ulong))..]) * 0xC2B2AE3D27D4EB4FUL) ^ (ulong)bytes.Length;
        return (int)((ends * 0x9E3779B97F4A7C15UL) >> (64 - _bits));
    }
}
