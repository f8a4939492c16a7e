using System.Collections.Immutable;
using System.Text.Json;
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
        writer.WriteString("id", reference.At is { } at ? $"{reference.Source.Id}#{at}" : reference.Source.Id);
        writer.WriteString("citation", reference.Source.Citation + (reference.Source.Year is { } year ? $" {year}." : ""));
        writer.OptionalString("url", reference.Source.Url);
        writer.WriteEndObject();
    });
}
