using System.Globalization;
using System.Text;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Knowledge.Tests.Questions;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Loading;

public class EditionArchiveTests
{
    [Fact]
    public void The_archive_of_the_real_edition_loads_to_the_same_knowledge()
    {
        KnowledgeBase folder = TestKnowledge.Load(), archive = EditionArchive.Read(EditionArchive.Write(TestKnowledge.Files()));
        Assert.Equal(folder.Edition, archive.Edition);
        Assert.Equal(Lines(folder), Lines(archive));
        Assert.Equal(KnowledgeCheck.All(folder), KnowledgeCheck.All(archive));
        Assert.Equal(Asked(folder), Asked(archive));
    }

    [Fact]
    public void The_archive_keeps_file_and_line_so_that_a_fault_found_later_names_its_place()
    {
        byte[] archive = EditionArchive.Write(SmallKnowledge.With());
        "forbidden-by-law"u8[..15].CopyTo(archive.AsSpan(archive.AsSpan().IndexOf("contraindicated"u8)));
        KnowledgeException fault = Assert.Throws<KnowledgeException>(() => EditionArchive.Read(archive));
        Assert.Equal("agents/methotrexate.yaml:8: rule methotrexate-pregnancy: «verdict: forbidden-by-la» is not known; expected contraindicated, not-advised, caution, note.", fault.Message);
    }

    [Fact]
    public void The_archive_does_not_depend_on_the_order_of_the_files()
    {
        KnowledgeFile[] files = [.. SmallKnowledge.With()];
        byte[] one = EditionArchive.Write(files), other = EditionArchive.Write(files.Reverse());
        Assert.Equal(KnowledgeBase.Load(files).Edition.Hash, KnowledgeBase.Load(files.Reverse()).Edition.Hash);
        Assert.Equal(KnowledgeBase.Load(files).Edition.Hash, EditionArchive.Read(one).Edition.Hash);
        Assert.Equal(one, other);
    }

