using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Advice.Appraisals.Bundles;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Appraisals;

/// <summary>What every JSON writer here needs.</summary>
internal static class JsonWriting
{
    public static void Array<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items) write(json, item);
        json.WriteEndArray();
    }

    public static void OptionalString(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is null) json.WriteNull(name);
        else json.WriteString(name, text);
    }

    public static void Sources(this Utf8JsonWriter json, ImmutableArray<SourceReference> sources) => json.Array("sources", sources, (writer, reference) =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", Citations.Label(reference));
        writer.WriteString("citation", Citations.Full(reference.Source));
        writer.OptionalString("url", reference.Source.Url);
        writer.WriteEndObject();
    });
}
