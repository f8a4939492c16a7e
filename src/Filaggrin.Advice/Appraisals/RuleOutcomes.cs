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
    private readonly Truth[] _truths;

    /// <summary>Asks the rules.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="rules">The rules that speak.</param>
    /// <param name="sheet">The facts in its frame.</param>
    /// <param name="asOf">The day.</param>
    public RuleOutcomes(Agent agent, SpokenRules rules, FactSheet sheet, DateOnly asOf)
    {
        _agent = agent;
        _rules = rules;
        _sheet = sheet;
        _asOf = asOf;
        _truths = new Truth[rules.Speaking.Length];
        int fired = 0, undecided = 0;
        rules.Conditions.Ask(sheet, _truths);
        for (int i = 0; i < _truths.Length; i++)
        {
            if (_truths[i] == Truth.True) fired++;
            if (_truths[i] != Truth.Unknown) continue;
            undecided++;
            IsHardUndecided |= rules.Verdicts[i] is Verdict.Contraindicated or Verdict.NotAdvised;
        }

        Fired = Those(Truth.True, fired);
        Undecided = Those(Truth.Unknown, undecided);
    }

    /// <summary>The facts by which they were asked.</summary>
    public FactSheet Frame => _sheet;

    /// <summary>The rules that were asked.</summary>
    public SpokenRules Asked => _rules;

    /// <summary>Those that hold.</summary>
    public ImmutableArray<Rule> Fired { get; }

    /// <summary>Those that cannot be decided.</summary>
    public ImmutableArray<Rule> Undecided { get; }

    /// <summary>One of these would close the option.</summary>
    public bool IsHardUndecided { get; }

    /// <summary>Rules of other regions that would fire and gave way to this region's.</summary>
    public ImmutableArray<Statement> Overruled
    {
        get
        {
            List<Statement>? overruled = null;
            foreach (Rule rule in _rules.GivingWay)
            {
                if (rule.Holds(_sheet) == Truth.True) (overruled ??= []).Add(new(rule, rule.When?.Deciding(_sheet) ?? []));
            }

            return overruled is null ? [] : [.. overruled];
        }
    }

    /// <summary>The fired rules as reasons.</summary>
    public ImmutableArray<Reason> Reasons => ReasonsBeyond(null);

    /// <summary>The fired rules as reasons, without those that fired elsewhere too.</summary>
    public ImmutableArray<Reason> ReasonsBeyond(RuleOutcomes? other)
    {
        if (ReferenceEquals(other, this)) return [];
        ImmutableArray<Reason>.Builder reasons = ImmutableArray.CreateBuilder<Reason>(Fired.Length);
        foreach (Rule rule in Fired)
        {
            if (other is null || !other.Fires(rule)) reasons.Add(Explained(rule));
        }

        return reasons.DrainToImmutable();
    }

    private bool Fires(Rule rule)
    {
        foreach (Rule fired in Fired)
        {
            if (ReferenceEquals(fired, rule)) return true;
        }

        return false;
    }

    private ImmutableArray<Rule> Those(Truth truth, int count)
    {
        if (count == 0) return [];
        Rule[] those = new Rule[count];
        for (int i = 0, next = 0; next < count; i++)
        {
            if (_truths[i] == truth) those[next++] = _rules.Speaking[i];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(those);
    }

    /// <summary>The limits that bind a dose: of fired cautions, and of undecided ones, because the plan stays on the safe side.</summary>
    public ImmutableArray<BindingLimit> Limits
    {
        get
        {
            List<BindingLimit>? limits = null;
            foreach (Rule rule in _rules.Limiting)
            {
                Truth truth = rule.Holds(_sheet);
                if (truth != Truth.False) (limits ??= []).Add(new(rule.Id, rule.Limit!, truth == Truth.Unknown ? Relevance.Missing(rule.When!, _sheet) : []));
            }

            return limits is null ? [] : [.. limits];
        }
    }

    /// <summary>The facts that could still change a standing, hard rules first.</summary>
    /// <param name="standing">The standing.</param>
    /// <param name="cautioned">Something besides the rules makes it a caution.</param>
    public ImmutableArray<MissingFact> Missing(Standing standing, bool cautioned)
    {
        if (Undecided.IsEmpty || standing is Standing.Contraindicated or Standing.Unavailable) return [];
        bool cautionOpen = standing is Standing.Suitable or Standing.NeedsInformation && !cautioned && !Fired.Any(rule => rule.Verdict == Verdict.Caution);
        List<Rule> contraindicating = [], hard = [], mild = [];
        foreach (Rule rule in Undecided)
        {
            if (rule.Verdict == Verdict.Contraindicated) contraindicating.Add(rule);
            if (rule.Verdict == Verdict.Contraindicated || (rule.IsHard && standing != Standing.NotAdvised)) hard.Add(rule);
            if (cautionOpen && rule.Verdict == Verdict.Caution) mild.Add(rule);
        }

        DistinctList<FactDefinition> facts = Blocking(contraindicating, hard);
        int blocking = facts.Items.Length;
        facts.Add(Relevant(mild));
        if (facts.Items.Length == 0) return [];
        MissingFact[] missing = new MissingFact[facts.Items.Length];
        Entries(facts.Items[..blocking], blocks: true, hard, missing);
        Entries(facts.Items[blocking..], blocks: false, mild, missing.AsSpan(blocking));
        return ImmutableCollectionsMarshal.AsImmutableArray(missing);
    }

    /// <summary>The facts without which it cannot be told whether the option is closed.</summary>
    public ImmutableArray<FactDefinition> Blocking()
    {
        List<Rule> contraindicating = [], hard = [];
        foreach (Rule rule in Undecided)
        {
            if (rule.Verdict == Verdict.Contraindicated) contraindicating.Add(rule);
            if (rule.IsHard) hard.Add(rule);
        }

        return Blocking(contraindicating, hard).ToImmutable();
    }

    // Learning that one contraindication holds would settle the option whatever the milder rules say, so both functions count.
    private DistinctList<FactDefinition> Blocking(List<Rule> contraindicating, List<Rule> hard)
    {
        DistinctList<FactDefinition> facts = new(byReference: true);
        facts.Add(Relevant(contraindicating));
        if (contraindicating.Count < hard.Count) facts.Add(Relevant(hard));
        return facts;
    }

    /// <summary>The facts of every rule that were assumed to be no and would matter if they were not, in alphabetical order.</summary>
    public ImmutableArray<FactDefinition> Assumed
    {
        get
        {
            Span<bool> denied = stackalloc bool[_truths.Length];
            for (int i = 0; i < denied.Length; i++) denied[i] = _truths[i] == Truth.False && _rules.Verdicts[i] != Verdict.Note;
            return _sheet.AssumedBehind(_rules.Conditions.Formulas, denied);
        }
    }

    public Reason Explained(Rule rule)
    {
        DistinctList<Fact> facts = new();
        ImmutableArray<Fact> named = rule.When?.Deciding(_sheet) ?? [];
        facts.Add(named);
        foreach (Fact fact in named) fact.AddGround(_sheet, facts);

        return new(rule.Id, rule.Verdict, rule.Text, facts.ToImmutable(), rule.Sources)
        {
            Limit = rule.Limit,
            Review = Review.Of(_agent, rule),
            Regions = rule.Regions,
            Recalled = rule.Recalled,
            Until = Until(rule),
        };
    }

    private DateOnly? Until(Rule rule) =>
        rule.Lifts is { } lifts && _sheet[lifts.Fact].Value is DateValue { Span: { } span } && lifts.After.After(span.Last) is var day && day > _asOf ? day : null;

    private ImmutableArray<FactDefinition> Relevant(List<Rule> rules) => rules.Count switch
    {
        0 => [],
        1 => Relevance.Missing(rules[0].When!, _sheet),
        _ => Relevance.Missing(CollectionsMarshal.AsSpan(rules.ConvertAll(rule => rule.When!)), _sheet),
    };

    private void Entries(ReadOnlySpan<FactDefinition> facts, bool blocks, List<Rule> rules, Span<MissingFact> entries)
    {
        if (facts.Length == 0) return;
        ImmutableArray<FactDefinition>[] decided = new ImmutableArray<FactDefinition>[rules.Count];
        for (int rule = 0; rule < decided.Length; rule++) decided[rule] = Relevance.Missing(rules[rule].When!, _sheet);
        List<string> decides = [];
        for (int i = 0; i < facts.Length; i++)
        {
            decides.Clear();
            for (int rule = 0; rule < decided.Length; rule++)
            {
                if (IsAmong(decided[rule], facts[i])) decides.Add(rules[rule].Id);
            }

            entries[i] = new(facts[i], blocks, [.. decides], StateOf(facts[i]));
        }
    }

    private static bool IsAmong(ImmutableArray<FactDefinition> facts, FactDefinition fact)
    {
        foreach (FactDefinition other in facts)
        {
            if (ReferenceEquals(other, fact)) return true;
        }

        return false;
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
