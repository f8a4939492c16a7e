using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Integrals by which two sets of nodes are compared: constant, mean of τ², mean and variance of each effect.</summary>
/// <remarks>All are integrals of functions of τ², even in the abscissa; the mean of τ itself is not and is found otherwise.</remarks>
internal static class QuadratureMoments
{
    /// <summary>The integrals over the lanes chosen; the logarithm of the constant first.</summary>
    public static double[] Of(IReadOnlyList<MixtureBlock> blocks, Func<int, bool> lanes, double logStep)
    {
        int effects = blocks[0].Estimates.Length;
        Vector256<double> chosen = Vector256.Create(lanes(0) ? 0 : double.NegativeInfinity, lanes(1) ? 0 : double.NegativeInfinity, lanes(2) ? 0 : double.NegativeInfinity, lanes(3) ? 0 : double.NegativeInfinity);
        double peak = double.NegativeInfinity;
        foreach (MixtureBlock block in blocks)
        {
            Vector256<double> log = block.LogDensity + block.LogRule + chosen;
            for (int lane = 0; lane < 4; lane++) peak = Math.Max(peak, log[lane]);
        }

        Vector256<double> total = Vector256<double>.Zero;
        Vector256<double>[] sums = new Vector256<double>[2 * effects + 1];
        foreach (MixtureBlock block in blocks)
        {
            Vector256<double> weight = Vector256.Exp(block.LogDensity + block.LogRule + chosen - Vector256.Create(peak));
            total += weight;
            sums[0] += weight * block.Tau * block.Tau;
            for (int k = 0; k < effects; k++)
            {
                Vector256<double> estimate = block.Estimates[k] - Vector256.Create(blocks[0].Estimates[k][0]); // far from 0 squares would cancel
                sums[2 * k + 1] += weight * estimate;
                sums[2 * k + 2] += weight * (estimate * estimate + block.Covariance[LaneCholesky.Size(k) + k]);
            }
        }

        double constant = Vector256.Sum(total);
        double[] moments = new double[sums.Length + 1];
        moments[0] = Math.Log(constant) + peak + logStep;
        for (int k = 0; k < sums.Length; k++) moments[k + 1] = Vector256.Sum(sums[k]) / constant;
        for (int k = 0; k < effects; k++)
        {
            moments[2 * k + 3] -= moments[2 * k + 2] * moments[2 * k + 2];
            moments[2 * k + 2] += blocks[0].Estimates[k][0];
        }

        return moments;
    }

    /// <summary>Largest difference, means in standard deviations and variances in relation to themselves.</summary>
    public static double Difference(double[] one, double[] other)
    {
        double largest = Math.Max(Math.Abs(one[0] - other[0]), Math.Abs(one[1] / other[1] - 1));
        for (int k = 2; k < one.Length; k += 2)
        {
            double variance = other[k + 1];
            largest = Math.Max(largest, Math.Max(Math.Abs(one[k] - other[k]) / Math.Sqrt(variance), Math.Abs(one[k + 1] / variance - 1)));
        }

        return largest;
    }
}
