using System.Text.Json.Nodes;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Schemas;

public class SchemaTests
{
    public static TheoryData<string> Paths => [.. Readers.All.Select(file => file.Path)];

    public static TheoryData<string> Kinds => [.. KnowledgeSchema.All.Select(schema => schema.Kind)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_knowledge_file_is_what_its_schema_says(string path)
    {
        Node node = Readers.Files.Single(file => file.Path == path).Node;
        Assert.Equal("", string.Join('\n', KnowledgeSchema.Of(KnowledgeSchema.KindOf(path)).Faults(node).Take(5)));
    }

    [Fact]
    public void The_files_of_the_guide_are_what_their_schemas_say()
    {
        GuideBlock[] files = [.. AuthoringGuide.Blocks.Where(block => block.Language == "yaml" && block.File.Length > 0)];
        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.Empty(KnowledgeSchema.Of(KnowledgeSchema.KindOf(file.File["my-knowledge/".Length..])).Faults(YamlReader.Read(new(file.File, file.Text), [])!)));
    }

    // So that an editor finds it, whichever it is.
    [Theory]
    [MemberData(nameof(Paths))]
    public void The_first_line_of_a_file_names_its_schema(string path)
    {
        string up = string.Concat(Enumerable.Repeat("../", path.Split('/').Length));
        string first = Readers.All.Single(file => file.Path == path).Text.Split('\n')[0];
        Assert.Equal($"# yaml-language-server: $schema={up}docs/schema/knowledge/{KnowledgeSchema.KindOf(path)}.json", first);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_key_says_what_it_is_for(string kind)
    {
        KnowledgeSchema schema = KnowledgeSchema.Of(kind);
        Assert.Equal("", string.Join('\n',
            from part in schema.Objects()
            from property in part.Schema["properties"]!.AsObject()
            let own = property.Value!.AsObject()
            where own["description"] is null && schema.Resolve("", own).Schema["description"] is null
            select $"{part.Path}/{property.Key}"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_part_takes_keys_that_it_does_not_name(string kind) => Assert.All(
        KnowledgeSchema.Of(kind).Objects(), part => Assert.False(part.Schema["additionalProperties"]?.GetValue<bool>() ?? true, part.Path));

    [Fact]
    public void What_two_schemas_share_reads_alike()
    {
        foreach (IGrouping<string, JsonNode> shared in KnowledgeSchema.All.SelectMany(schema => schema.Root["$defs"]!.AsObject())
            .Where(part => part.Key is "id" or "rows" or "region" or "topic" or "when" or "text" or "basis" or "sources" or "note" or "duration" or "reviewed" or "verdict" or "item")
            .GroupBy(part => part.Key, part => part.Value!, StringComparer.Ordinal))
        {
            Assert.All(shared, part => Assert.True(JsonNode.DeepEquals(shared.First(), part), shared.Key));
        }
    }

    // An editor warns of more than the readers must refuse.
    [Theory]
    [InlineData("sources", "sources:\n  - { id: Label, citation: The label. }")] // capitals in an identifier
    [InlineData("sources", "sources:\n  - { id: label, citation: The label., doi: https://doi.org/10.1/x }")]
    [InlineData("sources", "sources:\n  - { id: label, citation: 7 }")] // a text that reads as a number
    [InlineData("medicines", "medicines:\n  - { medicine: zinc, rxnorm: 11416 }")] // one text where a list stands, a code without quotes
    [InlineData("edition", "name: X\nversion: 0.1\ndate: 2026-03-01\nintended-use: Y.")] // 0.10 would read as 0.1
    [InlineData("facts", "facts:\n  - { fact: X, type: flag, ask: Say whether. }")]
    public void A_schema_also_holds_the_form_of_identifiers_days_links_and_quoted_codes(string kind, string text)
    {
        Node node = YamlReader.Read(new("x.yaml", text), [])!;
        Assert.Null(Readers.Fault(kind, node));
        Assert.NotEmpty(KnowledgeSchema.Of(kind).Faults(node));
    }
}
