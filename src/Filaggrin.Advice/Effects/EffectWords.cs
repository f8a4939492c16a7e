using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Trials;
using static Filaggrin.Advice.Effects.PrintedFigure;

namespace Filaggrin.Advice.Effects;

/// <summary>Effects in words for readers.</summary>
public static class EffectWords
{
    private const int TrialsNamed = 4;

    /// <summary>Whom the trials are of, and from whom they are borrowed.</summary>
    public static string Setting(AgentEffects effects) => Setting(effects.Population, effects.Background, effects.Borrowed);

    /// <summary>Why no effect is told: no trials at all, or none that tells of the outcome.</summary>
    public static string None(AgentEffects effects)
    {
        string trials = string.Join(", ", effects.OtherTrials.Take(TrialsNamed).Select(trial => trial.Reference));
        string more = effects.OtherTrials.Length > TrialsNamed ? Texts.Of("trial-effect-and-more", effects.OtherTrials.Length - TrialsNamed) : "";
        return effects.OtherTrials.IsEmpty ? Texts.Of("trial-effect-none") : Texts.Of("trial-effect-other", effects.Outcome.Id, trials + more);
    }

    /// <summary>An estimate in a line: absolute where it can be, else the measure; with its interval, prediction, trials and patients.</summary>
    public static string Line(EffectEstimate estimate, Outcome outcome)
    {
        string comparator = Named(estimate.Comparator);
        string size = estimate.Absolute is { } absolute
            ? Texts.Of("trial-effect-per-100", outcome.Id, Whole(absolute.TreatmentRisk.Estimate), Whole(absolute.TreatmentRisk.Lower), Whole(absolute.TreatmentRisk.Upper), comparator, Whole(absolute.ComparatorRisk.Estimate))
            : Texts.Of("trial-effect-against", outcome.Id, comparator) + Better(outcome);
        return $"{(estimate.Regimen.Length > 0 ? estimate.Regimen + ": " : "")}{size}{Texts.Of("trial-effect-relative", Figures(estimate))}{NoEvent(estimate)}{Ground(estimate)}";
    }

    /// <summary>Clinical signs against each comparator that trials join it to, and those that none does.</summary>
    public static IEnumerable<string> Lines(SignsEffects signs)
    {
        foreach (SignsEffect effect in signs.Effects) yield return Texts.Of(effect == signs.Effects[0] ? "trial-effect-signs" : "trial-effect-signs-too", Named(effect.Estimate.Comparator), Figures(effect.Estimate) + Ground(effect.Estimate), Setting(effect)) + ".";
        if (!signs.NotComparable.IsEmpty) yield return Texts.Of("trial-effect-signs-none", Named(signs.NotComparable));
    }

    /// <summary>The same for a cell of a table.</summary>
    public static IEnumerable<string> Cells(SignsEffects signs)
    {
        foreach (SignsEffect effect in signs.Effects)
            yield return Texts.Of("trial-effect-signs-cell", InWords(effect.Estimate.Value), InWords(effect.Estimate.Lower), InWords(effect.Estimate.Upper), Named(effect.Estimate.Comparator), Setting(effect));
        if (!signs.NotComparable.IsEmpty) yield return Texts.Of("trial-effect-signs-none", Named(signs.NotComparable));
    }

    /// <summary>The first of them for a letter; null where there is none.</summary>
    public static string? Brief(SignsEffects signs) => signs.Effects.IsEmpty ? null : Texts.Of(
        "trial-effect-signs-brief", InWords(signs.Effects[0].Estimate.Value), InWords(signs.Effects[0].Estimate.Lower), InWords(signs.Effects[0].Estimate.Upper), Named(signs.Effects[0].Estimate.Comparator),
        signs.Effects[0].Borrowed.IsEmpty ? "" : Texts.Of("trial-effect-signs-brief-borrowed"));

    /// <summary>Of a thin network: the estimate by a common effect and with a prior of the heterogeneity; else null.</summary>
    public static string? Thin(EffectEstimate estimate) => estimate.Informed is not { } informed ? null : Texts.Of(
        "trial-effect-thin", Texts.Counted("trial-effect-degrees", informed.DegreesOfFreedom), Figures(estimate.Measure, estimate.Common), Prior(informed.Prior.Prior), Figures(estimate.Measure, informed.Effect),
        InWords(informed.Prediction.Lower), InWords(informed.Prediction.Upper));

