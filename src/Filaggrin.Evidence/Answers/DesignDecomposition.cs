using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>The disagreement of one design.</summary>
/// <param name="Design">Its treatments in alphabetical order.</param>
/// <param name="Trials">Trials of the design.</param>
/// <param name="Within">Q between its own trials.</param>
/// <param name="Detached">Q between the other designs once this one has effects of its own; null where that frees nothing.</param>
public sealed record DesignQ(ImmutableArray<string> Design, int Trials, QStatistic Within, QStatistic? Detached);

/// <summary>Design-by-treatment decomposition of Cochran's Q at τ² = 0.</summary>
/// <remarks>Krahn 2013, doi:10.1186/1471-2288-13-35; interaction model: Higgins 2012, doi:10.1002/jrsm.1044.</remarks>
/// <param name="Overall">Total, within and between designs.</param>
/// <param name="Designs">Each design.</param>
/// <param name="TauWithin">τ by moments within designs, every design with effects of its own.</param>
/// <param name="Interaction">Q between designs at that τ: the test of the design-by-treatment interaction.</param>
public sealed record DesignDecomposition(Heterogeneity Overall, ImmutableArray<DesignQ> Designs, double TauWithin, QStatistic Interaction)
{
    /// <summary>Decomposes a connected network.</summary>
    public static DesignDecomposition Of(Network network)
    {
        Heterogeneity overall = Heterogeneity.Of(network);
        List<DesignQ> designs = [];
        List<Network> own = [];
        foreach (IGrouping<string, NetworkTrial> group in network.Trials.GroupBy(network.Design, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Network design = new([.. group], network.Measure, null, []);
            own.Add(design);
            QStatistic rest = Between(network, [.. network.Trials.Where(trial => network.Design(trial) != group.Key)]);
            designs.Add(new DesignQ(design.Treatments, design.Trials.Length, design.CommonQ(), rest.DegreesOfFreedom < overall.BetweenDesigns.DegreesOfFreedom ? rest : null));
        }

        double tauSquared = Within(own);
        double total = QuadraticAt(network, tauSquared) - own.Sum(design => QuadraticAt(design, tauSquared));
        return new DesignDecomposition(overall, [.. designs], Math.Sqrt(tauSquared), new QStatistic(Math.Max(0, total), overall.BetweenDesigns.DegreesOfFreedom));
    }

    private static QStatistic Between(Network network, ImmutableArray<NetworkTrial> trials)
    {
        QStatistic between = new(0, 0);
        if (trials.IsEmpty) return between;
        foreach (Network part in new Network(trials, network.Measure, null, []).Subnetworks())
        {
            QStatistic own = Heterogeneity.Of(part).BetweenDesigns;
            between = new QStatistic(between.Q + own.Q, between.DegreesOfFreedom + own.DegreesOfFreedom);
        }

        return between;
    }

    /// <summary>The moments of all designs together.</summary>
    private static double Within(List<Network> designs)
    {
        double excess = 0, expected = 0;
        foreach (TrialSystem system in designs.Select(design => design.Compiled).Where(system => system.DegreesOfFreedom > 0))
        {
            SystemState state = new(system);
            SystemEstimates estimates = new(system);
            system.Evaluate(Vector256<double>.Zero, state);
            system.Complete(state, estimates);
            (_, Vector256<double> weight, Vector256<double> fit) = system.Moments(state, estimates);
            excess += state.Quadratic[0] - system.DegreesOfFreedom;
            expected += weight[0] - fit[0];
        }

        return expected > 0 ? Math.Max(0, excess / expected) : 0;
    }

    private static double QuadraticAt(Network network, double tauSquared)
    {
        if (network.Compiled.DegreesOfFreedom == 0) return 0;
        SystemState state = new(network.Compiled);
        network.Compiled.Evaluate(Vector256.Create(tauSquared), state);
        return state.Quadratic[0];
    }
}
