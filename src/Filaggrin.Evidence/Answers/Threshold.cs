using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>How far one datum may move before another treatment comes first.</summary>
/// <remarks>Phillippo 2018, doi:10.1111/rssa.12341; heterogeneity is held.</remarks>
/// <param name="Study">Label of the trial.</param>
/// <param name="Treatment">Arm whose estimate is moved; with two arms, their difference.</param>
/// <param name="Comparator">The other arm of a trial of two; null with more arms.</param>
/// <param name="Lower">Largest change downwards that keeps the first, 0 or less; null where none can change it.</param>
/// <param name="FirstBelow">Who comes first beyond it.</param>
/// <param name="Upper">Largest change upwards that keeps the first, 0 or more; null where none can change it.</param>
/// <param name="FirstAbove">Who comes first beyond it.</param>
public sealed record Threshold(string Study, string Treatment, string? Comparator, double? Lower, string? FirstBelow, double? Upper, string? FirstAbove)
{
    private const double Nothing = 1e-12;

    internal static IEnumerable<Threshold> Of(NetworkFit fit, SmallValues smallValues)
    {
        Network network = fit.Network;
        TrialSystem system = network.Compiled;
        SystemState state = new(system);
        system.Evaluate(Vector256.Create(fit.TauSquared), state);
        int count = network.Treatments.Length;
        double sign = smallValues == SmallValues.Desirable ? 1 : -1;
        int first = Enumerable.Range(0, count).MinBy(k => sign * fit.Effects[k]);
        for (int trial = 0; trial < network.Trials.Length; trial++)
        {
            ImmutableArray<TrialArm> arms = network.Trials[trial].Arms;
            int start = system.EdgesOf(trial).Start.Value;
            for (int arm = 0; arm < (arms.Length == 2 ? 1 : arms.Length); arm++)
            {
                // Change of each effect with the estimate of this arm: covariance times the pull on its edges.
                double[] slope = new double[count];
                for (int other = 0; other < arms.Length; other++)
                {
                    if (other == arm) continue;
                    double weight = state.Weights[start + TrialSystem.Pair(arm, other, arms.Length)][0];
                    int own = network.IndexOf(arms[arm].Treatment), against = network.IndexOf(arms[other].Treatment);
                    for (int k = 0; k < count; k++) slope[k] += weight * (fit.Covariance[k * count + own] - fit.Covariance[k * count + against]);
                }

                yield return Of(fit, network.Trials[trial].Study, arms[arm].Treatment, arms.Length == 2 ? arms[1].Treatment : null, first, sign, slope);
            }
        }
    }

    private static Threshold Of(NetworkFit fit, string study, string treatment, string? comparator, int first, double sign, double[] slope)
    {
        (double? lower, double? upper, string? below, string? above) = (null, null, null, null);
        for (int k = 0; k < slope.Length; k++)
        {
            double closing = sign * (slope[k] - slope[first]);
            if (k == first || Math.Abs(closing) < Nothing) continue;
            double change = -sign * (fit.Effects[k] - fit.Effects[first]) / closing;
            if (change < 0 && (lower is null || change > lower)) (lower, below) = (change, fit.Network.Treatments[k]);
            if (change >= 0 && (upper is null || change < upper)) (upper, above) = (change, fit.Network.Treatments[k]);
        }

        return new Threshold(study, treatment, comparator, lower, below, upper, above);
    }
}
