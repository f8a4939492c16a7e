namespace Filaggrin.Evidence;

/// <summary>How the arms of a trial inform about the effects in a Bayesian fit.</summary>
public enum Likelihood
{
    /// <summary>Summaries of the arms are normal with known variances; zero cells need a continuity correction before.</summary>
    Normal,

    /// <summary>Events are binomial, on the log odds; counts enter as they are.</summary>
    Binomial,
}
