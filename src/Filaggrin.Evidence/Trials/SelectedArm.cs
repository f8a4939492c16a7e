using System.Collections.Immutable;

namespace Filaggrin.Evidence.Trials;

/// <summary>One treatment of one trial, ready for a network.</summary>
/// <param name="Trial">The key of the trial.</param>
/// <param name="Treatment">Agent and regimen, or the agent.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Outcome">The outcome that was taken of this trial.</param>
/// <param name="Week">Weeks from randomisation.</param>
/// <param name="N">Patients.</param>
/// <param name="Events">Of a binary outcome: patients with the event.</param>
/// <param name="Mean">Of a continuous outcome.</param>
/// <param name="Sd">Standard deviation of single patients.</param>
/// <param name="Se">Standard error of the mean.</param>
/// <param name="Rows">The rows it was made of: more than one where arms of one treatment were pooled.</param>
public sealed record SelectedArm(
    string Trial, string Treatment, string Agent, string Outcome, int Week, int N, int? Events, double? Mean, double? Sd, double? Se, ImmutableArray<ArmOutcome> Rows)
{
    /// <summary>The worst tier of its rows.</summary>
    public Tier Tier => Rows.Max(row => row.Tier);

    /// <summary>Makes one arm of all rows of a treatment.</summary>
    /// <remarks>Counts add up. Means and deviations are combined as if the patients had been one group: Cochrane Handbook 6.5.2.10.</remarks>
    internal static SelectedArm Pool(string treatment, ImmutableArray<ArmOutcome> rows)
    {
        ArmOutcome first = rows[0];
        int n = rows.Sum(row => row.N);
        SelectedArm arm = new(first.Trial, treatment, first.Agent, first.Outcome, first.Week, n, null, null, null, null, rows);
        if (first.Events is not null) return arm with { Events = rows.Sum(row => row.Events) };
        if (rows.Length == 1) return arm with { Mean = first.Mean, Sd = first.StandardDeviation, Se = first.StandardError };
        double mean = rows.Sum(row => row.N * row.Mean!.Value) / n;
        double squares = rows.Sum(row => (row.N - 1) * Square(row.StandardDeviation!.Value) + row.N * Square(row.Mean!.Value - mean));
        double sd = Math.Sqrt(squares / (n - 1));
        return arm with { Mean = mean, Sd = sd, Se = sd / Math.Sqrt(n) };
    }

    private static double Square(double value) => value * value;
}
