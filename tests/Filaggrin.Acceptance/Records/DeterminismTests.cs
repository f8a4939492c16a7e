using System.Text;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir;

namespace Filaggrin.Acceptance.Records;

/// <summary>The same record, edition, day and region give the same appraisal, byte for byte, however the file is written.</summary>
public class DeterminismTests
{
    private const int Seed = 20260302;

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void The_same_record_gives_the_same_bytes(string name) => Same(name, json => json);

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void The_order_of_entries_makes_no_difference(string name) => Same(name, json => Rewriting.EntriesShuffled(json, Seed));

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void The_order_of_members_makes_no_difference(string name) => Same(name, json => Rewriting.MembersShuffled(json, Seed));

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void Blanks_make_no_difference(string name) => Same(name, Rewriting.Minified);

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void The_type_of_the_bundle_makes_no_difference(string name)
    {
        Sample sample = Samples.Open(name);
        string options = Engine.Options(Appraise(sample, sample.Json));
        foreach (string type in (string[])["collection", "searchset", "transaction", "batch", "document", "history"])
            Assert.True(options == Engine.Options(Appraise(sample, Rewriting.OfType(sample.Json, type))), $"as a {type} the options differ");
    }

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void A_bulk_export_gives_the_same_options(string name)
    {
        Sample sample = Samples.Open(name);
        PatientRecord exported = new RecordReader(Engine.Knowledge.Codes).ReadNdjson(
            Rewriting.Exported(sample.Json).Select(file => (file.Name, (Func<Stream>)(() => new MemoryStream(file.Lines)))));
        string want = Engine.Options(Appraise(sample, sample.Json)), got = Engine.Options(Engine.Appraise(exported, sample.AsOf, sample.Region));
        Assert.True(want == got, $"the options differ: {FirstDifference(want, got)}");
    }

    private static void Same(string name, Func<byte[], byte[]> rewrite)
    {
        Sample sample = Samples.Open(name);
        string want = Encoding.UTF8.GetString(Appraise(sample, sample.Json)), got = Encoding.UTF8.GetString(Appraise(sample, rewrite(sample.Json)));
        Assert.True(want == got, $"the appraisals differ: {FirstDifference(want, got)}");
    }

    private static byte[] Appraise(Sample sample, byte[] json) => Engine.Appraise(Engine.Read(json), sample.AsOf, sample.Region);

    private static string FirstDifference(string want, string got)
    {
        string[] left = want.Split('\n'), right = got.Split('\n');
        int line = 0;
        while (line < Math.Min(left.Length, right.Length) && left[line] == right[line]) line++;
        return $"line {line + 1}: «{left.ElementAtOrDefault(line)?.Trim()}» and «{right.ElementAtOrDefault(line)?.Trim()}»";
    }
}
