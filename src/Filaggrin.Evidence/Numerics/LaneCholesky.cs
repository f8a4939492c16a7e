using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Cholesky factors, solutions and inverses of four symmetric matrices at once, one in each lane.</summary>
/// <remarks>
/// Matrices are lower triangles by rows: element (i, j) stands at i(i+1)/2 + j. Every inner loop runs along a row,
/// so that no loop waits for a sum, and no lane for another.
/// </remarks>
internal static class LaneCholesky
{
    private const int FactorsPerLog = 8;

    /// <summary>Number of elements of a triangle.</summary>
    public static int Size(int order) => order * (order + 1) / 2;

    /// <summary>Factors the matrix in place, A = G Gᵀ, and solves G z = b in place.</summary>
    /// <param name="a">The matrix; becomes G with the reciprocals of its diagonal on the diagonal.</param>
    /// <param name="b">The right side; becomes z.</param>
    /// <param name="column">Room for one column.</param>
    /// <param name="unit">Takes the diagonal to the order of one.</param>
    /// <returns>Logarithm of the determinant of A·unit.</returns>
    public static Vector256<double> Factor(Span<Vector256<double>> a, Span<Vector256<double>> b, Span<Vector256<double>> column, double unit)
    {
        Vector256<double> log = Vector256<double>.Zero, product = Vector256<double>.One;
        for (int k = 0; k < b.Length; k++)
        {
            Vector256<double> pivot = a[Size(k) + k];
            product *= pivot * unit;
            if (k % FactorsPerLog == FactorsPerLog - 1)
            {
                log += Vector256.Log(product);
                product = Vector256<double>.One;
            }

            Vector256<double> inverse = Vector256<double>.One / Vector256.Sqrt(pivot), z = b[k] * inverse;
            a[Size(k) + k] = inverse;
            b[k] = z;
            for (int i = k + 1; i < b.Length; i++)
            {
                Vector256<double> factor = a[Size(i) + k] * inverse;
                column[i] = a[Size(i) + k] = factor;
                b[i] = Vector256.MultiplyAddEstimate(-factor, z, b[i]);
            }

            for (int i = k + 1; i < b.Length; i++)
                AddScaled(a.Slice(Size(i) + k + 1, i - k), column.Slice(k + 1, i - k), -column[i]);
        }

        return log + Vector256.Log(product);
    }

    /// <summary>The inverse of a factor, T = G⁻¹.</summary>
    /// <param name="g">G with the reciprocals of its diagonal on the diagonal.</param>
    /// <param name="t">Becomes T.</param>
    /// <param name="order">Order of the matrices.</param>
    public static void Invert(ReadOnlySpan<Vector256<double>> g, Span<Vector256<double>> t, int order)
    {
        for (int i = 0; i < order; i++)
        {
            Span<Vector256<double>> row = t.Slice(Size(i), i + 1);
            row.Clear();
            for (int k = 0; k < i; k++) AddScaled(row[..(k + 1)], t.Slice(Size(k), k + 1), g[Size(i) + k]);
            Vector256<double> inverse = g[Size(i) + i];
            for (int j = 0; j < i; j++) row[j] *= -inverse;
            row[i] = inverse;
        }
    }

    /// <summary>The solution Tᵀ z and the inverse Tᵀ T of the matrix.</summary>
    public static void Complete(ReadOnlySpan<Vector256<double>> t, ReadOnlySpan<Vector256<double>> z, Span<Vector256<double>> solution, Span<Vector256<double>> inverse)
    {
        solution.Clear();
        inverse.Clear();
        for (int i = 0; i < z.Length; i++)
        {
            ReadOnlySpan<Vector256<double>> row = t.Slice(Size(i), i + 1);
            AddScaled(solution[..(i + 1)], row, z[i]);
            for (int j = 0; j <= i; j++) AddScaled(inverse.Slice(Size(j), j + 1), row[..(j + 1)], row[j]);
        }
    }

    /// <summary>Adds a multiple of one row to another of the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(Span<Vector256<double>> target, ReadOnlySpan<Vector256<double>> source, Vector256<double> factor)
    {
        // Rows are short: four steps at a time without checks take half the time of the plain loop.
        ref Vector256<double> to = ref MemoryMarshal.GetReference(target);
        ref Vector256<double> from = ref MemoryMarshal.GetReference(source[..target.Length]);
        int i = 0;
        for (; i <= target.Length - 4; i += 4)
        {
            Unsafe.Add(ref to, i) = Vector256.MultiplyAddEstimate(factor, Unsafe.Add(ref from, i), Unsafe.Add(ref to, i));
            Unsafe.Add(ref to, i + 1) = Vector256.MultiplyAddEstimate(factor, Unsafe.Add(ref from, i + 1), Unsafe.Add(ref to, i + 1));
            Unsafe.Add(ref to, i + 2) = Vector256.MultiplyAddEstimate(factor, Unsafe.Add(ref from, i + 2), Unsafe.Add(ref to, i + 2));
            Unsafe.Add(ref to, i + 3) = Vector256.MultiplyAddEstimate(factor, Unsafe.Add(ref from, i + 3), Unsafe.Add(ref to, i + 3));
        }

        for (; i < target.Length; i++) Unsafe.Add(ref to, i) = Vector256.MultiplyAddEstimate(factor, Unsafe.Add(ref from, i), Unsafe.Add(ref to, i));
    }
}
