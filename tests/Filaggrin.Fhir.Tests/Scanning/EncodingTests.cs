using System.Text;
using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Scanning;

public class EncodingTests
{
    private static readonly string Json = Bundles.Bundle(
        Bundles.Patient, """{"resourceType":"Condition","id":"c","code":{"text":"Tuberculosis, Größe µ 😀"}}""");

    [Fact]
    public void A_byte_order_mark_of_UTF_8_is_fine() =>
        Assert.Equal("Tuberculosis, Größe µ 😀", Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Json)]).Only("ActiveTuberculosis").Quote);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Letters_may_lie_across_two_reads(int step)
    {
        using Stream stream = new Dripping(Encoding.UTF8.GetBytes(Json), step);
        Assert.Equal("Tuberculosis, Größe µ 😀", new RecordReader(TestBook.Codes).Read(stream, "patient.json").Only("ActiveTuberculosis").Quote);
    }

    [Fact]
    public void UTF_16_is_refused_with_and_without_its_mark()
    {
        const string Message = "patient.json: the file is in UTF-16 or UTF-32; expected JSON in UTF-8.";
        foreach (Encoding encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            Refused(encoding.GetBytes(Json), Message);
            Refused([.. encoding.GetPreamble(), .. encoding.GetBytes(Json)], Message);
        }
    }

    [Fact]
    public void A_NUL_byte_is_refused() =>
        Refused(Encoding.UTF8.GetBytes(Json.Replace("},{", "},\n\0{", StringComparison.Ordinal)), "patient.json:2: the file holds a NUL byte; expected JSON in UTF-8.");

    [Fact]
    public void Latin_1_is_refused() =>
        Refused(Encoding.Latin1.GetBytes("\n\n" + Json.Replace("😀", "", StringComparison.Ordinal)), "patient.json:3: the bytes are not UTF-8; expected JSON in UTF-8.");

    [Fact]
    public void A_letter_cut_at_the_end_is_a_file_that_ends_too_early()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Json);
        int cut = Json.IndexOf('ö', StringComparison.Ordinal) + 1;
        Refused(bytes[..cut], "patient.json:1: the file ends inside Bundle.entry[1].resource; nothing was appraised.");
    }

    [Fact]
    public void A_name_of_half_a_letter_is_none_that_the_file_needs()
    {
        string entry = Json.Replace("{\"resource\":", "{\"\\ud800\":1,\"resource\":", StringComparison.Ordinal);
        Assert.NotEqual(Json, entry, StringComparer.Ordinal);
        Assert.True(Read(Encoding.UTF8.GetBytes(entry)).Has("ActiveTuberculosis"));
        Refused(Encoding.UTF8.GetBytes(Json.Replace("\"id\":\"c\"", "\"\\ud800\":\"c\"", StringComparison.Ordinal)),
            "patient.json:1: Bundle.entry[1].resource holds half of a letter (a lone surrogate); nothing was appraised.");
    }

    [Fact]
    public void Escaped_names_are_read() =>
        Assert.True(Read(Encoding.UTF8.GetBytes(Json.Replace("\"entry\"", "\"\\u0065ntry\"", StringComparison.Ordinal).Replace("\"resource\"", "\"r\\u0065source\"", StringComparison.Ordinal))).Has("ActiveTuberculosis"));

    private static PatientRecord Read(byte[] bytes) => new RecordReader(TestBook.Codes).Read(new MemoryStream(bytes), "patient.json");

    private static void Refused(byte[] bytes, string message) => Assert.Equal(message, Assert.Throws<RecordException>(() => Read(bytes)).Message);

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Dripping(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(step, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(step, count));
    }
}
