using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>A Bayesian fit without one trial.</summary>
public sealed class PosteriorOmission
{
    private readonly Network _network;
    private readonly double[] _means;
    private readonly double[] _sds;

    internal PosteriorOmission(Network network, string study, ImmutableArray<string> lost, double tauSquared, double[] means, double[] sds)
    {
        _network = network;
        Study = study;
        Lost = lost;
        TauSquared = tauSquared;
        _means = means;
        _sds = sds;
    }

    /// <summary>Label of the trial left out.</summary>
    public string Study { get; }

    /// <summary>Treatments that can no longer be compared with the reference.</summary>
    public ImmutableArray<string> Lost { get; }

    /// <summary>Posterior mean of τ².</summary>
    public double TauSquared { get; }

    /// <summary>Posterior mean and standard deviation of a treatment against the reference; NaN for a lost one.</summary>
    /// <exception cref="EvidenceException">The treatment is not in the network.</exception>
    public (double Mean, double Sd) this[string treatment]
    {
        get
        {
            int index = _network.IndexOf(treatment);
            return (_means[index], _sds[index]);
        }
    }
}
