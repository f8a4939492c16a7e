namespace Filaggrin.Evidence;

/// <summary>Names and scales of the effect measures.</summary>
public static class EffectMeasures
{
    private static readonly string[] Symbols = ["OR", "RR", "RD", "MD", "SMD", "IRR", "HR"];

    /// <summary>The usual abbreviation, such as <c>OR</c>.</summary>
    public static string Symbol(this EffectMeasure measure) => Symbols[(int)measure];

    /// <summary>Whether estimates are natural logarithms of a ratio.</summary>
    public static bool IsRatio(this EffectMeasure measure) =>
        measure is EffectMeasure.OddsRatio or EffectMeasure.RiskRatio or EffectMeasure.RateRatio or EffectMeasure.HazardRatio;

    /// <summary>What suits an arm: odds ratio of counts, rate ratio of events in time, mean difference of means.</summary>
    internal static EffectMeasure Of(Arm? arm) => arm switch
    {
        BinaryArm => EffectMeasure.OddsRatio,
        RateArm => EffectMeasure.RateRatio,
        _ => EffectMeasure.MeanDifference,
    };

    /// <summary>The measure of an abbreviation in any case.</summary>
    /// <exception cref="EvidenceException">No measure has this abbreviation.</exception>
    public static EffectMeasure Parse(string symbol)
    {
        int index = Array.FindIndex(Symbols, known => string.Equals(known, symbol, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? (EffectMeasure)index : throw new EvidenceException($"«{symbol}» is not an effect measure; expected one of {string.Join(", ", Symbols)}.");
    }
}
