using System.Text.Json;
using Filaggrin.Evidence.Comparisons;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>Members that the JSON of networks and comparisons shares.</summary>
internal static class EvidenceMembers
{
    /// <summary>A number; null where there is none or it is not finite.</summary>
    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>A proportion from 0 to 1 with its limits.</summary>
    public static void Proportion(this Utf8JsonWriter json, string name, Proportion proportion)
    {
        json.WriteStartObject(name);
        json.WriteNumber("estimate", proportion.Estimate);
        json.WriteNumber("lower", proportion.Lower);
        json.WriteNumber("upper", proportion.Upper);
        json.WriteEndObject();
    }
}
