using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Numerical rating of the worst skin pain in 24 hours, 0 to 10.</summary>
/// <remarks>No bands by default. The variant is the skin pain item of the Atopic Dermatitis Symptom Scale (ADerm-SS).</remarks>
public static class SkinPainNrs
{
    /// <summary>Range and variants of the bands.</summary>
    public static Instrument Instrument { get; } = new("skin pain NRS", "Skin pain numerical rating scale")
    {
        OtherNames = ["Pain NRS", "NRS skin pain", "Worst skin pain NRS", "Skin Pain Numeric Rating Scale"],
        Minimum = 0,
        Maximum = 10,
        Variants =
        [
            new(
                "ADerm-SS", "skin pain item of the symptom scale", Basis.Read,
                UpTo(0, "absent"), UpTo(1, "minimal"), UpTo(2, "mild"), UpTo(6, "moderate"), UpTo(10, "severe")),
        ],
        Ages = new(12, null),
        Period = "last 24 hours",
        Evaluate = inputs => inputs.Number("rating", Expected.Rating) is { } rating ? Compute(rating) : null,
    };

    /// <summary>Takes one rating.</summary>
    /// <param name="rating">Worst skin pain 0 to 10; decimals for a mean.</param>
    /// <returns>The rating; no band unless a variant is asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rating is not 0 to 10.</exception>
    public static Score Compute(decimal rating) => Score.Of(Instrument, Expected.Rating.Check(rating, nameof(rating)));
}
