using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>How a library names facts, functions and parameters: its own, and those of the library of facts.</summary>
internal sealed class CqlScope
{
    /// <summary>The name of the library of facts.</summary>
    public const string FactLibrary = "FilaggrinFacts";

    /// <summary>The name by which agents call it.</summary>
    public const string Facts = "Facts";

    private readonly Agent? _agent;
    private readonly ImmutableHashSet<FactDefinition> _own;

    /// <summary>The scope of the library of facts.</summary>
    public CqlScope() => _own = [];

    /// <summary>The scope of an agent's library.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="own">The facts that are defined for the agent.</param>
    public CqlScope(Agent agent, ImmutableHashSet<FactDefinition> own) => (_agent, _own) = (agent, own);

    /// <summary>The name of an agent's library.</summary>
    public static string LibraryOf(Agent agent) => "Filaggrin" + CqlText.OneWord(agent.Id);

    /// <summary>It is read for one patient and one agent.</summary>
    public static bool IsOfAgent(FactDefinition fact) => fact.Scope == FactScope.Agent || fact.LooksAtOptions;

    /// <summary>It may be that the question does not arise, so that a comparison is false instead of open.</summary>
    public static bool MayNotApply(FactDefinition fact) => fact.Type != FactType.Flag
        && (fact.RelevantWhen is not null || fact.Native || fact.Derive is { Kind: not "formula" } || IsOfAgent(fact)
            || (fact.Absence == Absence.AssumedNo && fact.Type != FactType.Set && fact.Default is null));

    /// <summary>The value of a fact.</summary>
    public string Fact(FactDefinition fact) => Of(fact) + CqlText.Identifier(fact.Name);

    /// <summary>Whether the question does not arise.</summary>
    public string NotApplicable(FactDefinition fact) => Of(fact) + CqlText.Identifier(NotApplicableName(fact));

    public static string NotApplicableName(FactDefinition fact) => fact.Name + " does not apply";

    /// <summary>Whether a text that nobody coded leaves the fact open, itself or by what it follows from.</summary>
    public string Doubted(FactDefinition fact) => InheritsDoubt(fact) ? Of(fact) + CqlText.Identifier(DoubtName(fact)) : $"{Key(fact)} in {Shared("\"Doubtful\"")}";

    /// <summary>Doubt about what it follows from leaves it open too.</summary>
    public static bool InheritsDoubt(FactDefinition fact) => fact.Is is not null || fact.YesWhen is not null || fact.Formula is not null || fact.Derive is { Kind: "lower-with" };

    public static string DoubtName(FactDefinition fact) => fact.Name + " is doubted";

    /// <summary>A function or definition of the library of facts.</summary>
    public string Shared(string name) => _agent is null ? name : $"{Facts}.{name}";

    /// <summary>The parameter that carries what the reader of records found of a fact.</summary>
    public string Parameter(FactDefinition fact) => IsOfAgent(fact) ? ParameterOf(_agent!, fact) : Shared(ParameterOf(_agent, fact));

    /// <summary>Its name, wherever it is asked for.</summary>
    public static string ParameterOf(Agent? agent, FactDefinition fact) => IsOfAgent(fact) ? $"Sheet{CqlText.OneWord(agent!.Id)}{fact.Name}" : "Sheet" + fact.Name;

    /// <summary>The name of a fact in the lists that tell how it is known, as a literal.</summary>
    public string Key(FactDefinition fact) => CqlText.Literal(KeyOf(_agent, fact));

    /// <summary>The same as it stands in the lists.</summary>
    public static string KeyOf(Agent? agent, FactDefinition fact) => IsOfAgent(fact) ? $"{agent!.Id}.{fact.Name}" : fact.Name;

    private string Of(FactDefinition fact) => _agent is null || _own.Contains(fact) ? "" : Facts + ".";
}
