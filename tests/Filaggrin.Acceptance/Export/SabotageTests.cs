using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Export;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Acceptance.Export;

/// <summary>The comparison with another engine can fail: a fault planted in the exported text is found on a few random sheets.</summary>
public class SabotageTests
{
    private const int Sheets = 25;
    private const int Seed = 7;
    private const string Unharmed = "Filaggrin";

    private static readonly (string Right, string Wrong)[] Faults =
    [
        ("when one.low >= other.high then false", "when one.low > other.high then false"), // an operator
        ("when members is null then null", "when false then null"), // unknown becomes no
        ("when possible is null or not exists possible then null", "when false then null"),
        ("when '?' in members then null", "when false then null"), // a list that is not held in full
        ("in \"Doubtful\" then null", "in \"Doubtful\" and false then null"), // a doubt that other facts must not close
    ];

    [Fact]
    public void Each_planted_fault_is_found()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FILAGGRIN_ALL") == "1", "A long run: ./test --all makes it.");
        Agent agent = Engine.Knowledge.Agents["azathioprine"];
        string[] names = [CqlScope.FactLibrary, CqlScope.LibraryOf(agent)];
        RandomSheets random = new(Seed);
        ImmutableArray<(Agent Agent, FactSheet Sheet)>[] patients = [.. Enumerable.Range(0, Sheets).Select(_ => random.Next())];

        // Each fault has libraries of its own name, so that all are translated in one go.
        IEnumerable<KeyValuePair<string, string>> libraries = Faults.Index().SelectMany(fault => names.Select(name =>
        {
            string text = CqlEngine.Libraries[name + ".cql"];
            if (name == CqlScope.FactLibrary) Assert.Contains(fault.Item.Right, text, StringComparison.Ordinal);
            return KeyValuePair.Create(Renamed(name, fault.Index) + ".cql", names.Aggregate(text.Replace(fault.Item.Right, fault.Item.Wrong, StringComparison.Ordinal), (cql, other) => cql
                .Replace($"library {other} ", $"library {Renamed(other, fault.Index)} ", StringComparison.Ordinal).Replace($"include {other} ", $"include {Renamed(other, fault.Index)} ", StringComparison.Ordinal)));
        }));
        JsonNode[] answers = CqlEngine.Run(CqlEngine.Translate(libraries), patients.Select(patient => CqlEngine.Sheet(patient, "EU")));
        Assert.All(Enumerable.Range(0, Faults.Length), fault => Assert.True(
            patients.Zip(answers).Any(pair => agent.Rules.Any(rule =>
                rule.Holds(pair.First.First(frame => frame.Agent == agent).Sheet) != SecondOpinion.TruthOf(pair.Second[Renamed(names[1], fault)]![rule.Id]))),
            $"nobody notices «{Faults[fault].Wrong}» for «{Faults[fault].Right}»"));
    }

    private static string Renamed(string library, int fault) => library.Replace(Unharmed, $"Fault{fault}", StringComparison.Ordinal);
}
