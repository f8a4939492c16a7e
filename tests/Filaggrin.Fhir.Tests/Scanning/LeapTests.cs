using System.Text;
using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Scanning;

/// <summary>An entry read at once and one read token by token say the same; an escape in a name leaves an entry to the reader of tokens.</summary>
public class LeapTests
{
    private const string Outside = "\"\\u0078\":0,", Inside = "\"\\u0079\":[{\"z\":1}],";

    private static readonly string[] Resources =
    [
        Bundles.Patient, Bundles.Condition("\"onsetDateTime\":\"2020\""), Bundles.Observation("\"valueQuantity\":{\"value\":12.50,\"unit\":\"U/L\"}"), Bundles.Request("\"note\":[{\"text\":\"x\\ty\"}]"),
        """{"resourceType":"Encounter","id":"e","class":{"code":"AMB"}}""",
        """{"id":"last","code":{"text":"psoriasis"},"resourceType":"Condition"}""",
    ];

    [Theory]
    [InlineData(Outside, "")]
    [InlineData("", Inside)]
    [InlineData(Outside, Inside)]
    public void An_entry_says_the_same_either_way(string outside, string inside)
    {
        string want = Said(Bundles.Bundle(Resources));
        Assert.NotEmpty(want);
        Assert.Equal(want, Said(Bundle(Resources, outside, inside)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Outside)]
    public void An_outcome_is_no_entry(string outside)
    {
        string json = Bundle(Resources, outside, "").Replace("{\"resource\":{\"resourceType\":\"Condition\"", "{\"search\":{\"mode\":\"outcome\"},\"resource\":{\"resourceType\":\"Condition\"", StringComparison.Ordinal);
        if (outside.Length > 0) json = json.Replace(outside + "\"resource\":{\"resourceType\":\"Condition\"", outside + "\"search\":{\"mode\":\"outcome\"},\"resource\":{\"resourceType\":\"Condition\"", StringComparison.Ordinal);
        Assert.DoesNotContain("Condition/c", Said(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Outside)]
    public void A_fault_found_by_its_reader_names_the_same_place(string outside)
    {
        string json = Bundle([Bundles.Patient, """{"resourceType":"Patient","id":"q"}"""], outside, "");
        RecordException fault = Assert.Throws<RecordException>(() => Bundles.ReadJson(json));
        Assert.Equal("patient.json:1: Bundle.entry[1].resource is a second Patient; expected one.", fault.Message);
    }

    [Fact]
    public void Wherever_the_stream_is_cut_an_entry_says_the_same()
    {
        string json = Bundles.Bundle(Resources);
        string want = Said(json);
        for (int size = 1; size < 90; size += 4)
        {
            using Trickle stream = new(Encoding.UTF8.GetBytes(json), size);
            Assert.Equal(want, Said(new RecordReader(TestBook.Codes).Read(stream, "patient.json")));
        }
    }

    private static string Bundle(string[] resources, string outside, string inside) =>
        $$"""{"resourceType":"Bundle","type":"collection","entry":[{{string.Join(',', resources.Select(resource => $$"""{{{outside}}"resource":{{{inside}}{{resource[1..]}}}"""))}}]}""";

    private static string Said(string json) => Said(Bundles.ReadJson(json));

    private static string Said(PatientRecord record) =>
        string.Join('\n', [record.Subject, .. record.Findings, .. record.Medicines.Select(medicine => string.Join(',', medicine.Ingredients) + medicine with { Ingredients = [], PossibleIngredients = [], AtcCodes = [] }), .. record.NotUnderstood]);

    /// <summary>Hands out a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(size, buffer.Length)]);
    }
}
