using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Checks;

/// <summary>Monitoring begins, goes on as long as the treatment, and is there where results are acted on.</summary>
internal static partial class MonitoringCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        Satisfiability logic = new(knowledge.Facts, knowledge.Medicines, ReachabilityCheck.FactsAskedForNull(knowledge).Contains);
        Goal[] treated = Speakers.In(knowledge, Phase.Treatment);
        foreach (Agent agent in knowledge.Agents.Values.Where(agent => agent.RulesWritten))
        {
            if (agent.Monitoring.IsEmpty && Why(knowledge, agent) is { } why) yield return new(agent.Place, $"agent {agent.Id} has no monitoring, but {why}.");
            foreach (TestItem item in agent.Baseline.Where(item => item.When is { } when && !logic.CanBe(Goal.Holds(when))))
                yield return new(item.Place, $"{item.Id}: {ReachabilityCheck.Why(item.When!, logic, [])}");
            foreach (TestItem item in agent.Monitoring)
            {
                if (item.When is { } when && !logic.CanBe([Goal.Holds(when), .. treated])) yield return new(item.Place, $"{item.Id} never starts: {ReachabilityCheck.Why(when, logic, treated)}");
                if (item.Schedule is null) yield return new(item.Place, $"{item.Id} has no schedule; write «every 4 wk», «at each visit» or «by guideline».");
                foreach (string fault in item.Schedule?.Faults() ?? []) yield return new(item.Place, $"{item.Id}: {fault}");
            }
        }
    }

    /// <summary>Why an agent needs monitoring: its actions wait for the result of a test, or it stands for claims of monitoring.</summary>
    private static string? Why(KnowledgeBase knowledge, Agent agent)
    {
        if (agent.Rules.IsEmpty) return null;
        foreach ((ActionItem action, TestDefinition test) in agent.Actions.SelectMany(action => knowledge.Pathway.Tests.Values.OrderBy(test => test.Id, StringComparer.Ordinal), (action, test) => (action, test)))
        {
            if (action.When?.Facts().Any(test.Facts.Contains) is true) return $"{action.Id} waits for the test «{test.Id}»";
        }

        return agent.Rows.Concat(agent.Items.SelectMany(item => item.Rows)).FirstOrDefault(row => MonitoringRow().IsMatch(row)) is { } row ? $"it stands for {row}" : null;
    }

    [GeneratedRegex("-(MO|MON)-", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex MonitoringRow();
}
