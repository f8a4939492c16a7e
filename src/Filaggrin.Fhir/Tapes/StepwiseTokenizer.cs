using System.Text.Json;

namespace Filaggrin.Fhir.Tapes;

/// <summary>Writes a resource on a tape token by token, for what <see cref="Tokenizer"/> left to the scanner and the scanner found to be valid.</summary>
internal static class StepwiseTokenizer
{
    /// <summary>Reads one object.</summary>
    /// <param name="json">Its bytes, which are valid.</param>
    /// <param name="origin">The position of the first of them.</param>
    /// <param name="depth">How many levels it may have.</param>
    /// <param name="tape">The tape to write.</param>
    public static void Read(ReadOnlySpan<byte> json, int origin, int depth, Tape tape)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = depth + 1 });
        tape.Clear();
        int open = -1, nameStart = 0, nameLength = 0;
        ulong key = 0;
        while (reader.Read())
        {
            int start = origin + (int)reader.TokenStartIndex, end = origin + (int)reader.BytesConsumed;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    (key, nameStart, nameLength) = (Tape.KeyOf(reader.ValueSpan), start + 1, reader.ValueSpan.Length);
                    tape.Name(open, key, nameLength, reader.ValueIsEscaped);
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    int row = tape.Add(key, nameStart, nameLength);
                    tape[row].Open(reader.TokenType == JsonTokenType.StartObject ? JsonValueKind.Object : JsonValueKind.Array, start, open);
                    open = row;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open = tape[open].Close(end, tape.Count);
                    break;
                case JsonTokenType.String:
                    tape[tape.Add(key, nameStart, nameLength)].Leaf(JsonValueKind.String, start + 1, start + 1 + reader.ValueSpan.Length, tape.Count, reader.ValueIsEscaped);
                    break;
                default:
                    tape[tape.Add(key, nameStart, nameLength)].Leaf(KindOf(reader.TokenType), start, end, tape.Count, isEscaped: false);
                    break;
            }

            (key, nameStart, nameLength) = (0, 0, 0);
        }
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };
}
