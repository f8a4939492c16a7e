namespace Filaggrin.Evidence.Trials;

/// <summary>Faults of single rows of <c>arms.csv</c>.</summary>
internal static class ArmChecks
{
    private const string NegativeIsBetter = "negative is better"; // as outcomes.csv defines changes
    private const double Slack = 1e-9; // a percentage of one decimal has no exact binary form

    public static IEnumerable<TrialFinding> All(TrialLibrary library)
    {
        Dictionary<string, Trial> trials = Keyed(library.Trials, trial => trial.Id);
        Dictionary<string, Outcome> outcomes = Keyed(library.Outcomes, outcome => outcome.Id);
        Dictionary<string, TrialAgent> agents = Keyed(library.Agents, agent => agent.Id);
        foreach (ArmOutcome row in library.Arms)
        {
            foreach (string message in Names(row, trials, outcomes, agents).Concat(Counts(row)).Concat(Measures(row)).Concat(Origins(row))) yield return Fault(row, message);
        }

        foreach (TrialFinding finding in Identities(library).Concat(Spellings(library))) yield return finding;
        foreach (ArmOutcome later in TrialCheck.Later(library.Arms, row => (row.Trial, row.Arm, row.Outcome, row.Week))) yield return Fault(later, $"{later.Outcome} at week {later.Week} is there twice.");
    }

    internal static TrialFinding Fault(ArmOutcome row, string message, bool note = false) => new(TrialReader.ArmsFile, row.Line, $"trial {row.Trial}, arm «{row.Arm}»: {message}", note);

    private static IEnumerable<string> Names(ArmOutcome row, Dictionary<string, Trial> trials, Dictionary<string, Outcome> outcomes, Dictionary<string, TrialAgent> agents)
    {
        if (!trials.TryGetValue(row.Trial, out Trial? trial)) yield return "the trial is not in trials.csv.";
        else if (row.N > trial.Randomised && trial.AnalysisSet != AnalysisSet.PooledExternal) yield return $"n {row.N} exceeds the {trial.Randomised} randomised.";

        if (!agents.TryGetValue(row.Agent, out TrialAgent? agent)) yield return $"agent «{row.Agent}» is not in agents.csv.";
        else if (agent.Kind == AgentKind.Comparator && row.Regimen.Length > 0) yield return $"regimen «{row.Regimen}»: {row.Agent} has none, or it would not pool across trials.";
        else if (agent.Kind != AgentKind.Comparator && row.Regimen.Length == 0) yield return $"{row.Agent} has no regimen.";

        if (!outcomes.TryGetValue(row.Outcome, out Outcome? outcome)) yield return $"outcome «{row.Outcome}» is not in outcomes.csv.";
        else if (outcome.Domain == "none") yield break;
        else if (outcome.Kind == OutcomeKind.Binary && (row.Events is null || row.Mean is not null)) yield return $"{row.Outcome} is counted; events were expected, and no mean.";
        else if (outcome.Kind == OutcomeKind.Continuous && (row.Mean is null || row.Events is not null)) yield return $"{row.Outcome} is measured; a mean was expected, and no events.";
        else if (IsLostSign(row, outcome, agent)) yield return FormattableString.Invariant($"the mean {row.Mean} of {row.Outcome} is a change for the worse, since {NegativeIsBetter}; turn the sign, or say in the note that it is positive.");
    }

    /// <summary>A change for the worse in an active arm is mostly a lost sign.</summary>
    private static bool IsLostSign(ArmOutcome row, Outcome outcome, TrialAgent? agent) => outcome.Definition.Contains(NegativeIsBetter, StringComparison.Ordinal)
        && row.Mean > 0 && agent is { Kind: not AgentKind.Comparator } && !row.Note.Contains("positive", StringComparison.OrdinalIgnoreCase);

    /// <summary>Rows of one arm that name different treatments: the arm would count in two places.</summary>
    private static IEnumerable<TrialFinding> Identities(TrialLibrary library)
    {
        Dictionary<(string, string), ArmOutcome> first = [];
        foreach (ArmOutcome row in library.Arms)
        {
            if (!first.TryAdd((row.Trial, row.Arm), row) && first[(row.Trial, row.Arm)] is var known && known.Treatment != row.Treatment)
                yield return Fault(row, $"«{row.Treatment}» here, «{known.Treatment}» on line {known.Line}; one arm has one agent and one regimen.");
        }
    }

    /// <summary>Regimens of one agent that only blanks and capitals set apart: they would not pool across trials.</summary>
    private static IEnumerable<TrialFinding> Spellings(TrialLibrary library)
    {
        Dictionary<(string, string), ArmOutcome> first = [];
        foreach (ArmOutcome row in library.Arms)
        {
            string folded = string.Concat(row.Regimen.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
            if (!first.TryAdd((row.Agent, folded), row) && first[(row.Agent, folded)] is var known && known.Regimen != row.Regimen)
                yield return Fault(row, $"regimen «{row.Regimen}» is spelt «{known.Regimen}» on line {known.Line}; spelt differently, it does not pool across trials.");
        }
    }

    private static IEnumerable<string> Counts(ArmOutcome row)
    {
        if (row.N <= 0) yield return $"n is {row.N}; expected more than 0.";
        if (row.Percent is { Value: < 0 or > 100 } outside) yield return FormattableString.Invariant($"{outside.Value} % lies outside 0 to 100.");
        if (row.Events is not { } events) yield break;
        if (events < 0) yield return $"events are {events}; expected 0 or more.";
        if (events > row.N) yield return $"events {events} exceed n {row.N}.";
        if (row.Percent is not { } percent || row.N <= 0) yield break;
        double count = percent.Value * row.N / 100, rounding = percent.HalfUnit * row.N / 100;
        // A count worked out from the percentage is the nearest whole number; one that was read must give the percentage back.
        double allowed = row.EventsOrigin == Origin.Derived ? rounding + 0.5 : rounding;
        if (Math.Abs(events - count) > allowed + Slack) yield return FormattableString.Invariant($"{events} of {row.N} are {100d * events / row.N:0.0##} %, not {percent.Value} %.");
    }

    private static IEnumerable<string> Measures(ArmOutcome row)
    {
        if (row.Sd <= 0) yield return FormattableString.Invariant($"SD is {row.Sd}; expected more than 0.");
        if (row.Se <= 0) yield return FormattableString.Invariant($"SE is {row.Se}; expected more than 0.");
        if (row.Lower is null != row.Upper is null) yield return "the interval has one limit only.";
        if (row.Lower > row.Upper) yield return FormattableString.Invariant($"the interval {row.Lower} to {row.Upper} is upside down.");
        else if (row.Mean < row.Lower || row.Mean > row.Upper) yield return FormattableString.Invariant($"the interval {row.Lower} to {row.Upper} does not contain the mean {row.Mean}.");
    }

    private static IEnumerable<string> Origins(ArmOutcome row)
    {
        if (row.Events is null != row.EventsOrigin is null) yield return "events and events_origin belong together; one of them is empty.";
        Tier tier = Provenance.TierOf(row.OutcomeOrigin, row.NOrigin, row.EventsOrigin, row.LabelInferred);
        if (row.Tier != tier) yield return $"tier «{Provenance.Word(row.Tier)}» does not follow from its origins; «{Provenance.Word(tier)}» does.";
    }

    internal static Dictionary<string, T> Keyed<T>(IEnumerable<T> rows, Func<T, string> key)
    {
        Dictionary<string, T> keyed = new(StringComparer.Ordinal);
        foreach (T row in rows) keyed.TryAdd(key(row), row);
        return keyed;
    }
}
