namespace Filaggrin.Evidence.Trials;

/// <summary>What an agent of the trials is to the reader.</summary>
public enum AgentKind
{
    /// <summary>One of the options of the knowledge.</summary>
    Option,

    /// <summary>Placebo or no treatment.</summary>
    Comparator,

    /// <summary>Not licensed yet: in the tables, not among the options.</summary>
    Emerging,
}

/// <summary>An agent that an arm may name, from <c>agents.csv</c>.</summary>
/// <param name="Id">The identifier that the knowledge uses, such as <c>mycophenolate-mofetil</c>.</param>
/// <param name="Name">The name in words.</param>
/// <param name="Kind">What it is to the reader.</param>
/// <param name="Line">Its line in the file, for messages.</param>
public sealed record TrialAgent(string Id, string Name, AgentKind Kind, int Line)
{
    internal static readonly CodeList<AgentKind> Kinds = new(("option", AgentKind.Option), ("comparator", AgentKind.Comparator), ("emerging", AgentKind.Emerging));
}
