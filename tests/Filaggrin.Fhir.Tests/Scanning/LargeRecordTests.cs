using System.Text;
using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Scanning;

[CollectionDefinition("alone", DisableParallelization = true)]
public class LargeRecordTestsRunAlone;

[Collection("alone")]
public class LargeRecordTests
{
    [Fact]
    public void Two_hundred_megabytes_are_read_in_little_memory()
    {
        const int Blocks = 200;
        string attachment = new('A', 900 * 1024);
        IEnumerable<string> Parts()
        {
            yield return $$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{{Bundles.Patient}}}""";
            for (int i = 0; i < Blocks; i++)
            {
                yield return $$$""",{"resource":{"content":[{"attachment":{"data":"{{{attachment}}}"}}],"resourceType":"DocumentReference"}}""";
                for (int k = 0; k < 120; k++)
                {
                    yield return ",\n{\"resource\":" + Bundles.Observation($$$"""
                        "id":"{{{i}}}-{{{k}}}","valueQuantity":{"value":{{{20 + k}}},"unit":"U/L","system":"http://unitsofmeasure.org","code":"U/L"},"note":[{"text":"{{{attachment[..700]}}}"}]
                        """) + "}";
                }
            }

            yield return "]}";
        }

        // What other tests of the program hold by then is not the reader's.
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using Generated stream = new(Parts());
        PatientRecord record = new RecordReader(TestBook.Codes).Read(stream, "large.json");
        Assert.Equal(Blocks * 120, record.Findings.Length);
        Assert.InRange(stream.Length, 200_000_000, 300_000_000);
        Assert.InRange(stream.MostMemory - before, 0, 60_000_000);
    }

    [Fact]
    public void One_entry_of_many_megabytes_is_read_when_its_long_strings_do_not_matter()
    {
        string filler = new('x', 3 * 1024 * 1024);
        string escaped = string.Concat(Enumerable.Repeat("\\\"\\\\ä", 300_000));
        PatientRecord record = Bundles.Read(Bundles.Observation($$"""
            "text":{"div":"{{filler}}"},"note":[{"text":"{{escaped}}"}],"valueQuantity":{"value":45,"code":"U/L"}
            """));
        Assert.Equal("45", record.Only("ALT").Value!.ToString());
    }

    /// <summary>A stream of texts that exist one at a time; notes the most memory that was in use.</summary>
    private sealed class Generated(IEnumerable<string> parts) : Stream
    {
        private readonly IEnumerator<string> _parts = parts.GetEnumerator();
        private byte[] _part = [];
        private int _next;
        private long _length;

        public long MostMemory { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => _length;

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            while (_next == _part.Length)
            {
                if (!_parts.MoveNext()) return 0;
                _part = Encoding.UTF8.GetBytes(_parts.Current);
                _next = 0;
            }

            int step = Math.Min(count, _part.Length - _next);
            Array.Copy(_part, _next, buffer, offset, step);
            _next += step;
            if (_length / 10_000_000 != (_length + step) / 10_000_000) MostMemory = Math.Max(MostMemory, GC.GetTotalMemory(forceFullCollection: true));
            _length += step;
            return step;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _parts.Dispose();
            base.Dispose(disposing);
        }
    }
}
