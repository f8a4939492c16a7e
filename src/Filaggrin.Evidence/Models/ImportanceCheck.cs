using System.Collections.Immutable;
using System.Globalization;

namespace Filaggrin.Evidence;

/// <summary>How far the exact posterior of the effects lies from the normal distributions that a fit takes for it.</summary>
/// <remarks>Importance weights of a fixed lattice of points at every τ that carries weight; nothing of it enters the answers.</remarks>
/// <param name="Error">Largest change, in posterior standard deviations (infinite where nothing can be said), of the mean or the standard deviation of a contrast or of the mean of τ.</param>
/// <param name="Efficiency">Lowest effective sample size at any τ, as a share of the points, 0 to 1.</param>
/// <param name="Points">Points of the lattice.</param>
/// <param name="Nodes">Effective sample size at each τ, by τ.</param>
public sealed record ImportanceCheck(double Error, double Efficiency, int Points, ImmutableArray<(double Tau, double EffectiveSize)> Nodes)
{
    private const double Tolerable = 0.05;
    private const double FewestEffective = 0.5;

    /// <summary>What a careful reader must know; null where nothing.</summary>
    public string? Warning => Error <= Tolerable && Efficiency >= FewestEffective ? null
        : double.IsFinite(Error) ? string.Create(
            CultureInfo.InvariantCulture,
            $"the posterior of the effects is far from normal: means and standard deviations may be wrong by {Error:0.00} standard deviations (effective sample size {100 * Efficiency:0} % of {Points} points).")
        : "the posterior of the effects is far from normal: means and standard deviations may be wrong by any amount.";
}
