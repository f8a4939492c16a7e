using System.Text.RegularExpressions;
using Filaggrin.Cli.Commands;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

/// <summary>The knowledge folder against a copy that was edited in one place.</summary>
public sealed partial class KnowledgeDiffCommandTests : IDisposable
{
    private const string Baricitinib = "agents/baricitinib.yaml";
    private readonly string _copy = Directory.CreateTempSubdirectory("filaggrin").FullName;

    public KnowledgeDiffCommandTests()
    {
        foreach (KnowledgeFile file in TestKnowledge.Files()) Write(file.Path, file.Text);
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    [Fact]
    public void Equal_folders_differ_in_nothing()
    {
        (int exit, string page) = Diff();
        Assert.Equal(0, exit);
        Assert.EndsWith("The editions are the same.", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split(Examples.Knowledge.Edition.ToString()).Length - 1);
    }

    [Fact]
    public void Layout_order_and_file_are_no_difference()
    {
        string agent = Text(Baricitinib);
        int rules = agent.IndexOf("\nrules:\n", StringComparison.Ordinal) + 8, doses = agent.IndexOf("\ndoses:\n", StringComparison.Ordinal);
        string reversed = string.Concat(Rule().Split(agent[rules..doses]).Where(rule => rule.Trim().Length > 0).Reverse().Select(rule => rule.TrimEnd('\n') + "\n\n"));
        Write(Baricitinib, $"# read anew\n{agent[..rules]}{reversed}{agent[doses..].Replace("region: [EU, UK]", "region: [ UK , EU ]", StringComparison.Ordinal)}");
        Write("facts/kidneys.yaml", Text("facts/kidney.yaml").Replace("\n", "\n\n", StringComparison.Ordinal));
        File.Delete(Path.Combine(_copy, "facts", "kidney.yaml"));
        (int exit, string page) = Diff();
        Assert.True(exit == 0, page);
        Assert.EndsWith("Only layout differs; the editions say the same.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_built_edition_is_compared_as_its_folder_is()
    {
        string built = Path.Combine(_copy, "edition.bin");
        File.WriteAllBytes(built, EditionArchive.Write(TestKnowledge.Files()));
        Replace(Baricitinib, "verdict: contraindicated", "verdict: caution");
        Assert.Equal(0, Run(TestKnowledge.Folder, built).Exit);
        Assert.Equal(1, Run(built, _copy).Exit);
    }

    [Fact]
    public void A_shifted_threshold_is_told_in_words_with_a_patient_who_falls_out()
    {
        Replace(Baricitinib, "when: Lymphocytes < 0.5 '10*9/L'\n    phase: start", "when: Lymphocytes < 0.3 '10*9/L'\n    phase: start");
        (int exit, string page) = Diff();
        Assert.Equal(1, exit);
        Assert.Contains("0 added, 0 removed, 1 changed; 1 forbid or ask less than before.", page, StringComparison.Ordinal);
        Assert.Contains("! Baricitinib · rule baricitinib-lymphopenia narrowed: no longer for a patient with lymphocytes 0.3 ×10⁹/L.", page, StringComparison.Ordinal);
        Assert.Contains("condition was lymphocytes below 0.5 ×10⁹/L now lymphocytes below 0.3 ×10⁹/L", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stricter_threshold_is_told_without_alarm()
    {
        Replace(Baricitinib, "when: Lymphocytes < 0.5 '10*9/L'\n    phase: start", "when: Lymphocytes < 0.7 '10*9/L'\n    phase: start");
        (int exit, string page) = Diff();
        Assert.Equal(1, exit);
        Assert.DoesNotContain("LOOK FIRST", page, StringComparison.Ordinal);
        Assert.Contains("AGENTS Baricitinib ~ rule baricitinib-lymphopenia condition was lymphocytes below 0.5 ×10⁹/L now lymphocytes below 0.7 ×10⁹/L", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_hard_rule_stands_first()
    {
        string agent = Text(Baricitinib);
        int from = agent.IndexOf("  - id: baricitinib-breastfeeding", StringComparison.Ordinal), to = agent.IndexOf("  - id: baricitinib-active-tuberculosis", StringComparison.Ordinal);
        Write(Baricitinib, agent.Remove(from, to - from));
        (int exit, string page) = Diff();
        Assert.Equal(1, exit);
        Assert.Contains("! Baricitinib · rule baricitinib-breastfeeding · removed the rule is gone that made it not advised. not advised: breastfeeding.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_source_is_told()
    {
        Replace("sources/newer.yaml", "Olumiant (baricitinib): EU SmPC 4.3-4.4 (revision 2024)", "Olumiant (baricitinib): EU SmPC 4.3-4.4 (revision 2025)");
        (int exit, string page) = Diff();
        Assert.Equal(1, exit);
        Assert.Contains("SOURCES ~ source eu-olumiant citation was ", page, StringComparison.Ordinal);
        Assert.Contains("(revision 2025)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("AGENTS", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_is_longer_than_its_column_stands_on_a_line_of_its_own()
    {
        Replace("pathway/workup.yaml", "valid-for: 8 wk", "valid-for: 3 a");
        Assert.Contains("counts as done for was 8 weeks now 3 years", Diff().Page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_editors_see_is_told_apart()
    {
        Replace(Baricitinib, "note: A sentence of section 4.6;", "note: One sentence of section 4.6;");
        (int exit, string page) = Diff();
        Assert.Equal(1, exit);
        Assert.EndsWith("FOR EDITORS ONLY: NOTES, CLAIMS, CASES ~ Baricitinib · rule baricitinib-breastfeeding: note", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_keeps_to_100_columns()
    {
        File.Delete(Path.Combine(_copy, "agents", "baricitinib.yaml"));
        Directory.Delete(Path.Combine(_copy, "questions"), recursive: true); // they name the agent
        Replace("agents/methotrexate.yaml", "verdict: contraindicated", "verdict: caution");
        using StringWriter output = new();
        KnowledgeDiffCommand.Run(TestKnowledge.Folder, _copy, output, colour: false);
        Assert.All(output.ToString().Split('\n'), line => Assert.True(line.Length <= 100, $"{line.Length} columns: {line}"));
    }

    [Fact]
    public void Knowledge_that_cannot_be_read_is_refused_and_says_which()
    {
        Replace(Baricitinib, "when: Breastfeeding", "when: Breastfeding");
        Outcome faulty = Executable.Run("knowledge", "diff", TestKnowledge.Folder, _copy), absent = Executable.Run("knowledge", "diff", TestKnowledge.Folder, Path.Combine(_copy, "none"));
        Assert.Equal((2, ""), (faulty.Exit, faulty.Output));
        Assert.StartsWith($"{_copy}/{Baricitinib}:", faulty.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean «Breastfeeding»?", faulty.Error, StringComparison.Ordinal);
        Assert.Equal((2, "", $"filaggrin: {Path.Combine(_copy, "none")}: there is no such folder."), (absent.Exit, absent.Output, absent.Error.Trim()));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{ \"hash\": 1 }")]
    [InlineData("[1, 2]")]
    [InlineData("")]
    public void A_file_that_is_no_edition_is_refused(string text)
    {
        string file = Path.Combine(_copy, "notes.json");
        File.WriteAllText(file, text);
        Outcome outcome = Executable.Run("knowledge", "diff", TestKnowledge.Folder, file);
        Assert.Equal((2, "", "notes.json:1: the file is no edition; filaggrin knowledge build writes one."), (outcome.Exit, outcome.Output, outcome.Error.Trim()));
    }

    private (int Exit, string Page) Diff() => Run(TestKnowledge.Folder, _copy);

    private static (int Exit, string Page) Run(string older, string newer)
    {
        using StringWriter output = new();
        int exit = KnowledgeDiffCommand.Run(older, newer, output, colour: false);
        return (exit, string.Join(' ', output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private string Text(string path) => File.ReadAllText(Path.Combine(_copy, path));

    private void Write(string path, string text)
    {
        string file = Path.Combine(_copy, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private void Replace(string path, string passage, string replacement)
    {
        string text = Text(path);
        Assert.Contains(passage, text, StringComparison.Ordinal);
        Write(path, text.Replace(passage, replacement, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?=^  - id: )", RegexOptions.Multiline | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Rule();
}
