namespace Filaggrin.Scores;

/// <summary>Numerical rating of sleep disturbance last night, 0 to 10.</summary>
/// <remarks>doi:10.1111/bjd.20783. No bands are published.</remarks>
public static class SleepNrs
{
    /// <summary>Range and important changes.</summary>
    public static Instrument Instrument { get; } = new("sleep NRS", "Sleep disturbance numerical rating scale")
    {
        OtherNames = ["SD NRS", "Sleep disturbance NRS", "Sleep Disturbance Numeric Rating Scale", "NRS sleep", "Sleep Numeric Rating Scale"],
        Minimum = 0,
        Maximum = 10,
        ImportantChanges = [new(2, "2 to 5 points by different methods; adults in interviews call 1 to 2 meaningful", "doi:10.1111/bjd.20783", Basis.Read)],
        Ages = new(12, null),
        Period = "last night",
        Remark = "Number only.",
        Evaluate = inputs => inputs.Number("rating", Expected.Rating) is { } rating ? Compute(rating) : null,
    };

    /// <summary>Takes one rating.</summary>
    /// <param name="rating">Sleep disturbance 0 to 10; decimals for a mean.</param>
    /// <returns>The rating, without a band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rating is not 0 to 10.</exception>
    public static Score Compute(decimal rating) => Score.Of(Instrument, Expected.Rating.Check(rating, nameof(rating)));
}
