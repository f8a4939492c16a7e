namespace Filaggrin.Evidence;

/// <summary>Logarithm of the gamma function and the incomplete gamma and beta functions.</summary>
internal static class GammaFunctions
{
    private const double Tiny = 1e-300;
    private const double Precision = 1e-16;
    private const int MostSteps = 100_000;

    // Stirling's series, exact to double precision above 15.
    private static readonly double[] Stirling = [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360];

    /// <summary>Natural logarithm of the gamma function for x above 0.</summary>
    public static double LogGamma(double x)
    {
        double shift = 0;
        while (x < 15) shift += Math.Log(x++);
        double inverse = 1 / x, square = inverse * inverse, series = 0;
        for (int k = Stirling.Length - 1; k >= 0; k--) series = series * square + Stirling[k];
        return (x - 0.5) * Math.Log(x) - x + 0.91893853320467274178 + series * inverse - shift;
    }

    /// <summary>Upper regularised incomplete gamma function, accurate in the tail.</summary>
    public static double UpperGamma(double a, double x)
    {
        if (x <= 0) return 1;
        double front = Math.Exp(a * Math.Log(x) - x - LogGamma(a));
        if (x < a + 1)
        {
            double term = 1 / a, sum = term;
            for (int k = 1; k < MostSteps && term > Precision * sum; k++) sum += term *= x / (a + k);
            return 1 - front * sum;
        }

        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, fraction = d;
        for (int k = 1; k < MostSteps; k++)
        {
            double numerator = -k * (k - a);
            b += 2;
            d = 1 / Guard(numerator * d + b);
            c = Guard(b + numerator / c);
            fraction *= d * c;
            if (Math.Abs(d * c - 1) < Precision) break;
        }

        return front * fraction;
    }

    /// <summary>Regularised incomplete beta function.</summary>
    public static double Beta(double a, double b, double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(a, b, x) / a : 1 - front * BetaFraction(b, a, 1 - x) / b;
    }

    private static double BetaFraction(double a, double b, double x)
    {
        double c = 1, d = 1 / Guard(1 - (a + b) * x / (a + 1)), fraction = d;
        for (int m = 1; m < MostSteps; m++)
        {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / Guard(1 + even * d);
            c = Guard(1 + even / c);
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / Guard(1 + odd * d);
            c = Guard(1 + odd / c);
            fraction *= d * c;
            if (Math.Abs(d * c - 1) < Precision) break;
        }

        return fraction;
    }

    private static double Guard(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
