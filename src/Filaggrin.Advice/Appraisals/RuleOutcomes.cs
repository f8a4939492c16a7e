using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>The rules of one agent that speak in a region and a phase, with their truth for one patient.</summary>
internal sealed class RuleOutcomes
{
    private readonly Agent _agent;
    private readonly SpokenRules _rules;
    private readonly FactSheet _sheet;
    private readonly DateOnly _asOf;
    private Relevance? _relevance;

    /// <summary>Asks the rules.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="rules">The rules that speak.</param>
    /// <param name="sheet">The facts in its frame.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="before">What was decided before, in the first pass or on other facts; a rule of which nothing has changed is not asked again.</param>
    public RuleOutcomes(Agent agent, SpokenRules rules, FactSheet sheet, DateOnly asOf, RuleOutcomes? before = null)
    {
        _agent = agent;
        _rules = rules;
        _sheet = sheet;
        _asOf = asOf;
        (Rule, Truth)[] all = new (Rule, Truth)[rules.Speaking.Length];
        for (int i = 0; i < all.Length; i++)
        {
            Rule rule = rules.Speaking[i];
            all[i] = (rule, before is null ? rule.Holds(sheet) : Before(before, i) ?? rule.Holds(sheet));
        }

        All = ImmutableCollectionsMarshal.AsImmutableArray(all);
        Fired = With(Truth.True);
        Undecided = With(Truth.Unknown);
    }

    /// <summary>The facts by which they were asked.</summary>
    public FactSheet Frame => _sheet;

    /// <summary>Every rule that speaks.</summary>
    public ImmutableArray<(Rule Rule, Truth Truth)> All { get; }

    /// <summary>Those that hold.</summary>
    public ImmutableArray<Rule> Fired { get; }

    /// <summary>Those that cannot be decided.</summary>
    public ImmutableArray<Rule> Undecided { get; }

    /// <summary>Rules of other regions that would fire and gave way to this region's.</summary>
    public IEnumerable<Rule> Overruled => _rules.GivingWay.Where(rule => rule.Holds(_sheet) == Truth.True);

    /// <summary>The fired rules as reasons, worst first.</summary>
    public ImmutableArray<Reason> Reasons => [.. Fired.OrderBy(rule => rule.Verdict).Select(Explained)];

    /// <summary>The limits that bind a dose: of fired cautions, and of undecided ones, because the plan stays on the safe side.</summary>
    public ImmutableArray<BindingLimit> Limits =>
        [.. All.Where(outcome => outcome.Truth != Truth.False && outcome.Rule.Limit is not null)
            .Select(outcome => new BindingLimit(outcome.Rule.Id, outcome.Rule.Limit!, outcome.Truth == Truth.Unknown))];

    /// <summary>The facts that could still change a standing, hard rules first.</summary>
    public ImmutableArray<MissingFact> Missing(Standing standing, IReadOnlyCollection<string> tried)
    {
        if (Undecided.IsEmpty || standing is Standing.Contraindicated or Standing.Unavailable) return [];
        Rule[] contraindicating = [.. Undecided.Where(rule => rule.Verdict == Verdict.Contraindicated)];
        Rule[] hard = standing == Standing.NotAdvised ? contraindicating : [.. Undecided.Where(rule => rule.IsHard)];
        // Learning that one contraindication holds would settle the option whatever the milder rules say, so both functions count.
        FactDefinition[] blocking = contraindicating.Length == hard.Length ? [.. Relevant(hard)] : [.. Relevant(contraindicating).Concat(Relevant(hard)).Distinct()];
        bool cautionOpen = standing is Standing.Suitable or Standing.NeedsInformation && !Fired.Any(rule => rule.Verdict == Verdict.Caution) && tried.Count == 0;
        Rule[] mild = cautionOpen ? [.. Undecided.Where(rule => rule.Verdict == Verdict.Caution)] : [];
        FactDefinition[] milder = [.. Relevant(mild).Except(blocking)];
        return [.. Entries(blocking, blocks: true, hard), .. Entries(milder, blocks: false, mild)];
    }

    /// <summary>The facts of every rule that were assumed to be no and would matter if they were not, in alphabetical order.</summary>
    public ImmutableArray<string> Assumed =>
    [
        .. _sheet.AssumedBehind(All.Where(outcome => outcome is { Truth: Truth.False, Rule: { Verdict: not Verdict.Note, When: not null } }).Select(outcome => outcome.Rule.When!))
            .Where(fact => fact.Scope == FactScope.Patient).Select(fact => fact.Name),
    ];

    public Reason Explained(Rule rule)
    {
        DistinctList<Fact> facts = new();
        IReadOnlyList<Fact> named = rule.When?.Deciding(_sheet) ?? [];
        foreach (Fact fact in named) facts.Add(fact);
        foreach (Fact fact in named)
        {
            foreach (Fact ground in fact.Ground(_sheet)) facts.Add(ground);
        }

        return new(rule.Id, rule.Verdict, rule.Text, [.. facts.Items], rule.Sources)
        {
            Limit = rule.Limit,
            Review = Review.Of(_agent, rule),
            Regions = rule.Regions,
            Recalled = rule.Recalled,
            Until = Until(rule),
        };
    }

    /// <summary>The truth of a rule where it must be what it was; null where it may have changed.</summary>
    private Truth? Before(RuleOutcomes before, int place)
    {
        if (!ReferenceEquals(before._rules, _rules)) return _rules.InFirst[place] is >= 0 and var at ? before.All[at].Truth : null;
        if (_rules.Speaking[place].When is { } when)
        {
            foreach (FactDefinition fact in when.Facts())
            {
                if (!_sheet.Shares(fact, before._sheet)) return null;
            }
        }

        return before.All[place].Truth;
    }

    private ImmutableArray<Rule> With(Truth truth)
    {
        ImmutableArray<Rule>.Builder? rules = null;
        foreach ((Rule rule, Truth own) in All)
        {
            if (own == truth) (rules ??= ImmutableArray.CreateBuilder<Rule>()).Add(rule);
        }

        return rules?.ToImmutable() ?? [];
    }

    private DateOnly? Until(Rule rule) =>
        rule.Lifts is { } lifts && _sheet[lifts.Fact].Value is DateValue { Span: { } span } && lifts.After.After(span.Last) is var day && day > _asOf ? day : null;

    private IReadOnlyList<FactDefinition> Relevant(params IEnumerable<Rule> rules) => (_relevance ??= new(_sheet)).Missing(rules.Select(rule => rule.When!));

    private IEnumerable<MissingFact> Entries(FactDefinition[] facts, bool blocks, Rule[] rules)
    {
        if (facts.Length == 0) return [];
        (Rule Rule, IReadOnlyList<FactDefinition> Facts)[] decided = [.. rules.Select(rule => (rule, Relevant(rule)))];
        return facts.Select(fact => new MissingFact(fact, blocks, [.. decided.Where(entry => entry.Facts.Contains(fact)).Select(entry => entry.Rule.Id)], StateOf(fact)));
    }

    /// <summary>How a fact stands; where it is known and yet not enough, what is derived from it tells why.</summary>
    private Fact StateOf(FactDefinition fact)
    {
        Fact state = _sheet[fact];
        if (state.Value.IsUnknown || state.Why is not null) return state;
        string? why = _sheet.Dictionary.DerivedFrom(fact).Select(derived => _sheet[derived]).FirstOrDefault(derived => derived is { Value.IsUnknown: true, Why: not null })?.Why;
        return why is null ? state : state with { Why = why };
    }
}
