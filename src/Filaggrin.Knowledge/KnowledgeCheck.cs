using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Checks;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge;

/// <summary>Finds what is wrong in knowledge that could be read.</summary>
public static class KnowledgeCheck
{
    private static readonly ImmutableArray<Func<KnowledgeBase, IEnumerable<Finding>>> Checks =
    [
        CaseCheck.Find, ReachabilityCheck.Find, ShadowCheck.Find, ContradictionCheck.Find, DoseTableCheck.Find, MonitoringCheck.Find,
        FactUseCheck.Find, FactNameCheck.Find, PhraseCheck.Find, CodeCheck.Find, SourceCheck.Find, ChangeCheck.Find, MemberCheck.Find, LimitCheck.Find, EdgeCheck.Find, GuidelineCheck.Find,
    ];

    /// <summary>Runs every check.</summary>
    public static ImmutableArray<Finding> All(KnowledgeBase knowledge) =>
        [.. Checks.SelectMany(check => check(knowledge)).OrderBy(finding => finding.Place.File, StringComparer.Ordinal).ThenBy(finding => finding.Place.Line)];

    /// <summary>Identifiers stand once, and what is named exists.</summary>
    internal static void References(KnowledgeBase knowledge, ICollection<Finding> findings)
    {
        Dictionary<string, Place> ids = new(StringComparer.Ordinal);
        foreach (Item item in knowledge.Agents.Values.SelectMany(agent => agent.Items).Concat(knowledge.Pathway.Items))
        {
            if (!ids.TryAdd(item.Id, item.Place)) findings.Add(new(item.Place, $"the identifier «{item.Id}» stands twice; the other is {ids[item.Id]}."));
            if (item is TestItem tests)
            {
                foreach (string test in tests.Tests.Where(test => !knowledge.Pathway.Tests.ContainsKey(test)))
                    findings.Add(new(item.Place, $"{item.Id}: the test «{test}» is not in pathway/tests.yaml."));
            }
        }

        foreach (Agent agent in knowledge.Agents.Values)
        {
            foreach (SwitchItem item in agent.Switching)
            {
                foreach (string next in item.To.Where(next => next == agent.Id || !knowledge.Agents.ContainsKey(next)))
                    findings.Add(new(item.Place, next == agent.Id ? $"{item.Id}: «{next}» is the agent that is left." : $"{item.Id}: the agent «{next}» is not in agents/."));
            }
        }

        foreach (Availability entry in knowledge.Availability.Where(entry => !knowledge.Agents.ContainsKey(entry.Agent)))
            findings.Add(new(entry.Place, $"the agent «{entry.Agent}» is not in agents/."));
    }
}
