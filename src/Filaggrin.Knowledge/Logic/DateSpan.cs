using System.Globalization;

namespace Filaggrin.Knowledge.Logic;

/// <summary>A calendar date that may be known only to the month or the year: the first and the last day it can mean.</summary>
/// <param name="First">The earliest day.</param>
/// <param name="Last">The latest day.</param>
public readonly record struct DateSpan(DateOnly First, DateOnly Last)
{
    // Nothing of a patient happened before or will happen after, and whatever is reckoned from a date stays within the calendar.
    private const int EarliestYear = 1000, LatestYear = 8999;

    /// <summary>One exact day.</summary>
    public static DateSpan On(DateOnly day) => new(day, day);

    /// <summary>The day is known exactly.</summary>
    public bool IsExact => First == Last;

    /// <summary>Reads <c>2014</c>, <c>2014-03</c>, <c>2014-03-09</c> or a FHIR instant; the calendar date stands as written, without a shift of time zone.</summary>
    /// <returns>The span, or null when the text is no date of the years 1000 to 8999.</returns>
    public static DateSpan? Parse(string? text)
    {
        if (text is null || text.Length < 4) return null;
        if (text.Length > 10)
        {
            if (text[10] != 'T' || text.Length < 13 || !char.IsAsciiDigit(text[11]) || !char.IsAsciiDigit(text[12])) return null;
            text = text[..10];
        }

        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out int year) || year is < EarliestYear or > LatestYear) return null;
        switch (text.Length)
        {
            case 4:
                return new(new(year, 1, 1), new(year, 12, 31));
            case 7 when text[4] == '-' && int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int month)
                && month is >= 1 and <= 12:
                return new(new(year, month, 1), new(year, month, DateTime.DaysInMonth(year, month)));
            case 10 when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day):
                return On(day);
            default:
                return null;
        }
    }

    /// <summary>The date as precisely as it is known, ISO 8601.</summary>
    public override string ToString() =>
        IsExact ? Iso(First)
        : First.Year == Last.Year && First.Month == Last.Month && First.Day == 1 && Last.Day == DateTime.DaysInMonth(Last.Year, Last.Month) ? First.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : First.Year == Last.Year && First is { Month: 1, Day: 1 } && Last is { Month: 12, Day: 31 } ? First.ToString("yyyy", CultureInfo.InvariantCulture)
        : $"{Iso(First)}/{Iso(Last)}";

    /// <summary>A day as ISO 8601 writes it.</summary>
    public static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
