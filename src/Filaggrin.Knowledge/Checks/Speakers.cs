using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Checks;

/// <summary>Where the rules of one agent speak: in which regions, before the start and during treatment.</summary>
internal sealed class Speakers
{
    private static readonly string[] Frame = ["OnTreatment", "BeforeStart"];

    private readonly Dictionary<Rule, HashSet<(string Region, Phase Phase)>> _where = new(ReferenceEqualityComparer.Instance);

    public Speakers(Agent agent)
    {
        foreach (Rule rule in agent.Rules) _where.Add(rule, []);
        foreach ((Phase phase, Phase silent) in (ReadOnlySpan<(Phase, Phase)>)[(Phase.Start, Phase.Treatment), (Phase.Treatment, Phase.Start)])
        {
            foreach (string region in RegionChoice.Regions)
            {
                foreach (Rule rule in RegionChoice.For(agent.Rules.Where(rule => rule.Phase != silent), region)) _where[rule].Add((region, phase));
            }
        }
    }

    /// <summary>The regions and phases in which a rule speaks.</summary>
    public IReadOnlySet<(string Region, Phase Phase)> Of(Rule rule) => _where[rule];

    /// <summary>That the patient takes the agent, or does not yet, but not both; nothing where the dictionary does not ask it.</summary>
    public static Goal[] In(KnowledgeBase knowledge, Phase phase)
    {
        FlagExpr[] flags = [.. Frame.Select(knowledge.Facts.Find).OfType<FactDefinition>().Select(fact => new FlagExpr(fact.Name, fact))];
        if (phase == Phase.Both) return flags is [var one, var other] ? [Goal.Holds(new XorExpr("", one, other))] : [];
        return [.. flags.Select(flag => new Goal(flag, flag.Fact.Name == "OnTreatment" == (phase == Phase.Treatment) ? Demand.True : Demand.False))];
    }
}
