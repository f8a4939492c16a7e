using System.Text.Json.Nodes;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Export;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Export;

/// <summary>A second opinion on the logic: another engine, on the exported CQL, finds every rule as true, false or unknown as ours does.</summary>
public class AgreementTests(ITestOutputHelper output)
{
    private const int Shown = 20;

    [Fact]
    public void Every_rule_is_true_false_or_unknown_as_another_engine_finds_it()
    {
        Dictionary<Truth, int> counts = Enum.GetValues<Truth>().ToDictionary(truth => truth, _ => 0);
        List<string> differences = [];
        foreach ((SecondOpinion patient, Rule rule, FactSheet sheet, JsonObject found) in Pairs(patient => patient.Sheet))
        {
            Assert.True(found.ContainsKey(rule.Id), rule.Id);
            Truth ours = rule.Holds(sheet), theirs = SecondOpinion.TruthOf(found[rule.Id]);
            counts[ours]++;
            if (ours != theirs) differences.Add($"{patient.Name}: {rule.Id}: ours {ours}, theirs {theirs}: {rule.When?.Text}");
            if (rule.IsHard) Assert.Equal(theirs == Truth.Unknown, found[rule.Id + AgentLibrary.Undecided]!.GetValue<bool>());
        }

        int pairs = counts.Values.Sum();
        output.WriteLine($"{pairs - differences.Count} of {pairs} pairs of rule and patient agree ({SecondOpinion.All.Length} patients; {counts[Truth.True]} true, {counts[Truth.False]} false, {counts[Truth.Unknown]} unknown).");
        Assert.True(differences.Count == 0, $"{differences.Count} of {pairs} differ:\n{string.Join('\n', differences.Take(Shown))}");
        Assert.All(counts.Values, count => Assert.True(count > pairs / Shown, $"{count} of {pairs}: too few of a kind to say anything"));
    }

    [Fact]
    public void What_speaks_and_what_is_open_is_told_for_each_agent()
    {
        Dictionary<(string, bool), int> counts = [];
        foreach ((SecondOpinion patient, Agent agent, FactSheet sheet, JsonObject found) in Frames(patient => patient.Sheet))
        {
            Truth onTreatment = sheet["OnTreatment"].Truth;
            Rule[] inPhase = [.. agent.Rules.Where(rule => rule.Phase != (onTreatment == Truth.True ? Phase.Start : onTreatment == Truth.False ? Phase.Treatment : Phase.Both) || rule.Phase == Phase.Both)];
            HashSet<Rule> speaking = onTreatment == Truth.Unknown
                ? [.. agent.Rules.Where(rule => RegionChoice.For(agent.Rules.Where(other => other.Phase != Phase.Treatment), patient.Region).Contains(rule) || RegionChoice.For(agent.Rules.Where(other => other.Phase != Phase.Start), patient.Region).Contains(rule))]
                : [.. RegionChoice.For(inPhase, patient.Region)];
            foreach (Rule rule in agent.Rules)
            {
                if (found[rule.Id + AgentLibrary.Speaks] is { } speaks) Assert.True(speaking.Contains(rule) == speaks.GetValue<bool>(), $"{patient.Name}: {rule.Id}");
                else Assert.Contains(rule, speaking);
            }

            bool isForbidden = speaking.Any(rule => rule.IsHard && rule.Holds(sheet) == Truth.True);
            Check(AgentLibrary.NeedsInformation, [.. speaking.Where(rule => rule.IsHard)]);
            Check(AgentLibrary.OpenCautions, [.. speaking.Where(rule => rule.Verdict == Verdict.Caution)]);

            void Check(string define, Rule[] rules)
            {
                Rule[] open = [.. rules.Where(rule => rule.Holds(sheet) == Truth.Unknown)];
                bool expected = !isForbidden && open.Length > 0;
                counts[(define, expected)] = counts.GetValueOrDefault((define, expected)) + 1;
                Assert.True(expected == (found[define]?.GetValue<bool>() ?? false), $"{patient.Name}: {agent.Id} {define}");
                if (found[define + AgentLibrary.Which]?.GetValue<string>() is { } which) Assert.Equal(string.Join(' ', agent.Rules.Where(open.Contains).Select(rule => rule.Text)), which);
            }
        }

        Assert.All(counts, count => Assert.True(count.Value > Shown, $"{count.Key}: {count.Value}"));
    }

    [Fact]
    public void A_record_without_a_sheet_decides_no_rule_otherwise_than_our_reader()
    {
        int alike = 0, open = 0;
        List<string> differences = [];
        foreach ((SecondOpinion patient, Rule rule, FactSheet sheet, JsonObject found) in Pairs(patient => patient.Record))
        {
            Truth ours = rule.Holds(sheet), theirs = SecondOpinion.TruthOf(found[rule.Id]);
            if (theirs == Truth.Unknown) open++;
            else if (theirs == ours) alike++;
            else differences.Add($"{patient.Name}: {rule.Id}: ours {ours}, theirs {theirs}: {rule.When?.Text}");
        }

        output.WriteLine($"{alike} pairs of rule and patient are decided as on the sheet, {open} are unknown in CQL, {differences.Count} differ.");
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(Shown)));
        Assert.True(alike > 0);
    }

    private static IEnumerable<(SecondOpinion Patient, Rule Rule, FactSheet Sheet, JsonObject Found)> Pairs(Func<SecondOpinion, JsonNode?> answers) =>
        from frame in Frames(answers)
        from rule in frame.Agent.Rules
        select (frame.Patient, rule, frame.Sheet, frame.Found);

    private static IEnumerable<(SecondOpinion Patient, Agent Agent, FactSheet Sheet, JsonObject Found)> Frames(Func<SecondOpinion, JsonNode?> answers) =>
        from patient in SecondOpinion.All
        let answer = answers(patient)
        where answer is not null
        from frame in patient.Frames
        select (patient, frame.Agent, frame.Sheet, answer[CqlScope.LibraryOf(frame.Agent)]!.AsObject());
}
