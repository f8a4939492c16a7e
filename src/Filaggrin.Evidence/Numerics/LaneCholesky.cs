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
    /// <param name="columns">Room for two columns.</param>
    /// <param name="unit">Takes the diagonal to the order of one.</param>
    /// <returns>Logarithm of the determinant of A·unit.</returns>
    public static Vector256<double> Factor(Span<Vector256<double>> a, Span<Vector256<double>> b, Span<Vector256<double>> columns, double unit)
    {
        Vector256<double> log = Vector256<double>.Zero, product = Vector256<double>.One;
        int order = b.Length;
        Span<Vector256<double>> first = columns[..order], second = columns.Slice(order, order);
        for (int k = 0; k < order; k++)
        {
            product *= a[Size(k) + k] * unit;
            Pivot(a, b, first, k);
            if (k % FactorsPerLog == FactorsPerLog - 1)
            {
                log += Vector256.Log(product);
                product = Vector256<double>.One;
            }

            if (++k == order) break;
            // Two columns are taken from the rest together, which halves the traffic with memory.
            for (int i = k; i < order; i++)
            {
                ref Vector256<double> next = ref a[Size(i) + k];
                next = Vector256.MultiplyAddEstimate(-first[i], first[k], next);
            }

            product *= a[Size(k) + k] * unit;
            Pivot(a, b, second, k);
            if (k % FactorsPerLog == FactorsPerLog - 1)
            {
                log += Vector256.Log(product);
                product = Vector256<double>.One;
            }

            for (int i = k + 1; i < order; i++)
                AddScaled(a.Slice(Size(i) + k + 1, i - k), first.Slice(k + 1, i - k), second.Slice(k + 1, i - k), -first[i], -second[i]);
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
            ReadOnlySpan<Vector256<double>> factors = g.Slice(Size(i), i + 1);
            row.Clear();
            int k = 0;
            for (; k < i - 1; k += 2)
            {
                ReadOnlySpan<Vector256<double>> next = t.Slice(Size(k + 1), k + 2);
                AddScaled(row[..(k + 1)], t.Slice(Size(k), k + 1), next[..(k + 1)], factors[k], factors[k + 1]);
                AddScaled(row.Slice(k + 1, 1), next.Slice(k + 1, 1), factors[k + 1]);
            }

            if (k < i) AddScaled(row[..(k + 1)], t.Slice(Size(k), k + 1), factors[k]);
            Vector256<double> inverse = factors[i];
            for (int j = 0; j < i; j++) row[j] *= -inverse;
            row[i] = inverse;
        }
    }

    /// <summary>The solution Tᵀ z and the inverse Tᵀ T of the matrix.</summary>
    public static void Complete(ReadOnlySpan<Vector256<double>> t, ReadOnlySpan<Vector256<double>> z, Span<Vector256<double>> solution, Span<Vector256<double>> inverse)
    {
        solution.Clear();
        inverse.Clear();
        for (int i = 0; i < z.Length; i++) AddScaled(solution[..(i + 1)], t.Slice(Size(i), i + 1), z[i]);
        for (int j = 0; j < z.Length; j++)
        {
            Span<Vector256<double>> row = inverse.Slice(Size(j), j + 1);
            int i = j;
            for (; i < z.Length - 1; i += 2)
                AddScaled(row, t.Slice(Size(i), j + 1), t.Slice(Size(i + 1), j + 1), t[Size(i) + j], t[Size(i + 1) + j]);
            if (i < z.Length) AddScaled(row, t.Slice(Size(i), j + 1), t[Size(i) + j]);
        }
    }

    /// <summary>Divides a column by the root of its pivot, copies it and takes it from the right side.</summary>
    private static void Pivot(Span<Vector256<double>> a, Span<Vector256<double>> b, Span<Vector256<double>> column, int k)
    {
        Vector256<double> inverse = Vector256<double>.One / Vector256.Sqrt(a[Size(k) + k]), z = b[k] * inverse;
        a[Size(k) + k] = inverse;
        b[k] = z;
        for (int i = k + 1; i < b.Length; i++)
        {
            Vector256<double> factor = a[Size(i) + k] * inverse;
            column[i] = a[Size(i) + k] = factor;
            b[i] = Vector256.MultiplyAddEstimate(-factor, z, b[i]);
        }
    }

    /// <summary>Adds a multiple of one row to another of the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(Span<Vector256<double>> target, ReadOnlySpan<Vector256<double>> source, Vector256<double> factor)
    {
        ref Vector256<double> to = ref MemoryMarshal.GetReference(target);
        ref Vector256<double> from = ref MemoryMarshal.GetReference(source[..target.Length]);
        for (int i = 0; i < target.Length; i++) Unsafe.Add(ref to, i) = Vector256.MultiplyAddEstimate(factor, Unsafe.Add(ref from, i), Unsafe.Add(ref to, i));
    }

    /// <summary>Adds a multiple of one row, then of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(Span<Vector256<double>> target, ReadOnlySpan<Vector256<double>> first, ReadOnlySpan<Vector256<double>> second, Vector256<double> firstFactor, Vector256<double> secondFactor)
    {
        // Rows are short: four steps at a time without checks take half the time of the plain loop.
        ref Vector256<double> to = ref MemoryMarshal.GetReference(target);
        ref Vector256<double> one = ref MemoryMarshal.GetReference(first[..target.Length]);
        ref Vector256<double> two = ref MemoryMarshal.GetReference(second[..target.Length]);
        int i = 0;
        for (; i <= target.Length - 4; i += 4)
        {
            Vector256<double> t0 = Vector256.MultiplyAddEstimate(firstFactor, Unsafe.Add(ref one, i), Unsafe.Add(ref to, i));
            Vector256<double> t1 = Vector256.MultiplyAddEstimate(firstFactor, Unsafe.Add(ref one, i + 1), Unsafe.Add(ref to, i + 1));
            Vector256<double> t2 = Vector256.MultiplyAddEstimate(firstFactor, Unsafe.Add(ref one, i + 2), Unsafe.Add(ref to, i + 2));
            Vector256<double> t3 = Vector256.MultiplyAddEstimate(firstFactor, Unsafe.Add(ref one, i + 3), Unsafe.Add(ref to, i + 3));
            Unsafe.Add(ref to, i) = Vector256.MultiplyAddEstimate(secondFactor, Unsafe.Add(ref two, i), t0);
            Unsafe.Add(ref to, i + 1) = Vector256.MultiplyAddEstimate(secondFactor, Unsafe.Add(ref two, i + 1), t1);
            Unsafe.Add(ref to, i + 2) = Vector256.MultiplyAddEstimate(secondFactor, Unsafe.Add(ref two, i + 2), t2);
            Unsafe.Add(ref to, i + 3) = Vector256.MultiplyAddEstimate(secondFactor, Unsafe.Add(ref two, i + 3), t3);
        }

        for (; i < target.Length; i++)
            Unsafe.Add(ref to, i) = Vector256.MultiplyAddEstimate(secondFactor, Unsafe.Add(ref two, i), Vector256.MultiplyAddEstimate(firstFactor, Unsafe.Add(ref one, i), Unsafe.Add(ref to, i)));
    }
}
