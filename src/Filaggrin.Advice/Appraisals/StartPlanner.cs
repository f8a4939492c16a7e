using System.Collections.Immutable;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>Lays out how an agent would be started in one patient.</summary>
internal sealed class StartPlanner(KnowledgeBase knowledge, string region)
{
    public StartPlan For(Agent agent, FactSheet sheet, IReadOnlyList<BindingLimit> limits, bool anotherAgentRuns)
    {
        DoseWriter doses = new(sheet, limits);
        return new StartPlan
        {
            Doses = [.. Speaking(agent.Doses, sheet, mayBeUndecided: true).Select(doses.Write)],
            Limits = [.. limits],
            Companions = Speaking(agent.Companions, sheet),
            Tests = Tests(agent, sheet),
            Contraception = [.. Speaking(agent.Contraception, sheet, mayBeUndecided: true)],
            Pregnancy = Speaking(agent.Pregnancy, sheet),
            Vaccines = Speaking(agent.Vaccines, sheet),
            Information = Speaking(agent.Information, sheet),
            Practicalities = Speaking(agent.Practicalities, sheet),
            Monitoring = [.. RegionChoice.For(agent.Monitoring, region)],
            Harms = Speaking(agent.Harms, sheet),
            Times = [.. Speaking(agent.Onset, sheet), .. Speaking(agent.Trial, sheet, mayBeUndecided: true), .. Speaking(agent.Duration, sheet)],
            Stopping = [.. RegionChoice.For(agent.Stopping, region)],
            Switching = anotherAgentRuns ? [.. RegionChoice.For(agent.Switching, region)] : [],
        };
    }

    /// <summary>Where a test stands: abnormal before done, out of date before owed.</summary>
    public static TaskStatus StatusOf(TestDefinition test, FactSheet sheet, ImmutableArray<SourceReference> sources, bool recalled)
    {
        Fact[] facts = [.. test.Facts.Select(fact => sheet[fact])];
        bool Known(Fact fact) => fact.State is FactState.Known or FactState.Derived or FactState.Given && !fact.Value.IsUnknown;
        bool done = facts.Length > 0 && (test.NeedsAll ? facts.All(Known) : facts.Any(Known));
        bool stale = facts.Any(fact => fact.State == FactState.OutOfDate);
        string status = facts.Any(Known) && test.AbnormalWhen?.Truth(sheet) == Truth.True ? "abnormal" : done ? "done" : stale ? "out-of-date" : "owed";
        return new(test.Id, status, test.Name, [.. facts], sources, recalled);
    }

    /// <summary>The tests before the start, with where each stands.</summary>
    public ImmutableArray<TaskStatus> Tests(Agent agent, FactSheet sheet)
    {
        List<TaskStatus> tests = [];
        foreach (TestItem item in RegionChoice.For(agent.Baseline, region).Where(item => item.Holds(sheet) != Truth.False))
        {
            foreach (string name in item.Tests)
            {
                if (knowledge.Pathway.Tests.TryGetValue(name, out TestDefinition? test) && !tests.Exists(other => other.Id == name))
                    tests.Add(StatusOf(test, sheet, item.Sources, item.Recalled));
            }
        }

        return [.. tests];
    }

    private ImmutableArray<T> Speaking<T>(ImmutableArray<T> items, FactSheet sheet, bool mayBeUndecided = false)
        where T : Item =>
        [.. RegionChoice.For(items, region).Where(item => item.Holds(sheet) is var truth && (truth == Truth.True || (mayBeUndecided && truth == Truth.Unknown)))];
}
