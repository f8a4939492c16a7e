using System.Text;
using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Scanning;

public class LongTextTests
{
    private const string Attachment = """{"resourceType":"Condition","id":"long","note":[{"text":"TEXT"}],"code":{"text":"Tuberculosis"}}""";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Letters_of_a_text_longer_than_the_window_may_lie_across_two_reads(int before)
    {
        string text = new string('x', before) + string.Concat(Enumerable.Repeat("😀", 200_000));
        Assert.True(Bundles.ReadJson(Bundles.Bundle(Bundles.Patient, Attachment.Replace("TEXT", text, StringComparison.Ordinal))).Has("ActiveTuberculosis"));
    }

    [Fact]
    public void What_is_no_letter_is_found_within_such_a_text()
    {
        byte[] json = Encoding.UTF8.GetBytes(Bundles.Bundle(Bundles.Patient, Attachment.Replace("TEXT", string.Concat(Enumerable.Repeat("😀", 200_000)), StringComparison.Ordinal)));
        json[700_001] = (byte)'x'; // within a letter
        RecordException fault = Assert.Throws<RecordException>(() => new RecordReader(TestBook.Codes).Read(new MemoryStream(json), "patient.json"));
        Assert.EndsWith("the bytes are not UTF-8; expected JSON in UTF-8.", fault.Message, StringComparison.Ordinal);
    }
}
