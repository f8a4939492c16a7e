using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Monitoring;

/// <summary>The rules that speak during treatment, asked of the agents that one patient uses.</summary>
/// <remarks>What a rule says of alternatives is left aside: whether there is one is asked when the agent is looked at again.</remarks>
internal sealed class RulesInUse
{
    private readonly PatientSheet _sheet;
    private readonly RulesOfRegion _rules;
    private readonly Func<DateOnly, PatientSheet> _earlier;
    private readonly Fact[] _alternatives;
    private (FactSheet? Frame, RuleOutcomes Outcomes) _last;

    /// <summary>Chooses the rules.</summary>
    /// <param name="knowledge">The edition.</param>
    /// <param name="sheet">The patient.</param>
    /// <param name="region">The reader's region.</param>
    /// <param name="earlier">The same patient on an earlier day.</param>
    public RulesInUse(KnowledgeBase knowledge, PatientSheet sheet, string region, Func<DateOnly, PatientSheet> earlier)
    {
        RuleBook book = RuleBook.Of(knowledge);
        _sheet = sheet;
        _rules = book.In(region);
        _earlier = earlier;
        _alternatives = [.. book.LookingAtOptions.Select(fact => new Fact(fact, FlagValue.No, FactState.Derived, []))];
    }

    /// <summary>The rules of an agent.</summary>
    public SpokenRules Of(Agent agent) => _rules.For(agent, onTreatment: true);

    /// <summary>What they say; several questions in a row are asked of one agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="frame">The facts in its frame.</param>
    public RuleOutcomes Asked(Agent agent, FactSheet frame)
    {
        if (!ReferenceEquals(_last.Frame, frame)) _last = (frame, Ask(agent, frame));
        return _last.Outcomes;
    }

    /// <summary>What they say of an agent taken together with another.</summary>
    public RuleOutcomes AskedBeside(Agent agent, Agent other) => Ask(agent, _sheet.For(agent, [other.Id]));

    /// <summary>The facts that they were asked on an earlier day.</summary>
    public FactSheet FrameOn(DateOnly day, Agent agent) => WithoutAlternatives(_earlier(day).For(agent, []));

    /// <summary>The facts that decide a rule or a dose, without what is said of alternatives.</summary>
    public static IEnumerable<Fact> Deciding(Item item, FactSheet frame) => item.When!.Deciding(frame).Where(fact => !fact.Definition.LooksAtOptions);

    private RuleOutcomes Ask(Agent agent, FactSheet frame) => new(agent, Of(agent), WithoutAlternatives(frame), _sheet.AsOf);

    /// <summary>The same facts as if there were an alternative, unless somebody tells that there is none.</summary>
    private FactSheet WithoutAlternatives(FactSheet frame) => frame.With([.. _alternatives.Where(fact => frame[fact.Definition].Value.IsUnknown)]);
}
