using System.Text.Json;

namespace Filaggrin.Fhir.Elements;

/// <summary>Reads members of a resource; what is missing or of another kind counts as absent, so that no resource can break the reading.</summary>
internal static class ElementExtensions
{
    /// <summary>The member of a name; an undefined element when there is none.</summary>
    public static JsonElement Get(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null
            ? member : default;

    /// <summary>There is such an element.</summary>
    public static bool Exists(this JsonElement element) => element.ValueKind != JsonValueKind.Undefined;

    /// <summary>The elements of a list; a lone element counts as a list of one.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray(),
        JsonValueKind.Object => [element],
        _ => [],
    };

    /// <summary>A text without blanks around it; null when it is empty or no text.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            string text = element.GetString()!.Trim();
            return text.Length == 0 ? null : text;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }

    /// <summary>True, false or null.</summary>
    public static bool? Truth(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A number that a decimal can hold and that still can be converted; otherwise null.</summary>
    public static decimal? Number(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out decimal value) && decimal.Abs(value) < 1e15m ? value : null;
}
