using System.Text.Json;
using Filaggrin.Advice.Records;

namespace Filaggrin.Acceptance.Records;

public class RecordsTests
{
    private const int Agents = 24;
    private const int MostNotUnderstood = 12;

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void Every_option_is_listed_once_in_every_region(string name)
    {
        Sample sample = Samples.Open(name);
        PatientRecord record = Engine.Read(sample.Json);
        foreach (string region in Engine.Regions)
        {
            using JsonDocument appraisal = JsonDocument.Parse(Engine.Appraise(record, sample.AsOf, region));
            string?[] agents = [.. appraisal.RootElement.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("agent").GetString())];
            Assert.Equal(Agents, agents.Length);
            Assert.Equal(Engine.Knowledge.Agents.Keys.Order(StringComparer.Ordinal), agents.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void What_was_not_understood_is_a_short_list(string name)
    {
        PatientRecord record = Engine.Read(Samples.Open(name).Json);
        Assert.True(
            record.NotUnderstood.Length <= MostNotUnderstood,
            $"{record.NotUnderstood.Length} entries were not understood:\n{string.Join('\n', record.NotUnderstood.Select(entry => $"{entry.Source}: {entry.Text}: {entry.Why}"))}");
    }
}
