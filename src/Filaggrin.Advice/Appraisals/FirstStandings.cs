using System.Collections.Immutable;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Appraisals;

/// <summary>The standings of the first pass, by the rules that do not look at other options; an agent without written rules has none.</summary>
/// <param name="sheet">The patient.</param>
/// <param name="licensed">The agents that are licensed for the patient.</param>
internal sealed class FirstStandings(PatientSheet sheet, ImmutableArray<Agent> licensed)
{
    private readonly Dictionary<string, Standing> _standings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RuleOutcomes> _outcomes = new(StringComparer.Ordinal);

    public void Add(Agent agent, Standing standing) => _standings.Add(agent.Id, standing);

    public Standing? Of(Agent agent) => _standings.TryGetValue(agent.Id, out Standing standing) ? standing : null;

    public void Keep(Agent agent, RuleOutcomes outcomes) => _outcomes[agent.Id] = outcomes;

    /// <summary>What the first pass decided of an agent's rules; null where nothing is kept, or for other facts than those it was decided on.</summary>
    public RuleOutcomes? OutcomesOf(Agent agent, PatientSheet patient) => ReferenceEquals(patient, sheet) ? _outcomes.GetValueOrDefault(agent.Id) : null;

    /// <summary>The other agents that are licensed for the patient.</summary>
    public IEnumerable<Agent> LicensedBeside(Agent agent) => licensed.Where(other => !ReferenceEquals(other, agent));
}
