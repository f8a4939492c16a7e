using System.Text.Json;

namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>Impact of each trial on each comparison.</summary>
internal static class ImpactOracle
{
    private const double LeftOver = 1e-12;

    public static void Compare(Network network, RandomEffects method, JsonElement expected)
    {
        if (network.Treatments.Contains("no_contact", StringComparer.Ordinal)) ClaimsTooMuch(network, expected.GetProperty("common"));
        else Compare(network.FitCommonEffect(), expected.GetProperty("common"));
        Compare(network.Fit(method), expected.GetProperty("random"));
    }

    // In the file's common-effect table of hasselblad1998 every trial, trial 5 among them, is said to give 74 % of the precision of
    // individual counselling against no contact. Trial 5 has a standard error of 1.47 and the comparison one of 0.059, so that it gives
    // less than 0.2 %: the package's refits lose the precise trials. Ours is held to the definition instead.
    private static void ClaimsTooMuch(Network network, JsonElement expected)
    {
        Contrast fifth = network.Trials.Single(trial => trial.Study == "5").Contrasts().Single();
        NetworkFit fit = network.FitCommonEffect();
        double bound = Math.Pow(fit.Effect("ind_counseling", "no_contact").StandardError / fifth.StandardError, 2);
        Assert.True(bound < 0.002 && expected.GetProperty("5").GetProperty("ind_counseling:no_contact").GetDouble() > 0.7);
        foreach (TrialImpact impact in fit.Impacts())
        {
            Effect without = network.Without(impact.Study)!.FitCommonEffect().Effect("ind_counseling", "no_contact");
            double ratio = fit.Effect("ind_counseling", "no_contact").StandardError / without.StandardError;
            Oracle.Near(1 - ratio * ratio, impact["ind_counseling", "no_contact"], Oracle.Relative, impact.Study);
        }
    }

    private static void Compare(NetworkFit fit, JsonElement expected)
    {
        Dictionary<string, TrialImpact> own = fit.Impacts().ToDictionary(impact => impact.Study, StringComparer.Ordinal);
        foreach (JsonProperty trial in expected.EnumerateObject())
        {
            foreach (JsonProperty cell in trial.Value.EnumerateObject())
            {
                string[] pair = cell.Name.Split(':');
                // The impact is one less a ratio of variances. netmeta gives the trial a thousand times the largest standard error in place
                // of taking it out, so that something is left where it alone makes the comparison possible.
                double impact = own[trial.Name][pair[0], pair[1]], left = impact == 1 ? Left(fit, trial.Name, pair) : 0;
                Assert.True(left < 2e-6);
                Oracle.NearOn(1, cell.Value.GetDouble(), impact - left, left > 0 ? LeftOver : Oracle.Refitted, $"{trial.Name} on {cell.Name}");
            }
        }
    }

    /// <summary>What is left of the precision of a comparison that one trial of two arms alone makes possible.</summary>
    private static double Left(NetworkFit fit, string study, string[] pair)
    {
        Contrast[] all = [.. fit.Network.Trials.SelectMany(trial => trial.Contrasts())];
        double ignored = 1000 * all.Max(contrast => contrast.StandardError), error = all.Single(contrast => contrast.Study == study).StandardError;
        double variance = Math.Pow(fit.Effect(pair[0], pair[1]).StandardError, 2);
        return variance / (variance - (error * error) + (ignored * ignored));
    }
}
