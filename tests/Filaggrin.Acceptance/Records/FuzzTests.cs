using System.Text;
using Filaggrin.Acceptance.Commands;
using Filaggrin.Fuzz;
using Filaggrin.Fuzz.Mutations;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Records;

/// <summary>A short run of the mutants whose long run stands in <c>bench/README.md</c>.</summary>
public sealed class FuzzTests : IDisposable
{
    private const int Chance = 20261129;
    private const int Large = 60_000;

    private static readonly int Rounds = Environment.GetEnvironmentVariable("FILAGGRIN_ALL") == "1" ? 250 : 5; // of each mutation; ./test --all makes the many

    // The large records are left to the long run.
    private static readonly IReadOnlyList<Seed> Seeds = [.. Seed.All(Path.GetDirectoryName(TestKnowledge.Folder)!).Where(seed => seed.Json.Length < Large)];

    private readonly string _folder = Directory.CreateTempSubdirectory("filaggrin").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_mutant_neither_breaks_the_engine_nor_clears_what_it_only_spoils()
    {
        Judge judge = new(Engine.Knowledge);
        List<string> faults = [];
        foreach (Mutation mutation in Catalog.All)
        {
            Fuzzer fuzzer = new(Seeds, Chance, mutation.Name);
            for (int index = 0; index < Rounds; index++)
            {
                Mutant mutant = fuzzer.Make(index);
                if (judge.Of(mutant).Fault is { } fault) faults.Add($"--seed {Chance} --only {mutation.Name} --index {index}: {mutant.Seed.Name}: {fault}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_mutants() // in a program of its own: what other tests hold at the time is not the engine's
    {
        Outcome outcome = Executable.RunProgram("dotnet", typeof(Judge).Assembly.Location, "--seed", $"{Chance}", "--count", $"{400 * Rounds}", "--largest", $"{Large}");
        Assert.True(outcome.Exit == 0, outcome.Output + outcome.Error);
        Assert.Contains("memory after collection", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_judge_sees_a_refuted_diagnosis_that_is_said_to_be_spoiled() // or the test above would hold for want of a judge
    {
        Seed seed = Seeds.First(seed => seed.Name == "active-tuberculosis");
        string json = Encoding.UTF8.GetString(seed.Json);
        string refuted = json.Replace("\"confirmed\"", "\"refuted\"", StringComparison.Ordinal);
        Assert.NotEqual(json, refuted, StringComparer.Ordinal);
        Judge judge = new(Engine.Knowledge);
        Mutant mutant = new(1, seed, "refuted", Promise.NoBetter, Encoding.UTF8.GetBytes(refuted));
        Assert.NotNull(judge.Of(mutant).Fault);
        Assert.Equal(new Verdict(Fate.Better, null), judge.Of(mutant with { Promise = Promise.Free }));
        Assert.NotNull(judge.Of(mutant with { Promise = Promise.Same }).Fault);
        Assert.NotNull(judge.Of(mutant with { Promise = Promise.Refused }).Fault);
    }

    [Theory]
    [InlineData("bit-flipped")]
    [InlineData("bits-flipped")]
    [InlineData("truncated")]
    [InlineData("no-letters")]
    [InlineData("several")]
    [InlineData("nested-deep")]
    [InlineData("member-renamed")]
    public void The_command_answers_or_refuses_in_one_sentence(string mutation)
    {
        Fuzzer fuzzer = new(Seeds, Chance, mutation);
        for (int index = 0; index < 3; index++)
        {
            Mutant mutant = fuzzer.Make(index);
            string file = Path.Combine(_folder, "mutant.json");
            File.WriteAllBytes(file, mutant.Json);
            Outcome outcome = Executable.Run("appraise", file, "--as-of", mutant.Seed.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "--region", mutant.Seed.Region, "--json");
            Assert.True(outcome.Exit is 0 or 2, $"--seed {Chance} --only {mutation} --index {index}: exit {outcome.Exit}");
            Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
            if (outcome.Exit == 0) continue;
            Assert.Equal("", outcome.Output);
            Assert.Single(outcome.Error.TrimEnd('\n').Split('\n'));
        }
    }
}
