using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>Lays out how an agent would be started in one patient. Safe to share between threads.</summary>
internal sealed class StartPlanner(KnowledgeBase knowledge, string region)
{
    // By the agent's number; two threads may choose the same, and either choice serves.
    private readonly SpokenItems?[] _items = new SpokenItems?[knowledge.AgentsInOrder.Length];

    public StartPlan For(Agent agent, FactSheet sheet, ImmutableArray<BindingLimit> limits, bool anotherAgentRuns)
    {
        SpokenItems items = Items(agent);
        return new StartPlan
        {
            Doses = Doses(items, sheet, new(sheet, limits), unlimited: limits.IsEmpty),
            Limits = limits,
            Companions = Holding(items.Companions, sheet),
            Tests = Tests(agent, sheet),
            Contraception = Holding(items.Contraception, sheet, mayBeUndecided: true),
            Pregnancy = Holding(items.Pregnancy, sheet, mayBeUndecided: true),
            Vaccines = Holding(items.Vaccines, sheet),
            Information = Holding(items.Information, sheet, mayBeUndecided: true),
            Practicalities = Holding(items.Practicalities, sheet),
            Monitoring = Ahead(items.Monitoring, sheet),
            Harms = Holding(items.Harms, sheet),
            Times = Together(Holding(items.Onset, sheet), Holding(items.Trial, sheet, mayBeUndecided: true), Holding(items.Duration, sheet)),
            Stopping = Holding(items.Stopping, sheet, mayBeUndecided: true),
            Switching = anotherAgentRuns ? Holding(items.Switching, sheet, mayBeUndecided: true) : [],
        };
    }

    private static ImmutableArray<PlannedDose> Doses(SpokenItems items, FactSheet sheet, DoseWriter writer, bool unlimited)
    {
        ImmutableArray<DoseItem> holding = Holding(items.Doses, sheet, mayBeUndecided: true);
        PlannedDose[] doses = new PlannedDose[holding.Length];
        for (int i = 0; i < doses.Length; i++)
            doses[i] = unlimited && items.IsFixed(holding[i]) && holding[i].Holds(sheet) == Truth.True ? items.Fixed(holding[i], writer) : writer.Write(holding[i]);
        return ImmutableCollectionsMarshal.AsImmutableArray(doses);
    }

    private static ImmutableArray<TimeItem> Together(ImmutableArray<TimeItem> first, ImmutableArray<TimeItem> second, ImmutableArray<TimeItem> third) =>
        second.IsEmpty && third.IsEmpty ? first : [.. first, .. second, .. third];

    /// <summary>Where a test stands: abnormal before done, out of date before owed.</summary>
    public static TaskStatus StatusOf(TestDefinition test, FactSheet sheet, ImmutableArray<SourceReference> sources, bool recalled)
    {
        Fact[] facts = new Fact[test.Facts.Length];
        int known = 0, idle = 0;
        bool stale = false;
        for (int i = 0; i < facts.Length; i++)
        {
            Fact fact = facts[i] = sheet[test.Facts[i]];
            // A question that does not arise answers nothing of the one that does: control of an asthma that a list leaves out.
            if (test.Facts[i].RelevantWhen?.Truth(sheet) == Truth.False) idle++;
            else if (fact.State is FactState.Known or FactState.Derived or FactState.Given && !fact.Value.IsUnknown) known++;
            stale |= fact.State == FactState.OutOfDate;
        }

        if (idle == facts.Length) known = idle;
        bool done = known > 0 && (!test.NeedsAll || known >= facts.Length - idle);
        string status = known > 0 && test.AbnormalWhen?.Truth(sheet) == Truth.True ? "abnormal" : done ? "done" : stale ? "out-of-date" : "owed";
        return new(test.Id, status, test.Name, ImmutableCollectionsMarshal.AsImmutableArray(facts), sources, recalled);
    }

    /// <summary>The tests before the start, with where each stands.</summary>
    public ImmutableArray<TaskStatus> Tests(Agent agent, FactSheet sheet)
    {
        ImmutableArray<TaskStatus>.Builder tests = ImmutableArray.CreateBuilder<TaskStatus>();
        foreach ((TestItem item, TestDefinition[] asked) in Items(agent).Baseline)
        {
            if (item.Holds(sheet) == Truth.False) continue;
            foreach (TestDefinition test in asked)
            {
                if (!IsAmong(tests, test)) tests.Add(StatusOf(test, sheet, item.Sources, item.Recalled));
            }
        }

        return tests.DrainToImmutable();
    }

    // Each test of the pathway is one object, and so is its name.
    private static bool IsAmong(ImmutableArray<TaskStatus>.Builder tests, TestDefinition test)
    {
        for (int i = 0; i < tests.Count; i++)
        {
            if (ReferenceEquals(tests[i].Id, test.Id)) return true;
        }

        return false;
    }

