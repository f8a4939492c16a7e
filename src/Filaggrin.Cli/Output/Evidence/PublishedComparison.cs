using System.Globalization;
using System.Text;
using Filaggrin.Cli.Commands;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>Each estimate of a published network meta-analysis beside ours, with why they differ.</summary>
internal static class PublishedComparison
{
    private static readonly string[] Backgrounds = ["monotherapy", "with-topical-steroids", "any"];

    public static void Write(StringBuilder page, TrialLibrary library, IReadOnlyList<PublishedRemark> remarks)
    {
        page.Append("\n## Beside published network meta-analyses\n\n");
        page.Append("Ours: random effects (REML), default rows; trials of the network in parentheses after the estimate, *indirect* where none compares the two. Monotherapy and topical steroids stand apart; the column of any background mixes them, as most published analyses do. ");
        page.Append("Published figures are as printed; where their sign is the opposite of ours, it was turned and that is said. *Apart*: the two intervals do not overlap.\n");
        foreach (IGrouping<string, PublishedEstimate> group in library.Published.GroupBy(row => row.Reference, StringComparer.Ordinal))
        {
            PublishedEstimate first = group.First();
            page.Append(CultureInfo.InvariantCulture, $"\n### {group.Key}\n\n");
            page.Append(CultureInfo.InvariantCulture, $"{(first.Doi.Length > 0 ? $"doi:{first.Doi}. " : "")}{string.Join("; ", group.Select(row => row.Note).Distinct(StringComparer.Ordinal))}.{(group.Any(row => row.Origin == Origin.Recalled) ? " These figures are recalled, not read." : "")}\n\n");
            if (group.All(row => row.Estimate is null))
            {
                foreach (PublishedEstimate row in group) page.Append(CultureInfo.InvariantCulture, $"{row.Outcome}, {row.Treatment} against {row.Comparator}: no estimate is printed. {Remark(remarks, row).Remark}\n");
                continue;
            }

            page.Append("| outcome | comparison | published | ours, monotherapy | ours, with topical steroids | ours, any background | why they differ |\n|---|---|---|---|---|---|---|\n");
            foreach (PublishedEstimate row in group)
            {
                PublishedRemark remark = Remark(remarks, row);
                string[] ours = [.. Backgrounds.Select(background => remark.Measure == "response" && background != "monotherapy" ? "–" : Reckon(library, remark, background, row))];
                page.Append(CultureInfo.InvariantCulture, $"| {row.Outcome} | {row.Treatment}{(row.Comparator == "(absolute)" ? "" : $" against {row.Comparator}")} | {Published(row, remark)} | {string.Join(" | ", ours)} | {remark.Remark} |\n");
            }
        }
    }

    private static PublishedRemark Remark(IReadOnlyList<PublishedRemark> remarks, PublishedEstimate row) => remarks.First(remark => remark.IsOf(row));

    private static string Published(PublishedEstimate row, PublishedRemark remark)
    {
        if (row.Estimate is null) return "–";
        (double estimate, double? low, double? high) = Turned(row, remark);
        string limits = low is { } from && high is { } to ? string.Create(CultureInfo.InvariantCulture, $" ({from:0.0#} to {to:0.0#})") : low is { } only ? string.Create(CultureInfo.InvariantCulture, $" (from {only:0.0#}; no upper limit found)") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{row.Measure} {estimate:0.0#}{limits}{(remark.Turned ? ", sign turned" : "")}");
    }

    private static (double Estimate, double? Lower, double? Upper) Turned(PublishedEstimate row, PublishedRemark remark) =>
        remark.Turned ? (-row.Estimate!.Value, -row.Upper, -row.Lower) : (row.Estimate!.Value, row.Lower, row.Upper);

    private static string Reckon(TrialLibrary library, PublishedRemark remark, string background, PublishedEstimate row)
    {
        if (remark.OurOutcomes.Length == 0 || row.Estimate is null) return "–";
        bool response = remark.Measure == "response";
        EffectMeasure measure = response ? EffectMeasure.OddsRatio : EffectMeasures.Parse(remark.Measure);
        EvidenceRequest request = EvidenceRequest.Of(remark.OurOutcomes.Split(' ')[0], background, remark.Population);
        request = request with { Measure = measure, Query = request.Query with { Outcomes = [.. remark.OurOutcomes.Split(' ')], Level = remark.Level == "agent" ? TreatmentLevel.Agent : TreatmentLevel.Regimen } };
        NetworkFit? fit = Fit(library, request, remark.OurTreatment, remark.OurComparator, out string? without);
        if (fit is null) return without!;
        Effect effect = fit.Effect(remark.OurTreatment, remark.OurComparator);
        (_, double? low, double? high) = Turned(row, remark);
        int trials = fit.Network.Trials.Length;
        if (response)
        {
            BaselineRisk baseline = BaselineRisk.Pooled(fit.Network, remark.OurComparator)!;
            double[] risks = [.. new[] { effect.Estimate, effect.Lower, effect.Upper }.Select(value => 100 * AbsoluteRisk.Of(baseline.Risk, value, measure))];
            return string.Create(CultureInfo.InvariantCulture, $"{risks[0]:0} % ({risks[1]:0} to {risks[2]:0}), placebo {100 * baseline.Risk:0.0} ({trials} trials){(risks[1] > high || risks[2] < low ? ", apart" : "")}");
        }

        bool ratio = measure.IsRatio();
        bool direct = fit.Network.Trials.Any(trial => trial.Arms.Any(arm => arm.Treatment == remark.OurTreatment) && trial.Arms.Any(arm => arm.Treatment == remark.OurComparator));
        string text = string.Create(CultureInfo.InvariantCulture, $"{AtopicDermatitisPage.Cell(effect.Estimate, effect.Lower, effect.Upper, ratio)} ({trials} trials{(direct ? "" : ", indirect")})");
        (double from, double to) = ratio ? (Math.Exp(effect.Lower), Math.Exp(effect.Upper)) : (effect.Lower, effect.Upper);
        return from > high || to < low ? text + ", apart" : text;
    }

    /// <summary>The fit of the part that holds both; null with the reason where there is none.</summary>
    private static NetworkFit? Fit(TrialLibrary library, EvidenceRequest request, string treatment, string comparator, out string? without)
    {
        Network network;
        try
        {
            network = EvidenceData.Open(request, library).Network;
        }
        catch (EvidenceException)
        {
            without = "no trial here";
            return null;
        }

        without = !network.Treatments.Contains(treatment, StringComparer.Ordinal) ? $"no trial of {treatment} here" : !network.Treatments.Contains(comparator, StringComparer.Ordinal) ? $"no trial of {comparator} here" : null;
        if (without is not null) return null;
        Network? part = network.Subnetworks().FirstOrDefault(part => part.Treatments.Contains(treatment, StringComparer.Ordinal) && part.Treatments.Contains(comparator, StringComparer.Ordinal));
        without = part is null ? "not comparable" : null;
        return part?.Fit(RandomEffects.Reml);
    }
}
