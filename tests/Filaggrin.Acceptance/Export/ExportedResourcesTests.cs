using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Filaggrin.Acceptance.Bundles;
using Filaggrin.Acceptance.Commands;
using Filaggrin.Acceptance.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Export;

namespace Filaggrin.Acceptance.Export;

/// <summary>The FHIR resources around the CQL: valid R4, one action a rule, no unknown lost.</summary>
public class ExportedResourcesTests
{
    private static readonly Agent Methotrexate = Engine.Knowledge.Agents["methotrexate"];

    [Fact]
    public void A_validator_of_another_language_finds_no_fault()
    {
        Dictionary<string, byte[]> files = Json().ToDictionary(file => file.Path.Replace('/', '-'), file => file.Content.ToArray(), StringComparer.Ordinal);
        (int exit, string output) = NodeValidityTests.Validate(files);
        Assert.True(exit == 0, output);
    }

    [Fact]
    public void Each_rule_is_an_action_whose_condition_is_its_definition()
    {
        foreach (Agent agent in Engine.Knowledge.Agents.Values.Where(agent => agent.RulesWritten))
        {
            string cql = CqlEngine.Libraries[CqlScope.LibraryOf(agent) + ".cql"];
            JsonElement[] actions = [.. Plan(agent.Id).GetProperty("action").EnumerateArray()];
            string[] conditions = [.. actions.SelectMany(Conditions)];
            Assert.All(agent.Rules, rule => Assert.Contains(rule.Id, conditions, StringComparer.Ordinal));
            string[] open = [.. conditions.Intersect([AgentLibrary.NeedsInformation, AgentLibrary.OpenCautions], StringComparer.Ordinal)];
            Assert.Equal(agent.Rules.Any(rule => rule.IsHard), open.Contains(AgentLibrary.NeedsInformation, StringComparer.Ordinal));
            Assert.Equal(agent.Rules.Length + open.Length, actions.Length);
            Assert.All(actions.Where(action => action.TryGetProperty("dynamicValue", out _)), action =>
                Assert.Contains($"define {CqlText.Identifier(action.GetProperty("dynamicValue")[0].GetProperty("expression").GetProperty("expression").GetString()!)}:\n", cql, StringComparison.Ordinal));
            Assert.All(conditions, name => Assert.Contains($"define {CqlText.Identifier(name)}:\n", cql, StringComparison.Ordinal));
            Assert.All(actions, action =>
            {
                Assert.InRange(action.GetProperty("title").GetString()!.Length, 1, 139);
                Assert.Contains(action.GetProperty("priority").GetString(), (string[])["routine", "urgent", "stat"], StringComparer.Ordinal);
                Assert.False(string.IsNullOrEmpty(action.GetProperty("documentation")[0].GetProperty("url").GetString()));
                Assert.False(string.IsNullOrEmpty(action.GetProperty("documentation")[0].GetProperty("display").GetString()));
            });
        }
    }

    [Fact]
    public void A_contraindication_is_critical_and_one_that_cannot_be_decided_a_warning()
    {
        JsonElement[] actions = [.. Plan("methotrexate").GetProperty("action").EnumerateArray()];
        Assert.Equal("stat", Of("methotrexate-pregnancy").GetProperty("priority").GetString());
        Assert.Equal("urgent", Of(AgentLibrary.NeedsInformation).GetProperty("priority").GetString());
        JsonElement Of(string define) => actions.First(action => Conditions(action)[0] == define);
    }

    [Fact]
    public void A_rule_of_one_phase_or_region_speaks_there_alone()
    {
        Rule start = Methotrexate.Rules.First(rule => rule is { Phase: Phase.Start, Topic: null });
        Assert.Equal([start.Id, start.Id + AgentLibrary.Speaks], Plan("methotrexate").GetProperty("action").EnumerateArray().Select(Conditions).First(conditions => conditions[0] == start.Id));
        Assert.Equal(new RuleReach([.. RegionChoice.Regions], []).ToString(), RuleReach.Of(Methotrexate, start).ToString());
    }

    [Fact]
    public void A_library_resource_carries_its_text_and_names_what_it_needs()
    {
        JsonElement library = Read("fhir/Library-FilaggrinMethotrexate.json");
        JsonElement content = library.GetProperty("content")[0];
        Assert.Equal("text/cql", content.GetProperty("contentType").GetString());
        Assert.Equal(CqlEngine.Libraries["FilaggrinMethotrexate.cql"], Encoding.UTF8.GetString(content.GetProperty("data").GetBytesFromBase64()));
        Assert.Contains(library.GetProperty("relatedArtifact").EnumerateArray(), artifact =>
            artifact.GetProperty("resource").GetString() == $"{KnowledgeExport.DefaultBase}/Library/FilaggrinFacts|{Engine.Knowledge.Edition.Version}");
        string[] sets = [.. Read("fhir/Library-FilaggrinFacts.json").GetProperty("dataRequirement").EnumerateArray()
            .Where(need => need.TryGetProperty("codeFilter", out _)).Select(need => need.GetProperty("codeFilter")[0].GetProperty("valueSet").GetString()!.Split('/', '|')[^2])];
        Assert.NotEmpty(sets);
        Assert.All(sets, set => Assert.True(Read($"fhir/ValueSet-{set}.json").GetProperty("expansion").GetProperty("contains").GetArrayLength() > 0));
    }