    private SpokenItems Items(Agent agent) => _items[agent.Number] ??= new(agent, region, knowledge.Pathway);

    private static ImmutableArray<T> Holding<T>(Section<T> section, FactSheet sheet, bool mayBeUndecided = false)
        where T : Item
    {
        if (section.Conditions.IsForAll) return section.Items;
        Span<Truth> truths = stackalloc Truth[section.Items.Length];
        section.Conditions.Ask(sheet, truths);
        Truth least = mayBeUndecided ? Truth.Unknown : Truth.True;
        int count = 0;
        foreach (Truth truth in truths) count += truth >= least ? 1 : 0;
        if (count == truths.Length) return section.Items;
        if (count == 0) return [];
        T[] holding = new T[count];
        for (int i = 0, next = 0; next < count; i++)
        {
            if (truths[i] >= least) holding[next++] = section.Items[i];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(holding);
    }

    /// <summary>All but the items that are for somebody else: those that hold of the patient or may come to hold under treatment.</summary>
    private static ImmutableArray<T> Ahead<T>(Section<T> section, FactSheet sheet)
        where T : Item
    {
        if (section.Conditions.IsForAll) return section.Items;
        Span<Truth> truths = stackalloc Truth[section.Items.Length];
        section.Conditions.Ask(sheet, truths);
        List<T>? ahead = null;
        for (int i = 0; i < truths.Length; i++)
        {
            bool isShut = truths[i] == Truth.False && Outlook.IsShut(section.Items[i].When!, sheet);
            if (isShut) ahead ??= [.. section.Items[..i]];
            else ahead?.Add(section.Items[i]);
        }

        return ahead is null ? section.Items : [.. ahead];
    }

    /// <summary>Items that are told together.</summary>
    private sealed record Section<T>(ImmutableArray<T> Items)
        where T : Item
    {
        public ConditionList Conditions { get; } = new([.. Items.Select(item => item.When)]);
    }

    /// <summary>What is said of an agent in a region, section by section.</summary>
    private sealed class SpokenItems(Agent agent, string region, Pathway pathway)
    {
        private readonly ConcurrentDictionary<DoseItem, PlannedDose> _fixed = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<DoseItem> _sameForAll = new(agent.Doses.Where(DoseWriter.IsFixed), ReferenceEqualityComparer.Instance);

        /// <summary>Nothing of a dose is reckoned by the patient.</summary>
        public bool IsFixed(DoseItem dose) => _sameForAll.Contains(dose);

        /// <summary>A dose that is the same for everybody, written once.</summary>
        public PlannedDose Fixed(DoseItem dose, DoseWriter writer) => _fixed.GetOrAdd(dose, static (item, by) => by.Write(item), writer);

        public Section<DoseItem> Doses { get; } = new([.. RegionChoice.For(agent.Doses, region)]);

        public Section<CompanionItem> Companions { get; } = new([.. RegionChoice.For(agent.Companions, region)]);

        /// <summary>The tests before the start, each item with those that are known.</summary>
        public ImmutableArray<(TestItem Item, TestDefinition[] Tests)> Baseline { get; } =
            [.. RegionChoice.For(agent.Baseline, region).Select(item => (item, (TestDefinition[])[.. item.Tests.Select(name => pathway.Tests.GetValueOrDefault(name)).OfType<TestDefinition>()]))];

        public Section<Item> Contraception { get; } = new([.. RegionChoice.For(agent.Contraception, region)]);

        public Section<Item> Pregnancy { get; } = new([.. RegionChoice.For(agent.Pregnancy, region)]);

        public Section<CompanionItem> Vaccines { get; } = new([.. RegionChoice.For(agent.Vaccines, region)]);

        public Section<Item> Information { get; } = new([.. RegionChoice.For(agent.Information, region)]);

        public Section<Item> Practicalities { get; } = new([.. RegionChoice.For(agent.Practicalities, region)]);

        public Section<TestItem> Monitoring { get; } = new([.. RegionChoice.For(agent.Monitoring, region)]);

        public Section<HarmItem> Harms { get; } = new([.. RegionChoice.For(agent.Harms, region)]);

        public Section<TimeItem> Onset { get; } = new([.. RegionChoice.For(agent.Onset, region)]);

        public Section<TimeItem> Trial { get; } = new([.. RegionChoice.For(agent.Trial, region)]);

        public Section<TimeItem> Duration { get; } = new([.. RegionChoice.For(agent.Duration, region)]);

        public Section<Item> Stopping { get; } = new([.. RegionChoice.For(agent.Stopping, region)]);

        public Section<Item> Switching { get; } = new([.. RegionChoice.For(agent.Switching, region)]);
    }
}
