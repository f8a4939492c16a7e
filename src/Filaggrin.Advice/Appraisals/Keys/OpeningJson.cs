using System.Text.Json;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals.Keys;

/// <summary>Writes what would open an option.</summary>
internal static class OpeningJson
{
    public static void Write(Utf8JsonWriter json, Opening? opening)
    {
        if (opening is null)
        {
            json.WriteNull("opens");
            return;
        }

        json.WriteStartObject("opens");
        json.WriteBoolean("possible", opening.Possible);
        json.Array("ways", opening.Ways, Way);
        json.WriteString("text", opening.Text);
        json.WriteEndObject();
    }

    private static void Way(Utf8JsonWriter json, Way way)
    {
        json.WriteStartObject();
        json.Array("changes", way.Changes, Change);
        json.WriteString("standing", Words.Of(way.Standing));
        json.OptionalString("from", way.From is { } from ? DateSpan.Iso(from) : null);
        json.Array("missing", way.Missing, (writer, fact) => writer.WriteStringValue(fact.Name));
        json.WriteEndObject();
    }

    private static void Change(Utf8JsonWriter json, Change change)
    {
        json.WriteStartObject();
        json.WriteString("fact", change.Fact.Name);
        json.WritePropertyName("from");
        AppraisalJson.WriteValue(json, change.From);
        json.WritePropertyName("to");
        AppraisalJson.WriteValue(json, change.To);
        json.OptionalString("unit", change.Fact.Unit);
        json.WriteString("text", change.Text);
        json.WriteString("can", Words.Of(change.Can));
        json.OptionalString("when", change.When is { } when ? DateSpan.Iso(when) : null);
        json.OptionalString("event", change.Event);
        json.WriteEndObject();
    }
}