    [Fact]
    public void An_archive_that_is_cut_short_at_any_byte_is_told_to_be_damaged()
    {
        byte[] archive = EditionArchive.Write(SmallKnowledge.With());
        for (int length = 0; length < archive.Length; length++)
        {
            KnowledgeException fault = Assert.Throws<KnowledgeException>(() => EditionArchive.Read(archive[..length]));
            Assert.Contains("build it anew", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_a_changed_byte_makes_of_an_archive_is_read_or_refused_with_its_place()
    {
        byte[] archive = EditionArchive.Write(SmallKnowledge.With());
        for (int at = 0; at < archive.Length; at++)
        {
            byte[] changed = [.. archive];
            changed[at] ^= 0x11;
            Exception? fault = Record.Exception(() => Whole(EditionArchive.Read(changed)));
            Assert.True(fault is null or KnowledgeException, $"byte {at}: {fault}");
        }
    }

    [Theory]
    [InlineData("2016", "last", "questions/folic-acid.yaml:10: folic-acid-bad: «year» should be a number, not «last».")]
    [InlineData("fired", "fixed", "agents/methotrexate.yaml:12: a case says fired, clear or unknown.")]
    public void What_no_appraisal_asks_for_is_read_when_somebody_asks_and_a_fault_in_it_still_names_its_place(string passage, string replacement, string expected)
    {
        byte[] archive = EditionArchive.Write(SmallKnowledge.With((SmallQuestion.File, SmallQuestion.Text)));
        KnowledgeBase sound = EditionArchive.Read(archive);
        Assert.Equal((1, 3), (sound.Questions.Length, sound.Agents["methotrexate"].Rules[0].Cases.Length));
        Encoding.UTF8.GetBytes(replacement).CopyTo(archive.AsSpan(archive.AsSpan().IndexOf(Encoding.UTF8.GetBytes(passage))));
        KnowledgeBase harmed = EditionArchive.Read(archive);
        Assert.Contains(expected, Assert.Throws<KnowledgeException>(() => Whole(harmed)).Message.Split('\n'), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("text: true")]
    [InlineData("text: \"true\"")]
    [InlineData("text: \"a: b, {c} # d\"")]
    [InlineData("text: >-\n      two\n      lines")]
    [InlineData("text: 'Kortison für Säuglinge – «nein»'")]
    public void Texts_of_every_kind_survive(string text)
    {
        (string, string) care = ("pathway/care.yaml", $"care:\n  - id: c\n    {text}\n    sources: [label]\n");
        string direct = SmallKnowledge.Load(care).Pathway.Care[0].Text;
        Assert.Equal(direct, EditionArchive.Read(EditionArchive.Write(SmallKnowledge.With(care))).Pathway.Care[0].Text);
    }

    [Theory]
    [InlineData("edition.yaml", "name: Small", "name: Other")]
    [InlineData("agents/methotrexate.yaml", "It harms the child.", "It harms the child!")]
    [InlineData("facts/facts.yaml", "EGFR", "GFR")]
    public void Any_change_of_a_file_changes_the_hash(string file, string passage, string replacement)
    {
        List<Finding> ignored = [];
        string before = SmallKnowledge.Load().Edition.Hash, after = KnowledgeBase.TryLoad(SmallKnowledge.With((file, SmallKnowledge.Text(file, passage, replacement))), ignored)!.Edition.Hash;
        Assert.False(before == after, $"{file}: the hash stayed {after}");
        Assert.Matches("^[0-9a-f]{12}$", after);
    }

    [Fact]
    public void Line_ends_do_not_change_the_hash() => Assert.Equal(
        SmallKnowledge.Load().Edition.Hash, KnowledgeBase.Load([.. SmallKnowledge.With().Select(file => file with { Text = file.Text.ReplaceLineEndings("\r\n") })]).Edition.Hash);

    /// <summary>Asks for what a built edition holds back.</summary>
    private static string Whole(KnowledgeBase knowledge) => Asked(knowledge) + string.Join(' ', knowledge.Agents.Values.SelectMany(agent => agent.Rules).Select(rule => rule.Cases.Length));

    private static string Asked(KnowledgeBase knowledge) => string.Join('\n', knowledge.Questions.Select(question => $"{question.Id} {question.Asks} {question.Answers.Length}"));

    private static string Lines(KnowledgeBase knowledge)
    {
        StringBuilder lines = new();
        lines.AppendJoin('\n', knowledge.Agents.Values.Select(agent => $"{agent.Place} {agent.Id}")).Append('\n');
        lines.AppendJoin('\n', knowledge.Questions.SelectMany(question => question.Answers.Select(answer => $"{question.Place} {question.Follow?.Place} {answer.Place} {answer.Id}"))).Append('\n');
        foreach (Item item in knowledge.Agents.Values.SelectMany(agent => agent.Items).Concat(knowledge.Pathway.Items))
        {
            lines.Append(CultureInfo.InvariantCulture, $"{item.Place} {item.Id} {item.Topic} {string.Join('+', item.Regions)} {item.When?.Text} {item.Recalled} {item.Text} ");
            lines.AppendJoin(' ', item.Sources.Select(source => $"{source.Source.Id}#{source.At}")).AppendJoin(' ', item.Rows);
            if (item is Rule rule) lines.Append(CultureInfo.InvariantCulture, $" {rule.Verdict} {rule.Phase} {rule.Limit} {string.Join(' ', rule.Cases.Select(example => $"{example.Place}{example.Expected}{string.Join(',', example.Facts.Select(fact => $"{fact.Name}={fact.Value}"))}"))}");
            if (item is DoseItem dose) lines.Append(CultureInfo.InvariantCulture, $" {dose.Role} {dose.Range} {dose.Maximum} {string.Join(' ', dose.Steps)}");
            lines.Append('\n');
        }

        foreach (FactDefinition fact in knowledge.Facts.All)
            lines.Append(CultureInfo.InvariantCulture, $"{fact.Place} {fact.Name} {fact.Type} {fact.Unit} {fact.Is?.Text} {fact.YesWhen?.Text} {fact.NoWhen?.Text} {fact.RelevantWhen?.Text} {fact.Formula?.Text} {fact.Holds} {fact.Codes.Length} {string.Join(' ', fact.Words)}\n");
        lines.AppendJoin('\n', knowledge.Medicines.All.Select(medicine => $"{medicine.Name} {string.Join(' ', medicine.Names)} {string.Join(' ', medicine.Atc)}"));
        lines.AppendJoin('\n', knowledge.Sources.Values.OrderBy(source => source.Id, StringComparer.Ordinal).Select(source => source.ToString()));
        return lines.ToString();
    }
}
