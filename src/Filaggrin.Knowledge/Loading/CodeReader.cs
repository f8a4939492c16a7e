using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads how records tell of a fact: its codes, the words of texts, the members of a set.</summary>
internal sealed class CodeReader(ICollection<Finding> findings)
{
    // The words follow the enumeration; an empty one stands for a system that files do not name.
    private static readonly string[] Systems = ["", "snomed", "icd-10", "loinc", "atc", "rxnorm", "cvx"];

    /// <summary>Words that raise doubt about the fact, or about a member where each names its own.</summary>
    public static IEnumerable<(string Word, string? Member)> Words(MappingReader reader)
    {
        Place place = reader.PlaceOf("words");
        switch (reader.Take("words"))
        {
            case null:
                return [];
            case SequenceNode { Texts: { IsDefault: false } words }:
                return words.Select(word => (word, (string?)null));
            case MappingNode mapping when mapping.Entries.All(entry => entry.Value is ScalarNode):
                return mapping.Entries.Select(entry => (entry.Key, (string?)((ScalarNode)entry.Value).Text));
            default:
                reader.Fault("«words» should be a list of words, or words with the member that each means.", place);
                return [];
        }
    }

    /// <summary>A code that means the fact, with what its answers mean.</summary>
    public CodeEntry Code(Node node)
    {
        MappingReader reader = new(node, findings);
        CodeSystem system = (CodeSystem)reader.Choice("system", Systems, required: true);
        string? from = reader.Text("from"), to = reader.Text("to");
        string code = from ?? reader.Required("code");
        ImmutableDictionary<string, string> values = reader.Keys("values") is { } map ? Answers(map) : ImmutableDictionary<string, string>.Empty;
        CodeEntry entry = new(
            system, system == CodeSystem.Icd10 ? code.ToUpperInvariant() : code, to, reader.Flag("below"), reader.Texts("except"), values,
            reader.Text("value"), reader.Duration("holds"), reader.Flag("doubt"), reader.Recalled())
        {
            Suspicion = reader.Flag("suspicion"),
            Place = node.Place,
        };
        foreach (string key in (ReadOnlySpan<string>)["display", "note"]) reader.Text(key);
        reader.Close();
        return entry;
    }

    /// <summary>A member of a set with the names and codes that mean it.</summary>
    public (IEnumerable<(string, string?)> Words, IEnumerable<CodeEntry> Codes) Member(Node node)
    {
        MappingReader reader = new(node, findings);
        string member = reader.Required("member");
        ImmutableArray<string> names = reader.Texts("names"), codes = reader.Texts("codes");
        reader.Close();
        return (names.Select(name => (name + "$", (string?)member)), codes.Select(code => code.Split('|', 2)).Where(parts => parts.Length == 2).Select(parts => new CodeEntry(
            (CodeSystem)Math.Max(0, Array.IndexOf(Systems, parts[0])), parts[1], null, false, [], ImmutableDictionary<string, string>.Empty, member, null, false, true)
        { Place = node.Place }));
    }

    /// <summary>A code that looks right and is not.</summary>
    public CodeTrap Trap(Node node)
    {
        MappingReader reader = new(node, findings);
        CodeTrap trap = new((CodeSystem)reader.Choice("system", Systems, required: true), reader.Required("code"), reader.Text("fact-not") ?? "", reader.Text("why") ?? "") { Place = node.Place };
        reader.Text("display");
        reader.Close();
        return trap;
    }

    /// <summary>What answers mean; amounts as limits.</summary>
    public ImmutableDictionary<string, string> Answers(MappingNode map)
    {
        foreach ((string key, Node value) in map.Entries.Where(entry => AmountLimit.Is(entry.Key) && AmountLimit.Of(entry.Key) is null))
            findings.Add(new(value.Place, $"«{key}» is no limit of an amount; expected such as «below 5 [IU]/L»."));
        return map.Entries.ToImmutableDictionary(entry => entry.Key, entry => (entry.Value as ScalarNode)?.Text ?? "", StringComparer.OrdinalIgnoreCase);
    }
}
