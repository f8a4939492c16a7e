using System.Collections.Immutable;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Editions;

/// <summary>Finds what two editions say differently. Layout, the order of entries and the file that an entry stands in are no difference.</summary>
public static class EditionComparison
{
    // What a reader sees; any other folder is for editors.
    private static readonly string[] Rooms = ["edition", "agents", "pathway", "facts", "medicines", "questions", "sources", "regions"];

    /// <summary>Compares two editions entry by entry.</summary>
    public static EditionDifference Between(WrittenEdition older, WrittenEdition newer)
    {
        EntryWords oldWords = new(older.Knowledge), newWords = new(newer.Knowledge);
        Weakening weakening = new(older.Knowledge, newer.Knowledge);
        Dictionary<(string, string, string), Entry> before = Index(older.Nodes), after = Index(newer.Nodes);
        List<EditionChange> changes = [];
        foreach (Entry entry in after.Values)
        {
            if (!before.TryGetValue(entry.Key, out Entry? old)) changes.Add(Whole(entry, ChangeKind.Added, newWords, []));
            else if (Values(old, entry, oldWords, newWords) is { IsEmpty: false } values) changes.Add(Changed(old, entry, values, weakening));
        }

        HashSet<string> agentsLeft = [.. older.Knowledge.Agents.Keys.Except(newer.Knowledge.Agents.Keys, StringComparer.Ordinal).Select(id => older.Knowledge.Agents[id].Name)];
        foreach (Entry entry in before.Values.Where(entry => !after.ContainsKey(entry.Key)))
            changes.Add(Whole(entry, ChangeKind.Removed, oldWords, weakening.OfRemoved(entry, isAlone: entry.Owner is null || !agentsLeft.Contains(entry.Owner))));
        if (Reordered(older.Nodes, newer.Nodes))
            changes.Add(new("medicines", null, "list", "words", ChangeKind.Changed, "", [new("order in which the words for a route are tried", null, "changed", false)], [], false));
        return new(older.Knowledge.Edition, newer.Knowledge.Edition, [.. changes
            .OrderBy(change => change.ForEditors).ThenBy(change => Array.IndexOf(Rooms, change.Room)).ThenBy(change => change.Owner, StringComparer.Ordinal).ThenBy(change => change.What == "agent" ? 0 : 1)]);
    }

    private static Dictionary<(string, string, string), Entry> Index(IEnumerable<Node> nodes)
    {
        Dictionary<(string, string, string), Entry> index = [];
        foreach (Entry entry in EntryReader.Read(nodes)) index.TryAdd(entry.Key, entry);
        return index;
    }

    private static EditionChange Whole(Entry entry, ChangeKind kind, EntryWords words, ImmutableArray<string> weaker) =>
        new(entry.Room, entry.Owner, EntryWords.What(entry), entry.Id, kind, words.Summary(entry), [], weaker, ForEditors: !Rooms.Contains(entry.Room, StringComparer.Ordinal));

    private static EditionChange Changed(Entry old, Entry entry, ImmutableArray<(string Key, ValueChange Value)> values, Weakening weakening) => new(
        entry.Room, entry.Owner, EntryWords.What(entry), entry.Id, ChangeKind.Changed, "", [.. values.Select(value => value.Value)], weakening.OfChanged(old, entry),
        !Rooms.Contains(entry.Room, StringComparer.Ordinal) || values.All(value => EntryWords.IsForEditors(value.Key)));

    private static ImmutableArray<(string Key, ValueChange Value)> Values(Entry old, Entry entry, EntryWords oldWords, EntryWords newWords)
    {
        ImmutableArray<(string, ValueChange)>.Builder values = ImmutableArray.CreateBuilder<(string, ValueChange)>();
        if (old.Section != entry.Section) values.Add(("", new("kind", EntryWords.What(old), EntryWords.What(entry), false)));
        if (old.Owner != entry.Owner && entry.Room is not "regions" && entry.Section != "agent") values.Add(("", new("belongs to", old.Owner, entry.Owner, false)));
        foreach (string key in old.Parts.Keys.Union(entry.Parts.Keys, StringComparer.Ordinal).OrderBy(EntryWords.Rank).ThenBy(key => key, StringComparer.Ordinal))
        {
            Node? before = old.Part(key), after = entry.Part(key);
            if (oldWords.Normal(key, before) == newWords.Normal(key, after)) continue;
            if (EntryWords.IsForEditors(key)) values.Add((key, new(key, null, null, false)));
            else if (EntryWords.IsSet(key, before ?? after) && EntryWords.IsSet(key, after ?? before) && key != "region") values.Add((key, Members(key, before, after)));
            else values.Add((key, new(EntryWords.Aspect(key), oldWords.Words(key, before), newWords.Words(key, after), false)));
        }

        return values.ToImmutable();
    }

    private static ValueChange Members(string key, Node? before, Node? after)
    {
        (string Normal, string Words)[] old = Of(before), now = Of(after);
        string? Only((string Normal, string Words)[] these, (string Normal, string Words)[] those)
        {
            string[] only = [.. these.Where(member => !those.Any(other => other.Normal == member.Normal)).Select(member => member.Words)];
            return only.Length == 0 ? null : string.Join("; ", only);
        }

        return new(EntryWords.Aspect(key), Only(old, now), Only(now, old), IsList: true);

        static (string Normal, string Words)[] Of(Node? node) => node is SequenceNode list ? [.. NodeText.Elements(list)] : [];
    }

    private static bool Reordered(IEnumerable<Node> older, IEnumerable<Node> newer)
    {
        string[] before = [.. EntryReader.Order(older)], after = [.. EntryReader.Order(newer)];
        return !before.Intersect(after, StringComparer.Ordinal).SequenceEqual(after.Intersect(before, StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
