namespace Filaggrin.Evidence;

/// <summary>The chi-squared distribution.</summary>
public static class ChiSquared
{
    /// <summary>Probability of a value above <paramref name="x"/>, 0 to 1; NaN without degrees of freedom.</summary>
    public static double UpperTail(double x, double degreesOfFreedom) => degreesOfFreedom > 0 ? GammaFunctions.UpperGamma(degreesOfFreedom / 2, x / 2) : double.NaN;

    /// <summary>The value below which a variate falls with the given probability.</summary>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        double high = degreesOfFreedom + 10;
        while (1 - UpperTail(high, degreesOfFreedom) < probability) high *= 2;
        return RootFinding.Brent(x => 1 - UpperTail(x, degreesOfFreedom) - probability, 0, high, 1e-14);
    }
}
