using System.Text;
using System.Text.Json;

namespace Filaggrin.Fuzz;

/// <summary>The resources of a bundle one to a line, as a bulk export has them.</summary>
internal static class Lines
{
    /// <summary>The lines; null where the bytes are no bundle that another reader takes.</summary>
    public static byte[]? Of(byte[] bundle)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bundle, new() { MaxDepth = 512 });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("entry", out JsonElement entries) || entries.ValueKind != JsonValueKind.Array) return null;
            StringBuilder lines = new();
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("resource", out JsonElement resource)) lines.Append(resource.GetRawText().ReplaceLineEndings(" ")).Append('\n');
            }

            return Encoding.UTF8.GetBytes(lines.ToString());
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The lines with one bit otherwise.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="chance">Which.</param>
    public static byte[] Flipped(byte[] lines, int chance)
    {
        byte[] flipped = [.. lines];
        if (flipped.Length > 0) flipped[(int)((uint)(chance * 2654435761L) % (uint)flipped.Length)] ^= (byte)(1 << (chance & 7));
        return flipped;
    }
}
