using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

/// <summary>What the knowledge commands cannot use gives exit 2, says so on standard error without a stack trace, and prints nothing to take for a result.</summary>
public sealed class KnowledgeBadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("filaggrin").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Required command", "knowledge")]
    [InlineData("'nonsense'", "knowledge", "nonsense")]
    [InlineData("--nonsense: there is no such folder", "knowledge", "coverage", "--nonsense")]
    [InlineData("AGENT", "knowledge", "show")]
    [InlineData("OLD", "knowledge", "diff")]
    [InlineData("--output", "knowledge", "build")]
    [InlineData("«nosuch» is no agent; filaggrin knowledge list", "knowledge", "show", "nosuch")]
    [InlineData("did you mean «methotrexate»?", "knowledge", "show", "methotrexxate")]
    [InlineData("«qwertz» is no question", "knowledge", "compare", "qwertz")]
    [InlineData("«» is no question", "knowledge", "compare", "")]
    public void What_is_asked_wrongly_is_refused(string said, params string[] arguments) => Refused(Executable.Run(arguments), said);

    [Theory]
    [InlineData("check")]
    [InlineData("list")]
    [InlineData("coverage")]
    [InlineData("show", "methotrexate")]
    [InlineData("compare", "jak")]
    public void A_folder_that_is_not_there_is_named_as_it_was_written(params string[] arguments) =>
        Refused(Executable.RunIn(_folder, ["knowledge", .. arguments, "not/there"]), "not/there: there is no such folder.");

    [Theory]
    [InlineData("list")]
    [InlineData("coverage")]
    [InlineData("show", "methotrexate")]
    [InlineData("compare", "jak")]
    public void An_empty_folder_is_no_knowledge(params string[] arguments) => Refused(Executable.Run(["knowledge", .. arguments, _folder]), "edition.yaml:1: the file is missing");

    [Fact]
    public void To_check_it_all_the_same_is_a_finding()
    {
        Outcome outcome = Executable.Run("knowledge", "check", _folder);
        Assert.Equal((1, "edition.yaml:1: the file is missing; it gives name, version and date.", ""), (outcome.Exit, outcome.Output.Trim(), outcome.Error));
    }

    [Theory]
    [InlineData("build", "--output")]
    [InlineData("coverage", "--write")]
    public void A_page_cannot_be_written_into_a_folder_that_is_not_there(string command, string option) =>
        Refused(Executable.Run("knowledge", command, TestKnowledge.Folder, option, Path.Combine(_folder, "none", "page")), $"{option}: {Path.Combine(_folder, "none", "page")}: its folder is not there");

    [Fact]
    public void A_claim_that_cannot_be_read_leaves_the_page_as_it_stands()
    {
        foreach (string file in Directory.EnumerateFiles(TestKnowledge.Folder, "*.yaml", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_folder, Path.GetRelativePath(TestKnowledge.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        string claims = Path.Combine(_folder, "claims", "newer.yaml"), page = Path.Combine(_folder, "coverage.md");
        File.WriteAllText(claims, File.ReadAllText(claims).Replace("figures:", "figure:", StringComparison.Ordinal));
        File.WriteAllText(page, "as it was");
        Refused(Executable.Run("knowledge", "coverage", _folder, "--write", page), "the key «figure» has no meaning here.");
        Assert.Equal("as it was", File.ReadAllText(page));
    }

    private static void Refused(Outcome outcome, string said)
    {
        Assert.Equal((2, ""), (outcome.Exit, outcome.Output));
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }
}
