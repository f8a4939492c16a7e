using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Cli.Output;

/// <summary>Writes questions as JSON, schema <c>filaggrin.questions/1</c>.</summary>
internal static class QuestionsJson
{
    /// <summary>The schema version.</summary>
    public const string Schema = "filaggrin.questions/1";

    public static void Write(Utf8JsonWriter json, ImmutableArray<Question> questions, AppraisalRequest request)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("asOf", DateSpan.Iso(request.AsOf));
        json.WriteStartArray("questions");
        foreach (Question question in questions) Write(json, question);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Question question)
    {
        json.WriteStartObject();
        json.WriteString("fact", question.Fact.Name);
        json.WriteString("text", question.Fact.Ask ?? question.Fact.Text);
        json.WriteString("type", question.Fact.Type.ToString().ToLowerInvariant());
        json.WriteString("unit", question.Fact.Unit);
        if (FactText.LastKnown(question.State) is { } last) json.WriteString("outOfDate", last);
        json.WriteStartArray("options");
        foreach (string option in question.Options) json.WriteStringValue(option);
        json.WriteEndArray();
        json.WriteStartArray("settles");
        foreach (Settled settled in question.Settles)
        {
            json.WriteStartObject();
            json.WriteString("agent", settled.Agent);
            json.WriteString("from", Words.Of(settled.From));
            json.WriteStartArray("to");
            foreach (Standing standing in settled.To) json.WriteStringValue(Words.Of(standing));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
