namespace Filaggrin.Evidence.Comparisons;

/// <summary>What a relative effect means for a patient whose risk without the treatment is known.</summary>
/// <remarks>Cochrane Handbook (version 6) 15.4.4; with a hazard ratio 15.4.4.5.</remarks>
public static class AbsoluteRisk
{
    /// <summary>The risk with the treatment, 0 to 1.</summary>
    /// <param name="comparatorRisk">Risk with the comparator, above 0 and below 1.</param>
    /// <param name="effect">Treatment against comparator on the scale of the analysis: ratios as natural logarithms.</param>
    /// <param name="measure">OR, RR, RD or HR.</param>
    /// <exception cref="ArgumentOutOfRangeException">The risk is not between 0 and 1.</exception>
    /// <exception cref="NotSupportedException">The measure is not one of counted outcomes.</exception>
    public static double Of(double comparatorRisk, double effect, EffectMeasure measure)
    {
        if (comparatorRisk is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(comparatorRisk), comparatorRisk, "A risk lies between 0 and 1.");
        return measure switch
        {
            EffectMeasure.OddsRatio => 1 / (1 + (1 - comparatorRisk) / comparatorRisk * Math.Exp(-effect)),
            EffectMeasure.RiskRatio => Math.Min(1, comparatorRisk * Math.Exp(effect)),
            EffectMeasure.RiskDifference => Math.Clamp(comparatorRisk + effect, 0, 1),
            EffectMeasure.HazardRatio => 1 - Math.Pow(1 - comparatorRisk, Math.Exp(effect)),
            _ => throw new NotSupportedException($"{measure.Symbol()} has no absolute risk."),
        };
    }
}
