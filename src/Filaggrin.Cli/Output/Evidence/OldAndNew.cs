using System.Globalization;
using System.Text;
using Filaggrin.Cli.Commands;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>Conventional and new drugs in one network of standardised mean differences of clinical signs, as far as the data reach.</summary>
internal static class OldAndNew
{
    private static readonly string[] Conventional = ["azathioprine", "ciclosporin", "methotrexate", "mycophenolate-mofetil", "mycophenolate-sodium", "systemic-glucocorticoids"];

    public static void Write(StringBuilder page, TrialLibrary library)
    {
        page.Append("\n## Old and new drugs: clinical signs on any scale\n\n");
        page.Append(CultureInfo.InvariantCulture, $"On EASI75 the conventional drugs are joined to none of the new ones. Published reviews join them by standardised mean differences (Hedges' g) of clinical signs. Here: of each trial the first of {string.Join(", ", ClinicalSigns.Scales)} that has a spread, or a standardised difference of `contrasts.csv`; doses pooled, random effects (REML), negative is better. ");
        page.Append("Such a network assumes that a standard deviation means the same on every scale, of change and of final values, and in every kind of patient: it shows what is joined at all more than it measures.\n");
        Network(page, library, "Adults, with topical steroids or other topical treatment", "adult", "with-topical-steroids");
        Network(page, library, "All ages, any background: as much as the data allow", "any", "any");
        page.Append("\n*Not comparable* stands where no chain of trials with usable figures joins two drugs; no rank is made of it.\n");
    }

    private static void Network(StringBuilder page, TrialLibrary library, string title, string population, string background)
    {
        EvidenceData data = EvidenceData.Open(EvidenceRequest.Of("EASI75", background, population).Signs(everywhere: false), library);
        page.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n{EvidenceData.Count(data.Network.Trials.Length, "trial")}; {(data.Network.IsConnected ? "one network" : $"{data.Network.Components.Length} parts that no trial joins: {string.Join(" | ", data.Network.Components.Select(part => string.Join(", ", part)))}")}.\n\n");
        page.Append("| agent | against placebo | trials of the agent | evidence |\n|---|---|---|---|\n");
        Network part = data.Network.Subnetworks().First(part => part.Treatments.Contains("placebo", StringComparer.Ordinal));
        NetworkFit fit = part.Fit(RandomEffects.Reml);
        foreach (string agent in data.Network.Treatments.Where(agent => agent != "placebo")) page.Append(Row(data.Network, fit, agent));
        foreach (string agent in Conventional.Except(data.Network.Treatments, StringComparer.Ordinal)) page.Append(CultureInfo.InvariantCulture, $"| {agent} | not comparable | 0 | no trial with usable figures |\n");
        page.Append(CultureInfo.InvariantCulture, $"\nτ {fit.Tau:0.00}, I² {100 * fit.Heterogeneity.ISquared:0} %, Q {fit.Heterogeneity.Total.Q:0.0} on {fit.Heterogeneity.Total.DegreesOfFreedom} df.\n");
        foreach (string agent in Conventional.Where(agent => part.Treatments.Contains(agent, StringComparer.Ordinal) && part.Treatments.Contains("dupilumab", StringComparer.Ordinal)))
        {
            Effect effect = fit.Effect(agent, "dupilumab");
            page.Append(CultureInfo.InvariantCulture, $"\n{agent} against dupilumab, through {string.Join(", ", Chain(fit, agent))}: {AtopicDermatitisPage.Cell(effect.Estimate, effect.Lower, effect.Upper, ratio: false)}{(effect is { PredictionLower: { } low, PredictionUpper: { } high } ? $", prediction {AtopicDermatitisPage.Value(low, false)} to {AtopicDermatitisPage.Value(high, false)}" : "")}.\n");
        }
    }

    private static string Row(Network network, NetworkFit fit, string agent)
    {
        int trials = network.Trials.Count(trial => trial.Arms.Any(arm => arm.Treatment == agent));
        if (!fit.Network.Treatments.Contains(agent, StringComparer.Ordinal)) return $"| {agent} | not comparable | {trials.ToString(CultureInfo.InvariantCulture)} | no trial joins it to placebo |\n";
        int direct = network.TrialsOf(agent, "placebo").Count();
        Effect effect = fit.Effect(agent, "placebo");
        string evidence = direct switch { 0 => $"indirect only, through {string.Join(", ", Chain(fit, agent))}", 1 => "one trial against placebo", _ => $"{direct.ToString(CultureInfo.InvariantCulture)} trials against placebo" };
        return string.Create(CultureInfo.InvariantCulture, $"| {agent} | {AtopicDermatitisPage.Cell(effect.Estimate, effect.Lower, effect.Upper, ratio: false)} | {trials} | {evidence} |\n");
    }

    /// <summary>The trials that carry the estimate of a conventional drug.</summary>
    private static IEnumerable<string> Chain(NetworkFit fit, string agent) => TrialShares.Of(fit)[agent, "placebo"].GroupBy(share => share.Study, StringComparer.Ordinal)
        .Select(group => (group.Key, Share: group.Sum(share => share.Share))).Where(trial => trial.Share > 0.05).OrderByDescending(trial => trial.Share).Select(trial => trial.Key);
}
