namespace Filaggrin.Evidence;

/// <summary>What is compared between two arms of a trial.</summary>
/// <remarks>Ratios are analysed on the natural logarithm, differences as they are.</remarks>
public enum EffectMeasure
{
    /// <summary>Odds ratio (OR), from events and numbers of patients.</summary>
    OddsRatio,

    /// <summary>Risk ratio (RR), from events and numbers of patients.</summary>
    RiskRatio,

    /// <summary>Risk difference (RD), from events and numbers of patients.</summary>
    RiskDifference,

    /// <summary>Mean difference (MD), in the unit of the outcome.</summary>
    MeanDifference,

    /// <summary>Standardised mean difference (SMD), Hedges' g with the exact correction.</summary>
    StandardizedMeanDifference,

    /// <summary>Incidence rate ratio (IRR), from events and time at risk.</summary>
    RateRatio,

    /// <summary>Hazard ratio (HR), from contrasts only.</summary>
    HazardRatio,
}
