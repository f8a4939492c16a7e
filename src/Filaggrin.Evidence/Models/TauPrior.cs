using System.Globalization;

namespace Filaggrin.Evidence;

/// <summary>Prior distribution of the heterogeneity standard deviation τ.</summary>
public abstract record TauPrior
{
    /// <summary>Logarithm of the density at <paramref name="tau"/>, up to a constant; negative infinity outside the support.</summary>
    public abstract double LogDensity(double tau);

    /// <summary>A τ by which most of the density lies below, where the form has one.</summary>
    internal virtual double Reach => double.PositiveInfinity;

    /// <summary>The form of the command line, such as <c>half-normal:1</c>.</summary>
    public abstract string Form { get; }

    /// <summary>Reads <c>half-normal:S</c>, <c>half-cauchy:S</c>, <c>uniform:A:B</c> or <c>log-normal:M:S</c>.</summary>
    /// <exception cref="EvidenceException">The text has none of these forms, or a scale is not above 0.</exception>
    public static TauPrior Parse(string text)
    {
        string[] parts = text.Split(':');
        double[] values = new double[parts.Length - 1];
        bool numbers = true;
        for (int i = 0; i < values.Length; i++) numbers &= double.TryParse(parts[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) && double.IsFinite(values[i]);
        return (numbers, parts[0].ToLowerInvariant(), values) switch
        {
            (true, "half-normal", [> 0]) => new HalfNormalPrior(values[0]),
            (true, "half-cauchy", [> 0]) => new HalfCauchyPrior(values[0]),
            (true, "uniform", [>= 0, > 0]) when values[0] < values[1] => new UniformPrior(values[0], values[1]),
            (true, "log-normal", [_, > 0]) => new LogNormalPrior(values[0], values[1]),
            _ => throw new EvidenceException($"«{text}» is not a prior of tau; expected half-normal:S, half-cauchy:S, uniform:A:B or log-normal:M:S (of tau squared), with S above 0 and 0 <= A < B."),
        };
    }

    private protected static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Absolute value of a normal variate around 0.</summary>
/// <param name="Scale">Standard deviation of that variate, above 0.</param>
public sealed record HalfNormalPrior(double Scale) : TauPrior
{
    /// <inheritdoc/>
    public override string Form => $"half-normal:{Show(Scale)}";

    internal override double Reach => Scale;

    /// <inheritdoc/>
    public override double LogDensity(double tau) => -0.5 * (tau / Scale) * (tau / Scale);
}

/// <summary>Absolute value of a Cauchy variate around 0 (Gelman 2006, doi:10.1214/06-BA117A).</summary>
/// <param name="Scale">Median of τ, above 0.</param>
public sealed record HalfCauchyPrior(double Scale) : TauPrior
{
    /// <inheritdoc/>
    public override string Form => $"half-cauchy:{Show(Scale)}";

    internal override double Reach => Scale;

    /// <inheritdoc/>
    public override double LogDensity(double tau) => -Math.Log(1 + (tau / Scale) * (tau / Scale));
}

/// <summary>Every τ between two limits alike.</summary>
/// <param name="Lower">Lower limit, 0 or more.</param>
/// <param name="Upper">Upper limit, above the lower.</param>
public sealed record UniformPrior(double Lower, double Upper) : TauPrior
{
    /// <inheritdoc/>
    public override string Form => $"uniform:{Show(Lower)}:{Show(Upper)}";

    /// <inheritdoc/>
    public override double LogDensity(double tau) => tau >= Lower && tau <= Upper ? 0 : double.NegativeInfinity;
}

/// <summary>Log-normal distribution of τ², the form of empirical priors (Turner 2012, doi:10.1093/ije/dys041).</summary>
/// <param name="Mean">Mean of log τ².</param>
/// <param name="Sd">Standard deviation of log τ², above 0.</param>
public sealed record LogNormalPrior(double Mean, double Sd) : TauPrior
{
    /// <inheritdoc/>
    public override string Form => $"log-normal:{Show(Mean)}:{Show(Sd)}";

    /// <inheritdoc/>
    public override double LogDensity(double tau)
    {
        double z = (2 * Math.Log(tau) - Mean) / Sd;
        return tau > 0 ? -0.5 * z * z - Math.Log(tau) : double.NegativeInfinity;
    }
}
