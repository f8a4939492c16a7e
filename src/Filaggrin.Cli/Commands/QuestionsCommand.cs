using System.Collections.Immutable;
using System.CommandLine;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;

namespace Filaggrin.Cli.Commands;

/// <summary><c>questions</c>: at most ten questions whose answers would change how options stand.</summary>
internal static class QuestionsCommand
{
    public static Command Create()
    {
        Command command = new("questions", "Ask at most ten questions, in order of what their answers settle.");
        AppraisalOptions options = new(command);
        Option<bool> json = new("--json") { Description = "Write JSON to standard output." };
        Option<FileInfo?> questionnaire = new("--fhir") { Description = "Write a FHIR R4 Questionnaire to a file; its answers come back as a QuestionnaireResponse." };
        command.Add(json);
        command.Add(questionnaire);
        command.SetAction(parsed =>
        {
            (KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request) = options.Read(parsed);
            return Run(knowledge, record, request, parsed.GetValue(json), parsed.GetValue(questionnaire), Console.Out);
        });
        return command;
    }

    internal static int Run(KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request, bool json, FileInfo? questionnaire, TextWriter output)
    {
        ImmutableArray<Question> questions = new Questioner(knowledge).Ask(record, request);
        if (questionnaire is not null) OptionFile.Write("--fhir", questionnaire, JsonOutput.Text(writer => QuestionnaireJson.Write(writer, questions, request, knowledge.Edition)));
        if (json) output.Write(JsonOutput.Text(writer => QuestionsJson.Write(writer, questions, request)));
        else if (questionnaire is null) QuestionsPage.Write(questions, record, request, knowledge, output);
        return ExitCode.Ok;
    }
}
