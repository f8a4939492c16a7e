using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Cli.Commands;

/// <summary>Agents as people name them on a command line.</summary>
internal static class AgentNames
{
    /// <summary>The agent of a name: its identifier, its name, or a brand or other spelling of its medicine; whatever the letter case.</summary>
    /// <exception cref="IOException">There is none, or the name stands for several.</exception>
    public static Agent Find(KnowledgeBase knowledge, string name)
    {
        if (knowledge.Agents.GetValueOrDefault(name) is { } exact) return exact;
        Agent[] named = [.. knowledge.AgentsInOrder.Where(agent => string.Equals(agent.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(agent.Id, name, StringComparison.OrdinalIgnoreCase))];
        if (named.Length == 0 && knowledge.Medicines.ByName(name) is { } medicine)
            named = [.. knowledge.AgentsInOrder.Where(agent => agent.Medicines.Contains(medicine.Name, StringComparer.Ordinal))];
        if (named is [var one]) return one;
        string hint = named.Length > 1 ? $"it may be {string.Join(" or ", named.Select(agent => agent.Id))}."
            : Spelling.Nearest(name.ToLowerInvariant(), knowledge.Agents.Keys) is { } near ? $"did you mean «{near}»?" : "filaggrin knowledge list names them.";
        throw new IOException($"«{name}» is no agent; {hint}");
    }
}
