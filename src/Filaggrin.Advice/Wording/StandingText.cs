using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Wording;

/// <summary>Persons, standings, licences and grades in words.</summary>
public static class StandingText
{
    private const decimal AdultYears = 18m;

    /// <summary>The first line of every page: edition, day, region and person.</summary>
    public static string Head(Edition edition, DateOnly asOf, string region, Interval age, string? sex) =>
        Texts.Of("head", edition.Name, edition.Version, DateSpan.Iso(asOf), region, Person(age, sex));

    /// <summary>The first line of an appraisal.</summary>
    public static string Head(Appraisal appraisal) => Head(appraisal.Edition, appraisal.AsOf, appraisal.Region, appraisal.Age, appraisal.Sex);

    /// <summary>The person by age and sex.</summary>
    public static string Person(Interval age, string? sex)
    {
        string who = (sex, age.High < AdultYears) switch
        {
            ("male", true) => "boy",
            ("male", false) => "man",
            ("female", true) => "girl",
            ("female", false) => "woman",
            (_, true) => "child",
            _ => "person",
        };
        return Texts.Of(sex is null ? "person-sex-unknown" : "person", Texts.Word(who), FactText.Months(age)?.Replace(FactText.Glue, ' ') ?? FactText.Age(age));
    }

    /// <summary>A standing.</summary>
    public static string Of(Standing standing) => Texts.Word(Words.Of(standing));

    /// <summary>A verdict.</summary>
    public static string Of(Verdict verdict) => Texts.Word(Words.Of(verdict));

    /// <summary>The licence in one word.</summary>
    public static string Licence(Option option) => Texts.Word(option.Licence.Status);

    /// <summary>The option can be started: it is suitable, or open with care.</summary>
    public static bool IsOpen(Option option) => option.Standing is Standing.Suitable or Standing.Caution;

    /// <summary>What a limit leaves open: «at most 15 mg a day».</summary>
    public static string Of(Limit limit) => limit switch
    {
        { Max: { } max, Later: { } later, After: { } after } => Texts.Of("at-most-until", FactText.Amount(max, limit.Unit), ClinicalWords.Amount(after.Amount, after.Unit), FactText.Amount(later, limit.Unit)),
        { Max: { } max, Later: { } later } => Texts.Of("at-most-at-first", FactText.Amount(max, limit.Unit), FactText.Amount(later, limit.Unit)),
        { Max: { } max } => Texts.Of("at-most", FactText.Amount(max, limit.Unit)),
        { Factor: 0.5m } => Texts.Of("at-most-half"),
        { Factor: 0.25m } => Texts.Of("at-most-quarter"),
        { Factor: { } factor } => Texts.Of("at-most-share", FactWords.Number(factor * 100m)),
        _ => limit.Regimen ?? "",
    };

    /// <summary>The guideline's grade in words; where another of its years says the contrary, both stand.</summary>
    public static string? Grade(Option option, string region)
    {
        EvidenceItem[] graded = [.. OptionRanking.Graded(option, region)];
        if (graded is not [var first, ..]) return null;
        EvidenceItem? contrary = graded.FirstOrDefault(item => IsFor(item) != IsFor(first));
        return contrary is null ? Grade(first) : Texts.Of("grades-differ", Grade(first), Grade(contrary));
    }

    private static bool IsFor(EvidenceItem item) => item.Grade.EndsWith("-for", StringComparison.Ordinal);

    /// <summary>The grade that a guideline gives, or null where it gives none.</summary>
    public static string? GradeWord(EvidenceItem item) => item.Grade == "none" ? null : Texts.Of("grade-" + item.Grade);

    private static string Grade(EvidenceItem item) => $"{GradeWord(item)} ({item.Guideline} {FactText.Count(item.Year)})";
}
