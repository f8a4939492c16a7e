using System.Collections.Immutable;
using System.Text;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>Writes the library of one agent: the facts that are read for it, and each rule as a definition of its name.</summary>
internal static class AgentLibrary
{
    /// <summary>The suffix of the definition that says whether a rule speaks in the region and phase.</summary>
    public const string Speaks = " speaks";

    /// <summary>The suffix of the definition that is true where a rule that forbids cannot be decided.</summary>
    public const string Undecided = " undecided";

    /// <summary>The definition that is true where no rule forbids the agent and one that might cannot be decided.</summary>
    public const string NeedsInformation = "needs information";

    /// <summary>The definition that is true where no rule forbids the agent and a caution cannot be decided.</summary>
    public const string OpenCautions = "cautions are open";

    /// <summary>The suffix of the definition that tells, of either, which rules those are.</summary>
    public const string Which = " of";

    public static ExportedLibrary Write(KnowledgeBase knowledge, Agent agent)
    {
        ImmutableArray<FactDefinition> asked = Asked(knowledge, agent), own = Own(knowledge, agent);
        CqlScope scope = new(agent, own.ToImmutableHashSet());
        FactCql facts = new(scope, knowledge.Facts);
        ConditionCql conditions = new(scope);
        StringBuilder cql = new();
        cql.Comment($"{knowledge.Edition}");
        cql.Comment($"Rules of {agent.Name}: true where a rule fires, false where it does not, null where that is not known.");
        cql.Append("library ").Append(CqlScope.LibraryOf(agent)).Append(" version ").Append(CqlText.Literal(knowledge.Edition.Version)).Append("\n\n");
        cql.Append("using FHIR version '4.0.1'\n\n");
        cql.Append("include ").Append(CqlScope.FactLibrary).Append(" version ").Append(CqlText.Literal(knowledge.Edition.Version)).Append(" called ").Append(CqlScope.Facts).Append("\n\n");
        FactDefinition[] parameters = [.. own.Where(CqlScope.IsOfAgent)];
        foreach (FactDefinition fact in parameters) facts.Parameter(cql, fact);
        cql.Append("\ncontext Patient\n");
        foreach (FactDefinition fact in own) facts.Define(cql, fact);
        List<(string, string, FactDefinition?)> definitions = [];
        foreach (Rule rule in agent.Rules)
        {
            cql.Append('\n');
            cql.Comment($"{Words(rule.Verdict)}: {rule.Text}");
            foreach (SourceReference source in rule.Sources) cql.Comment(Citation(source));
            if (rule.Recalled) cql.Comment("Its source was not seen to say it yet.");
            Define(rule.Id, rule.When is { } when ? conditions.Of(when) : "true");
            definitions.Add((rule.Id, rule.Text, null));
            if (RuleReach.Of(agent, rule) is { IsEverywhere: false } reach)
            {
                Define(rule.Id + Speaks, reach.Cql(scope, knowledge.Facts));
                definitions.Add((rule.Id + Speaks, "It speaks in the region and phase.", null));
            }

            if (rule.IsHard)
            {
                Define(rule.Id + Undecided, CqlText.Identifier(rule.Id) + " is null");
                definitions.Add((rule.Id + Undecided, "It cannot be decided.", null));
            }
        }

        Open(NeedsInformation, "No rule forbids it, and one that might cannot be decided.", agent.Rules.Where(rule => rule.IsHard && rule.When is not null));
        Open(OpenCautions, "No rule forbids it, and a caution cannot be decided.", agent.Rules.Where(rule => rule.Verdict == Verdict.Caution && rule.When is not null));

        return new(
            CqlScope.LibraryOf(agent), agent.Name, $"When {agent.Name} is contraindicated, not advised or given with care in atopic dermatitis.", cql.ToString(), asked,
            [.. parameters.Select(fact => (scope.Parameter(fact), fact))], [.. definitions]);

        // A rule that forbids settles the matter: what else cannot be decided is not asked then.
        void Open(string name, string text, IEnumerable<Rule> rules)
        {
            Rule[] open = [.. rules];
            if (open.Length == 0) return;
            string[] forbids = [.. agent.Rules.Where(rule => rule.IsHard).Select(rule => $"({Speaking(rule)}{CqlText.Identifier(rule.Id)} is true)")];
            cql.Append('\n');
            cql.Comment(text);
            // Lists, since a chain of many «or» lies deeper in ELM than readers of JSON go.
            Define(name, $"not AnyTrue({{\n    {string.Join(",\n    ", forbids.DefaultIfEmpty("false"))} }})\n  and AnyTrue({{\n    {string.Join(",\n    ", open.Select(Unknown))} }})");
            Define(name + Which, $"Combine({{\n    {string.Join(",\n    ", open.Select(rule => $"if {Unknown(rule)} then {CqlText.Literal(rule.Text)} else null"))} }}, ' ')");
            definitions.Add((name, text, null));
        }

        string Unknown(Rule rule) => $"({Speaking(rule)}{CqlText.Identifier(rule.Id)} is null)";

        string Speaking(Rule rule) => RuleReach.Of(agent, rule).IsEverywhere ? "" : CqlText.Identifier(rule.Id + Speaks) + " and ";

        void Define(string name, string expression) => cql.Append("define ").Append(CqlText.Identifier(name)).Append(":\n  ").Append(expression).Append('\n');
    }

    /// <summary>The facts that are read for an agent and rest on it: they stand in its own library.</summary>
    public static ImmutableArray<FactDefinition> Own(KnowledgeBase knowledge, Agent agent) => [.. Asked(knowledge, agent).Where(FactLibrary.OfAgents(knowledge.Facts).Contains)];

    private static ImmutableArray<FactDefinition> Asked(KnowledgeBase knowledge, Agent agent)
    {
        HashSet<FactDefinition> behind = [.. knowledge.Facts.Ground(agent.Rules.SelectMany(rule => rule.When?.Facts() ?? []).Concat(RuleReach.Facts(agent, knowledge.Facts)))];
        return [.. knowledge.Facts.All.Where(behind.Contains)];
    }

    /// <summary>Where a rule's statement stands, with its address.</summary>
    public static string Citation(SourceReference source) =>
        $"{source.Source.Citation.TrimEnd('.')}{(source.At is { } at ? ", " + at : "")}.{(source.Source.Url is { } url ? " " + url : "")}";

    /// <summary>A verdict as people read it.</summary>
    public static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Contraindicated => "Contraindicated",
        Verdict.NotAdvised => "Not advised",
        Verdict.Caution => "Caution",
        _ => "Note",
    };
}
