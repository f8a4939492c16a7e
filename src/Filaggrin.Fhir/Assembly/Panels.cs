using Filaggrin.Fhir.Elements;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Which results belong to a report or a panel, and of what day that is: many systems date the report alone.</summary>
internal sealed class Panels
{
    private const int Deepest = 8;

    private readonly Dictionary<string, string> _holders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClinicalTime> _days = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _uuids = new(StringComparer.Ordinal);
    private Dictionary<string, string>? _read;

    /// <summary>Notes what a report or a panel holds.</summary>
    /// <param name="holder">The report or the panel.</param>
    /// <param name="members">References to its results.</param>
    /// <param name="time">Its time.</param>
    public void Add(Entry holder, Element members, ClinicalTime time)
    {
        if (!members.Exists) return;
        if (time.FirstKnown is not null) _days[holder.Source] = time;
        foreach (Element member in members.Items())
        {
            if (member.Get("reference"u8).Text() is { Length: > 0 } reference && reference[0] != References.Contained) _holders.TryAdd(reference, holder.Source);
        }
    }

    /// <summary>Notes the uuid by which a result may be named.</summary>
    public void Name(string uuid, Entry entry) => _uuids[entry.Source] = uuid;

    /// <summary>The time of what holds a result, or of what holds that; default: nothing does, or it has none.</summary>
    /// <param name="source">The result.</param>
    public ClinicalTime TimeOf(string source)
    {
        for (int depth = 0; depth < Deepest; depth++)
        {
            if (HolderOf(source) is not { } holder) return default;
            if (_days.TryGetValue(holder, out ClinicalTime time)) return time;
            source = holder;
        }

        return default;
    }

    private string? HolderOf(string source)
    {
        _read ??= Normal();
        return _read.GetValueOrDefault(source) ?? (_uuids.TryGetValue(source, out string? uuid) ? _read.GetValueOrDefault(uuid) : null);
    }

    // Nearly all results have a date and nothing is asked: then references stay as they were written.
    private Dictionary<string, string> Normal()
    {
        Dictionary<string, string> read = new(StringComparer.Ordinal);
        foreach ((string reference, string holder) in _holders)
            read.TryAdd(References.Uuid(reference) ?? (References.Split(References.Target(reference)) is { } named ? $"{named.Type}/{named.Id}" : reference), holder);
        return read;
    }
}
