using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Appraisals;

/// <summary>The rules that speak for an agent in a region and a phase; they are chosen once, not for each patient. Safe to share between threads.</summary>
internal sealed class RuleBook(FactDictionary facts, int agents)
{
    private static readonly ConditionalWeakTable<KnowledgeBase, RuleBook> Books = [];

    private readonly ConcurrentDictionary<string, RulesOfRegion> _regions = new(StringComparer.Ordinal);

    // All that rests on the standing of other options.
    private readonly Lazy<HashSet<FactDefinition>> _looking = new(() => [.. facts.All.Where(fact => fact.LooksAtOptions).SelectMany(facts.DependentsOf)]);

    /// <summary>That of an edition.</summary>
    public static RuleBook Of(KnowledgeBase knowledge) => Books.GetValue(knowledge, static edition => new(edition.Facts, edition.AgentsInOrder.Length));

    /// <summary>The facts that tell of the standing of other options.</summary>
    public ImmutableArray<FactDefinition> LookingAtOptions { get; } = [.. facts.All.Where(fact => fact.LooksAtOptions)];

    /// <summary>The rules that speak in a region.</summary>
    public RulesOfRegion In(string region) => _regions.GetOrAdd(region, static (name, book) => new(book, name, book.Agents), this);

    /// <summary>What is said of an agent, in whatever phase, asks for the standing of others or for what rests on it.</summary>
    public bool LooksAtOptions(Agent agent) => agent.Items.SelectMany(item => item.Conditions).SelectMany(condition => condition.Facts()).Any(_looking.Value.Contains);

    private int Agents => agents;
}

/// <summary>The rules that speak in a region, by agent and phase. Safe to share between threads.</summary>
/// <param name="book">The rules of all regions.</param>
/// <param name="region">The reader's region.</param>
/// <param name="agents">How many agents there are.</param>
internal sealed class RulesOfRegion(RuleBook book, string region, int agents)
{
    // Two threads may choose the same; either choice serves.
    private readonly Phases?[] _chosen = new Phases?[agents];

    /// <summary>The rules that speak.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="onTreatment">The patient takes it; otherwise it would be started.</param>
    public SpokenRules For(Agent agent, bool onTreatment) => Of(agent, onTreatment).All;

    /// <summary>Those of the first pass: without the rules that look at other options.</summary>
    public SpokenRules First(Agent agent, bool onTreatment) => Of(agent, onTreatment).First;

    private Passes Of(Agent agent, bool onTreatment)
    {
        Phases phases = _chosen[agent.Number] ??= new(Choose(agent, onTreatment: false), Choose(agent, onTreatment: true));
        return onTreatment ? phases.During : phases.Before;
    }

    private Passes Choose(Agent agent, bool onTreatment) => new(
        SpokenRules.Of([.. agent.Rules.Where(rule => !rule.LooksAtOptions)], region, onTreatment),
        SpokenRules.Of(agent.Rules, region, onTreatment) with { LooksAtOptions = book.LooksAtOptions(agent) });

    private sealed record Phases(Passes Before, Passes During);

    private sealed record Passes(SpokenRules First, SpokenRules All);
}

/// <summary>The rules of an agent in a region and a phase.</summary>
/// <param name="Speaking">Those that speak.</param>
/// <param name="GivingWay">Those of other regions that give way to them.</param>
internal sealed record SpokenRules(ImmutableArray<Rule> Speaking, ImmutableArray<Rule> GivingWay)
{
    /// <summary>What is said of the agent, in whatever phase, asks for the standing of others or for what rests on it.</summary>
    public bool LooksAtOptions { get; init; }

    /// <summary>What they ask, one by one.</summary>
    public ConditionList Conditions { get; } = new([.. Speaking.Select(rule => rule.When)]);

    /// <summary>What they say, one by one.</summary>
    public ImmutableArray<Verdict> Verdicts { get; } = [.. Speaking.Select(rule => rule.Verdict)];

    /// <summary>Those that close the option where they hold.</summary>
    public ImmutableArray<Rule> Hard { get; } = [.. Speaking.Where(rule => rule.IsHard)];

    /// <summary>What holds the option closed as long as it is so: what the hard rules ask.</summary>
    public ConditionList Barriers { get; } = new([.. Speaking.Where(rule => rule.IsHard).Select(rule => rule.When)]);

    /// <summary>Those that limit a dose.</summary>
    public ImmutableArray<Rule> Limiting { get; } = [.. Speaking.Where(rule => rule.Limit is not null)];

    /// <summary>What the hard rules ask, and every formula behind the facts they name.</summary>
    public ImmutableArray<Expr> Behind => _behind.Value;

    private readonly Lazy<ImmutableArray<Expr>> _behind = new(() => FormulasBehind(Speaking.Where(rule => rule.IsHard).Select(rule => rule.When)));

    /// <summary>Formulas and every formula behind the facts they name.</summary>
    public static ImmutableArray<Expr> FormulasBehind(IEnumerable<Expr?> asked)
    {
        List<Expr> formulas = [.. asked.OfType<Expr>()];
        HashSet<FactDefinition> seen = [];
        for (int i = 0; i < formulas.Count; i++)
        {
            foreach (FactDefinition fact in formulas[i].Facts())
            {
                if (!seen.Add(fact)) continue;
                foreach (Expr? behind in (ReadOnlySpan<Expr?>)[fact.Is, fact.YesWhen, fact.NoWhen, fact.RelevantWhen])
                {
                    if (behind is not null) formulas.Add(behind);
                }
            }
        }

        return [.. formulas];
    }

    /// <summary>Chooses them.</summary>
    public static SpokenRules Of(ImmutableArray<Rule> rules, string region, bool onTreatment)
    {
        Phase silent = onTreatment ? Phase.Start : Phase.Treatment;
        Rule[] inPhase = [.. rules.Where(rule => rule.Phase != silent)];
        ImmutableArray<Rule> speaking = [.. RegionChoice.For(inPhase, region)];
        return new(speaking, [.. inPhase.Except(speaking, ReferenceEqualityComparer.Instance).Cast<Rule>()]);
    }
}
