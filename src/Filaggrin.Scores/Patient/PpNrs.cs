using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Peak pruritus numerical rating scale (PP-NRS), 0 to 10: the worst itch of a day, or its mean over a week.</summary>
/// <remarks>
/// Yosipovitch et al. 2019, doi:10.1111/bjd.17744; cuts at 4 and 7: Vakharia et al. 2018, PMC5906166.
/// Worst-itch scales under other names (WP-NRS, WI-NRS, worst scratch or itch by a carer) are read as this one.
/// Nothing is imputed: a weekly mean needs at least 4 of 7 days, which is a convention, since trials set it in their plans.
/// </remarks>
public static class PpNrs
{
    private const int DaysOfWeek = 7, DaysNeeded = 4;

    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("PP-NRS", "Peak Pruritus Numerical Rating Scale")
    {
        OtherNames =
        [
            "Peak Pruritus NRS", "Peak Pruritus Numeric Rating Scale", "Pruritus NRS", "Itch NRS", "NRS itch", "NRS pruritus", "Worst itch NRS", "Worst pruritus NRS",
            "WP-NRS", "WI-NRS", "Worst Pruritus Numerical Rating Scale", "Worst Pruritus Numeric Rating Scale", "Worst Itch Numerical Rating Scale",
            "Worst Itch Numeric Rating Scale", "Worst scratch/itch NRS", "Worst Scratch/Itch Numeric Rating Scale", "Itch Numeric Rating Scale", "Itch Numerical Rating Scale",
        ],
        Minimum = 0,
        Maximum = 10,
        Bands = new("Vakharia 2018", "PMC5906166", Basis.Read, UpTo(0, "none"), Below(4, "mild"), Below(7, "moderate"), UpTo(10, "severe")),
        Variants =
        [
            new(
                "WP-NRS 2022", "doi:10.1007/s13555-022-00836-5", Basis.Read,
                UpTo(0, "absent"), UpTo(2, "minimal"), UpTo(3, "mild"), UpTo(7, "moderate"), UpTo(10, "severe")) { Remark = "n = 882." },
            new("ItchyQuant", "illustrated scale", Basis.Read, UpTo(0, "none"), UpTo(3, "mild"), UpTo(7, "moderate"), UpTo(10, "severe")),
        ],
        ImportantChanges = [new(4, "response in trials; 2 to 4 within a patient", "product information; Yosipovitch 2019, doi:10.1111/bjd.17744", Basis.Read)],
        ResponsePoints = 4,
        Period = "last 24 hours; often the mean of a week",
        Remark = "From 12 years by the patient, below by the carer. A fall of 4 is defined only from a start of 4. Visual analogue values run lower: one course, one scale.",
        Evaluate = Evaluate,
    };

    /// <summary>Takes one rating.</summary>
    /// <param name="rating">Worst itch 0 to 10; decimals for a mean.</param>
    /// <returns>The rating with its band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rating is not 0 to 10.</exception>
    public static Score Compute(decimal rating) => Score.Of(Instrument, Expected.Rating.Check(rating, nameof(rating)));

    /// <summary>Mean of the daily ratings of one week.</summary>
    /// <param name="days">Seven ratings 0 to 10; null for a day without one.</param>
    /// <returns>The mean with its band, not rounded; no score with fewer than four ratings.</returns>
    /// <exception cref="ArgumentException">There are not seven days.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rating is not 0 to 10.</exception>
    public static Score WeeklyMean(IReadOnlyList<decimal?> days)
    {
        if (days.Count != DaysOfWeek)
            throw new ArgumentException($"{days.Count} days given; expected {DaysOfWeek}.", nameof(days));

        int[] missing = [.. from day in Enumerable.Range(1, DaysOfWeek) where days[day - 1] is null select day];
        string[] names = [.. from day in missing select $"day {day}"];
        int rated = DaysOfWeek - missing.Length;
        if (rated < DaysNeeded)
            return Score.None(Instrument, names, $"{Listing.Of("day", missing)} without a rating; a weekly mean needs {DaysNeeded} of {DaysOfWeek} days.");

        decimal sum = days.Sum(day => day is { } rating ? Expected.Rating.Check(rating, nameof(days)) : 0);
        return Score.Of(Instrument, sum / rated) with
        {
            Unanswered = names,
            Notes = missing.Length == 0 ? [] : [$"mean of {rated} days; {Listing.Of("day", missing)} without a rating."],
        };
    }

    private static Score? Evaluate(InputReader inputs)
    {
        if (!inputs.Has("daily") || inputs.Has("rating"))
            return inputs.Number("rating", Expected.Rating) is { } rating ? Compute(rating) : null;

        return inputs.Items("daily", "day", DaysOfWeek, Expected.Rating) is { } days ? WeeklyMean(days) : null;
    }
}
