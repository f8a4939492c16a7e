using System.Globalization;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Advice.Effects;

/// <summary>Effects in words for readers.</summary>
public static class EffectWords
{
    private const int TrialsNamed = 4;

    /// <summary>Whom the trials are of, and from whom they are borrowed.</summary>
    public static string Setting(AgentEffects effects) =>
        Texts.Of("trial-effect-setting", Texts.Of("trial-effect-of-" + SettingWords.Word(effects.Population)), Texts.Of("trial-effect-with-" + SettingWords.Word(effects.Background)))
        + (effects.Borrowed.IsEmpty ? "" : Texts.Of("trial-effect-borrowed", string.Join(", ", effects.Borrowed.Select(what => Texts.Of("trial-effect-borrowed-" + what)))));

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
        string comparator = estimate.Comparator == "placebo" ? Texts.Of("trial-effect-placebo") : estimate.Comparator;
        string size = estimate.Absolute is { } absolute
            ? Texts.Of("trial-effect-per-100", outcome.Id, Whole(absolute.TreatmentRisk.Estimate), Whole(absolute.TreatmentRisk.Lower), Whole(absolute.TreatmentRisk.Upper), comparator, Whole(absolute.ComparatorRisk.Estimate))
            : Texts.Of("trial-effect-difference", outcome.Id, comparator);
        string relative = Texts.Of("trial-effect-relative", estimate.Measure, Short(estimate.Value), Short(estimate.Lower), Short(estimate.Upper));
        string prediction = estimate is { PredictionLower: { } low, PredictionUpper: { } high } ? Texts.Of("trial-effect-prediction", Short(low), Short(high)) : "";
        string direct = estimate.DirectTrials == 0 ? Texts.Of("trial-effect-indirect") : Texts.Counted("trial-effect-direct", estimate.DirectTrials);
        string all = estimate.Trials.Length == estimate.DirectTrials ? "" : Texts.Of("trial-effect-from", estimate.Trials.Length);
        string patients = Texts.Of("trial-effect-patients", estimate.Patients.ToString("N0", CultureInfo.InvariantCulture));
        string provisional = estimate.Provisional >= 0.005 ? Texts.Of("trial-effect-provisional", Whole(estimate.Provisional)) : "";
        return $"{(estimate.Regimen.Length > 0 ? estimate.Regimen + ": " : "")}{size}{relative}{prediction}{direct}{all}{patients}{provisional}";
    }

    /// <summary>An estimate for a cell of a table.</summary>
    public static string Cell(EffectEstimate estimate, Outcome outcome)
    {
        string comparator = estimate.Comparator == "placebo" ? Texts.Of("trial-effect-placebo") : estimate.Comparator, regimen = estimate.Regimen.Length > 0 ? estimate.Regimen + ", " : "";
        return estimate.Absolute is { } absolute
            ? Texts.Of("trial-effect-cell", regimen, outcome.Id, Whole(absolute.TreatmentRisk.Estimate), Whole(absolute.TreatmentRisk.Lower), Whole(absolute.TreatmentRisk.Upper), comparator, Whole(absolute.ComparatorRisk.Estimate))
            : Texts.Of("trial-effect-cell-difference", regimen, outcome.Id, comparator, Short(estimate.Value), Short(estimate.Lower), Short(estimate.Upper));
    }

    /// <summary>A trial with its name, report and place.</summary>
    public static string Trial(EffectTrial entry) => Texts.Of("trial-effect-trial", entry.Trial.Name, entry.Trial.Reference, Whole(entry.Share));

    private static string Whole(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture);

    private static string Short(double value) => Math.Abs(value) >= 100 ? value.ToString("0", CultureInfo.InvariantCulture) : decimal.Parse(value.ToString("G2", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
}
