using System.Text;
using System.Text.Json;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Tapes;

namespace Filaggrin.Fhir.Tests.Tapes;

/// <summary>The tokenizer beside the platform's reader: it takes the same bytes, refuses the same, and reads the same values.</summary>
public class TokenizerTests
{
    private const int Depth = 500;

    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            """{"a":"b"}""",
            """{ "name" : [ { "given" : [ "Zoë", "a\u00e9\n\"\\\/\b" ] }, null, true , false ] , "n":[0,-0,1.5,-12.25e+3,1E5,12345678901234567890] }""",
            """{"code":{"coding":[{"system":"http://loinc.org","code":"1742-6","display":"Alanine aminotransferase [Enzymatic activity/volume]"}],"text":""},"x":{},"y":[]}""",
            """{"\u0063ode":1,"code":2,"c":3,"c":4,"long member name that goes on":"\ud83d\ude00 \ud800","veryLongName":{"veryLongNamf":null}}""",
            Bundles.Condition("\"onsetDateTime\":\"2020\""), Bundles.Observation("\"valueQuantity\":{\"value\":12.50,\"unit\":\"U/L\"}"), Bundles.Request("\"note\":[{\"text\":\"x\\ty\"}]"),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "{", "}", "[", "]", "\"", ",", ":", "\\", " ", "\n", "\t", "\r", "\0", "\u0001", "\u007f", "é", "0", "1", "-", ".", "e", "+", "t", "true", "nul", "null", "/", "//", "\\u00", "\\ud800",
            "\\x", "01", "1.", "1e", "-x", "[[[[", "{\"a\":", "\"a\":1,", ",,", "\u00a0",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public void Whatever_is_changed_it_takes_and_refuses_what_the_platform_does() =>
        Mutants().Sample(Agree, iter: 60_000);

    [Fact]
    public void Of_every_shorter_beginning_more_is_awaited()
    {
        foreach (byte[] seed in Seeds)
        {
            for (int length = 1; length <= seed.Length; length++) Agree(seed[..length]);
        }
    }

    [Fact]
    public void One_level_too_many_is_a_fault()
    {
        byte[] json = "{\"a\":[{\"b\":1}]}"u8.ToArray();
        Assert.Equal(Tokenized.Whole, Read(json, 3, new(new()), out _));
        Assert.Equal(Tokenized.Faulty, Read(json, 2, new(new()), out _));
    }

    [Fact]
    public void A_value_reads_as_the_platform_reads_it()
    {
        foreach (byte[] seed in Seeds)
        {
            Tape tape = new(new());
            Assert.Equal(Tokenized.Whole, Read(seed, Depth, tape, out _));
            tape.Attach(seed);
            using JsonDocument document = JsonDocument.Parse(seed);
            Same(document.RootElement, tape.Root);
        }
    }

    // Quotes are sought in blocks, and some way ahead: texts, escapes and control characters are to stand at every place of both.
    [Fact]
    public void One_object_after_the_other_reads_as_each_by_itself()
    {
        for (int shift = 0; shift < 130; shift++)
        {
            List<byte> all = [];
            List<(int Start, byte[] Json)> objects = [];
            for (int i = 0; i < 200; i++)
            {
                string filler = i == 97 ? new('z', 9000) : "";
                byte[] json = Encoding.UTF8.GetBytes(i % 2 == 0 ? $$"""{"a":"{{new string('b', i == 0 ? shift : 1)}}"}""" : $$"""
                    {"n":"{{new string('x', i % 67)}}\\","m":[{"{{new string('y', i % 19)}}\"":"{{string.Concat(Enumerable.Repeat("\\n", i % 83))}}","z":""}, "\\\"{{filler}}" ,[{"\"":{ } }] ] }
                    """);
                objects.Add((all.Count, json));
                all.AddRange(json);
                all.AddRange(Encoding.UTF8.GetBytes(", \n"[..(1 + (i % 3))]));
            }

            byte[] padded = Padded([.. all]);
            using Tokenizer tokenizer = new();
            using Tape one = new(new()), alone = new(new());
            foreach ((int start, byte[] json) in objects)
            {
                Assert.Equal(Tokenized.Whole, tokenizer.Read(padded, start, Depth, one, out int end));
                Assert.Equal(start + json.Length, end);
                StepwiseTokenizer.Read(json, start, Depth, alone);
                Assert.Equal(alone.Rows[..alone.Count], one.Rows[..one.Count]);
            }
        }
    }

