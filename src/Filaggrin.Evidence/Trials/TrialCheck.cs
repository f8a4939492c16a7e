using System.Collections.Immutable;

namespace Filaggrin.Evidence.Trials;

/// <summary>Whether the tables agree with themselves and with each other.</summary>
public static class TrialCheck
{
    /// <summary>Every fault, and every remark worth a look, in the order of files and lines.</summary>
    public static ImmutableArray<TrialFinding> All(TrialLibrary library) =>
    [
        .. Lists(library)
            .Concat(Trials(library))
            .Concat(ArmChecks.All(library))
            .Concat(ArmGroupChecks.All(library))
            .Concat(ContrastChecks.All(library))
            .OrderBy(finding => TrialLibrary.FileNames.IndexOf(finding.File))
            .ThenBy(finding => finding.Line)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal),
    ];

    private static IEnumerable<TrialFinding> Lists(TrialLibrary library)
    {
        foreach (TrialAgent later in Later(library.Agents, agent => agent.Id)) yield return new(TrialReader.AgentsFile, later.Line, $"agent {later.Id} is there twice.");
        foreach (Outcome later in Later(library.Outcomes, outcome => outcome.Id)) yield return new(TrialReader.OutcomesFile, later.Line, $"outcome {later.Id} is there twice.");
        foreach (PublishedEstimate later in Later(library.Published, row => (row.Reference, row.Outcome, row.Treatment, row.Comparator)))
            yield return new(TrialReader.PublishedFile, later.Line, $"{later.Reference}, {later.Outcome}, {later.Treatment} against {later.Comparator} is there twice.");
        foreach (PublishedEstimate row in library.Published.Where(row => row.Estimate < row.Lower || row.Estimate > row.Upper))
            yield return new(TrialReader.PublishedFile, row.Line, FormattableString.Invariant($"{row.Reference}, {row.Treatment}: the interval {row.Lower} to {row.Upper} does not contain {row.Estimate}."));
    }

    private static IEnumerable<TrialFinding> Trials(TrialLibrary library)
    {
        ILookup<string, ArmOutcome> arms = library.Arms.ToLookup(row => row.Trial, StringComparer.Ordinal);
        foreach (Trial later in Later(library.Trials, trial => trial.Id)) yield return Fault(later, "is there twice.");
        foreach (Trial trial in library.Trials)
        {
            if (trial.Randomised <= 0) yield return Fault(trial, $"{trial.Randomised} patients randomised; expected more than 0.");
            if (trial.AnalysisSet == AnalysisSet.NoArmFigures && arms[trial.Id].Any(row => library.FindOutcome(row.Outcome) is { Domain: not "none" }))
                yield return Fault(trial, "the analysis set says no-arm-figures, but arms.csv has outcomes of it.");
        }

        foreach ((Trial first, Trial second) in Pairs(library.Trials))
        {
            if (first.Registry.Length > 0 && first.Registry == second.Registry) yield return Fault(second, $"has the registry number {second.Registry} of trial {first.Id}; one trial would count twice.");
            else if (SameReport(first, second) && Arms(first).SetEquals(Arms(second))) yield return Fault(second, $"has the DOI and the arms of trial {first.Id}; one trial would count twice.");
        }

        HashSet<string> Arms(Trial trial) => [.. arms[trial.Id].Select(row => row.Treatment)];
    }

    /// <summary>One report may tell of two trials, which then have two registry numbers.</summary>
    private static bool SameReport(Trial first, Trial second) =>
        first.Doi.Length > 0 && first.Doi.Equals(second.Doi, StringComparison.OrdinalIgnoreCase) && (first.Registry.Length == 0 || second.Registry.Length == 0);

    private static IEnumerable<(Trial First, Trial Second)> Pairs(ImmutableArray<Trial> trials)
    {
        for (int first = 0; first < trials.Length; first++)
        {
            for (int second = first + 1; second < trials.Length; second++) yield return (trials[first], trials[second]);
        }
    }

    private static TrialFinding Fault(Trial trial, string message) => new(TrialReader.TrialsFile, trial.Line, $"trial {trial.Id}: {message}");

    /// <summary>Each row whose key an earlier row has already.</summary>
    internal static IEnumerable<T> Later<T, TKey>(IEnumerable<T> rows, Func<T, TKey> key)
    {
        HashSet<TKey> seen = [];
        return rows.Where(row => !seen.Add(key(row)));
    }
}
