using System.Collections.Immutable;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Editions;

/// <summary>One entry of an edition: an agent, an item, a fact, a medicine, a source.</summary>
/// <param name="Room">The folder: <c>agents</c>, <c>facts</c> and so on.</param>
/// <param name="Section">The list that it stands in, such as <c>rules</c>.</param>
/// <param name="Id">What names it.</param>
/// <param name="Owner">The agent, region or alternative that it belongs to, or null.</param>
/// <param name="Parts">What it says, by key.</param>
internal sealed record Entry(string Room, string Section, string Id, string? Owner, ImmutableDictionary<string, Node> Parts)
{
    /// <summary>What an entry of the other edition must share to be the same one: statements keep their name when they move to another list or file.</summary>
    public (string Room, string Shelf, string Id) Key => (Room, Room switch
    {
        "regions" => Owner ?? "",
        "agents" or "pathway" when Section != "agent" && Section != "tests" => "",
        _ => Section,
    }, Id);

    /// <summary>A part, or null.</summary>
    public Node? Part(string key) => Parts.GetValueOrDefault(key);

    /// <summary>The text of a part, or null.</summary>
    public string? Text(string key) => (Part(key) as ScalarNode)?.Text;
}

/// <summary>Takes the files of an edition apart.</summary>
internal static class EntryReader
{
    private static readonly string[] Names = ["id", "fact", "medicine", "class", "group", "test", "agent", "word", "question"];

    // Lists inside an entry whose members are entries of their own.
    private static readonly string[] Inner = ["items", "answers"];

    public static IEnumerable<Entry> Read(IEnumerable<Node> files) => files.OfType<MappingNode>().SelectMany(Read);

    /// <summary>Where the order of a list decides, the names in their order.</summary>
    public static IEnumerable<string> Order(IEnumerable<Node> files) => Read(files).Where(entry => entry is { Room: "medicines", Section: "words" }).Select(entry => entry.Id);

    private static IEnumerable<Entry> Read(MappingNode file)
    {
        string path = file.Place.File, room = path.Split('/')[0].Replace(".yaml", "", StringComparison.Ordinal);
        string? owner = Scalar(file, room switch { "agents" => "name", "regions" => "region", _ => "" });
        List<Entry> entries = [];
        ImmutableDictionary<string, Node>.Builder rest = ImmutableDictionary.CreateBuilder<string, Node>(StringComparer.Ordinal);
        foreach ((string key, Node value) in file.Entries)
        {
            if (value is SequenceNode { Items: [MappingNode, ..] } list) entries.AddRange(list.Items.OfType<MappingNode>().SelectMany(item => Read(item, room, key, owner)));
            else if (key is not ("theme" or "agent")) rest[key] = value;
        }

        if (rest.Count > 0) entries.Insert(0, new(room, room == "agents" ? "agent" : "file", room == "agents" ? Scalar(file, "agent") ?? path : path, owner, rest.ToImmutable()));
        return entries;
    }

    private static IEnumerable<Entry> Read(MappingNode item, string room, string section, string? owner)
    {
        string? key = Names.FirstOrDefault(name => Scalar(item, name) is not null);
        string id = key is not null ? Scalar(item, key)!
            : Scalar(item, "code") is { } code ? $"{Scalar(item, "system")} {code}" : Scalar(item, "atc") ?? NodeText.Normal(item);
        yield return new(room, section, id, owner, item.Entries.Where(entry => entry.Key != key && !Inner.Contains(entry.Key, StringComparer.Ordinal)).ToImmutableDictionary(StringComparer.Ordinal));
        foreach ((string list, Node inner) in item.Entries.Where(entry => Inner.Contains(entry.Key, StringComparer.Ordinal)))
        {
            foreach (Entry entry in ((inner as SequenceNode)?.Items ?? []).OfType<MappingNode>().SelectMany(nested => Read(nested, room, list, Scalar(item, "name") ?? Scalar(item, "title"))))
                yield return entry;
        }
    }

    private static string? Scalar(MappingNode mapping, string key) => (mapping.Entries.FirstOrDefault(entry => entry.Key == key).Value as ScalarNode)?.Text;
}
