using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Records;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Export;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Export;

/// <summary>A second opinion on the logic: another engine, on the exported CQL, finds every rule as true, false or unknown as ours does.</summary>
public class AgreementTests(ITestOutputHelper output)
{
    private const int RandomPatients = 200;
    private const int Seed = 20261129;
    private const int Shown = 20;

    [Fact]
    public void Every_rule_is_true_false_or_unknown_as_another_engine_finds_it()
    {
        RandomSheets random = new(Seed);
        Asked[] patients =
        [
            .. Samples.RecordNames.Concat(Samples.VignetteNames).Append(Samples.EveryForm).Select(Read),
            .. Enumerable.Range(0, RandomPatients).Select(number => new Asked($"random {number}", Engine.Regions[number % Engine.Regions.Length], random.Next())),
        ];
        JsonNode[] answers = CqlEngine.Run(CqlEngine.Libraries, patients.Select(patient => new JsonObject { ["parameters"] = SheetParameters.Of(patient.Frames, patient.Region) }));
        Assert.Equal(patients.Length, answers.Length);

        Dictionary<Truth, int> counts = Enum.GetValues<Truth>().ToDictionary(truth => truth, _ => 0);
        List<string> differences = [];
        foreach ((Asked patient, JsonNode answer) in patients.Zip(answers))
        {
            foreach ((Agent agent, FactSheet sheet) in patient.Frames)
            {
                JsonObject found = answer[CqlScope.LibraryOf(agent)]!.AsObject();
                foreach (Rule rule in agent.Rules)
                {
                    Assert.True(found.ContainsKey(rule.Id), rule.Id);
                    Truth ours = rule.Holds(sheet), theirs = TruthOf(found[rule.Id]);
                    counts[ours]++;
                    if (ours != theirs) differences.Add($"{patient.Name}: {rule.Id}: ours {ours}, theirs {theirs}: {rule.When?.Text}");
                    if (rule.IsHard) Assert.Equal(theirs == Truth.Unknown, found[rule.Id + AgentLibrary.Undecided]!.GetValue<bool>());
                }
            }
        }

        int pairs = counts.Values.Sum();
        output.WriteLine($"{pairs - differences.Count} of {pairs} pairs of rule and patient agree ({patients.Length} patients; {counts[Truth.True]} true, {counts[Truth.False]} false, {counts[Truth.Unknown]} unknown).");
        Assert.True(differences.Count == 0, $"{differences.Count} of {pairs} differ:\n{string.Join('\n', differences.Take(Shown))}");
        Assert.All(counts.Values, count => Assert.True(count > pairs / Shown, $"{count} of {pairs}: too few of a kind to say anything"));
    }

    private static Asked Read(string name)
    {
        Sample sample = Samples.Open(name);
        ImmutableDictionary<string, FactSheet> frames = new Advisor(Engine.Knowledge).Frames(Engine.Read(sample.Json), new AppraisalRequest(sample.AsOf, sample.Region));
        return new(name, sample.Region, [.. Engine.Knowledge.Agents.Values.Where(agent => agent.RulesWritten).Select(agent => (agent, frames[agent.Id]))]);
    }

    private static Truth TruthOf(JsonNode? answer) => answer is null ? Truth.Unknown : Kleene.Of(answer.GetValue<bool>());

    private sealed record Asked(string Name, string Region, ImmutableArray<(Agent Agent, FactSheet Sheet)> Frames);
}
