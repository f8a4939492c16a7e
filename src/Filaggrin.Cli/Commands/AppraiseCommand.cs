using System.CommandLine;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Cli.Output;
using Filaggrin.Cli.Output.Report;
using Filaggrin.Knowledge;

namespace Filaggrin.Cli.Commands;

/// <summary><c>appraise</c>: a record becomes an appraisal.</summary>
internal static class AppraiseCommand
{
    public static Command Create()
    {
        Command command = new("appraise", "Lay out every systemic option for one patient, with reasons, sources and what is missing.");
        AppraisalOptions options = new(command);
        Option<bool> json = new("--json") { Description = "Write JSON to standard output." };
        Option<FileInfo?> markdown = new("--md") { Description = "Write one page for a letter (Markdown)." };
        Option<FileInfo?> page = new("--html") { Description = "Write a page to read, compare and print (HTML, needs no network)." };
        command.Add(json);
        command.Add(page);
        command.Add(markdown);
        command.SetAction(parsed =>
        {
            (KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request) = options.Read(parsed);
            Appraisal appraisal = new Advisor(knowledge).Appraise(record, request);
            if (parsed.GetValue(markdown) is { } file) File.WriteAllText(file.FullName, LetterPage.Write(appraisal));
            if (parsed.GetValue(page) is { } report) File.WriteAllText(report.FullName, ReportPage.Write(new(appraisal, new Questioner(knowledge).Ask(record, request), knowledge.Pathway.Tests)));
            if (parsed.GetValue(json)) JsonOutput.ToConsole(writer => AppraisalJson.Write(writer, appraisal));
            else if (parsed.GetValue(markdown) is null && parsed.GetValue(page) is null) ConsolePage.Write(appraisal, Console.Out, Terminal.UsesColour);
            return ExitCode.Ok;
        });
        return command;
    }
}