    private static Gen<byte[]> Mutants() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, Pieces.Length - 1], Gen.Int[0, 3]).Array[1, 3], (seed, changes) =>
        {
            List<byte> bytes = [.. Seeds[seed]];
            foreach ((int where, int piece, int how) in changes)
            {
                int at = 1 + (where % bytes.Count);
                if (how > 0) bytes.RemoveRange(at, Math.Min(how == 1 ? 1 : Pieces[piece].Length, bytes.Count - at));
                if (how is 0 or 3) bytes.InsertRange(Math.Min(at, bytes.Count), Pieces[piece]);
            }

            return bytes.ToArray();
        });

    private static bool Agree(byte[] json)
    {
        Tape quick = new(new()), slow = new(new());
        Tokenized outcome = Read(json, Depth, quick, out int length);
        (Tokenized want, int end) = Platform(json);
        Assert.True(want == outcome, $"{outcome} instead of {want}: {Encoding.UTF8.GetString(json)}");
        if (outcome != Tokenized.Whole) return true;
        Assert.Equal(end, length);
        StepwiseTokenizer.Read(json.AsSpan(0, length), 0, Depth, slow);
        Assert.Equal(slow.Count, quick.Count);
        Assert.Equal(slow.HasEscapedNames, quick.HasEscapedNames);
        for (int row = 0; row < slow.Count; row++) Assert.Equal(slow[row], quick[row]);
        return true;
    }

    private static Tokenized Read(byte[] json, int depth, Tape tape, out int end)
    {
        using Tokenizer tokenizer = new();
        return tokenizer.Read(Padded(json), 0, depth, tape, out end);
    }

    private static byte[] Padded(byte[] json) => [.. json, .. new byte[Tokenizer.Padding]];

    private static (Tokenized Outcome, int End) Platform(byte[] json)
    {
        Utf8JsonReader reader = new(json, isFinalBlock: false, new(new JsonReaderOptions { MaxDepth = Depth }));
        try
        {
            do
            {
                if (!reader.Read()) return (Tokenized.Cut, 0);
            }
            while (reader.CurrentDepth > 0 || reader.TokenType != JsonTokenType.EndObject);
            return (Tokenized.Whole, (int)reader.BytesConsumed);
        }
        catch (JsonException)
        {
            return (Tokenized.Faulty, 0);
        }
    }

    private static void Same(JsonElement want, Element got)
    {
        Assert.Equal(want.ValueKind, got.ValueKind);
        switch (want.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(want.EnumerateObject().Select(member => member.Name), got.Held().Select(member => member.Name), StringComparer.Ordinal);
                foreach ((JsonProperty member, Element held) in want.EnumerateObject().Zip(got.Held()))
                {
                    Same(member.Value, held);
                    JsonElement last = want.GetProperty(member.Name);
                    Assert.Equal(last.ValueKind == JsonValueKind.Null ? null : last.GetRawText().Trim('"'), got.Get(Encoding.UTF8.GetBytes(member.Name)) is { Exists: true } found ? found.Raw() : null);
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(want.GetArrayLength(), got.Held().Count);
                foreach ((JsonElement item, Element held) in want.EnumerateArray().Zip(got.Held())) Same(item, held);
                break;
            case JsonValueKind.String:
                Assert.Equal(Text(() => want.GetString()), Text(got.String));
                Assert.Equal(Text(() => want.GetString()?.Trim()) is { Length: > 0 } text ? text : null, got.Text());
                break;
            case JsonValueKind.Number:
                Assert.Equal(want.TryGetDecimal(out decimal number) && decimal.Abs(number) < 1e15m ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null, got.Number()?.ToString(System.Globalization.CultureInfo.InvariantCulture));
                Assert.Equal(want.TryGetInt64(out long whole) ? whole : null, got.Whole());
                break;
        }
    }

    // Half of a surrogate pair is no text to either.
    private static string? Text(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
