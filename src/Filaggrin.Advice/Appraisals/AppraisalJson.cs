using System.Text.Json;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>Writes an appraisal as JSON, schema <c>filaggrin.appraisal/1</c>: camelCase names, ISO 8601 dates, UCUM units.</summary>
public static class AppraisalJson
{
    /// <summary>The schema version.</summary>
    public const string Schema = "filaggrin.appraisal/1";

    /// <summary>How JSON is written everywhere: indented, and readable where a letter is not ASCII.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the whole appraisal.</summary>
    public static void Write(Utf8JsonWriter json, Appraisal appraisal)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("edition", appraisal.Edition.ToString());
        json.WriteString("asOf", DateSpan.Iso(appraisal.AsOf));
        json.WriteString("region", appraisal.Region);
        json.WriteStartObject("patient");
        if (appraisal.Age is { Low: { } low, High: { } high } && decimal.Truncate(low) == decimal.Truncate(high)) json.WriteNumber("ageYears", (int)low);
        else json.WriteNull("ageYears");
        json.WriteString("sex", appraisal.Sex ?? "unknown");
        json.WriteBoolean("deceased", appraisal.Deceased);
        json.WriteEndObject();
        json.Array("severity", appraisal.Severity, Severity);
        WriteIndication(json, appraisal.Indication);
        json.Array("workup", appraisal.Workup, Task);
        json.Array("options", appraisal.Options, (writer, option) => OptionJson.Write(writer, option, appraisal.Edition));
        json.Array("alternatives", appraisal.Alternatives, Alternative);
        json.Array("current", appraisal.Current, Current);
        json.Array("medicines", appraisal.Medicines, Medicine);
        json.Array("safety", appraisal.Safety, MonitoringJson.Action);
        json.Array("accompanyingCare", appraisal.AccompanyingCare, Statement);
        json.Array("assumptions", appraisal.Assumptions, (writer, text) => writer.WriteStringValue(text));
        json.Array("assumedEnded", appraisal.AssumedEnded, Ended);
        json.Array("notUnderstood", appraisal.NotUnderstood, NotUnderstood);
        json.WriteEndObject();
    }

    private static void Medicine(Utf8JsonWriter json, MedicineEntry entry)
    {
        json.WriteStartObject();
        json.Array("names", entry.Ingredients, (writer, name) => writer.WriteStringValue(name));
        if (!entry.PossibleIngredients.IsEmpty) json.Array("mayBe", entry.PossibleIngredients, (writer, name) => writer.WriteStringValue(name));
        json.WriteBoolean("systemic", entry.Systemic);
        json.OptionalString("from", (entry.From ?? entry.Authored)?.ToString());
        json.OptionalString("dose", MonitoringJson.Word(entry.Dose));
        MonitoringJson.Ordered(json, entry.Dose);
        json.WriteString("source", entry.Source);
        if (entry.Via is { } via) json.WriteString("via", via);
        json.WriteEndObject();
    }

    private static void Ended(Utf8JsonWriter json, EndedOrder order)
    {
        json.WriteStartObject();
        json.WriteString("medicine", order.Medicine);
        json.OptionalString("date", order.Date is { } day ? DateSpan.Iso(day) : null);
        json.WriteString("source", order.Source);
        json.WriteEndObject();
    }

    internal static void Task(Utf8JsonWriter json, TaskStatus task)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Id);
        json.WriteString("status", task.Status);
        json.WriteString("text", task.Text);
        json.Array("facts", task.Facts, FactEntry);
        json.Sources(task.Sources);
        if (task.Recalled) json.WriteBoolean("unverified", true);
        json.WriteEndObject();
    }

    internal static void Statement(Utf8JsonWriter json, Statement statement)
    {
        json.WriteStartObject();
        json.WriteString("id", statement.Item.Id);
        json.WriteString("text", statement.Item.Text);
        json.Array("facts", statement.Facts, FactEntry);
        json.Sources(statement.Item.Sources);
        if (statement.Item.Recalled) json.WriteBoolean("unverified", true);
        json.WriteEndObject();
    }

    /// <summary>Writes one fact with its value and where it came from.</summary>
    public static void FactEntry(Utf8JsonWriter json, Fact fact)
    {
        FactOrigin? evidence = fact.Evidence.FirstOrDefault();
        json.WriteStartObject();
        json.WriteString("name", fact.Name);
        json.WritePropertyName("value");
        WriteValue(json, fact.Value);
        json.OptionalString("unit", fact.Definition.Unit);
        json.OptionalString("date", evidence?.Date?.ToString());
        json.OptionalString("source", evidence?.Source);
        if (evidence?.Via is { } via) json.WriteString("via", via);
        if (fact.State == FactState.Assumed) json.WriteBoolean("assumed", true);
        if (fact.Evidence.Length > 1)
        {
            json.Array("also", fact.Evidence.Skip(1), (writer, other) =>
            {
                writer.WriteStartObject();
                writer.OptionalString("value", other.Value);
                writer.OptionalString("date", other.Date?.ToString());
                writer.WriteString("source", other.Source);
                writer.WriteEndObject();
            });
        }

        json.WriteEndObject();
    }

    /// <summary>Writes what is known of a fact.</summary>
    internal static void WriteValue(Utf8JsonWriter json, FactValue value)
    {
        switch (value)
        {
            case FlagValue { Truth: Truth.Unknown } or NotApplicableValue:
                json.WriteNullValue();
                break;
            case FlagValue flag:
                json.WriteBooleanValue(flag.Truth == Truth.True);
                break;
            case NumberValue { Interval.Exact: { } exact }:
                json.WriteNumberValue(Normal(exact));
                break;
            case SetValue set:
                json.WriteStartArray();
                foreach (string member in set.Present) json.WriteStringValue(member);
                json.WriteEndArray();
                break;
            default:
                if (value.IsUnknown) json.WriteNullValue();
                else json.WriteStringValue(value.ToString());
                break;
        }
    }

    /// <summary>Without the zeros that a calculation leaves behind.</summary>
    internal static decimal Normal(decimal value) => decimal.Round(value, 6) / 1.000000000000000000000000000000000m;

    private static void Severity(Utf8JsonWriter json, SeverityEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("instrument", entry.Instrument);
        json.WriteNumber("value", Normal(entry.Value));
        json.WriteString("unit", entry.Unit);
        json.OptionalString("band", entry.Band);
        json.OptionalString("date", entry.Evidence.Date?.ToString());
        json.WriteString("source", entry.Evidence.Source);
        if (entry.OutOfDate) json.WriteBoolean("outOfDate", true);
        json.WriteEndObject();
    }

    private static void WriteIndication(Utf8JsonWriter json, Indication indication)
    {
        json.WriteStartObject("indication");
        json.WriteString("status", indication.Status);
        json.WriteString("route", indication.Route);
        json.Array("reasons", indication.Reasons, Statement);
        json.Array("missing", indication.Missing, (writer, fact) => writer.WriteStringValue(fact.Name));
        json.WriteEndObject();
    }

    private static void Alternative(Utf8JsonWriter json, AlternativeEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Alternative.Id);
        json.WriteString("name", entry.Alternative.Name);
        json.WriteString("text", entry.Alternative.Text);
        json.Array("statements", entry.Statements, Statement);
        json.Sources(entry.Alternative.Sources);
        json.WriteEndObject();
    }

    private static void Current(Utf8JsonWriter json, CurrentTreatment treatment)
    {
        Course course = treatment.Course;
        json.WriteStartObject();
        json.WriteString("agent", treatment.Agent.Id);
        json.OptionalString("from", course.From?.ToString());
        json.OptionalString("dose", MonitoringJson.Word(course.Dose));
        MonitoringJson.Ordered(json, course.Dose);
        json.WriteString("standing", Words.Of(treatment.Standing));
        json.WriteString("effect", MonitoringJson.Word(treatment.Effect));
        json.Array("sources", course.Sources, (writer, source) => writer.WriteStringValue(source));
        json.WriteEndObject();
    }

    internal static void NotUnderstood(Utf8JsonWriter json, NotUnderstood entry)
    {
        json.WriteStartObject();
        json.WriteString("source", entry.Source);
        json.WriteString("text", entry.Text);
        json.WriteString("why", entry.Why);
        json.WriteEndObject();
    }
}
