using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Cli.Output.Report;

/// <summary>What the report is made from.</summary>
/// <param name="Appraisal">The appraisal.</param>
/// <param name="Questions">The questions whose answers would change it, those first that settle most.</param>
/// <param name="Tests">The tests by name.</param>
internal sealed record ReportContent(Appraisal Appraisal, ImmutableArray<Question> Questions, IReadOnlyDictionary<string, TestDefinition> Tests)
{
    /// <summary>A test as the reader knows it.</summary>
    public string NameOf(string test) => PlanText.Lower(Tests[test].Name);

    /// <summary>The name of an option.</summary>
    public string AgentName(string agent) => Appraisal.Options.First(option => option.Agent.Id == agent).Agent.Name;
}
