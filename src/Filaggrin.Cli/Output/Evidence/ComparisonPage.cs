using System.Globalization;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>Two agents for a terminal.</summary>
internal static class ComparisonPage
{
    private const int Indent = 2;
    private const int Column = 28;
    private const double SmallShare = 0.01;

    public static void Write(Page page, AgentComparison comparison)
    {
        EvidenceData data = comparison.Data;
        page.Write($"{comparison.First} against {comparison.Second}: {data.OutcomeWords}", ink: Ink.Bold);
        page.Write($"{data.Setting}; {(data.Outcome.HigherIsBetter ? "more" : "less")} is better.");
        page.Write($"Network: {EvidenceData.Count(data.Network.Trials.Length, "trial")}, {EvidenceData.Count(data.Selected.Patients.Values.Sum(), "patient")}, {EvidenceData.Count(data.Network.Treatments.Length, "treatment")}.");
        if (comparison.Pairs.FirstOrDefault(pair => pair.Comparison is not null)?.Comparison is { } any)
        {
            Heterogeneity heterogeneity = any.Fit.Heterogeneity;
            page.Write(string.Create(CultureInfo.InvariantCulture, $"Heterogeneity: τ {any.Fit.Tau:0.000} (REML), I² {100 * heterogeneity.ISquared:0} %, Q {heterogeneity.Total.Q:0.0} on {heterogeneity.Total.DegreesOfFreedom} df; Bayesian τ {any.Bayesian.Tau.Median:0.000} ({any.Bayesian.Tau.Lower:0.000} to {any.Bayesian.Tau.Upper:0.000})."));
            page.Write($"Bayesian, {(any.Bayesian.Likelihood == Likelihood.Binomial ? "counts as they are (binomial likelihood)" : "normal likelihood")}: {comparison.Prior.Source}.");
        }

        foreach (string missing in comparison.Missing) page.Write($"{missing}: no randomised evidence in this setting.", ink: Ink.Yellow);
        foreach (PairComparison pair in comparison.Pairs) Write(page, data, pair);
        if (comparison.Pairs.IsEmpty) page.Write($"Not comparable by {data.OutcomeWords}.", ink: Ink.Yellow);
        Trials(page, comparison);
        Warnings(page, data);
        if (comparison.Signs is not { } signs) return;
        page.Heading("On another scale: clinical signs", Ink.Yellow);
        page.Write("Standardised mean differences over different scores, doses pooled; a standard deviation is taken to mean the same on each and in every kind of patient. It joins what the outcome does not, and measures less surely.", Indent, Indent);
        Write(page, signs);
    }

    private static void Warnings(Page page, EvidenceData data)
    {
        if (data.Network.Warnings.Length == 0) return;
        page.Heading("Warnings");
        foreach (string warning in data.Network.Warnings) page.Write(warning, Indent, Indent);
    }

