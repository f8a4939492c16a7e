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

    public static ExportedLibrary Write(KnowledgeBase knowledge, Agent agent)
    {
        HashSet<FactDefinition> behind = [.. knowledge.Facts.Ground(agent.Rules.SelectMany(rule => rule.When?.Facts() ?? []).Concat(RuleReach.Facts(agent, knowledge.Facts)))];
        ImmutableArray<FactDefinition> asked = [.. knowledge.Facts.All.Where(behind.Contains)];
        FactDefinition[] own = [.. asked.Where(FactLibrary.OfAgents(knowledge.Facts).Contains)];
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
        List<(string, string)> definitions = [];
        foreach (Rule rule in agent.Rules)
        {
            cql.Append('\n');
            cql.Comment($"{Words(rule.Verdict)}: {rule.Text}");
            foreach (SourceReference source in rule.Sources) cql.Comment(Citation(source));
            if (rule.Recalled) cql.Comment("Its source was not seen to say it yet.");
            Define(rule.Id, rule.When is { } when ? conditions.Of(when) : "true");
            definitions.Add((rule.Id, rule.Text));
            if (RuleReach.Of(agent, rule) is { IsEverywhere: false } reach) Define(rule.Id + Speaks, reach.Cql(scope, knowledge.Facts));
            if (rule.IsHard) Define(rule.Id + Undecided, CqlText.Identifier(rule.Id) + " is null");
        }

        return new(
            CqlScope.LibraryOf(agent), agent.Name, $"When {agent.Name} is contraindicated, not advised or given with care in atopic dermatitis.", cql.ToString(), asked,
            [.. parameters.Select(fact => (scope.Parameter(fact), fact))], [.. definitions]);

        void Define(string name, string expression) => cql.Append("define ").Append(CqlText.Identifier(name)).Append(":\n  ").Append(expression).Append('\n');
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
