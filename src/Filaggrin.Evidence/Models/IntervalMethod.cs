namespace Filaggrin.Evidence;

/// <summary>How confidence limits are drawn around an estimate.</summary>
public enum IntervalMethod
{
    /// <summary>Normal quantiles, the usage of network meta-analysis.</summary>
    Normal,

    /// <summary>Hartung and Knapp: variances times Q(τ²) over its degrees of freedom, quantiles of t. doi:10.1002/sim.791.</summary>
    HartungKnapp,
}
