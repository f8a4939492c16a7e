namespace Filaggrin.Evidence;

/// <summary>How the heterogeneity variance τ² of a random-effects model is estimated.</summary>
/// <remarks>Compared by Veroniki et al. 2016, doi:10.1002/jrsm.1164. One τ² serves the whole network.</remarks>
public enum RandomEffects
{
    /// <summary>DerSimonian and Laird's moments, doi:10.1016/0197-2456(86)90046-2; in networks with the covariance of trials with several arms.</summary>
    DerSimonianLaird,

    /// <summary>Restricted maximum likelihood.</summary>
    Reml,

    /// <summary>Maximum likelihood of the contrasts.</summary>
    MaximumLikelihood,

    /// <summary>Paule and Mandel: the τ² at which Q equals its degrees of freedom, doi:10.6028/jres.087.022.</summary>
    PauleMandel,

    /// <summary>Hedges and Olkin's moments with equal weights (also after Cochran).</summary>
    Hedges,

    /// <summary>Hunter and Schmidt; pairwise only.</summary>
    HunterSchmidt,

    /// <summary>Sidik and Jonkman, doi:10.1111/j.1467-9876.2005.00489.x; pairwise only.</summary>
    SidikJonkman,

    /// <summary>Empirical Bayes (Morris), which has the solution of Paule and Mandel.</summary>
    EmpiricalBayes,
}
