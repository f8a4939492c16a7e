using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Eczema Area and Severity Index (EASI), 0 to 72 points in steps of 0.05.</summary>
/// <remarks>
/// Definition: Hanifin et al. 2001, doi:10.1034/j.1600-0625.2001.100102.x.
/// Bands: Leshem et al. 2015, doi:10.1111/bjd.13662.
/// Buttocks belong to the lower limbs and genitals to the trunk.
/// </remarks>
public static class Easi
{
    private const string HeadNeck = "headNeck", Trunk = "trunk", UpperLimbs = "upperLimbs", LowerLimbs = "lowerLimbs";

    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("EASI", "Eczema Area and Severity Index")
    {
        OtherNames = ["EASI index", "EASI 0-72", "Eczema Area Severity Index", "Eczema Area & Severity Index"],
        Minimum = 0,
        Maximum = 72,
        Bands = new(
            "Leshem 2015", "doi:10.1111/bjd.13662", Basis.Second,
            UpTo(0, "clear"), UpTo(1, "almost clear"), UpTo(7, "mild"), UpTo(21, "moderate"), UpTo(50, "severe"), UpTo(72, "very severe")),
        Variants =
        [
            new(
                "Chopra 2017", "Br J Dermatol 177:1316", Basis.Read,
                UpTo(0, "clear"), UpTo(5.9m, "mild"), UpTo(22.9m, "moderate"), UpTo(72, "severe")) { Remark = "From 13 years." },
            new("Korean consensus", "PMC7992600", Basis.Read, Below(16, null), Below(23, "moderate"), UpTo(72, "severe"))
            {
                Remark = "One level higher with an itch rating of 7 or more, or a DLQI above 10; no band is named below 16.",
            },
        ],
        ImportantChanges =
        [
            new(6.6m, "mean change of patients who felt better", "Schram 2012, doi:10.1111/j.1398-9995.2011.02719.x", Basis.Recalled),
            new(50, "went with one grade of the investigator's global rating, n = 826", "Silverberg 2021, Br J Dermatol 184:888", Basis.Read, "%"),
        ],
        ResponsePercents = [50, 75, 90, 100],
        Remark = "The change in points that patients notice depends on where they start: tell EASI-50, 75, 90 or 100 first. Trials mostly enter patients from 16 points.",
        Evaluate = Evaluate,
    };

    /// <summary>Scores one examination of the skin.</summary>
    /// <param name="ageYears">Age on the day of examination in years, 0 to 130; the regions weigh differently until the eighth birthday.</param>
    /// <param name="headNeck">Head and neck.</param>
    /// <param name="trunk">Trunk with the genitals.</param>
    /// <param name="upperLimbs">Both arms.</param>
    /// <param name="lowerLimbs">Both legs with the buttocks.</param>
    /// <returns>The score in points (UCUM <c>{score}</c>), 0 to 72, with its band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The age is not one.</exception>
    public static Score Compute(decimal ageYears, EasiRegion headNeck, EasiRegion trunk, EasiRegion upperLimbs, EasiRegion lowerLimbs)
    {
        bool child = Expected.Age.Check(ageYears, nameof(ageYears)) < 8;
        decimal points =
            ((child ? 0.2m : 0.1m) * headNeck.Points) + (0.3m * trunk.Points)
            + (0.2m * upperLimbs.Points) + ((child ? 0.3m : 0.4m) * lowerLimbs.Points);

        (string, EasiRegion)[] regions = [(HeadNeck, headNeck), (Trunk, trunk), (UpperLimbs, upperLimbs), (LowerLimbs, lowerLimbs)];
        return Score.Of(Instrument, points) with
        {
            Warnings = [.. from r in regions where r.Item2.Contradiction is not null select $"{r.Item1}: {r.Item2.Contradiction}"],
        };
    }

    private static Score? Evaluate(InputReader inputs)
    {
        decimal? age = inputs.Age(required: true);
        InputReader? regions = inputs.Object("regions", "the four regions");
        if (regions is null)
            return null;

        EasiRegion? headNeck = Region(regions, HeadNeck), trunk = Region(regions, Trunk);
        EasiRegion? upperLimbs = Region(regions, UpperLimbs), lowerLimbs = Region(regions, LowerLimbs);
        return age is null || headNeck is null || trunk is null || upperLimbs is null || lowerLimbs is null
            ? null
            : Compute(age.Value, headNeck, trunk, upperLimbs, lowerLimbs);
    }

    private static EasiRegion? Region(InputReader regions, string name)
    {
        if (regions.Object(name, "percent and four signs", asPath: true) is not { } region)
            return null;

        decimal? percent = region.Number("percent", Expected.Percent);
        decimal? erythema = region.Number("erythema", EasiRegion.Grades), oedema = region.Number("oedema", EasiRegion.Grades);
        decimal? excoriation = region.Number("excoriation", EasiRegion.Grades), lichenification = region.Number("lichenification", EasiRegion.Grades);
        return percent is null || erythema is null || oedema is null || excoriation is null || lichenification is null
            ? null
            : new EasiRegion(percent.Value, erythema.Value, oedema.Value, excoriation.Value, lichenification.Value);
    }
}
