using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Records;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Export;

/// <summary>A patient whose rules are asked twice: by us, and by another engine on a sheet and, where there is one, on the record alone.</summary>
/// <param name="Name">A name for messages.</param>
/// <param name="Region">The region.</param>
/// <param name="Frames">The facts in the frame of each agent.</param>
/// <param name="Sheet">The answers of the other engine on the sheet, by library and definition.</param>
/// <param name="Record">Its answers on the record without a sheet; null for a random sheet.</param>
internal sealed record SecondOpinion(string Name, string Region, ImmutableArray<(Agent Agent, FactSheet Sheet)> Frames, JsonNode Sheet, JsonNode? Record)
{
    private const int RandomPatients = 200;
    private const int Seed = 20261129;

    private static readonly Lazy<ImmutableArray<SecondOpinion>> Asked = new(Ask);

    /// <summary>Every record, every vignette, and random sheets; the engine is asked once for all.</summary>
    public static ImmutableArray<SecondOpinion> All => Asked.Value;

    /// <summary>An answer as a truth.</summary>
    public static Truth TruthOf(JsonNode? answer) => answer is null ? Truth.Unknown : Kleene.Of(answer.GetValue<bool>());

    // A region that nobody knows is taken for EU.
    private static string RegionOf(int number) => number % (Engine.Regions.Length + 1) is var at && at < Engine.Regions.Length ? Engine.Regions[at] : "DE";

    private static ImmutableArray<SecondOpinion> Ask()
    {
        Agent[] agents = [.. Engine.Knowledge.Agents.Values.Where(agent => agent.RulesWritten)];
        (Sample Sample, ImmutableArray<(Agent, FactSheet)> Frames)[] patients = [.. Samples.RecordNames.Concat(Samples.VignetteNames).Append(Samples.EveryForm).Select(name =>
        {
            Sample sample = Samples.Open(name);
            ImmutableDictionary<string, FactSheet> frames = new Advisor(Engine.Knowledge).Frames(Engine.Read(sample.Json), new AppraisalRequest(sample.AsOf, sample.Region));
            return (sample, agents.Select(agent => (agent, frames[agent.Id])).ToImmutableArray());
        })];
        RandomSheets random = new(Seed);
        ImmutableArray<(Agent, FactSheet)>[] sheets = [.. Enumerable.Range(0, RandomPatients).Select(_ => random.Next())];
        JsonNode[] answers = CqlEngine.Run(CqlEngine.Elm.Where(file => file.Key != FormTests.Library + ".json"),
        [
            .. patients.Select(patient => CqlEngine.Sheet(patient.Frames, patient.Sample.Region)),
            .. patients.Select(patient => new JsonObject
            {
                ["bundle"] = JsonNode.Parse(patient.Sample.Json),
                ["parameters"] = CqlEngine.Parameters(patient.Sample.Region, patient.Sample.AsOf),
            }),
            .. sheets.Select((frames, number) => CqlEngine.Sheet(frames, RegionOf(number))),
        ]);
        Assert.Equal(2 * patients.Length + sheets.Length, answers.Length);
        return
        [
            .. patients.Select((patient, at) => new SecondOpinion(patient.Sample.Name, patient.Sample.Region, patient.Frames, answers[at], answers[patients.Length + at])),
            .. sheets.Select((frames, at) => new SecondOpinion($"random {at}", Engine.Regions.Contains(RegionOf(at), StringComparer.Ordinal) ? RegionOf(at) : "EU", frames, answers[2 * patients.Length + at], null)),
        ];
    }
}
