namespace Filaggrin.Evidence.Trials;

/// <summary>Faults of <c>contrasts.csv</c>.</summary>
internal static class ContrastChecks
{
    public static IEnumerable<TrialFinding> All(TrialLibrary library)
    {
        HashSet<string> trials = [.. library.Trials.Select(trial => trial.Id)], outcomes = [.. library.Outcomes.Select(outcome => outcome.Id)];
        ILookup<string, string> arms = library.Arms.ToLookup(row => row.Trial, row => row.Arm, StringComparer.Ordinal);
        foreach (TrialContrast row in library.Contrasts)
        {
            if (!trials.Contains(row.Trial)) yield return Fault(row, "the trial is not in trials.csv.");
            else foreach (string arm in new[] { row.Arm1, row.Arm2 }.Except(arms[row.Trial], StringComparer.Ordinal)) yield return Fault(row, $"arm «{arm}» is not in arms.csv.");
            if (!outcomes.Contains(row.Outcome)) yield return Fault(row, $"outcome «{row.Outcome}» is not in outcomes.csv.");
            foreach (string message in Figures(row).Concat(Sides(library, row))) yield return Fault(row, message);
        }

        foreach (TrialContrast later in TrialCheck.Later(library.Contrasts, row => (row.Trial, row.Outcome, row.Week, row.Arm1, row.Arm2, row.Measure)))
            yield return Fault(later, $"{later.Measure} of {later.Outcome} at week {later.Week} is there twice.");
    }

    private static IEnumerable<string> Figures(TrialContrast row)
    {
        if (row.Arm1 == row.Arm2) yield return "an arm is compared with itself.";
        if (!TrialContrast.Measures.Contains(row.Measure)) yield return $"measure «{row.Measure}» is not known; expected {string.Join(", ", TrialContrast.Measures)}.";
        if (row.Lower > row.Upper) yield return FormattableString.Invariant($"the interval {row.Lower} to {row.Upper} is upside down.");
        else if (row.Estimate < row.Lower || row.Estimate > row.Upper) yield return FormattableString.Invariant($"the interval {row.Lower} to {row.Upper} does not contain the estimate {row.Estimate}.");
        if (row.Measure is "OR" or "RR" && row.Lower <= 0) yield return FormattableString.Invariant($"{row.Measure} with a lower limit of {row.Lower}; a ratio is more than 0.");
        if (row.Level is <= 50 or >= 100) yield return FormattableString.Invariant($"ci_level is {row.Level}; expected percent, such as 95.");
        Tier tier = Provenance.TierOf(row.Origin, row.Origin, null, labelInferred: false);
        if (row.Tier != tier) yield return $"tier «{Provenance.Word(row.Tier)}» does not follow from its origin; «{Provenance.Word(tier)}» does.";
    }

    /// <summary>A contrast that is sure of its direction, while the arms of the same trial say the opposite.</summary>
    private static IEnumerable<string> Sides(TrialLibrary library, TrialContrast row)
    {
        double none = row.Measure is "OR" or "RR" ? 1 : 0;
        if (row.Lower <= none && row.Upper >= none) yield break;
        if (Value(row.Arm1) is { } first && Value(row.Arm2) is { } second && Math.Sign(first - second) == -Math.Sign(row.Estimate - none))
            yield return FormattableString.Invariant($"{row.Measure} {row.Estimate} of {row.Outcome} at week {row.Week} says the opposite of the arms, {first:0.###} against {second:0.###}.");

        double? Value(string arm) => library.Arms.FirstOrDefault(known => known.Trial == row.Trial && known.Arm == arm && known.Outcome == row.Outcome && known.Week == row.Week) is { } found
            ? found.Events is { } events && found.N > 0 ? (double)events / found.N : found.Mean : null;
    }

    private static TrialFinding Fault(TrialContrast row, string message) => new(TrialReader.ContrastsFile, row.Line, $"trial {row.Trial}, «{row.Arm1}» against «{row.Arm2}»: {message}");
}
