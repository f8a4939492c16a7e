using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

/// <summary><c>knowledge coverage</c> as its users run it.</summary>
public sealed class KnowledgeCoverageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("filaggrin").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_page_in_the_repository_is_the_one_that_the_command_writes()
    {
        string page = Path.Combine(_folder, "coverage.md");
        Assert.Equal(0, Executable.Run("knowledge", "coverage", "--write", page).Exit);
        Assert.Equal(File.ReadAllText(Path.Combine(TestKnowledge.Folder, "..", "docs", "coverage.md")).ReplaceLineEndings("\n"), File.ReadAllText(page).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_threshold_that_was_shifted_in_a_rule_is_named_with_the_claim()
    {
        CopyKnowledge();
        string agent = Path.Combine(_folder, "agents", "abrocitinib.yaml");
        string text = File.ReadAllText(agent);
        Assert.Contains("Platelets < 150 '10*9/L'", text, StringComparison.Ordinal);
        File.WriteAllText(agent, text.Replace("Platelets < 150 '10*9/L'", "Platelets < 15 '10*9/L'", StringComparison.Ordinal));
        (int exit, string output, _) = Executable.Run("knowledge", "coverage", _folder);
        Assert.Equal(1, exit);
        Assert.Contains("claims/newer.yaml:", output, StringComparison.Ordinal);
        Assert.Contains("no item speaks", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_claims_is_bad_input()
    {
        CopyKnowledge();
        Directory.Delete(Path.Combine(_folder, "claims"), recursive: true);
        (int exit, string output, string error) = Executable.Run("knowledge", "coverage", _folder);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("no claims are collected", error, StringComparison.Ordinal);
    }

    private void CopyKnowledge()
    {
        foreach (string file in Directory.EnumerateFiles(TestKnowledge.Folder, "*.yaml", SearchOption.AllDirectories))
        {
            string target = Path.Combine(_folder, Path.GetRelativePath(TestKnowledge.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
