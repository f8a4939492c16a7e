using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>One contrast of a comparison-adjusted funnel plot.</summary>
/// <remarks>
/// Chaimani and Salanti 2012, doi:10.1002/jrsm.57. Treatments must be in an order in which small trials are expected to favour the
/// later one, such as old to new; the plot means nothing otherwise.
/// </remarks>
/// <param name="Study">Label of the trial.</param>
/// <param name="Treatment">The treatment that comes first in the order.</param>
/// <param name="Comparator">The treatment that comes later.</param>
/// <param name="Estimate">Treatment minus comparator in the trial.</param>
/// <param name="Direct">The same, pooled over all trials of the comparison at the τ² of the network.</param>
/// <param name="StandardError">Standard error of the trial's estimate.</param>
public sealed record FunnelPoint(string Study, string Treatment, string Comparator, double Estimate, double Direct, double StandardError)
{
    /// <summary>Estimate less what is pooled.</summary>
    public double Adjusted => Estimate - Direct;

    internal static ImmutableArray<FunnelPoint> Of(NetworkFit fit, IReadOnlyList<string> order)
    {
        Network network = fit.Network;
        int[] places = [.. network.Treatments.Select(treatment => order.ToList().IndexOf(treatment))];
        if (Array.IndexOf(places, -1) is >= 0 and var missing) throw new EvidenceException($"«{network.Treatments[missing]}» has no place in the order of the treatments.");
        ImmutableArray<FunnelPoint>.Builder points = ImmutableArray.CreateBuilder<FunnelPoint>();
        foreach (Contrast contrast in network.Trials.SelectMany(trial => trial.Contrasts()))
        {
            bool turned = places[network.IndexOf(contrast.Treatment)] > places[network.IndexOf(contrast.Comparator)];
            (string first, string second, double sign) = turned ? (contrast.Comparator, contrast.Treatment, -1.0) : (contrast.Treatment, contrast.Comparator, 1.0);
            points.Add(new FunnelPoint(contrast.Study, first, second, sign * contrast.Estimate, DirectEstimate.Of(network, first, second, fit.TauSquared).Estimate, contrast.StandardError));
        }

        return points.ToImmutable();
    }
}
