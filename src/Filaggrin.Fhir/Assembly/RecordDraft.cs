using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Medicines;
using Filaggrin.Fhir.Resources;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Something read from a resource whose owner is settled at the end.</summary>
/// <param name="Item">What was read.</param>
/// <param name="Origin">Where from.</param>
internal readonly record struct Pending<T>(T Item, Origin Origin);

/// <summary>Everything read so far. The Patient and the Medication entries may come last, so that nothing is decided before the end.</summary>
internal sealed class RecordDraft
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    public List<Pending<Finding>> Findings { get; } = [];

    public List<Pending<MedicineDraft>> Medicines { get; } = [];

    public List<Pending<EasiExamination>> Examinations { get; } = [];

    public List<Pending<NotUnderstood>> Remarks { get; } = [];

    public List<Pending<(RecordList List, DateOnly? Day)>> Lists { get; } = [];

    public List<RecordList> Incomplete { get; } = [];

    public List<(string Key, Pending<Product> Product)> Products { get; } = [];

    public List<Identity> Patients { get; } = [];

    /// <summary>The newest version of each resource that has versions.</summary>
    public Dictionary<string, ResourceVersion> Newest { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Deleted { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes that a resource was seen, whatever it says.</summary>
    public void See(Entry entry)
    {
        Origin origin = entry.Origin;
        if (origin.Version != default && (!Newest.TryGetValue(origin.Source, out ResourceVersion known) || origin.Version.IsNewerThan(known)))
            Newest[origin.Source] = origin.Version;
    }

    /// <summary>The entry says a fact.</summary>
    public void Found(
        Entry entry, FactMatch match, Reading reading, ClinicalTime time, string label, FindingStatus status = FindingStatus.Present, Limits limits = default)
    {
        if (reading.IsNothing) return;
        if (entry.Barred is { } barred)
        {
            Remark(entry, label, barred);
            return;
        }

        string? why = reading.Why ?? (time.IsUnreadable ? "its date cannot be read" : null);
        Finding finding = new(match.Fact, why is null ? reading.Value : null, status, time.Start, time.End, time.Known, entry.Source)
        {
            Code = match.Code,
            Via = match.Via,
            Quote = reading.Quote,
            Why = why,
            LowerLimit = limits.Low,
            UpperLimit = limits.High,
            Holds = match.Entry?.Holds,
        };
        Add(entry, finding);
        if (why is not null) Remark(entry, reading.Quote is null ? label : $"{label}: {reading.Quote}", why);
    }

    /// <summary>A finding as it stands.</summary>
    public void Add(Entry entry, Finding finding) => Findings.Add(new(finding, Shared(entry.Origin)));

    /// <summary>The entry leaves doubt about a fact.</summary>
    public void Doubt(Entry entry, FactDefinition fact, string? member, ClinicalTime time, string quote, string via = "text")
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
        Add(entry, new(fact, value, FindingStatus.Doubtful, time.Start, time.End, time.Known, entry.Source) { Via = via, Quote = Labels.Short(quote) });
    }

    /// <summary>The entry may matter and was not understood.</summary>
    public void Remark(Entry entry, string label, string why) =>
        Remarks.Add(new(new(entry.Source, Labels.Short(label), why), Shared(entry.Origin)));

    /// <summary>The record holds a list.</summary>
    public void Hold(Entry entry, RecordList list, DateOnly? day)
    {
        if (entry.Barred is null) Lists.Add(new((list, day), Shared(entry.Origin)));
    }

    // Hundreds of thousands of entries speak of the same person: the words for him or her are kept once.
    private Origin Shared(Origin origin)
    {
        if (_owners.TryGetValue(origin.Owner, out string? owner)) return ReferenceEquals(owner, origin.Owner) ? origin : origin with { Owner = owner };
        _owners.Add(origin.Owner, origin.Owner);
        return origin;
    }
}
