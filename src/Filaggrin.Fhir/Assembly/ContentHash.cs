using System.Security.Cryptography;
using System.Text;
using Filaggrin.Fhir.Elements;
using System.Text.Json;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Names a resource that has no id by its content, whatever the order of its members and of the file.</summary>
internal static class ContentHash
{
    /// <summary>Sixteen hexadecimal digits.</summary>
    public static string Of(Element resource)
    {
        StringBuilder text = new();
        Write(resource, text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    private static void Write(Element element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (Element member in element.Held().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    text.Append(member.Name).Append(':');
                    Write(member, text);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (Element item in element.Held())
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append('"').Append(element.String()).Append('"');
                break;
            default:
                text.Append(element.Raw());
                break;
        }
    }
}
