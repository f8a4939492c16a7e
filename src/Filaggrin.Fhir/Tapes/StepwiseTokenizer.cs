using System.Text.Json;

namespace Filaggrin.Fhir.Tapes;

/// <summary>Writes a resource on a tape token by token, for what <see cref="Tokenizer"/> left to the scanner and the scanner found to be valid.</summary>
internal static class StepwiseTokenizer
{
    /// <summary>Reads one object.</summary>
    /// <param name="json">Its bytes, which are valid.</param>
    /// <param name="depth">How many levels it may have.</param>
    /// <param name="tape">The tape to write.</param>
    public static void Read(ReadOnlySpan<byte> json, int depth, Tape tape)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = depth + 1 });
        tape.Clear();
        reader.Read();
        tape.Add();
        Value(ref reader, tape);
    }

    // The row of the value was added last.
    private static void Value(ref Utf8JsonReader reader, Tape tape)
    {
        int row = tape.Count - 1, start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Members(ref reader, tape, row);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    tape.Add();
                    Value(ref reader, tape);
                }

                tape.Edit(row).Kind = JsonValueKind.Array;
                break;
            case JsonTokenType.String:
                tape.Edit(row).IsEscaped = reader.ValueIsEscaped;
                tape.Edit(row).Kind = JsonValueKind.String;
                start++;
                break;
            default:
                tape.Edit(row).Kind = KindOf(reader.TokenType);
                break;
        }

        ref Row whole = ref tape.Edit(row);
        whole.Start = start;
        whole.Length = (int)reader.BytesConsumed - start - (whole.Kind == JsonValueKind.String ? 1 : 0);
        whole.Next = tape.Count;
    }

    private static void Members(ref Utf8JsonReader reader, Tape tape, int row)
    {
        ulong names = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            ulong key = Tape.KeyOf(reader.ValueSpan);
            names |= Tape.BitOf(key, reader.ValueSpan.Length);
            tape.HasEscapedNames |= reader.ValueIsEscaped;
            ref Row member = ref tape.Add();
            member.Key = key;
            member.NameStart = (int)reader.TokenStartIndex + 1;
            member.NameLength = reader.ValueSpan.Length;
            reader.Read();
            Value(ref reader, tape);
        }

        ref Row whole = ref tape.Edit(row);
        whole.Kind = JsonValueKind.Object;
        whole.Names = names;
        whole.MayRepeat = true;
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };
}
