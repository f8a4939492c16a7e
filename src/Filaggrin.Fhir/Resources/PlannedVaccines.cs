using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads live vaccines that stand ahead: recommended, forecast or ordered. They hold no list.</summary>
internal sealed class PlannedVaccines(CodeBook codes, FactFinder finder, RecordDraft draft)
{
    private readonly FactDefinition? _planned = codes.Facts.Find("LiveVaccinePlanned");

    /// <summary>Reads an ImmunizationRecommendation: each of its recommendations speaks of a vaccine, or of the disease against which one is due.</summary>
    public void Read(Entry entry)
    {
        if (_planned is null) return;
        ClinicalTime written = ClinicalTime.At(entry.Resource.Get("date"u8));
        foreach (Element recommendation in entry.Resource.Get("recommendation"u8).Items())
        {
            if (Statements.IsNotAhead(Concept.Read(recommendation.Get("forecastStatus"u8)))) continue;
            // An alternative that is not live leaves it open which of them will be given.
            Concept[] vaccines = [.. recommendation.Get("vaccineCode"u8).Items().Select(Concept.Read).Where(one => !one.IsEmpty)];
            Concept[] named = vaccines.Length > 0 ? vaccines : [Concept.Read(recommendation.Get("targetDisease"u8))];
            ClinicalTime time = written.IsUnreadable ? default : written;
            if (named is [{ IsEmpty: true }]) draft.Remark(entry, Texts.Of("read-a-vaccination"), Texts.Of("read-no-vaccine"));
            else Take(entry, named, time, LastOf(recommendation));
        }
    }

    /// <summary>A vaccine that is ordered.</summary>
    /// <param name="entry">The order.</param>
    /// <param name="vaccine">What is ordered.</param>
    /// <param name="written">When it was written.</param>
    /// <param name="ahead">The day for which it is ordered.</param>
    public void ReadOrder(Entry entry, Concept vaccine, ClinicalTime written, DateSpan? ahead)
    {
        if (_planned is not null && (Array.Exists(finder.ByCode(vaccine), IsLive) || NamesLive(vaccine))) Take(entry, [vaccine], written, ahead?.Last);
    }

    // Of orders of every kind only those whose own words name a vaccine; «varicella» alone may be a test.
    private bool NamesLive(Concept order) => Array.Exists(finder.DoubtsOfVaccine(order), doubt => IsDay(doubt.Fact))
        && Array.Exists(order.AllTexts, text => finder.Doubts(text).Any(doubt => IsDay(doubt.Fact)) && !Statements.NamesTest(text) && !Statements.SpeaksOfContact(text));

    private void Take(Entry entry, Concept[] vaccines, ClinicalTime written, DateOnly? last)
    {
        FactMatch[] live = [.. vaccines.Select(vaccine => Array.Find(finder.ByCode(vaccine), IsLive)).Where(match => match.Fact is not null)];
        string label = string.Join(", ", vaccines.Select(vaccine => vaccine.Label));
        bool isLive = live.Length == vaccines.Length && !Array.Exists(live, match => match.Entry?.Doubt == true);
        if (live.Length == 0 && !vaccines.SelectMany(finder.DoubtsOfVaccine).Any(doubt => IsDay(doubt.Fact)))
        {
            if (vaccines.All(vaccine => vaccine is { IsWordless: true, IsCoded: false })) draft.Remark(entry, label, Texts.Of("read-no-words"));
            return;
        }

        if (entry.Barred is { } barred)
        {
            draft.Remark(entry, label, barred);
            return;
        }

        bool isDated = written.Start is not null;
        if (!isDated) draft.Remark(entry, label, Texts.Of("read-plan-undated"));
        else if (!isLive) draft.Remark(entry, label, Texts.Of("read-may-be-live"));
        draft.Add(entry, new(_planned!, FlagValue.Yes, isLive && isDated ? FindingStatus.Present : FindingStatus.Doubtful, written.Start, null, written.Known, entry.Source)
        {
            Code = live is [var only] ? only.Code : null,
            Via = live.Length > 0 ? null : "text",
            Quote = isLive && isDated ? null : Labels.Short(label),
            Holds = written.Start is { } day ? Until(day.First, last) : null,
            IsPlan = true,
        });
    }

    private static bool IsLive(FactMatch match) => IsDay(match.Fact);

    /// <summary>The fact of a live vaccine: the day on which one was given.</summary>
    public static bool IsDay(FactDefinition fact) => fact is { Type: FactType.Date, List: RecordList.Immunizations };

    private static Span Until(DateOnly written, DateOnly? last)
    {
        DateOnly end = Plans.Lasts.After(last > written ? last.Value : written);
        return new(end.DayNumber - written.DayNumber, "d");
    }

    private static DateOnly? LastOf(Element recommendation)
    {
        DateOnly? last = null;
        foreach (Element criterion in recommendation.Get("dateCriterion"u8).Items())
        {
            if (ClinicalTime.At(criterion.Get("value"u8)).Start is { } day && !(day.Last <= last)) last = day.Last;
        }

        return last;
    }
}
