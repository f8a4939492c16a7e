using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Affected share of the body surface (BSA), 0 to 100 (UCUM <c>%</c>).</summary>
/// <remarks>
/// The patient's own hand with its fingers is about 1 % in a child (Nagel 1997), but 13 % less than that in adults, and less still
/// with a high body mass index (Rhodes 2013, doi:10.1111/bjd.12290).
/// </remarks>
public static class Bsa
{
    /// <summary>Range and variants of the bands.</summary>
    public static Instrument Instrument { get; } = new("BSA", "Body surface area affected")
    {
        OtherNames = ["%BSA", "BSA %", "Body surface area", "Affected body surface area", "BSA affected", "Body surface area involvement"],
        Minimum = 0,
        Maximum = 100,
        Unit = "%",
        Variants =
        [
            new(
                "Chopra 2017", "Br J Dermatol 177:1316", Basis.Read,
                UpTo(0, "clear"), UpTo(15.9m, "mild"), UpTo(39.9m, "moderate"), UpTo(100, "severe")),
        ],
        Remark = "Measured by hands, adults come out too high: a hand is less than 1 % of their surface. Trials mostly ask for 10 % or more.",
        Evaluate = inputs => inputs.Number("percent", Expected.Percent) is { } percent ? Compute(percent) : null,
    };

    /// <summary>Takes one measurement.</summary>
    /// <param name="percent">Affected share of the body surface, 0 to 100 (UCUM <c>%</c>).</param>
    /// <returns>The share; no band unless a variant is asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not 0 to 100.</exception>
    public static Score Compute(decimal percent) => Score.Of(Instrument, Expected.Percent.Check(percent, nameof(percent)));
}
