using System.Collections.Immutable;
using System.CommandLine;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Export;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Cli.Commands;

/// <summary><c>sheet</c>: what is known of a patient, for engines that run the exported CQL.</summary>
internal static class SheetCommand
{
    public static Command Create()
    {
        Command command = new("sheet", "Write what is known of a patient as FHIR R4 Parameters, which the CQL of knowledge export takes.");
        AppraisalOptions options = new(command);
        command.SetAction(parsed =>
        {
            (KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request) = options.Read(parsed);
            ImmutableDictionary<string, FactSheet> frames = new Advisor(knowledge).Frames(record, request);
            JsonOutput.ToConsole(json => SheetParameters.Write(
                json, knowledge, [.. knowledge.Agents.Values.Where(agent => agent.RulesWritten).Select(agent => (agent, frames[agent.Id]))], request.Region, request.AsOf));
            return ExitCode.Ok;
        });
        return command;
    }
}
