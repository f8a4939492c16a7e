using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>Influence of a trial on a pairwise meta-analysis.</summary>
/// <remarks>Viechtbauer and Cheung 2010, doi:10.1002/jrsm.11; heterogeneity is estimated anew without the trial.</remarks>
/// <param name="Study">Label of the trial.</param>
/// <param name="Weight">Its share in the pooled estimate, 0 to 1 (also its leverage).</param>
/// <param name="StudentizedResidual">Its distance from the estimate without it, in standard deviations of that distance.</param>
/// <param name="CooksDistance">Squared shift of the estimate without it, in variances of the estimate.</param>
public sealed record TrialInfluence(string Study, double Weight, double StudentizedResidual, double CooksDistance)
{
    internal static ImmutableArray<TrialInfluence> Of(NetworkFit fit)
    {
        Network network = fit.Network;
        if (network.Treatments.Length != 2) throw new EvidenceException("a network of two treatments is expected.");
        string treatment = network.Treatments.First(label => label != network.Reference);
        Effect all = fit.Effect(treatment, network.Reference);
        Dictionary<string, Omission> omissions = fit.LeaveOneOut().ToDictionary(omission => omission.Study, StringComparer.Ordinal);
        return
        [
            .. network.Trials.Select(trial =>
            {
                Contrast own = trial.Contrasts().Single();
                double estimate = own.Comparator == network.Reference ? own.Estimate : -own.Estimate, variance = own.StandardError * own.StandardError;
                double weight = fit.Variance(0, 1) / (variance + fit.TauSquared);
                if (omissions[trial.Study].Fit is not { } rest) return new TrialInfluence(trial.Study, weight, double.NaN, double.NaN);
                Effect without = rest.Effect(treatment, network.Reference);
                double shift = all.Estimate - without.Estimate;
                return new TrialInfluence(
                    trial.Study,
                    weight,
                    (estimate - without.Estimate) / Math.Sqrt(variance + rest.TauSquared + without.StandardError * without.StandardError),
                    shift * shift / fit.Variance(0, 1));
            }),
        ];
    }
}
