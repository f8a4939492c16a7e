using System.Text;
using System.Text.Json;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Elements;

/// <summary>When something began and ended, and when it came to be known.</summary>
/// <param name="Start">The beginning, or the only day.</param>
/// <param name="End">The end of a period.</param>
/// <param name="Known">The day on which it came to be known; null: the clinical date.</param>
/// <param name="IsUnreadable">A date is there and is none.</param>
internal readonly record struct ClinicalTime(DateSpan? Start, DateSpan? End = null, DateOnly? Known = null, bool IsUnreadable = false)
{
    // Days of writing before days of what is told.
    private static readonly byte[][] Told = Members(
        "issued", "authoredOn", "recordedDate", "recorded", "dateAsserted", "authored", "date", "created",
        "effectiveDateTime", "performedDateTime", "occurrenceDateTime", "onsetDateTime", "whenHandedOver");

    private static readonly byte[][] Lasting = Members("effectivePeriod", "performedPeriod", "occurrencePeriod", "onsetPeriod", "period");

    // Of what contains something else: occurrence[x] may be planned, and is not among them.
    private static readonly byte[][] Containing = Members("period", "actualPeriod", "effectivePeriod", "performedPeriod");
    private static readonly byte[][] ContainingDay = Members("effectiveDateTime", "performedDateTime", "authoredOn", "dateAsserted", "created", "date", "issued", "recorded", "start");

    /// <summary>The day that counts for holding a list.</summary>
    public DateOnly? FirstKnown => Known ?? Start?.First;

    /// <summary>A date or instant.</summary>
    public static ClinicalTime At(Element date)
    {
        if (!date.Exists) return default;
        DateSpan? span = date.Day() is { } day ? DateSpan.On(day) : DateSpan.Parse(date.Text());
        return new(span, IsUnreadable: span is null);
    }

    /// <summary>A period.</summary>
    public static ClinicalTime Of(Element period)
    {
        ClinicalTime start = At(period.Get("start"u8)), end = At(period.Get("end"u8));
        return new(start.Start, end.Start, IsUnreadable: start.IsUnreadable || end.IsUnreadable);
    }

    /// <summary>The first form that is there: a date, an instant, a period, or the first event of a timing.</summary>
    public static ClinicalTime Either(Element date, Element period, Element instant = default, Element timing = default)
    {
        if (date.Exists) return At(date);
        if (instant.Exists) return At(instant);
        if (period.Exists) return Of(period);
        foreach (Element moment in timing.Get("event"u8) is { ValueKind: JsonValueKind.Array } events ? events.Held() : default) return At(moment);
        return default;
    }

    /// <summary>The first day on which an entry of any kind can have been known: when it was written, else when what it tells of was; null where it says neither.</summary>
    public static DateOnly? KnownOf(Element resource) => (First(resource, Told, At) ?? First(resource, Lasting, Of))?.FirstKnown;

    /// <summary>The time, without an end, of a resource of any kind that contains another which tells none; without a start where it says none either.</summary>
    public static ClinicalTime OfContainer(Element resource) => (First(resource, Containing, Of) ?? First(resource, ContainingDay, At) ?? default) with { End = null };

    private static ClinicalTime? First(Element resource, byte[][] members, Func<Element, ClinicalTime> read)
    {
        foreach (byte[] member in members)
        {
            if (read(resource.Get(member)) is { Start: not null } time) return time;
        }

        return null;
    }

    private static byte[][] Members(params string[] names) => Array.ConvertAll(names, Encoding.UTF8.GetBytes);

    /// <summary>With the day on which it came to be known.</summary>
    public ClinicalTime KnownFrom(Element date)
    {
        ClinicalTime known = At(date);
        return this with { Known = known.Start?.First, IsUnreadable = IsUnreadable || known.IsUnreadable };
    }

    /// <summary>As one day: the end of a period when it has one.</summary>
    public ClinicalTime AsMeasured() => this with { Start = End ?? Start, End = null };
}
