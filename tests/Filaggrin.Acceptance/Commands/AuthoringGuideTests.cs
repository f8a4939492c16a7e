using System.Text.Json;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

/// <summary>The guide for authors, done as it says: a drug that does not exist is added to a copy of the knowledge, and no program code.</summary>
public sealed class AuthoringGuideTests : IDisposable
{
    private const string Drug = "exemplimab";
    private const string Call = "./filaggrin ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("filaggrin-guide-");

    public AuthoringGuideTests() => Copy(Examples.Folder, Path.Combine(_folder.FullName, "examples"), "*.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_command_of_the_guide_does_what_it_says()
    {
        Dictionary<string, Outcome> ran = Follow();
        Assert.All(ran, run => Assert.True(run.Value is { Exit: 0, Error: "" }, $"{run.Key}: {run.Value.Exit} {run.Value.Output} {run.Value.Error}"));
        string check = Assert.Single(ran, run => run.Key.Contains("check", StringComparison.Ordinal)).Value.Output;
        Assert.Contains($"{Examples.Knowledge.Agents.Count + 1} agents", check, StringComparison.Ordinal);
        Assert.Contains($"{Drug}: 3 rules", check, StringComparison.Ordinal);
        Assert.Contains("exemplimab-age", Assert.Single(ran, run => run.Key.Contains("explain", StringComparison.Ordinal)).Value.Output, StringComparison.Ordinal);
    }

    // One reading of the guide for what follows from it: each of its commands starts the program.
    [Fact]
    public void The_new_option_stands_by_its_own_rules_and_a_misspelt_fact_is_told_as_the_guide_shows()
    {
        string[] appraisals = [.. Follow().Keys.Where(line => line.StartsWith(Call + "appraise", StringComparison.Ordinal))];
        Assert.Equal(
            ["not-advised exemplimab-age", "needs-information ExampleFever", "contraindicated exemplimab-example-fever"],
            appraisals.Select(line => Standing(Run(line + " --json").Output)), StringComparer.Ordinal);
        Assert.DoesNotContain(Examples.Appraise("girl-4").Options, option => option.Agent.Id == Drug);

        string agent = Path.Combine(_folder.FullName, "my-knowledge", "agents", Drug + ".yaml");
        File.WriteAllText(agent, File.ReadAllText(agent).Replace("when: ExampleFever", "when: ExampelFever", StringComparison.Ordinal));
        Outcome check = Run(Call + "knowledge check my-knowledge");
        Assert.Equal(1, check.Exit);
        string guide = File.ReadAllText(Path.Combine(Examples.Beside("docs"), "authoring.md"));
        Assert.Contains($"`{check.Output.Split('\n')[0]}`", guide, StringComparison.Ordinal);
    }

    /// <summary>Writes the files of the guide and runs its commands, in their order.</summary>
    private Dictionary<string, Outcome> Follow()
    {
        Dictionary<string, Outcome> ran = new(StringComparer.Ordinal);
        foreach (GuideBlock block in AuthoringGuide.Blocks)
        {
            if (block.File.Length > 0)
            {
                File.WriteAllText(Path.Combine(_folder.FullName, block.File), block.Text);
            }
            else if (block.Language == "sh")
            {
                foreach (string line in block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (line == "cp -r knowledge my-knowledge") Copy(TestKnowledge.Folder, Path.Combine(_folder.FullName, "my-knowledge"), "*.yaml");
                    else ran.Add(line, Run(line));
                }
            }
        }

        return ran;
    }

    private Outcome Run(string line)
    {
        Assert.StartsWith(Call, line, StringComparison.Ordinal);
        return Executable.RunIn(_folder.FullName, line[Call.Length..].Split(' '));
    }

    /// <summary>How the drug stands, and by what: the first reason, else what is missing.</summary>
    private static string Standing(string json)
    {
        using JsonDocument appraisal = JsonDocument.Parse(json);
        JsonElement option = appraisal.RootElement.GetProperty("options").EnumerateArray().Single(option => option.GetProperty("agent").GetString() == Drug);
        string[] ground = [.. option.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("rule").GetString()!),
            .. option.GetProperty("missing").EnumerateArray().Select(missing => missing.GetProperty("fact").GetString()!)];
        return $"{option.GetProperty("standing").GetString()} {ground[0]}";
    }

    private static void Copy(string from, string to, string pattern)
    {
        foreach (string file in Directory.EnumerateFiles(from, pattern, SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
