using System.CommandLine;
using Filaggrin.Advice.Records;
using Filaggrin.Cli;
using Filaggrin.Cli.Commands;
using Filaggrin.Knowledge.Loading;

// Most calls are over before they have used this much, so a collection would only have cost them time.
const long UncollectedBytes = 32 << 20;
GC.TryStartNoGCRegion(UncollectedBytes);

RootCommand root = new("Decision support for systemic treatment of severe atopic dermatitis. It informs; it does not prescribe.")
{
    AppraiseCommand.Create(),
    ExplainCommand.Create(),
    QuestionsCommand.Create(),
    MonitorCommand.Create(),
    SheetCommand.Create(),
    ScoreCommand.Create(),
    EvidenceCommand.Create(),
    KnowledgeCommand.Create(),
};
ParseResult parsed = root.Parse(args);
if (parsed.Errors is [var first, ..])
{
    // A strange word is told before what is missing because of it.
    string what = parsed.UnmatchedTokens is [var strange, ..] ? $"Unrecognized command or argument '{strange}'." : first.Message;
    string message = string.Join(' ', what.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    Console.Error.WriteLine($"filaggrin: {message.TrimEnd('.')}. Try filaggrin --help.");
    return ExitCode.BadInput;
}

try
{
    return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or RecordException)
{
    Console.Error.WriteLine($"filaggrin: {fault.Message}");
    return ExitCode.BadInput;
}
catch (KnowledgeException fault)
{
    foreach (var finding in fault.Findings) Console.Error.WriteLine(finding);
    return ExitCode.BadInput;
}
