using System.Collections.Immutable;

namespace Filaggrin.Evidence.Plots;

/// <summary>What a picture is about, in words; the numbers come from the fit.</summary>
/// <param name="Title">Headline.</param>
/// <param name="Setting">Population, background, time; or the name of the file.</param>
/// <param name="Outcome">The outcome as a phrase, such as <c>EASI improved by at least 75%</c>; empty where unknown.</param>
public sealed record PlotSubject(string Title, string Setting, string Outcome)
{
    /// <summary>Unit of a difference of means; empty where unknown.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Arms whose figures are provisional (trial, treatment).</summary>
    public ImmutableHashSet<(string Study, string Treatment)> Provisional { get; init; } = [];

    /// <summary>What a reader must know besides, below the picture.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Whether a comparison of a trial rests on a provisional figure.</summary>
    internal bool IsProvisional(TrialShare share) => Provisional.Contains((share.Study, share.Treatment)) || Provisional.Contains((share.Study, share.Comparator));

    /// <summary>Name of a measure on its axis.</summary>
    internal string Quantity(EffectMeasure measure)
    {
        string name = measure switch
        {
            EffectMeasure.OddsRatio => "Odds ratio",
            EffectMeasure.RiskRatio => "Risk ratio",
            EffectMeasure.RiskDifference => "Risk difference",
            EffectMeasure.MeanDifference => "Mean difference",
            EffectMeasure.StandardizedMeanDifference => "Standardised mean difference (SD)",
            EffectMeasure.RateRatio => "Rate ratio",
            _ => "Hazard ratio",
        };
        if (measure == EffectMeasure.MeanDifference && Unit.Length > 0) name += $" ({Unit})";
        return measure.IsRatio() ? name + ", log scale" : name;
    }
}
