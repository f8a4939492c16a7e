using Filaggrin.Acceptance.Records;
using Filaggrin.Advice.Records;

namespace Filaggrin.Acceptance.Oracle;

/// <summary>Two readings of the same record, ours and one by the Firely SDK, say the same; however the file is written.</summary>
public class OracleTests
{
    private const int Seed = 20260301;
    private const int MostShown = 40;

    [Theory]
    [MemberData(nameof(Samples.WithEveryForm), MemberType = typeof(Samples))]
    public void A_record_says_the_same_to_both_readers(string name) => Compare(Samples.Open(name).Json);

    [Theory]
    [MemberData(nameof(Samples.WithEveryForm), MemberType = typeof(Samples))]
    public void A_record_without_blanks_says_the_same(string name) => Compare(Rewriting.Minified(Samples.Open(name).Json));

    [Theory]
    [MemberData(nameof(Samples.WithEveryForm), MemberType = typeof(Samples))]
    public void A_record_with_its_members_shuffled_says_the_same(string name) => Compare(Rewriting.MembersShuffled(Samples.Open(name).Json, Seed));

    [Theory]
    [MemberData(nameof(Samples.WithEveryForm), MemberType = typeof(Samples))]
    public void A_record_with_its_entries_shuffled_says_the_same(string name) => Compare(Rewriting.EntriesShuffled(Samples.Open(name).Json, Seed));

    [Fact]
    public void A_reading_that_goes_wrong_is_seen() // a comparison that sees nothing would hold whatever we read
    {
        byte[] json = Samples.Open("contradictory-record").Json;
        PatientRecord record = Engine.Read(json);
        Said[] theirs = [.. Theirs(record, json)];
        Assert.Empty(Differences([.. Said.Of(record)], theirs));
        for (int i = 0; i < record.Findings.Length; i++)
        {
            PatientRecord lacking = record with { Findings = record.Findings.RemoveAt(i) };
            PatientRecord late = record with { Findings = record.Findings.SetItem(i, record.Findings[i] with { Known = new(2031, 1, 1) }) };
            Assert.True(Differences([.. Said.Of(lacking)], theirs).Any(), $"nobody misses {record.Findings[i]}");
            Assert.True(Differences([.. Said.Of(late)], theirs).Any(), $"nobody minds the day of {record.Findings[i]}");
        }
    }

    private static void Compare(byte[] json)
    {
        PatientRecord record = Engine.Read(json);
        string[] differences = [.. Differences([.. Said.Of(record)], [.. Theirs(record, json)])];
        Assert.True(differences.Length == 0, $"{differences.Length} differences:\n{string.Join('\n', differences.Take(MostShown))}");
    }

    // A medicine that our reader found by words alone the second reading may know by an ATC code without a name.
    private static IEnumerable<Said> Theirs(PatientRecord record, byte[] json)
    {
        HashSet<string> words = Said.ReadByWords(record);
        return new FirelyReader(Engine.Knowledge.Codes).Read(FirelyBundle.Parse(json)).Where(said => said.Fact != "medicine" || !words.Contains(said.Source));
    }

    private static IEnumerable<string> Differences(Said[] ours, Said[] theirs)
    {
        static string Line(Said? said) => said is null ? "nothing" : $"{said.When} · {said.Status} · {said.Value}";
        var keys = ours.Concat(theirs).Select(said => (said.Source, said.Fact)).Distinct().OrderBy(key => key.Source, StringComparer.Ordinal).ThenBy(key => key.Fact, StringComparer.Ordinal);
        foreach ((string source, string fact) in keys)
        {
            Said[] mine = [.. ours.Where(said => said.Source == source && said.Fact == fact)], other = [.. theirs.Where(said => said.Source == source && said.Fact == fact)];
            Said[] onlyMine = [.. mine.Except(other)], onlyOther = [.. other.Except(mine)];
            for (int i = 0; i < Math.Max(onlyMine.Length, onlyOther.Length); i++)
                yield return $"{fact}, {source}: ours {Line(onlyMine.ElementAtOrDefault(i))}; oracle {Line(onlyOther.ElementAtOrDefault(i))}";
        }
    }
}
