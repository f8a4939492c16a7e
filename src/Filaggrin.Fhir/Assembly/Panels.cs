using Filaggrin.Fhir.Elements;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Which results belong to a report or a panel, and of what day that is: many systems date the report alone.</summary>
internal sealed class Panels
{
    private const int Deepest = 8;

    private readonly Dictionary<string, string> _holders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClinicalTime> _days = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _uuids = new(StringComparer.Ordinal);

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
            if (member.Get("reference"u8).Text() is not { Length: > 0 } reference || reference[0] == References.Contained) continue;
            string target = References.Target(reference);
            _holders.TryAdd(References.Uuid(reference) ?? (References.Split(target) is { } named ? $"{named.Type}/{named.Id}" : target), holder.Source);
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
            if (!_holders.TryGetValue(source, out string? holder) && !(_uuids.TryGetValue(source, out string? uuid) && _holders.TryGetValue(uuid, out holder))) return default;
            if (_days.TryGetValue(holder, out ClinicalTime time)) return time;
            source = holder;
        }

        return default;
    }
}
