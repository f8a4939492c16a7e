namespace Filaggrin.Evidence;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.3989422804014326779;

    // Wichura 1988, algorithm AS 241 (PPND16), doi:10.2307/2347330.
    private static readonly double[] CentralTop = [3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3];
    private static readonly double[] CentralBottom = [1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3];
    private static readonly double[] MiddleTop = [1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4];
    private static readonly double[] MiddleBottom = [1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9];
    private static readonly double[] FarTop = [6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7];
    private static readonly double[] FarBottom = [1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15];

    /// <summary>Density at <paramref name="z"/>.</summary>
    public static double Density(double z) => InverseRootTwoPi * Math.Exp(-0.5 * z * z);

    /// <summary>Probability of a value up to <paramref name="z"/>, 0 to 1.</summary>
    public static double Cumulative(double z) => z <= 0 ? UpperTail(-z) : 1 - UpperTail(z);

    /// <summary>Two-sided p-value of a standard normal statistic, 0 to 1, accurate in the tail.</summary>
    public static double TwoSided(double z) => 2 * UpperTail(Math.Abs(z));

    /// <summary>The value below which a standard normal variate falls with the given probability.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    public static double Quantile(double probability)
    {
        double q = probability - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double central = 0.180625 - q * q;
            return q * Horner(CentralTop, central) / Horner(CentralBottom, central);
        }

        double tail = Math.Sqrt(-Math.Log(q < 0 ? probability : 1 - probability));
        double value = tail <= 5 ? Horner(MiddleTop, tail - 1.6) / Horner(MiddleBottom, tail - 1.6) : Horner(FarTop, tail - 5) / Horner(FarBottom, tail - 5);
        return q < 0 ? -value : value;
    }

    /// <summary>Mills' ratio: upper tail over density, for z of 0 or more.</summary>
    internal static double Mills(double z)
    {
        if (z < 2.5)
        {
            // Upper tail from the series of the lower one.
            double term = z, sum = z;
            for (int k = 1; Math.Abs(term) > 1e-18 * sum; k++)
            {
                term *= z * z / (2 * k + 1);
                sum += term;
            }

            return 0.5 / Density(z) - sum;
        }

        // Continued fraction, evaluated from the far end.
        double fraction = 0;
        for (int k = 120; k >= 1; k--) fraction = k / (z + fraction);
        return 1 / (z + fraction);
    }

    private static double UpperTail(double z) => double.IsPositiveInfinity(z) ? 0 : Mills(z) * Density(z);

    private static double Horner(double[] coefficients, double x)
    {
        double value = 0;
        for (int k = coefficients.Length - 1; k >= 0; k--) value = value * x + coefficients[k];
        return value;
    }
}
