namespace Filaggrin.Evidence;

/// <summary>Symmetric matrices that may be singular.</summary>
internal static class SymmetricMatrix
{
    private const double Negligible = 1e-10;

    /// <summary>The shortest solution of A x = b, by Jacobi's rotations.</summary>
    public static double[] PseudoSolve(double[] matrix, double[] right)
    {
        int order = right.Length;
        double[] a = [.. matrix], vectors = new double[order * order];
        for (int i = 0; i < order; i++) vectors[i * order + i] = 1;
        for (int sweep = 0; sweep < 60 && OffDiagonal(a, order) > 1e-26 * Diagonal(a, order); sweep++)
        {
            for (int p = 0; p < order; p++)
            {
                for (int q = p + 1; q < order; q++) Rotate(a, vectors, order, p, q);
            }
        }

        double largest = Enumerable.Range(0, order).Max(i => a[i * order + i]);
        double[] solution = new double[order];
        for (int k = 0; k < order; k++)
        {
            if (a[k * order + k] <= Negligible * largest) continue;
            double projection = 0;
            for (int i = 0; i < order; i++) projection += vectors[i * order + k] * right[i];
            for (int i = 0; i < order; i++) solution[i] += vectors[i * order + k] * projection / a[k * order + k];
        }

        return solution;
    }

    private static void Rotate(double[] a, double[] vectors, int order, int p, int q)
    {
        double off = a[p * order + q];
        if (off == 0) return;
        double theta = (a[q * order + q] - a[p * order + p]) / (2 * off);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1)), c = 1 / Math.Sqrt(t * t + 1), s = t * c;
        for (int k = 0; k < order; k++)
        {
            (double kp, double kq) = (a[k * order + p], a[k * order + q]);
            a[k * order + p] = c * kp - s * kq;
            a[k * order + q] = s * kp + c * kq;
        }

        for (int k = 0; k < order; k++)
        {
            (double pk, double qk) = (a[p * order + k], a[q * order + k]);
            a[p * order + k] = c * pk - s * qk;
            a[q * order + k] = s * pk + c * qk;
            (double vp, double vq) = (vectors[k * order + p], vectors[k * order + q]);
            vectors[k * order + p] = c * vp - s * vq;
            vectors[k * order + q] = s * vp + c * vq;
        }
    }

    private static double OffDiagonal(double[] a, int order)
    {
        double sum = 0;
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < i; j++) sum += a[i * order + j] * a[i * order + j];
        }

        return sum;
    }

    private static double Diagonal(double[] a, int order) => Enumerable.Range(0, order).Sum(i => a[i * order + i] * a[i * order + i]);
}