    /// <summary>An estimate for a cell of a table.</summary>
    public static string Cell(EffectEstimate estimate, Outcome outcome)
    {
        string comparator = Named(estimate.Comparator), regimen = estimate.Regimen.Length > 0 ? estimate.Regimen + ", " : "";
        return estimate.Absolute is { } absolute
            ? Texts.Of("trial-effect-cell", regimen, outcome.Id, Whole(absolute.TreatmentRisk.Estimate), Whole(absolute.TreatmentRisk.Lower), Whole(absolute.TreatmentRisk.Upper), comparator, Whole(absolute.ComparatorRisk.Estimate))
            : Texts.Of("trial-effect-cell-against", regimen, outcome.Id, comparator, Figures(estimate.Measure, new(estimate.Value, estimate.Lower, estimate.Upper))) + Better(outcome) + NoEvent(estimate);
    }

    /// <summary>A trial with its name, report and place.</summary>
    public static string Trial(EffectTrial entry) => Texts.Of("trial-effect-trial", entry.Trial.Name, entry.Trial.Reference, Whole(entry.Share));

    private static string Setting(SignsEffect effect) => effect is { Population: { } population, Background: { } background }
        ? Setting(population, background, effect.Borrowed) : Texts.Of("trial-effect-signs-any");

    private static string Setting(Population population, Background background, ImmutableArray<string> borrowed) =>
        Texts.Of("trial-effect-setting", Texts.Of("trial-effect-of-" + SettingWords.Word(population)), Texts.Of("trial-effect-with-" + SettingWords.Word(background))) + Borrowed(borrowed);

    private static string Borrowed(ImmutableArray<string> borrowed) =>
        borrowed.IsEmpty ? "" : Texts.Of("trial-effect-borrowed", string.Join(", ", borrowed.Select(what => Texts.Of("trial-effect-borrowed-" + what))));

    private static string Named(string comparator) => comparator == "placebo" ? Texts.Of("trial-effect-placebo") : comparator;

    private static string Named(ImmutableArray<string> comparators) => string.Join(", ", comparators.Select(Named));

    private static string Figures(EffectEstimate estimate) => Figures(estimate.Measure, new(estimate.Value, estimate.Lower, estimate.Upper))
        + (estimate is { PredictionLower: { } low, PredictionUpper: { } high } ? Texts.Of("trial-effect-prediction", InWords(low), InWords(high)) : "");

    private static string Figures(string measure, EffectInterval interval) => Texts.Of("trial-effect-figures", measure, InWords(interval.Value), InWords(interval.Lower), InWords(interval.Upper));

    // Of what is counted the name tells it; a difference of means needs its direction.
    private static string Better(Outcome outcome) =>
        outcome.Kind == OutcomeKind.Binary ? "" : Texts.Of(outcome.HigherIsBetter ? "trial-effect-positive-better" : "trial-effect-negative-better");

    private static string NoEvent(EffectEstimate estimate) =>
        estimate.WithoutEvents.IsEmpty ? "" : Texts.Of("trial-effect-no-event", string.Join(", ", estimate.WithoutEvents.Select(Named)));

    private static string Ground(EffectEstimate estimate)
    {
        string direct = estimate.DirectTrials == 0 ? Texts.Of("trial-effect-indirect") : Texts.Counted("trial-effect-direct", estimate.DirectTrials);
        string all = estimate.Trials.Length == estimate.DirectTrials ? "" : Texts.Of("trial-effect-from", estimate.Trials.Length);
        string patients = Texts.Of("trial-effect-patients", estimate.Patients.ToString("N0", CultureInfo.InvariantCulture));
        string reported = estimate.Reported is not { } years ? "" : Texts.Of("trial-effect-reported", years.First == years.Last ? Year(years.First) : Texts.Of("range", Year(years.First), Year(years.Last)));
        string provisional = estimate.Provisional >= 0.005 ? Texts.Of("trial-effect-provisional", Whole(estimate.Provisional)) : "";
        return direct + all + patients + reported + provisional;
    }

    private static string Prior(TauPrior prior) => prior switch
    {
        LogNormalPrior informative => Texts.Of("trial-effect-prior-informative", Number(informative.Mean), Number(informative.Sd)),
        HalfNormalPrior weak => Texts.Of("trial-effect-prior-weak", Number(weak.Scale)),
        _ => throw new NotSupportedException(prior.Form),
    };

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static string Whole(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture);
}
