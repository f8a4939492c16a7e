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
        from patient in SecondOpinion.All
        let answer = answers(patient)
        where answer is not null
        from frame in patient.Frames
        let found = answer[CqlScope.LibraryOf(frame.Agent)]!.AsObject()
        from rule in frame.Agent.Rules
        select (patient, rule, frame.Sheet, found);
}
