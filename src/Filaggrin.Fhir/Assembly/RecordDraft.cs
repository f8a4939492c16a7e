using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Medicines;
using Filaggrin.Fhir.Resources;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Something read from a resource whose owner is settled at the end.</summary>
/// <param name="Item">What was read.</param>
/// <param name="Source">The reference of the resource.</param>
/// <param name="Origin">Of whom it speaks, and its version.</param>
internal readonly record struct Pending<T>(T Item, string Source, Origin Origin);

/// <summary>Everything read so far. The Patient and the Medication entries may come last, so that nothing is decided before the end.</summary>
internal sealed class RecordDraft
{
    private const int Few = 64;

    private readonly NumberPool _numbers = new();

    public List<Pending<Finding>> Findings { get; } = new(Few);

    public List<Pending<MedicineDraft>> Medicines { get; } = [];

    public List<Pending<EasiExamination>> Examinations { get; } = [];

    public List<Pending<NotUnderstood>> Remarks { get; } = [];

    /// <summary>The first day on which each entry among them can have been known, where it tells one.</summary>
    public Dictionary<string, DateOnly> RemarkedFrom { get; } = new(StringComparer.Ordinal);

    public List<Pending<(RecordList List, DateOnly? Day)>> Lists { get; } = new(Few);

    public List<RecordList> Incomplete { get; } = [];

    public List<(string Key, Pending<Product> Product)> Products { get; } = [];

    public List<Identity> Patients { get; } = [];

    public Origins Origins { get; } = new();

    public Panels Panels { get; } = new();

    /// <summary>The newest version of each resource that has versions.</summary>
    public Dictionary<string, ResourceVersion> Newest { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Deleted { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes that a resource was seen, whatever it says.</summary>
    public void See(Entry entry)
    {
        ResourceVersion version = entry.Origin.Version;
        if (version != default && (!Newest.TryGetValue(entry.Root, out ResourceVersion known) || version.IsNewerThan(known))) Newest[entry.Root] = version;
    }

    /// <summary>The entry says a fact.</summary>
    public void Found(
        Entry entry, FactMatch match, Reading reading, ClinicalTime time, string label, FindingStatus status = FindingStatus.Present, Limits limits = default, bool isUnconfirmed = false)
    {
        if (reading.IsNothing) return;
        if (entry.Barred is { } barred)
        {
            // A bare code tells no reader what is missing.
            Remark(entry, label.Any(char.IsLetter) ? label : $"{label} ({FactWords.Name(match.Fact.Name)})", barred);
            return;
        }

        if (match.Entry is { Doubt: true } && reading.Value is not null and not FlagValue { Truth: Knowledge.Logic.Truth.False }) // a diagnosis that is refuted is no doubt
        {
            if (IsOver(match.Fact, status)) return;
            status = FindingStatus.Doubtful;
            reading = reading with { Quote = Labels.Short(label) };
        }

        if (reading.OfItsCodeAlone && status == FindingStatus.Present) status = FindingStatus.Cleared;
        string? why = reading.Why ?? (time.IsUnreadable ? Texts.Of("read-date") : null);
        FactValue? value = why is null ? _numbers.Of(reading.Value) : null;
        if (why is not null && reading.Value is SetValue set)
        {
            // A member whose day cannot be read must not vanish from its set.
            value = set with { Present = set.Present.Clear(), Possible = set.Possible.Union(set.Present) };
            status = FindingStatus.Doubtful;
        }

        Finding finding = new(match.Fact, value, status, time.Start, time.End, time.Known, entry.Source)
        {
            Corrects = entry.Corrects,
            Code = match.Code,
            Via = match.Via,
            Quote = reading.Quote,
            Why = why,
            LowerLimit = limits.Low,
            UpperLimit = limits.High,
            BySex = limits.BySex,
            Holds = match.Entry?.Holds,
            IsUnconfirmed = isUnconfirmed,
        };
        Add(entry, finding);
        if (why is not null) Remark(entry, reading.Quote is null ? label : $"{label}: {reading.Quote}", why);
    }

    /// <summary>The entry names a fact by its mere presence: a diagnosis, a procedure, a vaccine.</summary>
    public void Present(Entry entry, FactMatch match, ClinicalTime time, string label, FindingStatus status = FindingStatus.Present)
    {
        if (match.Entry is { Suspicion: true, Doubt: false }) return; // confirmed it is no suspicion any more
        if (Presence.Of(match, time.Start) is { } value) Found(entry, match, new(value), time, label, status);
        else if (match.Entry is { Doubt: true } code && !IsOver(match.Fact, status)) Doubt(entry, match.Fact, code.Value, time, label, via: null);
    }

    // Of what is over nobody has to ask whether it is so now.
    private static bool IsOver(FactDefinition fact, FindingStatus status) => status == FindingStatus.Past && fact.Reads.Kind == ReadsKind.Now;

    /// <summary>A finding as it stands.</summary>
    public void Add(Entry entry, Finding finding) => Findings.Add(entry.Pend(finding));

    /// <summary>The entry leaves doubt about a fact.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="member">The member of a set that it may mean.</param>
    /// <param name="time">Its time.</param>
    /// <param name="quote">The words.</param>
    /// <param name="via">How it was read.</param>
    /// <param name="runs">What it may mean goes on, whenever it began.</param>
    /// <param name="isReason">It is what the entry was for.</param>
    /// <param name="isAhead">The entry speaks of a day to come.</param>
    public void Doubt(Entry entry, FactDefinition fact, string? member, ClinicalTime time, string quote, string? via = "text", bool runs = false, bool isReason = false, bool isAhead = false)
    {
        if (entry.Barred is { } barred)
        {
            Remark(entry, quote, barred);
            return;
        }

        FactValue? value = fact.Type switch
        {
            FactType.Flag => FlagValue.Yes,
            FactType.Set when member is not null => SetValue.Of(false) with { Possible = SetValue.Of(false).Possible.Add(member) },
            FactType.Date when time.Start is { } day => new DateValue(day),
            _ => null,
        };
        // That a member of a set is in doubt stands in the set itself.
        Add(entry, new(fact, value, runs && value is SetValue ? FindingStatus.Present : FindingStatus.Doubtful, time.Start, time.End, time.Known, entry.Source) { Via = via, Quote = Labels.Short(quote), IsReason = isReason, IsPlan = isAhead });
    }

    /// <summary>The entry may matter and was not understood.</summary>
    public void Remark(Entry entry, string label, string why)
    {
        Remarks.Add(entry.Pend(new NotUnderstood(entry.Source, Labels.Short(label), why)));
        if (ClinicalTime.KnownOf(entry.Resource) is { } day) RemarkedFrom[entry.Source] = day;
    }

    /// <summary>The record holds a list.</summary>
    public void Hold(Entry entry, RecordList list, DateOnly? day)
    {
        if (entry.Barred is null) Lists.Add(entry.Pend((list, day)));
    }
}
