using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Names a resource that has no id by its content, whatever the order of its members and of the file.</summary>
internal static class ContentHash
{
    /// <summary>Sixteen hexadecimal digits.</summary>
    public static string Of(JsonElement resource)
    {
        StringBuilder text = new();
        Write(resource, text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (JsonProperty member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    text.Append(member.Name).Append(':');
                    Write(member.Value, text);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append('"').Append(element.GetString()).Append('"');
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }
}
