using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>The standings of the first pass, by the rules that do not look at other options; an agent without written rules has none.</summary>
/// <param name="left">The agents that are licensed for the patient and have not failed.</param>
/// <param name="agents">How many agents there are.</param>
internal sealed class FirstStandings(ImmutableArray<Agent> left, int agents)
{
    private readonly Standing?[] _standings = new Standing?[agents];

    /// <summary>The agents that are licensed for the patient and have not failed.</summary>
    public ImmutableArray<Agent> Left => left;

    /// <summary>Notes a standing.</summary>
    public void Add(Agent agent, Standing standing) => _standings[agent.Number] = standing;

    /// <summary>The standing of an agent, or null.</summary>
    public Standing? Of(Agent agent) => _standings[agent.Number];

    /// <summary>Whether an option of such a standing is closed.</summary>
    public static Truth IsClosed(Standing? standing) => standing switch
    {
        Standing.Suitable or Standing.Caution => Truth.False,
        Standing.NeedsInformation or null => Truth.Unknown,
        _ => Truth.True,
    };
}
