using System.Text;
using System.Text.Json;

namespace Filaggrin.Fuzz.Json;

/// <summary>A value of JSON as it is spelled: members may repeat, scalars keep their letters.</summary>
internal sealed class Token
{
    private Token(char opens, string spelled)
    {
        Opens = opens;
        Spelled = spelled;
    }

    /// <summary>A member of an object.</summary>
    /// <param name="Name">Its name as spelled, between quotes.</param>
    /// <param name="Value">Its value.</param>
    internal readonly record struct Member(string Name, Token Value);

    private char Opens { get; }

    /// <summary>It is an object.</summary>
    public bool IsObject => Opens == '{';

    /// <summary>It is a list.</summary>
    public bool IsArray => Opens == '[';

    /// <summary>It is a text.</summary>
    public bool IsText => Spelled.StartsWith('"');

    /// <summary>It is a number.</summary>
    public bool IsNumber => Spelled.Length > 0 && (Spelled[0] == '-' || char.IsAsciiDigit(Spelled[0]));

    /// <summary>A scalar as spelled; empty for objects and lists.</summary>
    public string Spelled { get; }

    /// <summary>The members of an object.</summary>
    public List<Member> Members { get; init; } = [];

    /// <summary>The items of a list.</summary>
    public List<Token> Items { get; init; } = [];

    /// <summary>A text without its quotes; null of anything else.</summary>
    public string? Text => IsText ? Spelled[1..^1] : null;

    /// <summary>The last member of a name, which is the one that readers of JSON take.</summary>
    public Token? this[string name] => Members.FindLast(member => member.Name == $"\"{name}\"").Value;

    public static Token Scalar(string spelled) => new('\0', spelled);

    public static Token Word(string text) => Scalar($"\"{text}\"");

    public static Token Object(params Member[] members) => new('{', "") { Members = [.. members] };

    public static Token Array(params Token[] items) => new('[', "") { Items = [.. items] };

    public static Member Named(string name, Token value) => new($"\"{name}\"", value);

    /// <summary>Reads JSON in UTF-8; null when it is none.</summary>
    public static Token? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 256 });
            reader.Read();
            Token root = Read(ref reader);
            return reader.Read() ? null : root;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Its own copy, down to the leaves.</summary>
    public Token Copy() => new(Opens, Spelled)
    {
        Members = Members.ConvertAll(member => member with { Value = member.Value.Copy() }),
        Items = Items.ConvertAll(item => item.Copy()),
    };

    /// <summary>The bytes, in UTF-8.</summary>
    /// <param name="blanks">Gives the white space between two tokens; null: none.</param>
    public byte[] Write(Func<string>? blanks = null)
    {
        StringBuilder text = new();
        Write(text, blanks);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static Token Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Token holder = Object();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = Encoding.UTF8.GetString(reader.ValueSpan);
                    reader.Read();
                    holder.Members.Add(Named(name, Read(ref reader)));
                }

                return holder;
            case JsonTokenType.StartArray:
                Token list = Array();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Items.Add(Read(ref reader));
                return list;
            case JsonTokenType.String:
                return Word(Encoding.UTF8.GetString(reader.ValueSpan));
            default:
                return Scalar(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private void Write(StringBuilder text, Func<string>? blanks)
    {
        if (!IsObject && !IsArray)
        {
            text.Append(Spelled);
            return;
        }

        text.Append(Opens).Append(blanks?.Invoke());
        for (int at = 0; at < Math.Max(Members.Count, Items.Count); at++)
        {
            if (at > 0) text.Append(',').Append(blanks?.Invoke());
            if (IsObject) text.Append(Members[at].Name).Append(blanks?.Invoke()).Append(':').Append(blanks?.Invoke());
            (IsObject ? Members[at].Value : Items[at]).Write(text, blanks);
            text.Append(blanks?.Invoke());
        }

        text.Append(IsObject ? '}' : ']');
    }
}