    private static void Write(Page page, EvidenceData data, PairComparison pair)
    {
        page.Heading($"{pair.Treatment} against {pair.Comparator}");
        if (pair.Comparison is { } found)
        {
            bool ratio = data.Network.Measure.IsRatio();
            page.Labelled(MeasureName(data), "estimate (95% interval)   [95% prediction interval]", Indent, Column, Ink.Dim);
            page.Labelled("network, random effects", Figures(found.Network.Estimate, found.Network.Lower, found.Network.Upper, found.Network.PredictionLower, found.Network.PredictionUpper, ratio), Indent, Column);
            page.Labelled($"direct, {EvidenceData.Count(found.Split.Trials, "trial")}", Source(found.Split.Direct, ratio), Indent, Column);
            page.Labelled("indirect", Source(found.Split.Indirect, ratio), Indent, Column);
            if (found.Split.PValue is { } p) page.Labelled("direct against indirect", string.Create(CultureInfo.InvariantCulture, $"p = {p:0.000}; direct evidence is {100 * found.Split.DirectShare:0} % of the network estimate"), Indent, Column);
            page.Labelled("network, common effect", Figures(found.Common.Estimate, found.Common.Lower, found.Common.Upper, null, null, ratio), Indent, Column);
            page.Labelled("Bayesian (median)", found.WithoutBounds is { } why ? PriorOnly(why) : Figures(found.Posterior.Median, found.Posterior.Lower, found.Posterior.Upper, found.Prediction.Lower, found.Prediction.Upper, ratio)
                + string.Create(CultureInfo.InvariantCulture, $"; better with probability {100 * found.ProbabilityBetter:0.0} %"), Indent, Column);
            if (pair.Absolute is { } absolute) Write(page, absolute, pair);
            page.Labelled("provisional figures", pair.ProvisionalShare > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * pair.ProvisionalShare:0} % of the network estimate") : "none", Indent, Column, pair.ProvisionalShare > 0.5 ? Ink.Yellow : Ink.Plain);
            page.Labelled("comes from", string.Join(", ", ByTrial(found).Where(trial => trial.Share >= SmallShare).Select(trial => string.Create(CultureInfo.InvariantCulture, $"{data.Name(trial.Study)} {100 * trial.Share:0} %"))) + Rest(found), Indent, Column);
        }

        foreach (string remark in pair.Remarks) page.Write(ReasonText.Capital(remark), Indent, Indent, Ink.Yellow);
    }

    /// <summary>What stands in place of figures that only the prior limits.</summary>
    internal static string PriorOnly(string why) => $"not bounded by the trials: {why}; only the prior limits it";

    private static void Write(Page page, AbsoluteComparison absolute, PairComparison pair)
    {
        BaselineRisk baseline = absolute.Baseline;
        string from = baseline.Events is { } events
            ? string.Create(CultureInfo.InvariantCulture, $"pooled {baseline.Treatment} risk of the trials: {events:0} of {baseline.Patients:0} patients in {EvidenceData.Count(baseline.Trials!.Value, "trial")}, {100 * baseline.Risk:0.0} %")
            : string.Create(CultureInfo.InvariantCulture, $"stated risk with {baseline.Treatment}: {100 * baseline.Risk:0.#} %");
        page.Labelled("per 100 patients", $"{pair.Treatment} {Hundred(absolute.TreatmentRisk)}; {pair.Comparator} {Hundred(absolute.ComparatorRisk)}; {Difference(absolute.Difference)}", Indent, Column);
        page.Labelled("number needed to treat", absolute.NumberNeeded.ToString(), Indent, Column);
        page.Labelled("baseline", from, Indent, Column, Ink.Dim);
    }

    private static void Trials(Page page, AgentComparison comparison)
    {
        EvidenceData data = comparison.Data;
        string[] used = [.. comparison.Pairs.Where(pair => pair.Comparison is not null).SelectMany(pair => ByTrial(pair.Comparison!)).Where(trial => trial.Share >= SmallShare).Select(trial => trial.Study).Distinct(StringComparer.Ordinal)];
        if (used.Length == 0) return;
        page.Heading("The trials");
        foreach (string key in data.Selection.Trials.Concat(data.Selected.Contrasts.Select(row => row.Trial)).Where(used.Contains))
        {
            SelectedArm[] arms = [.. data.Selection.Arms.Where(arm => arm.Trial == key)];
            page.Write($"{data.Name(key)}{(data.Library.FindTrial(key) is { } trial ? $" ({trial.Reference}{(trial.Registry.Length > 0 ? ", " + trial.Registry : "")})" : "")}: {string.Join("; ", arms.Select(Told))}{Contrast(data, key)}", Indent, Indent + 2);
            foreach (string source in Sources(data, key)) page.Write(source, Indent + 2, Indent + 2, Ink.Dim);
        }
    }

