using System.Text.Json.Nodes;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Cli.Commands;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Tests;
using Json.Schema;

namespace Filaggrin.Acceptance.Commands;

public class SchemaTests
{
    private static readonly string[] Regions = ["EU", "UK", "US"];
    private static readonly JsonSchema Appraisals = Schema("appraisal.json");
    private static readonly JsonSchema Questions = Schema("questions.json");
    private static readonly JsonSchema Reports = Schema("monitoring.json");

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void An_appraisal_is_what_its_schema_says(string name)
    {
        // The largest JSON of all, and a region only changes what stands in it: each example in one, all of them in turn.
        string region = Regions[Examples.PlaceOf(name) % Regions.Length];
        SchemaAssert.Valid(Appraisals, Examples.Json(Examples.Appraise(name, region)));
    }

    [Fact]
    public void An_appraisal_with_answers_and_a_formulary_is_what_its_schema_says()
    {
        string file = Path.Combine(Examples.Folder, "formulary.yaml");
        Formulary formulary = Formulary.Read(new("formulary.yaml", File.ReadAllText(file)), Examples.Knowledge);
        Appraisal appraisal = new Advisor(Examples.Knowledge).Appraise(
            Examples.Read(Examples.FewData), Examples.Request with { Answers = Examples.Answers(), Formulary = formulary });
        string json = Examples.Json(appraisal);
        Assert.Contains("\"costClass\"", json, StringComparison.Ordinal);
        SchemaAssert.Valid(Appraisals, json);
    }

    [Fact]
    public void A_review_is_told_with_the_option_and_its_reasons()
    {
        const string Nobody = "reviewed: { by: , on: , edition: }";
        KnowledgeBase reviewed = KnowledgeBase.Load(TestKnowledge.Files().Select(file => file.Path != "agents/upadacitinib.yaml"
            ? file : file with { Text = file.Text.Replace(Nobody, "reviewed: { by: A. Miller, on: 2026-10-01, edition: \"0.1\" }", StringComparison.Ordinal) }));
        string json = Examples.Json(new Advisor(reviewed).Appraise(Examples.Read("girl-4"), Examples.Request));
        SchemaAssert.Valid(Appraisals, json);
        JsonNode[] options = [.. JsonNode.Parse(json)!["options"]!.AsArray().Select(option => option!)];
        JsonNode option = options.Single(option => option["agent"]!.GetValue<string>() == "upadacitinib");
        int rules = reviewed.Agents["upadacitinib"].Rules.Length;
        Assert.Equal($$"""{"rules":{{rules}},"inEarlierEdition":0,"of":{{rules}}}""", option["reviewed"]!.ToJsonString());
        Assert.All(option["reasons"]!.AsArray(), reason => Assert.Equal("""{"by":"A. Miller","on":"2026-10-01","edition":"0.1"}""", reason!["reviewed"]?.ToJsonString()));
        Assert.Equal(rules, options.Sum(other => other["reviewed"]!["rules"]!.GetValue<int>()));
    }

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void Questions_are_what_their_schema_says(string name)
    {
        using StringWriter output = new();
        QuestionsCommand.Run(Examples.Knowledge, Examples.Read(name), Examples.Request, json: true, questionnaire: null, output);
        SchemaAssert.Valid(Questions, output.ToString());
    }

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void A_monitoring_report_is_what_its_schema_says(string name)
    {
        foreach (string region in (string[])["EU", "UK", "US"])
        {
            MonitoringReport report = new TreatmentMonitor(Examples.Knowledge).Report(Examples.Read(name), Examples.Request with { Region = region });
            SchemaAssert.Valid(Reports, JsonOutput.Text(json => MonitoringJson.Write(json, report)));
        }
    }

    [Theory]
    [InlineData("/standing", "\"open\"")]
    [InlineData("/licence/status", "\"perhaps\"")]
    [InlineData("/reasons", "null")]
    [InlineData("/extra", "1")]
    public void The_schema_refuses_what_it_does_not_name(string member, string value)
    {
        JsonNode appraisal = JsonNode.Parse(Examples.Json(Examples.Appraise("girl-4")))!;
        JsonNode parent = appraisal["options"]![0]!;
        string[] path = member.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (string step in path[..^1]) parent = parent[step]!;
        parent[path[^1]] = JsonNode.Parse(value);
        Assert.False(SchemaAssert.Takes(Appraisals, appraisal.ToJsonString()));
    }

    [Fact]
    public void The_command_writes_the_same_as_the_engine()
    {
        Outcome outcome = Executable.Run("appraise", Examples.PathOf("girl-4"), "--as-of", "2026-11-01", "--json");
        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        Assert.Equal(Examples.Json(Examples.Appraise("girl-4")) + "\n", outcome.Output);
    }

    private static JsonSchema Schema(string name) => JsonSchema.FromText(File.ReadAllText(Path.Combine(Examples.Beside("docs"), "schema", name)));
}
