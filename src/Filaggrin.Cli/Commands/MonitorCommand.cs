using System.CommandLine;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;

namespace Filaggrin.Cli.Commands;

/// <summary><c>monitor</c>: what is due under the agents in use, what results mean, whether they work and what comes next.</summary>
internal static class MonitorCommand
{
    private static readonly string[] Kinds = [.. Enum.GetValues<ActionKind>().Select(MonitoringJson.Word)];

    public static Command Create()
    {
        Command command = new("monitor", "Tell what is due under the treatment in use, what results mean, whether it works and what comes next.");
        AppraisalOptions options = new(command);
        Option<bool> json = new("--json") { Description = "Write JSON to standard output." };
        Option<FileInfo?> calendar = new("--ics") { Description = "Write the tests of the next year to a calendar file (iCalendar)." };
        Option<string?> failOn = new("--fail-on") { Description = $"Exit with 1 where this or something graver is asked for: {string.Join(", ", Kinds)}." };
        failOn.AcceptOnlyFromAmong(Kinds);
        command.Add(json);
        command.Add(calendar);
        command.Add(failOn);
        command.SetAction(parsed =>
        {
            (KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request) = options.Read(parsed);
            ActionKind? limit = parsed.GetValue(failOn) is { } word ? MonitoringJson.KindOf(word) : null;
            return Run(new TreatmentMonitor(knowledge).Report(record, request), parsed.GetValue(json), parsed.GetValue(calendar), limit, Console.Out);
        });
        return command;
    }

    internal static int Run(MonitoringReport report, bool json, FileInfo? calendar, ActionKind? failOn, TextWriter output)
    {
        if (calendar is not null) OptionFile.Write("--ics", calendar, CalendarFile.Of(report));
        if (json) output.Write(JsonOutput.Text(writer => MonitoringJson.Write(writer, report)));
        else if (calendar is null) MonitorPage.Write(report, output);
        return failOn is { } limit && report.Actions.Any(action => action.Kind <= limit) ? ExitCode.Negative : ExitCode.Ok;
    }
}
