using System.Globalization;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>Answers for a terminal, each below its own heading.</summary>
internal sealed class FitAnswersPage(Page page, Network network, Func<double, string> show, int column)
{
    private const int Indent = 2;
    private const double SmallShare = 0.005;

    // No bias is thought to move an estimate a thousandfold; the figures are in the JSON.
    private static readonly double LargestMove = Math.Log(1000);

    public void Write(FitAnswers answers)
    {
        if (answers.Splits is { } splits) Splits(splits);
        if (answers.Designs is { } designs) Designs(designs);
        if (answers.Contributions is { } contributions) Contributions(contributions);
        if (answers.Omissions is { } omissions) Omissions(omissions);
        if (answers.Thresholds is { } thresholds) Thresholds(thresholds);
        if (answers.Funnel is { } funnel) Funnel(funnel);
        if (answers.Regression is { } regression) Regression(regression);
        if (answers.Absolute is { } absolute) Absolute(absolute);
    }

    private void Splits(IReadOnlyList<NodeSplit> splits)
    {
        page.Heading("DIRECT AND INDIRECT");
        page.Write("Each comparison that trials make themselves: direct, indirect, and p of no difference (by chance one in twenty is below 0.05).", Indent, Indent, Ink.Dim);
        foreach (NodeSplit split in splits)
        {
            string p = split.PValue is { } value ? $"p {P(value)}" : "one source only";
            page.Write($"{split.Treatment} against {split.Comparator}: direct {Source(split.Direct)}, {Count(split.Trials, "trial")}, {Percent(split.DirectShare)} of the estimate; indirect {Source(split.Indirect)}; {p}", Indent, Indent + 2, split.PValue < 0.05 ? Ink.Yellow : Ink.Plain);
        }
    }

    private void Designs(DesignDecomposition designs)
    {
        page.Heading("DESIGNS");
        page.Write("A design is what a trial compares. Within: its own trials against each other; without it: Q between the other designs.", Indent, Indent, Ink.Dim);
        foreach (DesignQ design in designs.Designs)
            page.Write($"{string.Join(" : ", design.Design)}, {Count(design.Trials, "trial")}: within {Q(design.Within)}; without it {(design.Detached is { } rest ? Q(rest) : "nothing is freed")}", Indent, Indent + 2);
        page.Write($"Design-by-treatment interaction at τ {Tau(designs.TauWithin)} within designs: {Q(designs.Interaction)}.", Indent, Indent + 2);
    }

    private void Contributions(ContributionMatrix matrix)
    {
        page.Heading("CONTRIBUTIONS");
        page.Write($"Share of each direct comparison in the estimates against {network.Reference}; the other estimates with --json.", Indent, Indent, Ink.Dim);
        foreach (string treatment in network.Treatments.Where(treatment => treatment != network.Reference))
        {
            (string Pair, double Share)[] shares =
            [
                .. matrix.Comparisons.Zip(matrix.Row(treatment, network.Reference), (pair, share) => ($"{pair.Treatment} : {pair.Comparator}", share)).Where(entry => entry.share >= SmallShare).OrderByDescending(entry => Math.Round(entry.share, 12)),
            ];
            page.Write($"{treatment}: {string.Join("; ", shares.Select(entry => $"{entry.Pair} {Percent(entry.Share)}"))}", Indent, Indent + 2);
        }
    }

    private void Omissions(IReadOnlyList<OmittedTrial> omissions)
    {
        page.Heading("WITHOUT EACH TRIAL");
        page.Write($"Effects against {network.Reference} without it, one after the other: {string.Join(", ", network.Treatments.Where(treatment => treatment != network.Reference))}.", Indent, Indent, Ink.Dim);
        foreach (OmittedTrial omission in omissions)
        {
            string effects = string.Join(", ", network.Treatments.Where(treatment => treatment != network.Reference)
                .Select(treatment => omission.Effects.Where(effect => effect.Treatment == treatment).Select(effect => show(effect.Estimate)).FirstOrDefault("lost")));
            page.Write($"{omission.Study}: {(omission.Tau is { } tau ? $"τ {Tau(tau)}; {effects}" : "nothing is left to compare with the reference")}", Indent, Indent + 2, omission.Lost.IsEmpty ? Ink.Plain : Ink.Yellow);
        }
    }

