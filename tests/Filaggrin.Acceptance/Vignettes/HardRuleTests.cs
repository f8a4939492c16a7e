using Filaggrin.Acceptance.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Vignettes;

/// <summary>No region makes a hard rule vanish: on a patient for whom it fires it speaks, or rules of the reader's region that answer the same question do.</summary>
public class HardRuleTests
{
    public static TheoryData<string> Agents => [.. Engine.Knowledge.Agents.Values.Where(agent => agent.RulesWritten).Select(agent => agent.Id)];

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_hard_rule_speaks_in_every_region_or_gives_way_to_one_of_its_topic(string id)
    {
        string[] faults = [.. Engine.Knowledge.Agents[id].Rules.Where(rule => rule is { IsHard: true, When: not null })
            .SelectMany(rule => Engine.Regions.SelectMany(region => Faults(Engine.Knowledge.Agents[id], rule, region)))];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Every_hard_rule_has_a_patient_for_whom_it_fires(string id) =>
        Assert.All(
            Engine.Knowledge.Agents[id].Rules.Where(rule => rule is { IsHard: true, When: not null }),
            rule => Assert.True(rule.Cases.Any(example => example.Expected == Truth.True), $"{rule.Place}: {rule.Id} has no case «fired»"));

    private static IEnumerable<string> Faults(Agent agent, Rule rule, string region)
    {
        foreach (Phase silent in (Phase[])[Phase.Start, Phase.Treatment])
        {
            if (rule.Phase == silent) continue;
            Rule[] speaking = [.. RegionChoice.For(agent.Rules.Where(other => other.Phase != silent), region)];
            foreach (FactSheet patient in rule.Cases.Where(example => example.Expected == Truth.True).Select(example => new FactSheet(Engine.Knowledge.Facts, example.Facts, listsHeld: null)))
            {
                if (speaking.Contains(rule))
                {
                    if (rule.Holds(patient) != Truth.True) yield return $"{rule.Place}: {rule.Id} does not fire in {region} on its own case";
                    continue;
                }

                Rule[] instead = [.. speaking.Where(other => other.Topic is not null && other.Topic == rule.Topic)];
                if (instead.Length == 0) yield return $"{rule.Place}: {rule.Id} is silent in {region} and no rule of its topic speaks";
                foreach (Rule other in instead.Where(other => !other.Regions.IsEmpty && !other.Regions.Contains(region, StringComparer.Ordinal)))
                    yield return $"{rule.Place}: {rule.Id} gives way in {region} to {other.Id}, which is of another region";
                if (instead.Length > 0 && !instead.Any(other => Ground(other).Overlaps(Ground(rule))))
                    yield return $"{rule.Place}: {rule.Id} gives way in {region} to {string.Join(", ", instead.Select(other => other.Id))}, which ask for other facts";
            }
        }
    }

    // The facts a condition names, and those on which they rest.
    private static HashSet<string> Ground(Rule rule)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        Stack<FactDefinition> open = new(rule.When?.Facts() ?? []);
        while (open.TryPop(out FactDefinition? fact))
        {
            if (!names.Add(fact.Name)) continue;
            foreach (FactDefinition part in fact.Is?.Facts() ?? []) open.Push(part);
        }

        return names;
    }
}
