using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Cli.Output;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Cli.Commands;

/// <summary><c>explain</c>: every rule of an agent with the truth of each leaf.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        Command command = new("explain", "Show every rule of an agent with its truth, the truth of each part, the facts used and what is missing.");
        AppraisalOptions options = new(command);
        Argument<string> agent = new("AGENT") { Description = "An agent, such as methotrexate." };
        Option<bool> json = new("--json") { Description = "Write JSON to standard output." };
        command.Add(agent);
        command.Add(json);
        command.SetAction(parsed =>
        {
            (KnowledgeBase knowledge, PatientRecord record, AppraisalRequest request) = options.Read(parsed);
            Agent asked = AgentNames.Find(knowledge, parsed.GetRequiredValue(agent));
            ImmutableArray<RuleExplanation> rules = new Advisor(knowledge).Explain(record, request, asked.Id);
            if (parsed.GetValue(json))
            {
                JsonOutput.ToConsole(writer => WriteJson(writer, asked.Id, rules));
                return ExitCode.Ok;
            }

            Console.Out.WriteLine(StandingText.Head(knowledge.Edition, request.AsOf, request.Region, PatientSheet.AgeOf(record.Subject.Birth, request.AsOf), record.Subject.Sex));
            Console.Out.WriteLine($"{asked.Name}: its rules, those first that hold.");
            Console.Out.WriteLine();
            WriteText(Console.Out, rules);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void WriteText(TextWriter output, ImmutableArray<RuleExplanation> rules)
    {
        foreach (RuleExplanation entry in rules.OrderByDescending(entry => entry.Explanation.Truth).ThenBy(entry => entry.Rule.Verdict))
        {
            output.WriteLine($"{Word(entry.Explanation.Truth),-8} {Words.Of(entry.Rule.Verdict),-16} {entry.Rule.Id}{(entry.Speaks ? "" : "  (another region or phase)")}");
            output.WriteLine($"         {ReasonText.Stop(entry.Rule.Text)}{ReasonText.Sources(entry.Rule.Sources, entry.Rule.Recalled)}");
            foreach (Explanation part in entry.Explanation.Parts.DefaultIfEmpty(entry.Explanation)) WritePart(output, part, 1);
            if (entry.Missing.Length > 0) output.WriteLine($"         missing: {string.Join(", ", entry.Missing.Select(fact => fact.Name))}");
        }
    }

    private static void WritePart(TextWriter output, Explanation part, int depth)
    {
        string facts = string.Join("; ", part.Facts.Select(fact => $"{fact.Name} = {fact.Value}{Origin(fact)}"));
        output.WriteLine($"{new string(' ', 9 + depth * 2)}{Word(part.Truth)}: {part.Text}{(facts.Length > 0 ? $"   [{facts}]" : "")}");
        foreach (Explanation inner in part.Parts) WritePart(output, inner, depth + 1);
    }

    private static string Origin(Fact fact) => fact.State switch
    {
        FactState.Assumed => " (assumed)",
        FactState.OutOfDate => $" (out of date: {fact.Why})",
        FactState.Doubtful => $" (doubtful: {fact.Why})",
        FactState.Absent => fact.Why is { } why ? $" ({why})" : " (not on record)",
        _ when fact.Evidence.FirstOrDefault() is { } evidence => $" ({evidence.Source}{(evidence.Date is { } date ? " " + date : "")})",
        _ => "",
    };

    private static void WriteJson(Utf8JsonWriter json, string agent, ImmutableArray<RuleExplanation> rules)
    {
        json.WriteStartObject();
        json.WriteString("schema", "filaggrin.explanation/1");
        json.WriteString("agent", agent);
        json.WriteStartArray("rules");
        foreach (RuleExplanation entry in rules)
        {
            json.WriteStartObject();
            json.WriteString("rule", entry.Rule.Id);
            json.WriteString("verdict", Words.Of(entry.Rule.Verdict));
            json.WriteBoolean("speaks", entry.Speaks);
            json.WriteString("text", entry.Rule.Text);
            json.WritePropertyName("condition");
            WriteJson(json, entry.Explanation);
            json.WriteStartArray("missing");
            foreach (FactDefinition fact in entry.Missing) json.WriteStringValue(fact.Name);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteJson(Utf8JsonWriter json, Explanation part)
    {
        json.WriteStartObject();
        json.WriteString("text", part.Text);
        if (part.Truth == Truth.Unknown) json.WriteNull("truth");
        else json.WriteBoolean("truth", part.Truth == Truth.True);
        json.WriteStartArray("facts");
        foreach (Fact fact in part.Facts) AppraisalJson.FactEntry(json, fact);
        json.WriteEndArray();
        json.WriteStartArray("parts");
        foreach (Explanation inner in part.Parts) WriteJson(json, inner);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Word(Truth truth) => truth switch { Truth.True => "true", Truth.False => "false", _ => "unknown" };
}
