using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>The standard normal distribution, four values in a vector.</summary>
/// <remarks>
/// The tail is the density times Mills' ratio, a polynomial in (a - 3)/(a + 3) fitted at the Chebyshev points; absolute error of
/// the distribution function below 1e-13.
/// </remarks>
internal static class LaneNormal
{
    private const int Degree = 21;
    private const double Middle = 3;
    private const double Furthest = 37.5; // beyond, the density is not a normal number
    private const double InverseRootTwoPi = 0.3989422804014326779;

    private const double InverseLog2 = 1.4426950408889634074;
    private const double Log2High = 6.93147180369123816490e-01; // its last bits are 0: a multiple of it is exact
    private const double Log2Low = 1.90821492927058770002e-10;
    private const double Rounding = 6755399441055744; // 1.5 * 2^52: added to a number it leaves the nearest integer in the last bits

    private static readonly double[] Coefficients = Fit();

    /// <summary>Distribution function and density.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // as a call it would pass vectors through memory
    public static (Vector256<double> Cumulative, Vector256<double> Density) Evaluate(Vector256<double> z)
    {
        Vector256<double> a = Size(z), density = Density(a), y = Fraction(a), square = y * y;
        ReadOnlySpan<double> coefficients = Coefficients;
        Vector256<double> even = Vector256.Create(coefficients[Degree - 1]), odd = Vector256.Create(coefficients[Degree]);
        for (int k = Degree - 3; k >= 0; k -= 2)
        {
            even = Vector256.MultiplyAddEstimate(even, square, Vector256.Create(coefficients[k]));
            odd = Vector256.MultiplyAddEstimate(odd, square, Vector256.Create(coefficients[k + 1]));
        }

        return (Cumulative(z, density * Vector256.MultiplyAddEstimate(odd, y, even)), density);
    }

    /// <summary>Distribution function and density of a multiple of four vectors, the same as one by one.</summary>
    public static void Evaluate(ReadOnlySpan<Vector256<double>> z, Span<Vector256<double>> cumulative, Span<Vector256<double>> density)
    {
        if (Vector512.IsHardwareAccelerated) // the same in half the steps
        {
            EvaluateWide(MemoryMarshal.Cast<Vector256<double>, Vector512<double>>(z), MemoryMarshal.Cast<Vector256<double>, Vector512<double>>(cumulative), MemoryMarshal.Cast<Vector256<double>, Vector512<double>>(density));
            return;
        }

        ReadOnlySpan<double> coefficients = Coefficients;
        for (; z.Length >= 4; z = z[4..], cumulative = cumulative[4..], density = density[4..])
        {
            // Four chains, so that none waits for its own last sum.
            Vector256<double> a0 = Size(z[0]), a1 = Size(z[1]), a2 = Size(z[2]), a3 = Size(z[3]);
            Vector256<double> d0 = Density(a0), d1 = Density(a1), d2 = Density(a2), d3 = Density(a3);
            (density[0], density[1], density[2], density[3]) = (d0, d1, d2, d3);
            Vector256<double> y0 = Fraction(a0), y1 = Fraction(a1), y2 = Fraction(a2), y3 = Fraction(a3);
            Vector256<double> s0 = y0 * y0, s1 = y1 * y1, s2 = y2 * y2, s3 = y3 * y3;
            Vector256<double> even = Vector256.Create(coefficients[Degree - 1]), odd = Vector256.Create(coefficients[Degree]);
            Vector256<double> e0 = even, e1 = even, e2 = even, e3 = even, o0 = odd, o1 = odd, o2 = odd, o3 = odd;
            for (int k = Degree - 3; k >= 0; k -= 2)
            {
                (even, odd) = (Vector256.Create(coefficients[k]), Vector256.Create(coefficients[k + 1]));
                e0 = Vector256.MultiplyAddEstimate(e0, s0, even);
                e1 = Vector256.MultiplyAddEstimate(e1, s1, even);
                e2 = Vector256.MultiplyAddEstimate(e2, s2, even);
                e3 = Vector256.MultiplyAddEstimate(e3, s3, even);
                o0 = Vector256.MultiplyAddEstimate(o0, s0, odd);
                o1 = Vector256.MultiplyAddEstimate(o1, s1, odd);
                o2 = Vector256.MultiplyAddEstimate(o2, s2, odd);
                o3 = Vector256.MultiplyAddEstimate(o3, s3, odd);
            }

            cumulative[0] = Cumulative(z[0], d0 * Vector256.MultiplyAddEstimate(o0, y0, e0));
            cumulative[1] = Cumulative(z[1], d1 * Vector256.MultiplyAddEstimate(o1, y1, e1));
            cumulative[2] = Cumulative(z[2], d2 * Vector256.MultiplyAddEstimate(o2, y2, e2));
            cumulative[3] = Cumulative(z[3], d3 * Vector256.MultiplyAddEstimate(o3, y3, e3));
        }
    }

