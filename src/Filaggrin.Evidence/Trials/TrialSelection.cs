using System.Collections.Immutable;

namespace Filaggrin.Evidence.Trials;

/// <summary>A row, or a whole trial, that was not used.</summary>
/// <param name="Trial">The key of the trial.</param>
/// <param name="Arm">The key of the arm; null where the whole trial is left out.</param>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="OtherSetting">Whether the trial is simply not of the age group, background or pretreatment asked for; the others are gaps worth telling.</param>
public sealed record LeftOut(string Trial, string? Arm, string Reason, bool OtherSetting = false);

/// <summary>The arms that answer a query, and what was left out.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Arms">Trial by trial in the order of the table; at least two treatments a trial.</param>
/// <param name="Left">What was left out and why; trials that say nothing of the outcome among them.</param>
/// <param name="Warnings">What a reader of the estimate must know: trials whose figures were corrected since.</param>
public sealed record TrialSelection(TrialQuery Query, ImmutableArray<SelectedArm> Arms, ImmutableArray<LeftOut> Left, ImmutableArray<string> Warnings)
{
    /// <summary>The trials used, in the order of the table.</summary>
    public ImmutableArray<string> Trials => [.. Arms.Select(arm => arm.Trial).Distinct(StringComparer.Ordinal)];

    /// <summary>Patients in all arms used.</summary>
    public int Patients => Arms.Sum(arm => arm.N);

    /// <summary>Pooled standard deviation of the patients of all arms, in the unit of the outcome; 1 where nothing is measured.</summary>
    public double PooledSd()
    {
        ImmutableArray<SelectedArm> measured = [.. Arms.Where(arm => arm.Sd is not null && arm.N > 1)];
        return measured.IsEmpty ? 1 : Math.Sqrt(measured.Sum(arm => (arm.N - 1) * arm.Sd!.Value * arm.Sd.Value) / measured.Sum(arm => arm.N - 1.0));
    }

    /// <summary>Takes from the library what the query asks for.</summary>
    /// <exception cref="ArgumentException">The query names no outcome, or counted and measured ones together.</exception>
    /// <exception cref="KeyNotFoundException">The query names an outcome that the library does not have; the message lists those it has.</exception>
    public static TrialSelection Of(TrialLibrary library, TrialQuery query)
    {
        if (query.Outcomes.IsDefaultOrEmpty) throw new ArgumentException("The query names no outcome.", nameof(query));
        OutcomeKind[] kinds = [.. query.Outcomes.Select(id => Named(library, id).Kind).Distinct()];
        if (kinds.Length > 1) throw new ArgumentException($"{string.Join(", ", query.Outcomes)}: counted and measured outcomes do not go together.", nameof(query));
        return new Selector(library, query).Select();
    }

    private static Outcome Named(TrialLibrary library, string id) =>
        library.FindOutcome(id) ?? throw new KeyNotFoundException($"«{id}» is no outcome of the trials; known are {string.Join(", ", library.Outcomes.Select(outcome => outcome.Id))}.");

    private sealed class Selector(TrialLibrary library, TrialQuery query)
    {
        private readonly List<SelectedArm> _arms = [];
        private readonly List<LeftOut> _left = [];
        private readonly List<string> _warnings = [];

        public TrialSelection Select()
        {
            ILookup<string, ArmOutcome> rows = library.Arms.Where(row => query.Outcomes.Contains(row.Outcome, StringComparer.Ordinal)).ToLookup(row => row.Trial, StringComparer.Ordinal);
            foreach (Trial trial in library.Trials)
            {
                if (Elsewhere(trial) is { } setting) _left.Add(new(trial.Id, null, setting, OtherSetting: true));
                else if (Unfit(trial) is { } reason) _left.Add(new(trial.Id, null, reason));
                else Take(trial, [.. rows[trial.Id]]);
            }

            return new(query, [.. _arms], [.. _left], [.. _warnings]);
        }

        private string? Elsewhere(Trial trial)
        {
            if (!query.Populations.Contains(trial.Population)) return $"population {SettingWords.Populations.WordOf(trial.Population)}";
            if (!query.Backgrounds.Contains(trial.Background)) return $"background {SettingWords.Backgrounds.WordOf(trial.Background)}";
            return !query.IncludePriorFailure && trial.PriorFailure.Length > 0 ? $"patients after {trial.PriorFailure} treatment had failed" : null;
        }

        private string? Unfit(Trial trial)
        {
            if (trial.AnalysisSet != AnalysisSet.Induction) return $"analysis set {SettingWords.AnalysisSets.WordOf(trial.AnalysisSet)}";
            return query.Week is null && (trial.PrimaryWeek < query.FirstWeek || trial.PrimaryWeek > query.LastWeek) ? $"primary end point at week {trial.PrimaryWeek}" : null;
        }

        private void Take(Trial trial, ArmOutcome[] rows)
        {
            List<LeftOut> without = [];
            foreach (string outcome in query.Outcomes)
            {
                int week = WeekOf(trial, outcome, rows);
                ArmOutcome[] told = [.. rows.Where(row => row.Outcome == outcome && row.Week == week && query.Admits(row.Agent))];
                if (told.Length == 0) continue;
                List<LeftOut> unfit = [.. told.Select(row => (row, reason: Unfit(row))).Where(pair => pair.reason is not null).Select(pair => new LeftOut(trial.Id, pair.row.Arm, $"{outcome}: {pair.reason}"))];
                without.AddRange(unfit);
                SelectedArm[] arms =
                [
                    .. told.Where(row => Unfit(row) is null)
                        .GroupBy(row => query.Level == TreatmentLevel.Agent ? row.Agent : row.Treatment, StringComparer.Ordinal)
                        .Select(group => SelectedArm.Pool(group.Key, [.. group])),
                ];
                if (arms.Length < 2) continue;
                _arms.AddRange(arms);
                _left.AddRange(unfit);
                if (arms.Any(arm => arm.Rows.Any(row => row.Flag == RowFlag.Superseded))) _warnings.Add($"{trial.Name}: the figures of {outcome} were corrected since; the correction was not found.");
                return;
            }

            _left.AddRange(without);
            _left.Add(new(trial.Id, null, without.Count > 0 ? "fewer than two treatments are left" : $"nothing on {string.Join(", ", query.Outcomes)} at week {query.Week ?? trial.PrimaryWeek}"));
        }

        // Harms are counted over the time of treatment, not at the end point: the last count within the weeks asked for.
        private int WeekOf(Trial trial, string outcome, ArmOutcome[] rows)
        {
            if (query.Week is { } asked) return asked;
            if (Named(library, outcome).Domain != "harm") return trial.PrimaryWeek;
            int[] counted = [.. rows.Where(row => row.Outcome == outcome && row.Week >= query.FirstWeek && row.Week <= query.LastWeek).Select(row => row.Week)];
            return counted.Length == 0 ? trial.PrimaryWeek : counted.Max();
        }

        private string? Unfit(ArmOutcome row)
        {
            if (row.Tier == Tier.Recalled && !query.IncludeUnconfirmed) return "outcome recalled";
            if (row.Events is null && row.Mean is null) return "no figure";
            return row.Mean is not null && row.StandardDeviation is null ? "no spread" : null;
        }
    }
}
