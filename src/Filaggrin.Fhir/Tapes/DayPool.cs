using System.Buffers.Binary;

namespace Filaggrin.Fhir.Tapes;

/// <summary>Keeps the days of a record: entries of one visit follow each other and name the same.</summary>
internal sealed class DayPool
{
    private const int Length = 10;

    private ulong _first;
    private ushort _last;
    private DateOnly? _day;

    /// <summary>The day of ten letters, year, month and day with dashes between; null when they are none.</summary>
    public DateOnly? Of(ReadOnlySpan<byte> text)
    {
        ulong first = BinaryPrimitives.ReadUInt64LittleEndian(text);
        ushort last = BinaryPrimitives.ReadUInt16LittleEndian(text[sizeof(ulong)..]);
        if (first == _first && last == _last) return _day;
        (_first, _last) = (first, last);
        return _day = Read(text[..Length]);
    }

    private static DateOnly? Read(ReadOnlySpan<byte> text)
    {
        if (text[4] != (byte)'-' || text[7] != (byte)'-') return null;
        int year = Digits(text[..4]), month = Digits(text.Slice(5, 2)), day = Digits(text.Slice(8, 2));
        return year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        int value = 0;
        foreach (byte one in text)
        {
            if (!char.IsAsciiDigit((char)one)) return -1;
            value = (value * 10) + (one - '0');
        }

        return value;
    }
}