    private void Thresholds(IReadOnlyList<Threshold> thresholds)
    {
        page.Heading("THRESHOLDS");
        page.Write($"How far an estimate may move{(network.Measure.IsRatio() ? " (as a factor)" : "")} before another treatment comes first, τ held.{(network.Measure.IsRatio() ? " Factors beyond a thousand are left out." : "")}", Indent, Indent, Ink.Dim);
        foreach (Threshold threshold in thresholds)
        {
            string[] ways =
            [
                .. threshold.Lower is { } lower && Thinkable(lower) ? [$"{Moved(lower)}: {threshold.FirstBelow}"] : Array.Empty<string>(),
                .. threshold.Upper is { } upper && Thinkable(upper) ? [$"{Moved(upper)}: {threshold.FirstAbove}"] : Array.Empty<string>(),
            ];
            page.Write($"{threshold.Study}, {threshold.Treatment}{(threshold.Comparator is { } other ? $" against {other}" : "")}: {(ways.Length == 0 ? network.Measure.IsRatio() ? "no such move changes the first" : "no move changes the first" : string.Join("; ", ways))}", Indent, Indent + 2);
        }
    }

    private void Funnel(FunnelAnswer funnel)
    {
        page.Heading("FUNNEL");
        page.Write($"Comparisons of {network.Reference} with another treatment: each trial less what all trials of the comparison give, and its standard error.", Indent, Indent, Ink.Dim);
        foreach (FunnelPoint point in funnel.Points)
            page.Write($"{point.Study}, {point.Treatment} against {point.Comparator}: {point.Adjusted.ToString("0.000", CultureInfo.InvariantCulture)}, se {point.StandardError.ToString("0.000", CultureInfo.InvariantCulture)}", Indent, Indent + 2);
        page.Write(funnel.Asymmetry is { } asymmetry
            ? $"Asymmetry: slope {asymmetry.Slope.ToString("0.00", CultureInfo.InvariantCulture)} (se {asymmetry.StandardError.ToString("0.00", CultureInfo.InvariantCulture)}), p {P(asymmetry.PValue)}{(asymmetry.DegreesOfFreedom < 8 ? "; with so few trials the test has little power" : "")}."
            : "Asymmetry: too few comparisons for a test.", Indent, Indent + 2);
    }

    private void Regression(MetaRegression regression)
    {
        page.Heading("META-REGRESSION");
        page.Write($"Effects against {network.Reference} where all columns are 0, then their change with each unit{(network.Measure.IsRatio() ? " (as a factor)" : "")}.", Indent, Indent, Ink.Dim);
        foreach (RegressionCoefficient coefficient in regression.Coefficients)
            page.Labelled(coefficient.Name, $"{Slope(coefficient.Estimate)} ({Slope(coefficient.Lower)} to {Slope(coefficient.Upper)}), p {P(coefficient.PValue)}", Indent, column);
        page.Write($"Columns together {Q(regression.Moderators)}; residual {Q(regression.Residual)}; τ² {regression.TauSquared.ToString("0.0000", CultureInfo.InvariantCulture)}{(double.IsFinite(regression.Explained) ? $", {Percent(regression.Explained)} of the heterogeneity explained" : "")}.", Indent, Indent + 2);
    }

    private void Absolute(IReadOnlyList<(string Treatment, AbsoluteComparison Absolute)> rows)
    {
        page.Heading("PER 100 PATIENTS");
        page.Write($"At a risk of {(100 * rows[0].Absolute.Baseline.Risk).ToString("0.#", CultureInfo.InvariantCulture)} % with {network.Reference}.", Indent, Indent, Ink.Dim);
        foreach ((string treatment, AbsoluteComparison absolute) in rows)
            page.Labelled(treatment, $"{Hundred(absolute.TreatmentRisk.Estimate)} ({Hundred(absolute.TreatmentRisk.Lower)} to {Hundred(absolute.TreatmentRisk.Upper)}); {absolute.NumberNeeded}", Indent, column);
    }

    /// <summary>With digits of its own: a change with one unit may be far smaller than an effect.</summary>
    private string Slope(double value) => (network.Measure.IsRatio() ? Math.Exp(value) : value).ToString("G3", CultureInfo.InvariantCulture);

    private bool Thinkable(double change) => !network.Measure.IsRatio() || Math.Abs(change) <= LargestMove;

    private string Moved(double change) => network.Measure.IsRatio() ? Math.Exp(change).ToString("G3", CultureInfo.InvariantCulture) : (change > 0 ? "+" : "") + show(change);

    private string Source(SourceEstimate? source)
    {
        if (source is not { } known) return "none";
        (double lower, double upper) = FitAnswers.Limits(known.Estimate, known.StandardError);
        return $"{show(known.Estimate)} ({show(lower)} to {show(upper)})";
    }

    private static string Q(QStatistic q) => q.DegreesOfFreedom == 0 ? "no degrees of freedom" : $"Q {q.Q.ToString("0.00", CultureInfo.InvariantCulture)} on {q.DegreesOfFreedom.ToString(CultureInfo.InvariantCulture)} df, p {P(q.PValue)}";

    private static string Tau(double value) => value.ToString(value >= 0.1 ? "0.00" : "0.0000", CultureInfo.InvariantCulture);

    private static string P(double p) => p < 0.001 ? "below 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Hundred(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Count(int number, string word) => EvidenceData.Count(number, word);
}
