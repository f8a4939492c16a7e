using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>A model whose effects are nearly normal given τ: what the quadrature over τ needs of it.</summary>
internal interface ITauMarginal
{
    /// <summary>The τ below which heterogeneity is hidden by sampling error.</summary>
    double Scale { get; }

    /// <summary>Widest step between nodes, in x of <see cref="TauQuadrature"/>: quantiles of τ need it, not the integrals.</summary>
    double WidestStep { get; }

    /// <summary>Most nodes, in blocks of four.</summary>
    int MostBlocks { get; }

    /// <summary>The τ beyond which the model is not computed.</summary>
    double LargestTau { get; }

    /// <summary>Logarithm of the marginal likelihood of τ to find the peak by: quick, and near the exact one up to a constant.</summary>
    Vector256<double> Guide(Vector256<double> tau);

    /// <summary>Logarithm of the marginal likelihood of τ, up to a constant.</summary>
    Vector256<double> Marginal(Vector256<double> tau);

    /// <summary>The distribution of the effects at a τ, the last given to <see cref="Marginal"/>.</summary>
    MixtureBlock Effects(Vector256<double> tau);
}
