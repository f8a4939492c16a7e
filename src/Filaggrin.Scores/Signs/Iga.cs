using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Investigator's Global Assessment with five static grades (vIGA-AD), 0 to 4.</summary>
/// <remarks>
/// Simpson et al. 2020 (validated scale for atopic dermatitis). Other versions (0 to 5, 0 to 6, dynamic) are other instruments:
/// they are never converted into this one.
/// </remarks>
public static class Iga
{
    private static readonly Expected Rating = new(0, 4, Whole: true);

    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("IGA", "Validated Investigator Global Assessment for Atopic Dermatitis")
    {
        OtherNames =
        [
            "vIGA-AD", "vIGA", "IGA-AD", "Investigator's Global Assessment", "Investigator Global Assessment", "Investigators Global Assessment",
            "Investigator's Global Assessment for Atopic Dermatitis", "Validated Investigator's Global Assessment for Atopic Dermatitis",
            "Validated Investigator Global Assessment", "Validated Investigator's Global Assessment",
        ],
        Minimum = 0,
        Maximum = 4,
        WholeNumbers = true,
        HasVersions = true,
        Bands = new(
            "vIGA-AD", "Simpson 2020", Basis.Read,
            UpTo(0, "clear"), UpTo(1, "almost clear"), UpTo(2, "mild"), UpTo(3, "moderate"), UpTo(4, "severe")),
        ImportantChanges = [new(1, "one grade within a patient, n = 1 679", "Simpson 2022, BREEZE-AD", Basis.Read)],
        Remark = "Success in trials is 0 or 1 with at least two grades less. Versions with other grades are other instruments.",
        Licence = "vIGA-AD: CC BY-ND 4.0, credit to Eli Lilly and Company; its descriptions may be shown only unaltered.",
        Evaluate = inputs => inputs.Number("rating", Rating) is { } rating ? Compute((int)rating) : null,
    };

    /// <summary>Takes one rating.</summary>
    /// <param name="rating">Grade 0 to 4.</param>
    /// <returns>The rating with its band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rating is no grade.</exception>
    public static Score Compute(int rating) => Score.Of(Instrument, Rating.Check(rating, nameof(rating)));

    /// <summary>Treatment success as trials define it: clear or almost clear, and at least two grades better.</summary>
    /// <param name="baseline">Grade at the start, 0 to 4.</param>
    /// <param name="now">Grade now, 0 to 4.</param>
    public static bool IsSuccess(decimal baseline, decimal now) => now <= 1 && baseline - now >= 2;
}
