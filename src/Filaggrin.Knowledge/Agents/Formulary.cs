using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Agents;

/// <summary>What a clinic or payer can offer; it adds and tightens, never loosens.</summary>
/// <param name="Name">Its name.</param>
/// <param name="By">Who made it.</param>
/// <param name="Date">Its date.</param>
/// <param name="Entries">One entry an agent.</param>
public sealed record Formulary(string Name, string? By, string? Date, ImmutableArray<FormularyEntry> Entries)
{
    private static readonly string[] Statuses = ["available", "not-available", "restricted"];

    /// <summary>Reads a formulary file.</summary>
    /// <exception cref="KnowledgeException">Something is wrong; every fault is named with file and line.</exception>
    public static Formulary Read(KnowledgeFile file, KnowledgeBase knowledge)
    {
        List<Finding> findings = [];
        Node node = YamlReader.Read(file, findings) ?? throw new KnowledgeException([.. findings.DefaultIfEmpty(new(new(file.Path, 1), "the file is empty; name, by, date and agents are expected."))]);
        Scope scope = new(knowledge.Edition, knowledge.Facts, knowledge.Medicines, knowledge.Sources, findings);
        MappingReader reader = scope.Open(node);
        reader.Subject = "formulary";
        Formulary formulary = new(
            reader.Required("name"), reader.Text("by"), reader.Text("date"), [.. Lines(reader).Select(line => Entry(line.Node, line.Agent, scope, knowledge))]);
        reader.Close();
        return findings.Count == 0 ? formulary : throw new KnowledgeException([.. findings]);
    }

    /// <summary>A list whose lines name their agent, or keys that are the agents.</summary>
    private static IEnumerable<(Node Node, string? Agent)> Lines(MappingReader reader)
    {
        ImmutableArray<Node> agents = reader.List("agents");
        return agents is [MappingNode mapping] && !mapping.Entries.Any(entry => entry.Key == "agent")
            ? mapping.Entries.Select(entry => (entry.Value, (string?)entry.Key))
            : agents.Select(node => (node, (string?)null));
    }

    private static FormularyEntry Entry(Node node, string? named, Scope scope, KnowledgeBase knowledge)
    {
        MappingReader reader = scope.Open(node);
        string agent = named ?? reader.Required("agent");
        if (!knowledge.Agents.ContainsKey(agent)) reader.Fault($"the agent «{agent}» is not in agents/.");
        string status = reader.Word("status", Statuses, required: true);
        string? text = null;
        Expr? when = null;
        if (reader.Has("criteria"))
        {
            switch (reader.Take("criteria"))
            {
                case MappingNode mapping:
                    MappingReader criteria = scope.Open(mapping);
                    text = criteria.Required("text");
                    when = scope.Condition(criteria, "when");
                    criteria.Close();
                    break;
                case ScalarNode scalar:
                    text = scalar.Text;
                    break;
                default:
                    reader.Fault("criteria hold a text, or «text» with a condition «when».");
                    break;
            }
        }

        FormularyEntry entry = new(agent, status, text, when, reader.Text("cost-class"));
        reader.Close();
        return entry;
    }
}

/// <summary>What a formulary says of an agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Status"><c>available</c>, <c>not-available</c> or <c>restricted</c>.</param>
/// <param name="Criteria">Its criteria in words.</param>
/// <param name="When">Its criteria as a condition.</param>
/// <param name="CostClass">Its cost class.</param>
public sealed record FormularyEntry(string Agent, string Status, string? Criteria, Expr? When, string? CostClass);