    internal static string[] Sources(EvidenceData data, string trial)
    {
        string report = data.Library.FindTrial(trial) is { Doi.Length: > 0 } known ? $"https://doi.org/{known.Doi}" : "";
        return [.. data.Selection.Arms.Where(arm => arm.Trial == trial).SelectMany(arm => arm.Rows).SelectMany(row => row.Source.Split("; http", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select((source, i) => i == 0 ? source : "http" + source))
            .Concat(data.Selected.Contrasts.Where(row => row.Trial == trial).Select(row => row.Source)).Prepend(report).Where(source => source.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Shares by trial, largest first.</summary>
    internal static (string Study, double Share)[] ByTrial(TreatmentComparison comparison) =>
        [.. comparison.Shares.GroupBy(share => share.Study, StringComparer.Ordinal).Select(group => (group.Key, group.Sum(share => share.Share))).OrderByDescending(trial => Math.Round(trial.Item2, 12)).ThenBy(trial => trial.Key, StringComparer.Ordinal)];

    internal static string MeasureName(EvidenceData data) => data.Network.Measure switch
    {
        EffectMeasure.OddsRatio => "odds ratio",
        EffectMeasure.RiskRatio => "risk ratio",
        EffectMeasure.RiskDifference => "risk difference",
        EffectMeasure.MeanDifference => $"difference, {EvidenceData.Unit(data.Outcome)}",
        _ => "difference, SD",
    };

    private static string Rest(TreatmentComparison comparison) => ByTrial(comparison).Count(trial => trial.Share < SmallShare) is > 0 and var rest ? $", {EvidenceData.Count(rest, "trial")} below 1 % each" : "";

    private static string Contrast(EvidenceData data, string trial) => string.Join("; ", data.Selected.Contrasts.Where(row => row.Trial == trial)
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Arm1} against {row.Arm2}: {row.Measure} {row.Estimate} ({row.Lower} to {row.Upper}), the source gives no arms")));

    private static string Told(SelectedArm arm)
    {
        string figure = arm.Events is { } events ? string.Create(CultureInfo.InvariantCulture, $"{events} of {arm.N} ({100.0 * events / arm.N:0.0} %)") : string.Create(CultureInfo.InvariantCulture, $"{arm.Mean:0.0#} (SD {arm.Sd:0.0#}, n {arm.N})");
        string mark = arm.Tier == Tier.Confirmed ? "" : $" [{Provenance.Word(arm.Tier)}]";
        return $"{arm.Treatment} {figure}{mark}{(arm.Rows.Any(row => row.Flag == RowFlag.Superseded) ? " [superseded]" : "")}";
    }

    private static string Source(SourceEstimate? source, bool ratio) => source is { } known
        ? Figures(known.Estimate, known.Estimate - 1.959963984540054 * known.StandardError, known.Estimate + 1.959963984540054 * known.StandardError, null, null, ratio)
        : "none";

    internal static string Figures(double estimate, double lower, double upper, double? predictionLower, double? predictionUpper, bool ratio) =>
        $"{Value(estimate, ratio)} ({Value(lower, ratio)} to {Value(upper, ratio)})" + (predictionLower is { } from && predictionUpper is { } to ? $"   [{Value(from, ratio)} to {Value(to, ratio)}]" : "");

    private static string Value(double value, bool ratio)
    {
        double shown = ratio ? Math.Exp(value) : value, size = Math.Abs(shown);
        string text = shown.ToString(size >= 100 ? "0" : size >= 10 ? "0.0" : ratio && size < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture);
        return text.Trim('-', '0', '.').Length == 0 ? text.TrimStart('-') : text;
    }

    private static string Hundred(Proportion risk) => risk.Lower == risk.Upper
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * risk.Estimate:0.0}")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * risk.Estimate:0.0} ({100 * risk.Lower:0.0} to {100 * risk.Upper:0.0})");

    private static string Difference(Proportion difference) => string.Create(CultureInfo.InvariantCulture,
        $"{Math.Abs(100 * difference.Estimate):0.0} {(difference.Estimate >= 0 ? "more" : "fewer")} ({Signed(difference.Lower)} to {Signed(difference.Upper)})");

    private static string Signed(double part) => (100 * part).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
