using System.CommandLine;
using Filaggrin.Cli.Output.Evidence;

namespace Filaggrin.Cli.Commands;

/// <summary><c>evidence report</c>: our estimates beside the published ones.</summary>
internal static class EvidenceReportCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo?> folder = new("FOLDER") { Description = "The evidence folder; default: the one of this checkout.", Arity = ArgumentArity.ZeroOrOne };
        Option<FileInfo?> write = new("--write") { Description = "Write the page to a file." };
        Command command = new("report", "Print the networks of atopic dermatitis, and our estimates beside published ones.") { folder, write };
        command.SetAction(parsed => EvidenceFailures.Told(Console.Error, () =>
        {
            string page = AtopicDermatitisPage.Of(parsed.GetValue(folder) ?? EvidenceCheckCommand.Nearest());
            if (parsed.GetValue(write) is { } file) OptionFile.Write(write.Name, file, page);
            else Console.Out.Write(page);
            return ExitCode.Ok;
        }));
        return command;
    }
}
