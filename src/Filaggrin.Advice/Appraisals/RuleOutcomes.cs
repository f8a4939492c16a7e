using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>The rules of one agent that speak in a region and a phase, with their truth for one patient.</summary>
internal sealed class RuleOutcomes
{
    private readonly Agent _agent;
    private readonly FactSheet _sheet;
    private readonly DateOnly _asOf;

    public RuleOutcomes(Agent agent, FactSheet sheet, string region, bool onTreatment, DateOnly asOf)
    {
        _agent = agent;
        _sheet = sheet;
        _asOf = asOf;
        Phase silent = onTreatment ? Phase.Start : Phase.Treatment;
        Rule[] inPhase = [.. agent.Rules.Where(rule => rule.Phase != silent)];
        ImmutableArray<Rule> speaking = [.. RegionChoice.For(inPhase, region)];
        All = [.. speaking.Select(rule => (rule, rule.Holds(sheet)))];
        Overruled = [.. inPhase.Except(speaking).Where(rule => rule.Holds(sheet) == Truth.True)];
    }

    /// <summary>Every rule that speaks.</summary>
    public ImmutableArray<(Rule Rule, Truth Truth)> All { get; }

    /// <summary>Rules of other regions that would fire and gave way to this region's.</summary>
    public ImmutableArray<Rule> Overruled { get; }

    public IEnumerable<Rule> Fired => All.Where(outcome => outcome.Truth == Truth.True).Select(outcome => outcome.Rule);

    public IEnumerable<Rule> Undecided => All.Where(outcome => outcome.Truth == Truth.Unknown).Select(outcome => outcome.Rule);

    /// <summary>The fired rules as reasons, worst first.</summary>
    public ImmutableArray<Reason> Reasons => [.. Fired.OrderBy(rule => rule.Verdict).Select(Explained)];

    /// <summary>The limits that bind a dose: of fired cautions, and of undecided ones, because the plan stays on the safe side.</summary>
    public ImmutableArray<BindingLimit> Limits =>
        [.. All.Where(outcome => outcome.Truth != Truth.False && outcome.Rule.Limit is not null)
            .Select(outcome => new BindingLimit(outcome.Rule.Id, outcome.Rule.Limit!, outcome.Truth == Truth.Unknown))];

    /// <summary>The facts that could still change a standing, hard rules first.</summary>
    public ImmutableArray<MissingFact> Missing(Standing standing, IReadOnlyCollection<string> tried)
    {
        if (standing is Standing.Contraindicated or Standing.Unavailable) return [];
        Rule[] contraindicating = [.. Undecided.Where(rule => rule.Verdict == Verdict.Contraindicated)];
        Rule[] hard = standing == Standing.NotAdvised ? contraindicating : [.. Undecided.Where(rule => rule.IsHard)];
        // Learning that one contraindication holds would settle the option whatever the milder rules say, so both functions count.
        FactDefinition[] blocking = [.. Relevant(contraindicating).Concat(Relevant(hard)).Distinct()];
        bool cautionOpen = standing is Standing.Suitable or Standing.NeedsInformation && !Fired.Any(rule => rule.Verdict == Verdict.Caution) && tried.Count == 0;
        Rule[] mild = cautionOpen ? [.. Undecided.Where(rule => rule.Verdict == Verdict.Caution)] : [];
        FactDefinition[] milder = [.. Relevant(mild).Except(blocking)];
        return [.. blocking.Select(fact => Entry(fact, blocks: true, hard)), .. milder.Select(fact => Entry(fact, blocks: false, mild))];
    }

    /// <summary>The facts of every rule that were assumed to be no and would matter if they were not.</summary>
    public IEnumerable<string> Assumed => All
        .Where(outcome => outcome.Rule.Verdict != Verdict.Note && outcome.Truth == Truth.False)
        .SelectMany(outcome => (outcome.Rule.When?.Facts() ?? []).Select(fact => _sheet[fact]))
        .SelectMany(fact => fact.Ground(_sheet))
        .Where(fact => fact.State == FactState.Assumed && fact.Definition.Scope == FactScope.Patient)
        .Select(fact => fact.Name)
        .Distinct(StringComparer.Ordinal);

    public Reason Explained(Rule rule)
    {
        Fact[] named = [.. rule.When?.Deciding(_sheet) ?? []];
        Fact[] ground = [.. named.SelectMany(fact => fact.Ground(_sheet)).Except(named)];
        return new(rule.Id, rule.Verdict, rule.Text, [.. named, .. ground], rule.Sources)
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

    private IEnumerable<FactDefinition> Relevant(IEnumerable<Rule> rules) => Relevance.Missing(rules.Select(rule => rule.When!), _sheet);

    private MissingFact Entry(FactDefinition fact, bool blocks, IEnumerable<Rule> rules) => new(
        fact, blocks, [.. rules.Where(rule => Relevance.Missing([rule.When!], _sheet).Contains(fact)).Select(rule => rule.Id)], StateOf(fact));

    /// <summary>How a fact stands; where it is known and yet not enough, what is derived from it tells why.</summary>
    private Fact StateOf(FactDefinition fact)
    {
        Fact state = _sheet[fact];
        if (state.Value.IsUnknown || state.Why is not null) return state;
        string? why = _sheet.Dictionary.All.Where(derived => derived.Derive?.Of.Contains(fact.Name, StringComparer.Ordinal) == true)
            .Select(derived => _sheet[derived]).FirstOrDefault(derived => derived is { Value.IsUnknown: true, Why: not null })?.Why;
        return why is null ? state : state with { Why = why };
    }
}