    [Fact]
    public void What_the_facts_need_of_a_record_stands_in_the_library_with_its_codes_and_a_query()
    {
        JsonElement[] needs = [.. Read("fhir/Library-FilaggrinFacts.json").GetProperty("dataRequirement").EnumerateArray()];
        Assert.All(needs, need => Assert.Contains("{{context.patientId}}", need.GetProperty("extension")[0].GetProperty("valueString").GetString(), StringComparison.Ordinal));
        JsonElement[] coded = [.. needs.Where(need => need.TryGetProperty("codeFilter", out _))];
        Assert.All(coded, need =>
        {
            JsonElement filter = need.GetProperty("codeFilter")[0];
            string[] codes = [.. filter.GetProperty("code").EnumerateArray().Select(Coding)], inSet =
                [.. Read($"fhir/ValueSet-{filter.GetProperty("valueSet").GetString()!.Split('/', '|')[^2]}.json").GetProperty("expansion").GetProperty("contains").EnumerateArray().Select(Coding)];
            Assert.Equal(inSet, codes);
            Assert.EndsWith("&code=" + string.Join(',', codes), need.GetProperty("extension")[0].GetProperty("valueString").GetString(), StringComparison.Ordinal);
        });

        static string Coding(JsonElement coding) => $"{coding.GetProperty("system").GetString()}|{coding.GetProperty("code").GetString()}";
    }

    [Fact]
    public void A_service_for_one_agent_asks_for_what_its_definitions_read_to_the_ground_and_for_nothing_else()
    {
        Dictionary<string, string> facts = Defined(CqlEngine.Libraries[CqlScope.FactLibrary + ".cql"]);
        foreach (Agent agent in Engine.Knowledge.Agents.Values.Where(agent => agent.RulesWritten))
        {
            string cql = CqlEngine.Libraries[CqlScope.LibraryOf(agent) + ".cql"];
            HashSet<string> seen = [], read = [];
            Stack<string> open = new(WithoutComments(cql).Split("Facts.\"")[1..].Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]));
            while (open.TryPop(out string? name))
            {
                if (!seen.Add(name) || !facts.TryGetValue(name, out string? text)) continue;
                foreach (string named in text.Split('"').Where((_, at) => at % 2 == 1))
                {
                    if (named.EndsWith(" codes", StringComparison.Ordinal)) read.Add(named[..^" codes".Length]);
                    else open.Push(named);
                }
            }

            JsonElement[] needs = [.. Read($"fhir/Library-{CqlScope.LibraryOf(agent)}.json").GetProperty("dataRequirement").EnumerateArray()];
            Assert.Equal("Patient", needs[0].GetProperty("type").GetString());
            JsonElement[] coded = [.. needs.Where(need => need.TryGetProperty("codeFilter", out _))];
            // Who reads a result reads them all: one without a code that is known may be newer.
            Assert.Equal(coded.Length > 0 ? ["Patient", "Observation", "DiagnosticReport", "QuestionnaireResponse"] : ["Patient"], needs.Except(coded).Select(need => need.GetProperty("type").GetString()!), StringComparer.Ordinal);
            Assert.Equal(read.Order(StringComparer.Ordinal), coded.Select(need => need.GetProperty("codeFilter")[0].GetProperty("valueSet").GetString()!.Split('/', '|')[^2]["filaggrin-".Length..]).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        }

