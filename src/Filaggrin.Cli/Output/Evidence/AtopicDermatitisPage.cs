using System.Globalization;
using System.Text;
using Filaggrin.Cli.Commands;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>The networks of atopic dermatitis as Markdown: EASI75, published estimates beside ours, old and new drugs.</summary>
internal static class AtopicDermatitisPage
{
    public static string Of(DirectoryInfo folder)
    {
        TrialLibrary library = EvidenceData.Load(folder);
        StringBuilder page = new();
        page.Append("# Atopic dermatitis: our estimates, and published ones beside them\n\n");
        page.Append("Written by `./filaggrin evidence report --write docs/methods/atopic-dermatitis.md` from `evidence/`; a test holds it equal. ");
        page.Append("The figures are a starting set, not a systematic review: `evidence/README.md` says how far each can be trusted. Methods: [network meta-analysis](network-meta-analysis.md), [absolute effects](absolute-effects.md).\n");
        page.Append("\n## EASI75 in adults\n\n");
        page.Append("Odds ratio against placebo (95% interval), trials of adults or of adults with adolescents at their primary end point of week 12 to 16. *Common effect* as in `evidence/README.md`; *random effects* by REML with the 95% prediction interval in brackets. ");
        page.Append("*Default* leaves recalled outcomes out, *with unconfirmed* takes them; *provisional* is the weight, in the default random-effects estimate, of trials with a recalled denominator or an inferred endpoint. Per 100: patients with EASI75 at the pooled placebo risk of the default trials.\n");
        foreach ((string background, string name) in (ReadOnlySpan<(string, string)>)[("monotherapy", "Monotherapy"), ("with-topical-steroids", "With topical steroids")]) Easi75(page, library, background, name);
        PublishedComparison.Write(page, library, Remarks(folder, library));
        OldAndNew.Write(page, library);
        return page.ToString();
    }

    internal static string Cell(double estimate, double lower, double upper, bool ratio) => $"{Value(estimate, ratio)} ({Value(lower, ratio)} to {Value(upper, ratio)})";

    internal static string Value(double value, bool ratio)
    {
        double shown = ratio ? Math.Exp(value) : value;
        string text = shown.ToString(Math.Abs(shown) >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
        return text.Trim('-', '0', '.').Length == 0 ? text.TrimStart('-') : text;
    }

    private static IReadOnlyList<PublishedRemark> Remarks(DirectoryInfo folder, TrialLibrary library)
    {
        FileInfo file = new(Path.Combine(folder.FullName, PublishedRemark.FileName));
        if (!file.Exists) throw new EvidenceException($"{file.Name}: there is no such file in the folder.");
        List<TrialFinding> findings = [];
        IReadOnlyList<PublishedRemark> remarks = PublishedRemark.Read(new TrialFile(file.Name, File.ReadAllText(file.FullName)), library.Published, findings);
        return findings.Count == 0 ? remarks : throw new EvidenceException([.. findings.Select(finding => finding.ToString())]);
    }

    private static void Easi75(StringBuilder page, TrialLibrary library, string background, string name)
    {
        EvidenceRequest request = EvidenceRequest.Of("EASI75", background);
        EvidenceData data = EvidenceData.Open(request, library), all = EvidenceData.Open(request with { Query = request.Query with { IncludeUnconfirmed = true } }, library);
        NetworkFit common = data.Network.FitCommonEffect(), random = data.Network.Fit(RandomEffects.Reml), everything = all.Network.FitCommonEffect();
        TrialShares shares = TrialShares.Of(random);
        BaselineRisk baseline = BaselineRisk.Pooled(data.Network, "placebo")!;
        page.Append(CultureInfo.InvariantCulture, $"\n### {name}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Default: {Told(common)}; τ {random.Tau:0.00}. With unconfirmed: {Told(everything)}.\n\n");
        page.Append("| treatment | common effect, default | common effect, with unconfirmed | random effects, default | provisional | per 100 |\n|---|---|---|---|---|---|\n");
        foreach (string treatment in all.Network.Treatments.Where(treatment => treatment != "placebo").OrderByDescending(treatment => everything.Effect(treatment, "placebo").Estimate))
        {
            Effect with = everything.Effect(treatment, "placebo");
            string[] cells = ["–", Cell(with.Estimate, with.Lower, with.Upper, ratio: true), "–", "–", "–"];
            if (data.Network.Treatments.Contains(treatment, StringComparer.Ordinal))
            {
                Effect effect = common.Effect(treatment, "placebo"), further = random.Effect(treatment, "placebo");
                double provisional = data.Selected.ProvisionalShare(shares[treatment, "placebo"]);
                Proportion risk = AbsoluteComparison.Of(random, treatment, "placebo", baseline, data.SmallValues)!.TreatmentRisk;
                cells[0] = Cell(effect.Estimate, effect.Lower, effect.Upper, ratio: true);
                cells[2] = Cell(further.Estimate, further.Lower, further.Upper, ratio: true) + (further is { PredictionLower: { } low, PredictionUpper: { } high } ? $" [{Value(low, true)} to {Value(high, true)}]" : "");
                cells[3] = provisional > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * provisional:0} %") : "none";
                cells[4] = string.Create(CultureInfo.InvariantCulture, $"{100 * risk.Estimate:0} ({100 * risk.Lower:0} to {100 * risk.Upper:0}), placebo {100 * baseline.Risk:0}");
            }

            page.Append(CultureInfo.InvariantCulture, $"| {treatment} | {string.Join(" | ", cells)} |\n");
        }

        foreach (string warning in all.Network.Warnings) page.Append(CultureInfo.InvariantCulture, $"\n{warning}\n");
    }

    private static string Told(NetworkFit fit) => string.Create(CultureInfo.InvariantCulture, $"{fit.Network.Trials.Length} trials, Q {fit.Heterogeneity.Total.Q:0.0} on {fit.Heterogeneity.Total.DegreesOfFreedom} df");
}
