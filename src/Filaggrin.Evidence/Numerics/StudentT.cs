namespace Filaggrin.Evidence;

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>Two-sided p-value, 0 to 1.</summary>
    public static double TwoSided(double t, double degreesOfFreedom) =>
        GammaFunctions.Beta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + t * t));

    /// <summary>The value below which a variate falls with the given probability.</summary>
    /// <param name="probability">At least one half and below 1.</param>
    /// <param name="degreesOfFreedom">Above 0.</param>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        double target = 2 * (1 - probability), high = 2;
        while (TwoSided(high, degreesOfFreedom) > target) high *= 2;
        return RootFinding.Brent(t => TwoSided(t, degreesOfFreedom) - target, 0, high, 1e-14);
    }
}
