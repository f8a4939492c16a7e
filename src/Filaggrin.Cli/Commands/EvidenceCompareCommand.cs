using System.CommandLine;
using System.Globalization;
using Filaggrin.Cli.Output;
using Filaggrin.Cli.Output.Evidence;
using Filaggrin.Evidence;

namespace Filaggrin.Cli.Commands;

/// <summary><c>evidence compare</c>: two agents, regimen by regimen, from every side of the evidence.</summary>
internal static class EvidenceCompareCommand
{
    private const string UsualOutcome = "EASI75";

    public static Command Create()
    {
        Argument<string> first = new("A") { Description = "Agent, or agent with regimen, such as upadacitinib or \"upadacitinib 30 mg daily\"." };
        Argument<string> second = new("B") { Description = "What it is compared with; placebo is one." };
        Option<string[]> regimens = new("--regimen") { Description = "Only this regimen, such as \"300 mg q2w\"; may be repeated, once for each agent." };
        Option<double?> baseline = new("--baseline") { Description = "Risk without treatment for the absolute numbers, in percent; left out, that of all placebo arms." };
        Option<bool> json = new("--json") { Description = "Write JSON to standard output." };
        EvidenceOptions options = new();
        Command command = new("compare", "Compare two agents: direct, indirect and network estimate, absolute numbers, and the trials. Where the outcome (EASI75 unless another is asked for) does not join them, clinical signs on any scale are told beside. Exit code 1: not comparable by the outcome.") { first, second, regimens, baseline, json };
        options.AddTo(command);
        command.SetAction(parsed => EvidenceFailures.Told(Console.Error, () => Run(
            options.Read(parsed), parsed.GetRequiredValue(first), parsed.GetRequiredValue(second), parsed.GetValue(regimens) ?? [], parsed.GetValue(baseline), parsed.GetValue(json), Console.Out, Terminal.UsesColour)));
        return command;
    }

    internal static int Run(EvidenceRequest request, string first, string second, string[] regimens, double? baseline, bool json, TextWriter output, bool colour)
    {
        if (baseline is not (null or (> 0 and < 100))) throw new EvidenceException(string.Create(CultureInfo.InvariantCulture, $"--baseline {baseline}: a risk in percent lies between 0 and 100."));
        if (request.Query.Outcomes.IsDefaultOrEmpty) request = request with { Query = request.Query with { Outcomes = [UsualOutcome] } };
        AgentComparison comparison = AgentComparison.Of(EvidenceData.Open(request), first, second, regimens, baseline / 100);
        if (json) output.Write(JsonOutput.Text(writer => ComparisonJson.Write(writer, comparison)));
        else ComparisonPage.Write(new Page(output, colour), comparison);
        return comparison.IsComparable ? ExitCode.Ok : ExitCode.Negative;
    }
}
