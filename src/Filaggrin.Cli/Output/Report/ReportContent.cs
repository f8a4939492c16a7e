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
    /// <summary>What is said of pregnancy concerns this patient, or nobody knows.</summary>
    public bool ConcernsWomen => Appraisal.Sex != "male";

    /// <summary>What is said of fathering a child concerns this patient, or nobody knows.</summary>
    public bool ConcernsMen => Appraisal.Sex != "female";

    /// <summary>A test as the reader knows it.</summary>
    public string NameOf(string test) => PlanText.Lower(Tests[test].Name);

    /// <summary>What a question settles alone, and what it bears on beside others.</summary>
    public string Settling(Question question)
    {
        string[] settled = [.. question.Settles.Where(entry => entry.Decides).Select(entry => AgentName(entry.Agent))];
        string[] other = [.. question.Settles.Where(entry => !entry.Decides).Select(entry => AgentName(entry.Agent))];
        string settles = settled.Length == 0 ? "" : Texts.Of("settles-answer", string.Join(", ", settled)), bears = other.Length == 0 ? "" : Texts.Of("settles-bears", string.Join(", ", other));
        return $"{settles} {bears}".Trim();
    }

    /// <summary>The name of an option.</summary>
    public string AgentName(string agent) => Appraisal.Options.First(option => option.Agent.Id == agent).Agent.Name;
}
