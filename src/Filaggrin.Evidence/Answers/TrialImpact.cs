namespace Filaggrin.Evidence;

/// <summary>How much precision each comparison owes to one trial.</summary>
/// <remarks>Impact is 1 - variance with all trials / variance without this one, τ² unchanged; 1 where the trial alone makes the comparison possible.</remarks>
public sealed class TrialImpact
{
    private readonly Network _network;
    private readonly double[] _impacts;

    private TrialImpact(Network network, string study, double[] impacts)
    {
        _network = network;
        Study = study;
        _impacts = impacts;
    }

    /// <summary>Label of the trial.</summary>
    public string Study { get; }

    /// <summary>Impact on a comparison, 0 to 1.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public double this[string treatment, string comparator] =>
        _impacts[TrialSystem.Pair(_network.IndexOf(treatment), _network.IndexOf(comparator), _network.Treatments.Length)];

    internal static TrialImpact Of(NetworkFit fit, string study)
    {
        Network network = fit.Network;
        int count = network.Treatments.Length;
        double[] impacts = new double[count * (count - 1) / 2];
        Array.Fill(impacts, 1);
        foreach (Network part in network.Without(study)?.Subnetworks() ?? [])
        {
            NetworkFit rest = part.FitAt(fit.Tau);
            for (int first = 0; first < part.Treatments.Length; first++)
            {
                for (int second = first + 1; second < part.Treatments.Length; second++)
                {
                    int row = network.IndexOf(part.Treatments[first]), column = network.IndexOf(part.Treatments[second]);
                    impacts[TrialSystem.Pair(row, column, count)] = Math.Max(0, 1 - fit.Variance(row, column) / rest.Variance(first, second));
                }
            }
        }

        return new TrialImpact(network, study, impacts);
    }
}
