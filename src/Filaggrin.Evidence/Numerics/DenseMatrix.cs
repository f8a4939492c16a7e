namespace Filaggrin.Evidence;

/// <summary>Small dense matrices by rows in one array.</summary>
internal static class DenseMatrix
{
    /// <summary>Inverse of a symmetric positive definite matrix.</summary>
    /// <exception cref="ArithmeticException">The matrix is singular.</exception>
    public static double[] Inverse(double[] matrix, int order)
    {
        double[] a = [.. matrix], inverse = new double[order * order];
        for (int i = 0; i < order; i++) inverse[i * order + i] = 1;
        for (int k = 0; k < order; k++)
        {
            double pivot = a[k * order + k];
            if (!(pivot > 1e-13 * matrix[k * order + k])) throw new ArithmeticException("The matrix is singular.");
            for (int j = 0; j < order; j++)
            {
                a[k * order + j] /= pivot;
                inverse[k * order + j] /= pivot;
            }

            for (int i = 0; i < order; i++)
            {
                double factor = a[i * order + k];
                if (i == k || factor == 0) continue;
                for (int j = 0; j < order; j++)
                {
                    a[i * order + j] -= factor * a[k * order + j];
                    inverse[i * order + j] -= factor * inverse[k * order + j];
                }
            }
        }

        return inverse;
    }

    /// <summary>Matrix times vector.</summary>
    public static double[] Times(double[] matrix, double[] vector)
    {
        double[] product = new double[matrix.Length / vector.Length];
        for (int i = 0; i < product.Length; i++)
        {
            for (int j = 0; j < vector.Length; j++) product[i] += matrix[i * vector.Length + j] * vector[j];
        }

        return product;
    }
}
