using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Tests.Schemas;

/// <summary>The schemas name what the readers ask for: the same keys, words and forms, and they refuse the same files.</summary>
public class ReaderAgreementTests
{
    private const string Strange = "zz";

    private static readonly Node Reviewed = YamlReader.Read(
        new("pathway/reviewed.yaml", "care:\n  - { id: c, text: Care., reviewed: { by: A. Miller, on: 2026-03-01, edition: '0.1' } }"), [])!;

    public static TheoryData<string> Kinds => SchemaTests.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_schema_has_the_keys_that_its_readers_ask_for(string kind)
    {
        KnowledgeSchema schema = KnowledgeSchema.Of(kind);
        ILookup<string, ImmutableArray<AskedKey>> read = Read(schema);
        List<string> differences = [];
        foreach ((string path, JsonObject part) in schema.Objects())
        {
            string[] asked = [.. read[path].SelectMany(keys => keys).Select(key => key.Key).Distinct(StringComparer.Ordinal)];
            string[] named = [.. part["properties"]!.AsObject().Select(property => property.Key)];
            if (!read.Contains(path)) differences.Add($"{path}: no file has it");
            differences.AddRange(asked.Except(named, StringComparer.Ordinal).Select(key => $"{path}: the readers take «{key}», the schema does not name it"));
            differences.AddRange(named.Except(asked, StringComparer.Ordinal).Select(key => $"{path}: the schema names «{key}», no reader takes it"));
        }

        None(differences);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_schema_has_the_words_and_forms_that_its_readers_ask_for(string kind)
    {
        KnowledgeSchema schema = KnowledgeSchema.Of(kind);
        ILookup<string, ImmutableArray<AskedKey>> read = Read(schema);
        List<string> differences = [];
        foreach ((string path, JsonObject part) in schema.Objects())
        {
            foreach (IGrouping<string, AskedKey> asked in read[path].SelectMany(keys => keys).GroupBy(key => key.Key, StringComparer.Ordinal))
            {
                JsonObject[] branches = [.. schema.Branches("", part["properties"]![asked.Key]!.AsObject()).Select(branch => branch.Schema)];
                string words = string.Join(' ', asked.SelectMany(key => key.Words).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
                string named = string.Join(' ', branches.SelectMany(branch => Enumerated(schema, branch)).Order(StringComparer.Ordinal));
                if (words != named) differences.Add($"{path}/{asked.Key}: the readers know «{words}», the schema «{named}»");
                differences.AddRange(asked.Select(key => key.Form).Distinct().Where(form => !branches.Any(branch => Takes(branch, form)))
                    .Select(form => $"{path}/{asked.Key}: the readers take {form}, the schema does not"));
                bool required = part["required"]?.AsArray().Any(key => key!.GetValue<string>() == asked.Key) ?? false;
                if (!required && read[path].All(keys => keys.Any(key => key.Key == asked.Key && key.Required))) differences.Add($"{path}/{asked.Key}: the readers require it");
            }
        }

        None(differences);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_a_schema_refuses_the_readers_refuse(string kind)
    {
        KnowledgeSchema schema = KnowledgeSchema.Of(kind);
        List<string> differences = [];
        int tried = 0;
        foreach ((string file, Node root, MappingNode place, JsonObject part) in Places(schema))
        {
            foreach ((string what, MappingNode spoilt) in Spoilt(schema, place, part))
            {
                tried++;
                Node whole = Replace(root, place, spoilt);
                if (Readers.Fault(kind, whole) is null) differences.Add($"{file}:{place.Place.Line}: {what}: the readers take it");
                if (schema.Takes(whole)) differences.Add($"{file}:{place.Place.Line}: {what}: the schema takes it");
            }
        }

        None(differences);
        Assert.True(tried >= 6, $"{tried} mistakes tried");
    }

    /// <summary>The files of a kind; the last stands for what no file of the folder holds yet.</summary>
    private static IEnumerable<(string Path, Node Node)> Files(KnowledgeSchema schema) => Readers.Files.Append((Path: "pathway/reviewed.yaml", Node: Reviewed))
        .Where(file => KnowledgeSchema.KindOf(file.Path) == schema.Kind);

    /// <summary>What was asked for at each mapping of every file, by the part of the schema that speaks of it.</summary>
    private static ILookup<string, ImmutableArray<AskedKey>> Read(KnowledgeSchema schema)
    {
        List<(string Path, ImmutableArray<AskedKey> Keys)> read = [];
        foreach ((string path, Node node) in Files(schema))
        {
            AskedKeys asked = [];
            Readers.Read(schema.Kind, node, asked);
            None(asked.Select(finding => finding.ToString()));
            ILookup<Node, AskedKey> byPlace = asked.Keys.ToLookup(key => key.Where, (IEqualityComparer<Node>)ReferenceEqualityComparer.Instance);
            read.AddRange(schema.Mappings(node).Select(mapping => (mapping.Path, byPlace[mapping.Node].ToImmutableArray())));
        }

        return read.ToLookup(entry => entry.Path, entry => entry.Keys, StringComparer.Ordinal);
    }

    /// <summary>For each part of the schema the two fullest mappings that stand in files.</summary>
    private static IEnumerable<(string File, Node Root, MappingNode Place, JsonObject Part)> Places(KnowledgeSchema schema) =>
        Files(schema)
            .SelectMany(file => schema.Mappings(file.Node).Select(mapping => (file.Path, file.Node, Place: mapping.Node, Part: mapping.Schema, At: mapping.Path)))
            .GroupBy(place => place.At, StringComparer.Ordinal)
            .SelectMany(group => group.OrderByDescending(place => place.Place.Entries.Length).Take(2))
            .Select(place => (place.Path, place.Node, place.Place, place.Part));

    /// <summary>The ways to spoil one mapping: a strange key, a key left out, a word misspelt, a value of another form.</summary>
    private static IEnumerable<(string What, MappingNode Spoilt)> Spoilt(KnowledgeSchema schema, MappingNode place, JsonObject part)
    {
        yield return ($"a key «{Strange}»", place with { Entries = place.Entries.Add(new(Strange, Text(place, Strange))) });
        foreach (string key in (part["required"]?.AsArray() ?? []).Select(key => key!.GetValue<string>()))
            yield return ($"no key «{key}»", place with { Entries = [.. place.Entries.Where(entry => entry.Key != key)] });

        foreach ((string key, Node value) in place.Entries)
        {
            JsonObject[] branches = [.. schema.Branches("", part["properties"]![key]!.AsObject()).Select(branch => branch.Schema)];
            if (branches.Any(branch => Enumerated(schema, branch).Count > 0))
            {
                Node misspelt = value is SequenceNode list ? list with { Items = [Text(value, Strange), .. list.Items] } : Text(value, Strange);
                yield return ($"«{key}: {Strange}»", With(place, key, misspelt));
            }

            if (!branches.Any(branch => KnowledgeSchema.Is(branch, "object") && branch["additionalProperties"] is JsonObject))
                yield return ($"keys under «{key}»", With(place, key, new MappingNode([new(Strange, Text(value, Strange))], value.Place)));
            if (!branches.Any(branch => TakesText(schema, branch))) yield return ($"a text under «{key}»", With(place, key, Text(value, Strange)));
        }
    }

    private static MappingNode With(MappingNode place, string key, Node value) =>
        place with { Entries = [.. place.Entries.Select(entry => entry.Key == key ? new(key, value) : entry)] };

    private static ScalarNode Text(Node at, string text) => new(text, Quoted: false, at.Place);

    private static Node Replace(Node root, Node place, Node by) => ReferenceEquals(root, place) ? by : root switch
    {
        MappingNode mapping => mapping with { Entries = [.. mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Replace(entry.Value, place, by)))] },
        SequenceNode sequence => sequence with { Items = [.. sequence.Items.Select(item => Replace(item, place, by))] },
        _ => root,
    };

    private static IReadOnlyList<string> Enumerated(KnowledgeSchema schema, JsonObject branch)
    {
        JsonObject inner = branch["items"] is JsonObject items ? schema.Resolve("", items).Schema : branch;
        return [.. (inner["enum"]?.AsArray() ?? []).Select(word => word!.GetValue<string>())];
    }

    // A list of one text may be written as a text; the schemas ask for a list all the same.
    private static bool TakesText(KnowledgeSchema schema, JsonObject branch) => branch["enum"] is not null || KnowledgeSchema.Is(branch, "string")
        || (branch["items"] is JsonObject items && schema.Branches("", items).Any(item => TakesText(schema, item.Schema)));

    private static bool Takes(JsonObject branch, Form form) => form switch
    {
        Form.Text => branch["enum"] is not null || KnowledgeSchema.Is(branch, "string"),
        Form.Time => KnowledgeSchema.Is(branch, "string") && branch["pattern"] is not null,
        Form.Texts or Form.List => KnowledgeSchema.Is(branch, "array"),
        Form.Keys => KnowledgeSchema.Is(branch, "object"),
        Form.Flag => KnowledgeSchema.Is(branch, "boolean"),
        Form.Number => KnowledgeSchema.Is(branch, "number") || KnowledgeSchema.Is(branch, "integer"),
        _ => true,
    };

    private static void None(IEnumerable<string> differences)
    {
        string all = string.Join('\n', differences.Take(20));
        if (all.Length > 0) Assert.Fail(all);
    }
}
