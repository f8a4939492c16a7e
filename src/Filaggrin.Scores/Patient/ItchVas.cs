using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Visual analogue scale of itch, 0 to 10: a mark on a line of 100 mm, divided by ten.</summary>
/// <remarks>
/// Bands: Reich et al. 2012, doi:10.2340/00015555-1265. The same patients give lower values here than on a numerical scale
/// (5.3 against 5.7), so that the two are never mixed in one course.
/// </remarks>
public static class ItchVas
{
    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("itch VAS", "Itch visual analogue scale")
    {
        OtherNames = ["VAS itch", "Pruritus VAS", "VAS pruritus", "VAS-I", "Visual analogue scale for itch", "Visual analog scale for itch", "Itch visual analog scale"],
        Minimum = 0,
        Maximum = 10,
        Bands = new(
            "Reich 2012", "doi:10.2340/00015555-1265", Basis.Read,
            UpTo(0, "none"), Below(4, "mild"), Below(7, "moderate"), Below(9, "severe"), UpTo(10, "very severe")),
        ImportantChanges = [new(2, "chronic itch; up to 3", "Reich 2012, doi:10.2340/00015555-1265", Basis.Recalled)],
        Period = "last 24 hours unless said otherwise",
        Remark = "Never mixed with numerical ratings in one course: the same patient marks lower on the line.",
        Evaluate = Evaluate,
    };

    /// <summary>Takes one rating.</summary>
    /// <param name="rating">Place of the mark, 0 to 10.</param>
    /// <returns>The rating with its band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rating is not 0 to 10.</exception>
    public static Score Compute(decimal rating) => Score.Of(Instrument, Expected.Rating.Check(rating, nameof(rating)));

    private static Score? Evaluate(InputReader inputs)
    {
        if (inputs.Has("millimetres") && !inputs.Has("rating"))
            return inputs.Number("millimetres", Expected.Percent) is { } mark ? Compute(mark / 10) : null;

        return inputs.Number("rating", Expected.Rating) is { } rating ? Compute(rating) : null;
    }
}
