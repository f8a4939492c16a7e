using System.CommandLine;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge.Editions;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Cli.Commands;

/// <summary><c>knowledge diff</c>: what changed between two editions, in clinical words.</summary>
internal static class KnowledgeDiffCommand
{
    public static Command Create()
    {
        Argument<string> older = new("OLD") { Description = "A knowledge folder, or a file that knowledge build wrote." };
        Argument<string> newer = new("NEW") { Description = "The same of the newer edition." };
        Command command = new("diff", "Tell what changed between two editions in clinical words, what forbids less first. Exit code 0: the same, 1: different, 2: bad input.") { older, newer };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(older), parsed.GetRequiredValue(newer), Console.Out, Terminal.UsesColour));
        return command;
    }

    internal static int Run(string older, string newer, TextWriter output, bool colour)
    {
        EditionDifference difference = EditionComparison.Between(Read(older), Read(newer));
        new DifferencePage(difference, output, colour).Write();
        return difference.Changes.IsEmpty ? ExitCode.Ok : ExitCode.Negative;
    }

    /// <summary>Reads one side; its faults are named with it, since both sides have files of the same names.</summary>
    private static WrittenEdition Read(string path)
    {
        try
        {
            return File.Exists(path) ? WrittenEdition.Read(File.ReadAllBytes(path), Path.GetFileName(path)) : WrittenEdition.Read(KnowledgeFolder.Files(new DirectoryInfo(path)));
        }
        catch (KnowledgeException fault) when (!File.Exists(path))
        {
            throw new KnowledgeException([.. fault.Findings.Select(finding => finding with { Place = finding.Place with { File = $"{path.TrimEnd('/')}/{finding.Place.File}" } })]);
        }
    }
}
