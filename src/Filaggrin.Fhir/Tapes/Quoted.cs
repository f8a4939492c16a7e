using System.Text.Json;

namespace Filaggrin.Fhir.Tapes;

/// <summary>Reads single values as the platform does, for all that is not plain.</summary>
internal static class Quoted
{
    /// <summary>The text of a string.</summary>
    /// <param name="json">The string with its quotes.</param>
    /// <exception cref="InvalidOperationException">It holds half of a surrogate pair.</exception>
    public static string Text(ReadOnlySpan<byte> json) => Read(json).GetString()!;

    /// <summary>Whether a string is this text.</summary>
    /// <exception cref="InvalidOperationException">It holds half of a surrogate pair.</exception>
    public static bool Equals(ReadOnlySpan<byte> json, ReadOnlySpan<byte> text) => Read(json).ValueTextEquals(text);

    /// <summary>A number that a decimal can hold; otherwise null.</summary>
    public static decimal? Number(ReadOnlySpan<byte> json) => Read(json).TryGetDecimal(out decimal value) ? value : null;

    /// <summary>A whole number; otherwise null.</summary>
    public static long? Whole(ReadOnlySpan<byte> json) => Read(json).TryGetInt64(out long value) ? value : null;

    private static Utf8JsonReader Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        return reader;
    }
}
