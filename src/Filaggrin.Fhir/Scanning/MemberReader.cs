using System.Text;
using System.Text.Json;

namespace Filaggrin.Fhir.Scanning;

/// <summary>Reads the few members that a scanner looks at.</summary>
internal static class MemberReader
{
    /// <summary>The member that a name opens, of an entry or of a resource.</summary>
    public static Member NameOf(ref Utf8JsonReader reader, bool inEntry) => inEntry
        ? Is(ref reader, "resource"u8) ? Member.Resource
            : Is(ref reader, "fullUrl"u8) ? Member.FullUrl
            : Is(ref reader, "search"u8) ? Member.Search
            : Is(ref reader, "request"u8) ? Member.Request : Member.Other
        : Is(ref reader, "resourceType"u8) ? Member.ResourceType
            : Is(ref reader, "entry"u8) ? Member.Entry
            : Is(ref reader, "total"u8) ? Member.Total
            : Is(ref reader, "link"u8) ? Member.Link : Member.Other;

    /// <summary>A text, or null where it holds half of a surrogate pair.</summary>
    public static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A token within the links of a Bundle.</summary>
    public static void Link(ref Utf8JsonReader reader, Frame frame, int depth)
    {
        if (depth == 2)
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                if (frame.Relation == "self") frame.Self = frame.Url;
                frame.Continues |= frame.Relation == "next";
            }

            frame.Relation = frame.Url = null;
        }
        else if (depth == 3)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                frame.Inner = Is(ref reader, "relation"u8) ? Member.Relation : Is(ref reader, "url"u8) ? Member.Url : Member.Other;
            else if (reader.TokenType == JsonTokenType.String && frame.Inner == Member.Relation) frame.Relation = TextOf(ref reader);
            else if (reader.TokenType == JsonTokenType.String && frame.Inner == Member.Url) frame.Url = TextOf(ref reader);
        }
    }

    /// <summary>A token within a detail of an entry.</summary>
    public static void Detail(ref Utf8JsonReader reader, Frame entry)
    {
        if (reader.TokenType == JsonTokenType.PropertyName) entry.Inner = DetailOf(ref reader);
        else if (reader.TokenType == JsonTokenType.String && entry.Inner == Member.Mode) entry.Mode = TextOf(ref reader);
        else if (reader.TokenType == JsonTokenType.String && entry.Inner == Member.Method) entry.Method = TextOf(ref reader);
        else if (reader.TokenType == JsonTokenType.String && entry.Inner == Member.Url) entry.Url = TextOf(ref reader);
    }

    // A name that holds half of a surrogate pair cannot be compared, and is none of ours.
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueIsEscaped
        ? TextOf(ref reader) is { } text && Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(name)
        : reader.ValueTextEquals(name);

    private static Member DetailOf(ref Utf8JsonReader reader) =>
        Is(ref reader, "mode"u8) ? Member.Mode
            : Is(ref reader, "method"u8) ? Member.Method
            : Is(ref reader, "url"u8) ? Member.Url : Member.Other;
}
