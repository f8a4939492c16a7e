using System.Text.Json;

namespace Filaggrin.Fhir.Scanning;

/// <summary>Reads the few members that a scanner looks at.</summary>
internal static class MemberReader
{
    /// <summary>The member that a name opens, of an entry or of a resource.</summary>
    public static Member NameOf(ref Utf8JsonReader reader, bool inEntry) => inEntry
        ? reader.ValueTextEquals("resource"u8) ? Member.Resource
            : reader.ValueTextEquals("fullUrl"u8) ? Member.FullUrl
            : reader.ValueTextEquals("search"u8) ? Member.Search
            : reader.ValueTextEquals("request"u8) ? Member.Request : Member.Other
        : reader.ValueTextEquals("resourceType"u8) ? Member.ResourceType
            : reader.ValueTextEquals("entry"u8) ? Member.Entry
            : reader.ValueTextEquals("total"u8) ? Member.Total
            : reader.ValueTextEquals("link"u8) ? Member.Link : Member.Other;

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
                frame.Inner = reader.ValueTextEquals("relation"u8) ? Member.Relation : reader.ValueTextEquals("url"u8) ? Member.Url : Member.Other;
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

    private static Member DetailOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("mode"u8) ? Member.Mode
            : reader.ValueTextEquals("method"u8) ? Member.Method
            : reader.ValueTextEquals("url"u8) ? Member.Url : Member.Other;
}
