using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Advice.Sheets;

/// <summary>The entries of a fact as they are to be read on a day: times that were told go on, and what was measured too soon after an event that spoils it leaves a doubt.</summary>
/// <param name="facts">The dictionary.</param>
/// <param name="findings">The entries.</param>
/// <param name="resolution">Tells which of them exist on the day.</param>
/// <param name="asOf">The day.</param>
internal sealed class TellingEntries(FactDictionary facts, FindingsByFact findings, Resolution resolution, DateOnly asOf)
{
    /// <summary>The entries of a fact.</summary>
    public Finding[] Of(FactDefinition definition)
    {
        Finding[] entries = findings[definition];
        if (entries.Length == 0) return entries;
        if (definition.Derive is { Kind: "days-since" or "days-until" } derive && Array.Exists(entries, static entry => entry.Value is NumberValue)) entries = Counted(definition, derive, entries);
        if (definition.EndedBy is { } end) entries = Running(end, entries);
        return definition.UnreliableAfter is { } spoilt ? Spoilt(spoilt, entries) : entries;
    }

    /// <summary>A time since or until an event that was told as a number went on since it was told; an event that was to come and is over stands no longer ahead.</summary>
    private Finding[] Counted(FactDefinition definition, Derivation derive, Finding[] entries)
    {
        bool ahead = derive.Kind == "days-until";
        decimal unit = UnitOfMeasure.DaysOf(definition.Unit);
        return [.. entries.Select(Today).Where(entry => !(ahead && entry.Value is NumberValue { Interval.High: < 0m }))];

        Finding Today(Finding entry)
        {
            if (entry is not { Value: NumberValue told, When: { } day } || day.First > asOf) return entry;
            decimal least = Math.Max(0, asOf.DayNumber - day.Last.DayNumber) / unit, most = (asOf.DayNumber - day.First.DayNumber) / unit;
            return entry with { Value = new NumberValue(told.Interval.Plus(ahead ? Interval.Closed(-most, -least) : Interval.Closed(least, most))) };
        }
    }

    /// <summary>The entries that no later result ended. One without a day, or from which a day on is not known, is not ended.</summary>
    private Finding[] Running(EndedBy end, Finding[] entries)
    {
        Finding[] results = [.. findings[facts[end.Fact]].Where(result => resolution.IsVisible(result) && result.When is not null)];
        if (results.Length == 0) return entries;
        DateOnly last = results.Max(result => result.When!.Value.Last);
        Finding[] newest = [.. results.Where(result => result.When!.Value.Last == last)];
        if (!Array.TrueForAll(newest, result => end.Value is { } answer ? result.Status == FindingStatus.Present && CodeValue.Of(answer).Equals(result.Value) : result is { Status: FindingStatus.Present or FindingStatus.Past, Value: DateValue })) return entries;
        DateOnly first = newest.Min(result => result.When!.Value.First);
        return [.. entries.Where(entry => !IsOlder(entry))];

        bool IsOlder(Finding entry) => entry.Status != FindingStatus.Cleared && entry.Value is not FlagValue { Truth: Truth.False }
            && entry.When is { } told && told.Last < first && !(entry.Known >= first);
    }

    private Finding[] Spoilt(UnreliableAfter spoilt, Finding[] entries)
    {
        FactDefinition spoiling = facts[spoilt.Fact];
        DateSpan[] events = [.. findings[spoiling].Where(resolution.IsVisible).Select(finding => (finding.Value as DateValue)?.Span).OfType<DateSpan>()];
        return events.Length == 0 ? entries : Array.ConvertAll(entries, Doubted);

        Finding Doubted(Finding entry)
        {
            if (entry is not { Value: not null, When: { } when } || entry.Via == "answer" || (entry.Code is { } code && spoilt.Except.Contains(code, StringComparer.Ordinal))) return entry;
            DateSpan? before = events.Where(day => day.First <= when.Last && when.First < spoilt.For.After(day.Last)).Select(day => (DateSpan?)day).FirstOrDefault();
            return before is { } day ? entry with { Status = FindingStatus.Doubtful, Why = Texts.Of("why-measured-after", spoiling.Text, day) } : entry;
        }
    }
}
