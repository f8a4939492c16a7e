using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Cli.Output;

/// <summary>Writes questions as a FHIR R4 Questionnaire: the linkId of an item is the fact, so that its response is read as answers.</summary>
internal static class QuestionnaireJson
{
    private const string UnitExtension = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
    private const string Ucum = "http://unitsofmeasure.org";

    public static void Write(Utf8JsonWriter json, ImmutableArray<Question> questions, AppraisalRequest request, Edition edition)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Questionnaire");
        json.WriteString("id", Id(questions, request, edition));
        json.WriteString("title", "What would settle the systemic options in atopic dermatitis");
        json.WriteString("status", "draft");
        json.WriteStartArray("subjectType");
        json.WriteStringValue("Patient");
        json.WriteEndArray();
        json.WriteString("date", DateSpan.Iso(request.AsOf));
        json.WriteString("publisher", edition.ToString());
        if (questions.Length > 0)
        {
            json.WriteStartArray("item");
            for (int i = 0; i < questions.Length; i++) Item(json, questions[i], i + 1);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter json, Question question, int number)
    {
        FactDefinition fact = question.Fact;
        string type = TypeOf(fact);
        json.WriteStartObject();
        if (type == "quantity")
        {
            json.WriteStartArray("extension");
            json.WriteStartObject();
            json.WriteString("url", UnitExtension);
            json.WriteStartObject("valueCoding");
            json.WriteString("system", Ucum);
            json.WriteString("code", fact.Unit);
            json.WriteString("display", FactWords.Unit(fact.Unit));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("linkId", fact.Name);
        json.WriteString("prefix", FactText.Count(number) + ".");
        json.WriteString("text", (fact.Ask ?? fact.Text) + (fact.Type == FactType.Set ? " (one answer each; «none» where there is none)" : ""));
        json.WriteString("type", type);
        json.WriteBoolean("required", false);
        if (fact.Type == FactType.Set) json.WriteBoolean("repeats", true);
        if (type == "choice")
        {
            json.WriteStartArray("answerOption");
            foreach (string option in fact.Options)
            {
                json.WriteStartObject();
                json.WriteStartObject("valueCoding");
                json.WriteString("code", option);
                json.WriteString("display", option);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        if (fact.Type == FactType.Date) NoDay(json, fact);
    }

    /// <summary>A day cannot say that there was none: an item of its own does.</summary>
    private static void NoDay(Utf8JsonWriter json, FactDefinition fact)
    {
        json.WriteStartObject();
        json.WriteString("linkId", fact.Name + AnswerReader.NeverLink);
        json.WriteString("text", $"{fact.Ask ?? fact.Text} {(fact.IsPlanned ? "None is planned." : "Never.")}");
        json.WriteString("type", "boolean");
        json.WriteStartArray("enableWhen");
        json.WriteStartObject();
        json.WriteString("question", fact.Name);
        json.WriteString("operator", "exists");
        json.WriteBoolean("answerBoolean", false);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteBoolean("required", false);
        json.WriteEndObject();
    }

    private static string TypeOf(FactDefinition fact) => fact.Type switch
    {
        FactType.Flag => "boolean",
        FactType.Number => FactWords.Unit(fact.Unit).Length > 0 ? "quantity" : "decimal",
        FactType.Code => fact.Options.IsEmpty ? "string" : "choice",
        FactType.Date => "date",
        _ => "string",
    };

    /// <summary>From the content alone, so that the same questions are the same resource.</summary>
    private static string Id(ImmutableArray<Question> questions, AppraisalRequest request, Edition edition)
    {
        string content = string.Join('\n', questions.Select(question => question.Fact.Name).Prepend($"{edition.Hash} {DateSpan.Iso(request.AsOf)}"));
        return "filaggrin-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];
    }
}
