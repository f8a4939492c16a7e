namespace Filaggrin.Evidence.Comparisons;

/// <summary>A proportion with its 95 % limits, 0 to 1; of a difference -1 to 1.</summary>
/// <param name="Estimate">Estimate.</param>
/// <param name="Lower">Lower limit.</param>
/// <param name="Upper">Upper limit.</param>
public readonly record struct Proportion(double Estimate, double Lower, double Upper);

/// <summary>Two treatments in absolute terms, for one baseline risk.</summary>
/// <param name="Baseline">The baseline.</param>
/// <param name="ComparatorRisk">Risk with the comparator.</param>
/// <param name="TreatmentRisk">Risk with the treatment.</param>
/// <param name="Difference">Treatment minus comparator.</param>
/// <param name="NumberNeeded">Patients to treat with the treatment instead of the comparator.</param>
/// <remarks>
/// One of the two risks is held as estimated and the other moves with the limits of the relative effect between them, so that turning the
/// two round turns the difference round and no more. Held is the baseline's treatment, whose risk is given; of two others the one whose
/// effect against the baseline is known more surely, since the uncertainty of what is held is not in the interval.
/// </remarks>
public sealed record AbsoluteComparison(BaselineRisk Baseline, Proportion ComparatorRisk, Proportion TreatmentRisk, Proportion Difference, NumberNeededToTreat NumberNeeded)
{
    /// <summary>Reckons from a fit that holds the baseline's treatment; null where it does not.</summary>
    /// <param name="fit">A fit of counted outcomes.</param>
    /// <param name="treatment">The treatment.</param>
    /// <param name="comparator">What it is compared with.</param>
    /// <param name="baseline">The baseline.</param>
    /// <param name="smallValues">Direction of the outcome.</param>
    public static AbsoluteComparison? Of(NetworkFit fit, string treatment, string comparator, BaselineRisk baseline, SmallValues smallValues)
    {
        if (!fit.Network.Treatments.Contains(baseline.Treatment, StringComparer.Ordinal)) return null;
        Proportion comparators = Risk(fit, comparator, baseline), treated = Risk(fit, treatment, baseline);
        bool turned = Holds(fit, treatment, comparator, baseline);
        Effect effect = turned ? fit.Effect(comparator, treatment) : fit.Effect(treatment, comparator);
        double from = turned ? treated.Estimate : comparators.Estimate;
        Proportion shifted = new(Shifted(effect.Estimate), Shifted(effect.Lower), Shifted(effect.Upper));
        Proportion difference = turned ? new(-shifted.Estimate, -shifted.Upper, -shifted.Lower) : shifted;
        NumberNeededToTreat needed = smallValues == SmallValues.Undesirable
            ? new(difference.Estimate, difference.Lower, difference.Upper)
            : new(-difference.Estimate, -difference.Upper, -difference.Lower);
        return new AbsoluteComparison(baseline, comparators, treated, difference, needed);

        double Shifted(double relative) => AbsoluteRisk.Of(from, relative, fit.Network.Measure) - from;
    }

    /// <summary>Whether the treatment's risk is held, and not the comparator's.</summary>
    private static bool Holds(NetworkFit fit, string treatment, string comparator, BaselineRisk baseline)
    {
        if (treatment == baseline.Treatment || comparator == baseline.Treatment) return treatment == baseline.Treatment;
        double own = fit.Effect(treatment, baseline.Treatment).StandardError, other = fit.Effect(comparator, baseline.Treatment).StandardError;
        return own != other ? own < other : string.CompareOrdinal(treatment, comparator) < 0;
    }

    private static Proportion Risk(NetworkFit fit, string treatment, BaselineRisk baseline)
    {
        if (treatment == baseline.Treatment) return new(baseline.Risk, baseline.Risk, baseline.Risk);
        Effect effect = fit.Effect(treatment, baseline.Treatment);
        return new(Of(effect.Estimate), Of(effect.Lower), Of(effect.Upper));

        double Of(double relative) => AbsoluteRisk.Of(baseline.Risk, relative, fit.Network.Measure);
    }
}