        static Dictionary<string, string> Defined(string cql) => WithoutComments(cql).Split("\ndefine \"")[1..].Select(define => define.Split("\":\n", 2)).Where(define => define.Length == 2)
            .ToDictionary(define => define[0], define => define[1], StringComparer.Ordinal);
        static string WithoutComments(string cql) => string.Join('\n', cql.Split('\n').Where(line => !line.StartsWith("//", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_command_writes_the_same_files_and_removes_what_an_earlier_edition_left()
    {
        string folder = Directory.CreateTempSubdirectory("exported-").FullName;
        string[] left = ["cql/FilaggrinGone.cql", "fhir/Library-FilaggrinGone.json", "fhir/PlanDefinition-filaggrin-gone.json", "fhir/ValueSet-filaggrin-Gone.json"];
        const string OfOthers = "fhir/ValueSet-of-others.json";
        try
        {
            foreach (string file in (string[])[.. left, OfOthers])
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
                File.WriteAllText(Path.Combine(folder, file), "{}");
            }

            Outcome outcome = Executable.Run("knowledge", "export", "--cql", folder);
            Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
            Assert.StartsWith("4 files of an earlier export", outcome.Output, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(folder, OfOthers)));
            File.Delete(Path.Combine(folder, OfOthers));
            Assert.Equal(CqlEngine.Exported.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal), StringComparer.Ordinal);
            Assert.All(CqlEngine.Exported.Values, file => Assert.True(File.ReadAllBytes(Path.Combine(folder, file.Path)).AsSpan().SequenceEqual(file.Content.AsSpan()), file.Path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_command_writes_the_sheet_that_engines_take()
    {
        string example = Path.Combine(Examples.Folder, "complete-woman-34.json");
        Outcome outcome = Executable.Run("sheet", example, "--as-of", "2026-11-01", "--region", "UK");
        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        (int exit, string validity) = NodeValidityTests.Validate(new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["sheet.json"] = Encoding.UTF8.GetBytes(outcome.Output) });
        Assert.True(exit == 0, validity);
        using JsonDocument sheet = JsonDocument.Parse(outcome.Output);
        JsonElement[] parameters = [.. sheet.RootElement.GetProperty("parameter").EnumerateArray()];
        Assert.Equal("UK", Of("Region").GetProperty("valueString").GetString());
        Assert.Equal("2026-11-01", Of("AsOf").GetProperty("valueDate").GetString());
        Assert.Equal("female", Of("SheetSex").GetProperty("valueString").GetString());
        Assert.Equal("a", Of("SheetAge").GetProperty("valueRange").GetProperty("low").GetProperty("code").GetString());

        // Each is one that the library of facts, or an agent's own, declares.
        string[] declared = [.. CqlEngine.Exported.Keys.Where(path => path.StartsWith("fhir/Library-", StringComparison.Ordinal)).SelectMany(path => Read(path).GetProperty("parameter").EnumerateArray())
            .Where(parameter => parameter.GetProperty("use").GetString() == "in").Select(parameter => parameter.GetProperty("name").GetString()!)];
        Assert.Empty(parameters.Select(parameter => parameter.GetProperty("name").GetString()!).Except(declared, StringComparer.Ordinal));

        JsonElement Of(string name) => parameters.Single(parameter => parameter.GetProperty("name").GetString() == name);
    }

    [Fact]
    public void The_bundle_and_the_package_hold_every_resource()
    {
        string[] resources = [.. CqlEngine.Exported.Keys.Where(path => path.StartsWith("fhir/", StringComparison.Ordinal)).Select(path => path["fhir/".Length..]).Order(StringComparer.Ordinal)];
        JsonElement bundle = Read("bundle.json");
        Assert.Equal(resources, bundle.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("request").GetProperty("url").GetString()!.Replace('/', '-') + ".json").Order(StringComparer.Ordinal), StringComparer.Ordinal);
        using MemoryStream packed = new([.. CqlEngine.Exported["package.tgz"].Content]);
        using GZipStream unpacked = new(packed, CompressionMode.Decompress);
        using TarReader tar = new(unpacked);
        List<string> names = [];
        while (tar.GetNextEntry() is { } entry) names.Add(entry.Name);
        Assert.Equal([.. resources.Append("package.json").Select(name => "package/" + name).Order(StringComparer.Ordinal)], names.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void The_same_knowledge_gives_the_same_bytes()
    {
        Assert.All(KnowledgeExport.Write(Engine.Knowledge), file => Assert.True(file.Content.AsSpan().SequenceEqual(CqlEngine.Exported[file.Path].Content.AsSpan()), file.Path));
    }

    [Theory]
    [InlineData("filaggrin")]
    [InlineData("ftp://example.org/fhir")]
    [InlineData("https://example.org/fhir?version=1")]
    public void A_base_that_is_no_address_is_refused(string canonicalBase) =>
        Assert.StartsWith($"«{canonicalBase}» is no base of canonical addresses; expected one such as https://", Assert.Throws<ArgumentException>(() => KnowledgeExport.Write(Engine.Knowledge, canonicalBase)).Message, StringComparison.Ordinal);

    private static IEnumerable<ExportedFile> Json() => CqlEngine.Exported.Values.Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal));

    private static JsonElement Plan(string agent) => Read($"fhir/PlanDefinition-filaggrin-{agent}.json");

    private static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(CqlEngine.Exported[path].Content.ToArray());
        return document.RootElement.Clone();
    }

    private static string[] Conditions(JsonElement action) => [.. action.GetProperty("condition").EnumerateArray().Select(condition => condition.GetProperty("expression").GetProperty("expression").GetString()!)];
}
