using System.Globalization;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Comparisons;

/// <summary>A prior of τ with the words that say where it comes from.</summary>
/// <param name="Prior">The prior.</param>
/// <param name="Source">Its source in words, with DOI where there is one.</param>
public sealed record HeterogeneityPrior(TauPrior Prior, string Source)
{
    // Turner 2015, Table IV, pharmacological against placebo or control: log-normal of τ², log odds ratio. Read in the table's
    // transcription by the R package bayesmeta (TurnerEtAlPrior).
    private static readonly (string[] Domains, string Name, double Mean, double Sd)[] Turner =
    [
        (["clinical-signs", "itch", "global", "symptoms"], "signs or symptoms", -2.06, 1.51),
        (["quality-of-life"], "quality of life", -2.54, 1.54),
        (["harm"], "adverse events", -1.87, 1.52),
        (["retention"], "withdrawals", -2.99, 1.74),
    ];

    /// <summary>The informative prior of an outcome where one was read, else a weak one.</summary>
    /// <param name="measure">What is compared.</param>
    /// <param name="domain">Domain of the outcome, as in <see cref="Outcome.Domain"/>.</param>
    /// <param name="sd">Pooled standard deviation of the patients, for a mean difference; above 0.</param>
    public static HeterogeneityPrior For(EffectMeasure measure, string domain, double sd = 1)
    {
        if (measure == EffectMeasure.OddsRatio && Array.Find(Turner, row => row.Domains.Contains(domain)) is { Name: { } name } row)
            return new(new LogNormalPrior(row.Mean, row.Sd), string.Create(CultureInfo.InvariantCulture, $"informative prior of τ²: log-normal({row.Mean}, {row.Sd}), drug against placebo, {name}, of Turner 2015 (doi:10.1002/sim.6381, Table IV)"));
        if (measure == EffectMeasure.MeanDifference)
        {
            double scale = double.Parse(sd.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            return new(new HalfNormalPrior(scale), string.Create(CultureInfo.InvariantCulture, $"weak prior of τ: half-normal({scale}), one standard deviation of the patients; no informative prior was found"));
        }

        return new(new HalfNormalPrior(1), "weak prior of τ: half-normal(1); no informative prior was found for this measure");
    }
}
