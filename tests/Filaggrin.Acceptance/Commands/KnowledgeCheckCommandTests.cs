using Filaggrin.Cli;
using Filaggrin.Cli.Commands;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

public sealed class KnowledgeCheckCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("knowledge");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_clean_check_says_for_each_agent_what_is_not_verified_and_not_reviewed()
    {
        StringWriter output = new();
        Assert.Equal(ExitCode.Ok, KnowledgeCommand.RunCheck(new(TestKnowledge.Folder), output));
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("; no fault found.", lines[0], StringComparison.Ordinal);
        Assert.Equal(Examples.Knowledge.Agents.Count + 3, lines.Length);
        Assert.All(lines[1..^2], line => Assert.Matches(
            @"^[a-z-]+: \d+ rules; not verified yet: \d+ of \d+ hard rules and doses, \d+ of \d+ other items; not reviewed by a clinician\.$", line));
        Assert.Matches(@"^\d+ facts are kept by their «used-for» alone\.$", lines[^2]);
        Assert.Matches(@"^No clinician has reviewed any of the \d+ rules of this edition yet\.$", lines[^1]);
    }

    [Fact]
    public void A_fault_is_printed_with_its_line_and_the_exit_code_says_so()
    {
        foreach (string file in Directory.GetFiles(TestKnowledge.Folder, "*.yaml", SearchOption.AllDirectories))
        {
            FileInfo copy = new(Path.Combine(_folder.FullName, Path.GetRelativePath(TestKnowledge.Folder, file)));
            copy.Directory!.Create();
            string text = File.ReadAllText(file);
            File.WriteAllText(copy.FullName, copy.Name == "alefacept.yaml" ? text.Replace("when: HIV\n", "when: HIV and Age < 2 'a' and Age > 3 'a'\n", StringComparison.Ordinal) : text);
        }

        StringWriter output = new();
        Assert.Equal(ExitCode.Negative, KnowledgeCommand.RunCheck(_folder, output));
        Assert.Matches(@"^agents/alefacept\.yaml:\d+: rule alefacept-hiv: «Age < 2 'a'» and «Age > 3 'a'» exclude each other; the condition can never hold\.$", output.ToString().Split('\n')[0]);
    }
}
