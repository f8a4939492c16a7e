using System.CommandLine;

namespace Filaggrin.Cli.Commands;

/// <summary><c>evidence</c>: the trials and what follows from them.</summary>
internal static class EvidenceCommand
{
    public static Command Create() => new("evidence", "Check the trials, and compare treatments by them.")
    {
        EvidenceCheckCommand.Create(),
        EvidenceCompareCommand.Create(),
        EvidencePlotCommand.Create(),
        EvidenceReportCommand.Create(),
    };
}