    private static void EvaluateWide(ReadOnlySpan<Vector512<double>> z, Span<Vector512<double>> cumulative, Span<Vector512<double>> density)
    {
        ReadOnlySpan<double> coefficients = Coefficients;
        for (; z.Length >= 2 && cumulative.Length >= 2 && density.Length >= 2; z = z[2..], cumulative = cumulative[2..], density = density[2..])
        {
            Vector512<double> a0 = Vector512.MinNative(Vector512.Abs(z[0]), Vector512.Create(Furthest)), a1 = Vector512.MinNative(Vector512.Abs(z[1]), Vector512.Create(Furthest));
            Vector512<double> d0 = Density(a0), d1 = Density(a1), middle = Vector512.Create(Middle);
            (density[0], density[1]) = (d0, d1);
            Vector512<double> y0 = (a0 - middle) / (a0 + middle), y1 = (a1 - middle) / (a1 + middle), s0 = y0 * y0, s1 = y1 * y1;
            Vector512<double> e0 = Vector512.Create(coefficients[Degree - 1]), o0 = Vector512.Create(coefficients[Degree]), e1 = e0, o1 = o0;
            for (int k = Degree - 3; k >= 0; k -= 2)
            {
                Vector512<double> even = Vector512.Create(coefficients[k]), odd = Vector512.Create(coefficients[k + 1]);
                e0 = Vector512.MultiplyAddEstimate(e0, s0, even);
                e1 = Vector512.MultiplyAddEstimate(e1, s1, even);
                o0 = Vector512.MultiplyAddEstimate(o0, s0, odd);
                o1 = Vector512.MultiplyAddEstimate(o1, s1, odd);
            }

            Vector512<double> t0 = d0 * Vector512.MultiplyAddEstimate(o0, y0, e0), t1 = d1 * Vector512.MultiplyAddEstimate(o1, y1, e1);
            cumulative[0] = Vector512.ConditionalSelect(Vector512.GreaterThan(z[0], Vector512<double>.Zero), Vector512<double>.One - t0, t0);
            cumulative[1] = Vector512.ConditionalSelect(Vector512.GreaterThan(z[1], Vector512<double>.Zero), Vector512<double>.One - t1, t1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Size(Vector256<double> z) => Vector256.MinNative(Vector256.Abs(z), Vector256.Create(Furthest));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fraction(Vector256<double> a) => (a - Vector256.Create(Middle)) / (a + Vector256.Create(Middle));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Cumulative(Vector256<double> z, Vector256<double> tail) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(z, Vector256<double>.Zero), Vector256<double>.One - tail, tail);

    /// <summary>Density up to <see cref="Furthest"/>: e to the power of k log 2 + r, by the series of r to the eleventh power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Density(Vector256<double> a)
    {
        Vector256<double> x = -0.5 * a * a, shifted = Vector256.MultiplyAddEstimate(x, Vector256.Create(InverseLog2), Vector256.Create(Rounding)), k = shifted - Vector256.Create(Rounding);
        Vector256<double> r = Vector256.MultiplyAddEstimate(-k, Vector256.Create(Log2High), x);
        r = Vector256.MultiplyAddEstimate(-k, Vector256.Create(Log2Low), r);
        Vector256<double> square = r * r, fourth = square * square;
        Vector256<double> low = Pair(1, 1, r) + square * Pair(1.0 / 2, 1.0 / 6, r);
        Vector256<double> middle = Pair(1.0 / 24, 1.0 / 120, r) + square * Pair(1.0 / 720, 1.0 / 5040, r);
        Vector256<double> high = Pair(1.0 / 40320, 1.0 / 362880, r) + square * Pair(1.0 / 3628800, 1.0 / 39916800, r);
        Vector256<double> power = Vector256.MultiplyAddEstimate(fourth, Vector256.MultiplyAddEstimate(fourth, high, middle), low);
        return InverseRootTwoPi * (power.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Pair(double constant, double slope, Vector256<double> r) => Vector256.MultiplyAddEstimate(Vector256.Create(slope), r, Vector256.Create(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Density(Vector512<double> a)
    {
        Vector512<double> x = -0.5 * a * a, shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(InverseLog2), Vector512.Create(Rounding)), k = shifted - Vector512.Create(Rounding);
        Vector512<double> r = Vector512.MultiplyAddEstimate(-k, Vector512.Create(Log2High), x);
        r = Vector512.MultiplyAddEstimate(-k, Vector512.Create(Log2Low), r);
        Vector512<double> square = r * r, fourth = square * square;
        Vector512<double> low = Pair(1, 1, r) + square * Pair(1.0 / 2, 1.0 / 6, r);
        Vector512<double> middle = Pair(1.0 / 24, 1.0 / 120, r) + square * Pair(1.0 / 720, 1.0 / 5040, r);
        Vector512<double> high = Pair(1.0 / 40320, 1.0 / 362880, r) + square * Pair(1.0 / 3628800, 1.0 / 39916800, r);
        Vector512<double> power = Vector512.MultiplyAddEstimate(fourth, Vector512.MultiplyAddEstimate(fourth, high, middle), low);
        return InverseRootTwoPi * (power.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pair(double constant, double slope, Vector512<double> r) => Vector512.MultiplyAddEstimate(Vector512.Create(slope), r, Vector512.Create(constant));

    /// <summary>Polynomial through the Chebyshev points, in powers.</summary>
    private static double[] Fit()
    {
        const int Count = Degree + 1;
        double[] values = new double[Count], chebyshev = new double[Count], powers = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            double y = Math.Cos(Math.PI * (i + 0.5) / Count);
            values[i] = NormalDistribution.Mills(Middle * (1 + y) / (1 - y));
        }

        for (int k = 0; k < Count; k++)
        {
            for (int i = 0; i < Count; i++) chebyshev[k] += (k == 0 ? 1.0 : 2.0) / Count * values[i] * Math.Cos(Math.PI * k * (i + 0.5) / Count);
        }

        // T(k+1) = 2 y T(k) - T(k-1), each as a row of powers.
        double[] previous = new double[Count], current = new double[Count];
        (previous[0], current[1]) = (1, 1);
        powers[0] += chebyshev[0];
        for (int k = 1; k < Count; k++)
        {
            for (int j = 0; j <= k; j++) powers[j] += chebyshev[k] * current[j];
            double[] next = new double[Count];
            for (int j = 0; j < Count - 1; j++) next[j + 1] = 2 * current[j];
            for (int j = 0; j < Count; j++) next[j] -= previous[j];
            (previous, current) = (current, next);
        }

        return powers;
    }
}
