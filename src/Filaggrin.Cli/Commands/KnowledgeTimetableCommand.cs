using System.CommandLine;
using Filaggrin.Cli.Output;

namespace Filaggrin.Cli.Commands;

/// <summary><c>knowledge timetable</c>: the tests of every agent for a model patient.</summary>
internal static class KnowledgeTimetableCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo?> folder = new("FOLDER") { Description = "The knowledge folder; default: the nearest.", Arity = ArgumentArity.ZeroOrOne };
        Option<FileInfo?> write = new("--write") { Description = "Write the page to a file." };
        Command command = new("timetable", "Print when each test of each agent is due in a model patient.") { folder, write };
        command.SetAction(parsed =>
        {
            string page = TimetablePage.Of(KnowledgeFolder.Load(parsed.GetValue(folder)));
            if (parsed.GetValue(write) is { } file) OptionFile.Write(write.Name, file, page);
            else Console.Out.Write(page);
            return ExitCode.Ok;
        });
        return command;
    }
}
