using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Cli.Commands;
using Filaggrin.Cli.Output;
using Filaggrin.Fhir;
using Filaggrin.Knowledge.Facts;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Filaggrin.Acceptance.Commands;

public class QuestionnaireTests
{
    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void The_questionnaire_is_valid_FHIR(string name)
    {
        Questionnaire questionnaire = new FhirJsonDeserializer().Deserialize<Questionnaire>(Write(name));
        Assert.Equal(PublicationStatus.Draft, questionnaire.Status);
        Assert.Equal(QuestionsCommandTests.Ask(name).Select(question => question.Fact.Name), questionnaire.Item.Select(item => item.LinkId).OfType<string>().Where(link => !IsNever(link)), StringComparer.Ordinal);
    }

    [Fact]
    public void The_same_questions_are_the_same_resource() => Assert.Equal(Write(Examples.FewData), Write(Examples.FewData));

    [Fact]
    public void A_type_tells_how_to_answer()
    {
        JsonNode questionnaire = JsonNode.Parse(Write(Examples.FewData))!;
        foreach (JsonNode? item in questionnaire["item"]!.AsArray())
        {
            if (IsNever(item!["linkId"]!.GetValue<string>())) continue;
            FactDefinition fact = Examples.Knowledge.Facts[item["linkId"]!.GetValue<string>()];
            string[] allowed = fact.Type switch
            {
                FactType.Flag => ["boolean"],
                FactType.Number => ["decimal", "quantity"],
                FactType.Code => ["choice"],
                FactType.Date => ["date"],
                _ => ["string"],
            };
            Assert.Contains(item["type"]!.GetValue<string>(), allowed, StringComparer.Ordinal);
            if (fact.Type == FactType.Code) Assert.Equal(fact.Options, item["answerOption"]!.AsArray().Select(option => option!["valueCoding"]!["code"]!.GetValue<string>()), StringComparer.Ordinal);
        }
    }

    [Fact]
    public void Its_answers_are_read_as_the_facts_that_were_asked()
    {
        JsonArray items = [];
        foreach (JsonNode? item in JsonNode.Parse(Write(Examples.FewData))!["item"]!.AsArray())
            items.Add(new JsonObject { ["linkId"] = item!["linkId"]!.DeepClone(), ["answer"] = new JsonArray(Answer(item)) });
        PatientRecord record = Read([.. items.Select(item => item!.DeepClone())]);
        ImmutableArray<Question> asked = QuestionsCommandTests.Ask(Examples.FewData);
        Assert.Empty(record.NotUnderstood);
        Assert.Equal(asked.Select(question => question.Fact.Name).Order(StringComparer.Ordinal), record.Findings.Select(finding => finding.Fact.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_day_may_be_answered_by_never()
    {
        Question asked = new(Examples.Knowledge.Facts["LiveVaccine"], [], [], new(Examples.Knowledge.Facts["LiveVaccine"], FactValue.Unknown(FactType.Date), FactState.Absent, []));
        using MemoryStream written = new();
        using (System.Text.Json.Utf8JsonWriter json = new(written)) QuestionnaireJson.Write(json, [asked], Examples.Request, Examples.Knowledge.Edition);
        Questionnaire questionnaire = new FhirJsonDeserializer().Deserialize<Questionnaire>(Encoding.UTF8.GetString(written.ToArray()));
        Assert.Equal(["LiveVaccine: Date", "LiveVaccine.never: Boolean"], questionnaire.Item.Select(item => $"{item.LinkId}: {item.Type}"), StringComparer.Ordinal);

        Assert.Equal(FactValue.NotApplicable, Assert.Single(Responded(true).Findings, finding => finding.Fact.Name == "LiveVaccine").Value);
        Assert.DoesNotContain(Responded(false).Findings, finding => finding.Fact.Name == "LiveVaccine"); // when it was is not told

        static PatientRecord Responded(bool never) => Read(
            new JsonObject { ["linkId"] = "LiveVaccine.never", ["answer"] = new JsonArray(new JsonObject { ["valueBoolean"] = never }) });
    }

    private static PatientRecord Read(params JsonNode[] items)
    {
        JsonObject bundle = new()
        {
            ["resourceType"] = "Bundle",
            ["type"] = "collection",
            ["entry"] = new JsonArray(
                Entry(new() { ["resourceType"] = "Patient", ["id"] = "p", ["gender"] = "female", ["birthDate"] = "1999-10-05" }),
                Entry(new() { ["resourceType"] = "QuestionnaireResponse", ["id"] = "q", ["status"] = "completed", ["subject"] = new JsonObject { ["reference"] = "Patient/p" }, ["authored"] = "2026-10-30", ["item"] = new JsonArray(items) })),
        };
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(bundle.ToJsonString()));
        return new RecordReader(Examples.Knowledge.Codes).Read(stream, "response.json");
    }

    private static bool IsNever(string link) => link.EndsWith(AnswerReader.NeverLink, StringComparison.Ordinal);

    private static JsonObject Entry(JsonObject resource) => new() { ["resource"] = resource };

    private static JsonObject Answer(JsonNode item) => item["type"]!.GetValue<string>() switch
    {
        "boolean" => new() { ["valueBoolean"] = false },
        "choice" => new() { ["valueCoding"] = item["answerOption"]![0]!["valueCoding"]!.DeepClone() },
        "quantity" => new() { ["valueQuantity"] = new JsonObject { ["value"] = 100, ["system"] = "http://unitsofmeasure.org", ["code"] = item["extension"]![0]!["valueCoding"]!["code"]!.DeepClone() } },
        "decimal" => new() { ["valueDecimal"] = 5 },
        "date" => new() { ["valueDate"] = "2001-05-14" },
        _ => new() { ["valueString"] = "none" },
    };

    private static string Write(string name)
    {
        string folder = Directory.CreateTempSubdirectory("filaggrin").FullName;
        try
        {
            FileInfo file = new(Path.Combine(folder, "questionnaire.json"));
            using StringWriter output = new();
            Assert.Equal(0, QuestionsCommand.Run(Examples.Knowledge, Examples.Read(name), Examples.Request, json: false, file, output));
            Assert.Equal("", output.ToString());
            return File.ReadAllText(file.FullName);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
