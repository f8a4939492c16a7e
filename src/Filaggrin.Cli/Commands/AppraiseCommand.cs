using System.CommandLine;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Appraisals.Bundles;
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
        Option<FileInfo?> bundle = new("--fhir") { Description = "Write a FHIR R4 Bundle: impression, options, draft plans and proposals for owed tests." };
        command.Add(json);
        command.Add(page);
        command.Add(markdown);
        command.Add(bundle);
        command.SetAction(parsed =>
        {
            (KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request) = options.Read(parsed);
            Appraisal appraisal = new Advisor(knowledge, EvidenceFolder.Trials(request.Outcome)).Appraise(record, request);
            if (parsed.GetValue(markdown) is { } letter) OptionFile.Write(markdown.Name, letter, LetterPage.Write(appraisal));
            if (parsed.GetValue(page) is { } report) OptionFile.Write(page.Name, report, ReportPage.Write(new(appraisal, new Questioner(knowledge).Ask(record, request), knowledge.Pathway.Tests)));
            if (parsed.GetValue(bundle) is { } fhir) OptionFile.Write(bundle.Name, fhir, JsonOutput.Text(writer => AppraisalBundle.Write(writer, appraisal)));
            if (parsed.GetValue(json)) JsonOutput.ToConsole(writer => AppraisalJson.Write(writer, appraisal));
            else if (((Option<FileInfo?>[])[markdown, page, bundle]).All(file => parsed.GetValue(file) is null)) ConsolePage.Write(appraisal, Console.Out, Terminal.UsesColour);
            return ExitCode.Ok;
        });
        return command;
    }
}
