using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Third derivatives of the log likelihoods of trials at four values of τ: the skewness of contrasts.</summary>
internal sealed class PosteriorSkew
{
    private readonly int[][] _treatments;
    private readonly Vector256<double>[][] _cubics;

    /// <summary>Gathers the derivatives of four nodes of the same trials.</summary>
    public PosteriorSkew(BinomialNode[] nodes)
    {
        int trials = nodes[0].Trials.Length;
        _treatments = new int[trials][];
        _cubics = new Vector256<double>[trials][];
        for (int trial = 0; trial < trials; trial++)
        {
            ReadOnlySpan<BinomialArm> arms = nodes[0].Trials[trial].Arms;
            _treatments[trial] = new int[arms.Length];
            for (int k = 0; k < arms.Length; k++) _treatments[trial][k] = arms[k].Treatment;
            _cubics[trial] = new Vector256<double>[nodes[0].Cubics[trial].Length];
            for (int k = 0; k < _cubics[trial].Length; k++)
                _cubics[trial][k] = Vector256.Create(nodes[0].Cubics[trial][k], nodes[1].Cubics[trial][k], nodes[2].Cubics[trial][k], nodes[3].Cubics[trial][k]);
        }
    }

    /// <summary>All third derivatives applied to a direction three times; with the covariances of a contrast and the effects, its third cumulant to the leading order.</summary>
    /// <param name="direction">By treatment.</param>
    public Vector256<double> Apply(ReadOnlySpan<Vector256<double>> direction)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int trial = 0; trial < _cubics.Length; trial++)
        {
            int[] arms = _treatments[trial];
            Vector256<double>[] cubic = _cubics[trial];
            if (arms.Length == 2)
            {
                Vector256<double> difference = direction[arms[0]] - direction[arms[1]];
                sum += cubic[0] * difference * difference * difference;
                continue;
            }

            int at = 0;
            foreach (int a in arms)
            {
                foreach (int b in arms)
                {
                    Vector256<double> product = direction[a] * direction[b];
                    foreach (int c in arms) sum += cubic[at++] * product * direction[c];
                }
            }
        }

        return sum;
    }
}
