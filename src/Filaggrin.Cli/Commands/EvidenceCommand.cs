using System.CommandLine;

namespace Filaggrin.Cli.Commands;

/// <summary><c>evidence</c>: trials and what they say together; each command has a file of its own.</summary>
internal static class EvidenceCommand
{
    public static Command Create() => new("evidence", "Check the trials, and compare treatments by them: pairwise and network meta-analysis.")
    {
        EvidenceCheckCommand.Create(),
        EvidenceCompareCommand.Create(),
        EvidenceFitCommand.Create(),
        EvidencePlotCommand.Create(),
        EvidenceReportCommand.Create(),
    };
}
