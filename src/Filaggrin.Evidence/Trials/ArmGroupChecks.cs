namespace Filaggrin.Evidence.Trials;

/// <summary>Faults that show only when the arms of a trial stand side by side.</summary>
internal static class ArmGroupChecks
{
    private static readonly string[] Ladder = ["EASI50", "EASI75", "EASI90", "EASI100"];

    public static IEnumerable<TrialFinding> All(TrialLibrary library)
    {
        Dictionary<string, Trial> trials = ArmChecks.Keyed(library.Trials, trial => trial.Id);
        Dictionary<string, Outcome> outcomes = ArmChecks.Keyed(library.Outcomes, outcome => outcome.Id);
        foreach (var group in library.Arms.GroupBy(row => (row.Trial, row.Outcome, row.Week)))
        {
            ArmOutcome[] rows = [.. group];
            trials.TryGetValue(group.Key.Trial, out Trial? trial);
            outcomes.TryGetValue(group.Key.Outcome, out Outcome? outcome);
            foreach (TrialFinding finding in Sizes(rows, trial).Concat(Company(rows)).Concat(Direction(rows, trial, outcome))) yield return finding;
        }

        foreach (var group in library.Arms.Where(row => row.Events is not null && row.N > 0 && Ladder.Contains(row.Outcome)).GroupBy(row => (row.Trial, row.Arm, row.Week)))
        {
            foreach (TrialFinding finding in Steps([.. group.OrderBy(row => Array.IndexOf(Ladder, row.Outcome))])) yield return finding;
        }
    }

    private static IEnumerable<TrialFinding> Sizes(ArmOutcome[] rows, Trial? trial)
    {
        // In a crossover each patient stands in both arms; a pool has patients of many trials.
        if (trial is null or { AnalysisSet: AnalysisSet.Crossover or AnalysisSet.PooledExternal }) yield break;
        int together = rows.DistinctBy(row => row.Arm, StringComparer.Ordinal).Sum(row => row.N);
        if (together > trial.Randomised && rows.All(row => row.N <= trial.Randomised))
            yield return ArmChecks.Fault(rows[^1], $"{rows[0].Outcome} at week {rows[0].Week}: the arms together have {together} patients; {trial.Randomised} were randomised.");
    }

    private static IEnumerable<TrialFinding> Company(ArmOutcome[] rows)
    {
        bool alone = rows.DistinctBy(row => row.Arm, StringComparer.Ordinal).Count() == 1;
        if (alone && rows[0].Flag != RowFlag.Alone) yield return ArmChecks.Fault(rows[0], $"{rows[0].Outcome} at week {rows[0].Week} has no other arm to compare with.");
        if (!alone && rows.FirstOrDefault(row => row.Flag == RowFlag.Alone) is { } flagged) yield return ArmChecks.Fault(flagged, $"{flagged.Outcome} at week {flagged.Week} is flagged alone, but has company.");
    }

    private static IEnumerable<TrialFinding> Direction(ArmOutcome[] rows, Trial? trial, Outcome? outcome)
    {
        if (trial?.AnalysisSet != AnalysisSet.Induction || outcome is null or { Domain: "none" or "harm" or "retention" }) yield break;
        ArmOutcome[] placebo = [.. rows.Where(row => row.Agent == "placebo")];
        if (placebo is not [var control] || Value(control) is not { } base_) yield break;
        foreach (ArmOutcome row in rows.Where(row => row.Agent != "placebo"))
        {
            if (Value(row) is { } value && (outcome.HigherIsBetter ? value < base_ : value > base_))
                yield return ArmChecks.Fault(row, $"{row.Outcome} at week {row.Week} is worse than with placebo.", note: true);
        }
    }

    private static IEnumerable<TrialFinding> Steps(ArmOutcome[] ladder)
    {
        for (int at = 1; at < ladder.Length; at++)
        {
            if (Value(ladder[at]) > Value(ladder[at - 1])) yield return ArmChecks.Fault(ladder[at], $"{ladder[at].Outcome} at week {ladder[at].Week} is met more often than {ladder[at - 1].Outcome}.");
        }
    }

    private static double? Value(ArmOutcome row) => row.Events is { } events && row.N > 0 ? (double)events / row.N : row.Mean;
}
