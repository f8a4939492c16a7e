namespace Filaggrin.Evidence.Trials;

/// <summary>The age group of a trial.</summary>
public enum Population
{
    /// <summary>18 years and above.</summary>
    Adult,

    /// <summary>12 to 17 years.</summary>
    Adolescent,

    /// <summary>Below 12 years, or children of all ages.</summary>
    Child,

    /// <summary>Adults together with adolescents or children.</summary>
    Mixed,
}

/// <summary>What every arm of a trial was given besides.</summary>
public enum Background
{
    /// <summary>Nothing but emollients; topical treatment counts as rescue.</summary>
    Monotherapy,

    /// <summary>Topical steroids or other topical treatment, by protocol or as needed.</summary>
    TopicalSteroids,

    /// <summary>Topical treatment allowed as rescue.</summary>
    TopicalRescue,
}

/// <summary>What a trial can be used for.</summary>
public enum AnalysisSet
{
    /// <summary>A parallel comparison from the start of treatment: fit for a network.</summary>
    Induction,

    /// <summary>Both periods hold the same patients: needs a paired analysis.</summary>
    Crossover,

    /// <summary>Compares ways to go on after a response.</summary>
    Maintenance,

    /// <summary>Responders, randomised to go on or to stop.</summary>
    Withdrawal,

    /// <summary>Several trials pooled: not a trial.</summary>
    PooledExternal,

    /// <summary>No outcome by arm was found.</summary>
    NoArmFigures,
}

/// <summary>The patients that an outcome speaks of when rescue, stopping or a missing visit came between.</summary>
public enum Estimand
{
    /// <summary>Not told.</summary>
    Unknown,

    /// <summary>Rescue and missing values count as non-response.</summary>
    NonResponse,

    /// <summary>Missing values, or values after rescue, were imputed (multiple imputation).</summary>
    Imputed,

    /// <summary>Values after rescue set aside, or completers only.</summary>
    Observed,

    /// <summary>All values, whatever treatment followed.</summary>
    TreatmentPolicy,

    /// <summary>All who were treated, as in safety tables.</summary>
    AsTreated,
}

/// <summary>The words of the columns that tell of a trial's setting.</summary>
public static class SettingWords
{
    internal static readonly CodeList<Population> Populations = new(("adult", Population.Adult), ("adolescent", Population.Adolescent), ("child", Population.Child), ("mixed", Population.Mixed));

    internal static readonly CodeList<Background> Backgrounds = new(
        ("monotherapy", Background.Monotherapy), ("with-topical-steroids", Background.TopicalSteroids), ("with-topical-as-rescue", Background.TopicalRescue));

    internal static readonly CodeList<AnalysisSet> AnalysisSets = new(
        ("induction", AnalysisSet.Induction), ("crossover", AnalysisSet.Crossover), ("maintenance", AnalysisSet.Maintenance),
        ("withdrawal", AnalysisSet.Withdrawal), ("pooled-external", AnalysisSet.PooledExternal), ("no-arm-figures", AnalysisSet.NoArmFigures));

    internal static readonly CodeList<Estimand> Estimands = new(
        ("unknown", Estimand.Unknown), ("nri", Estimand.NonResponse), ("imputed", Estimand.Imputed), ("observed", Estimand.Observed),
        ("treatment-policy", Estimand.TreatmentPolicy), ("as-treated", Estimand.AsTreated));

    /// <summary>An age group as the tables have it, such as <c>adult</c>.</summary>
    public static string Word(Population population) => Populations.WordOf(population);

    /// <summary>A background as the tables have it, such as <c>with-topical-steroids</c>.</summary>
    public static string Word(Background background) => Backgrounds.WordOf(background);
}
