using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Patient-oriented SCORAD (PO-SCORAD), 0 to 103 points: the formula of SCORAD, rated by the patient with pictures.</summary>
/// <remarks>
/// Definition: Stalder et al. 2011, doi:10.1111/j.1398-9995.2011.02577.x. It has no bands of its own and doesn't stand in for SCORAD
/// (correlation 0.67 at entry, 0.79 at day 28).
/// </remarks>
public static class PoScorad
{
    /// <summary>Range, variants of the bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("PO-SCORAD", "Patient-Oriented SCORing Atopic Dermatitis")
    {
        OtherNames = ["Patient-Oriented SCORAD", "PO SCORAD index"],
        Minimum = 0,
        Maximum = 103,
        Variants =
        [
            new(
                "Chopra 2017", "limits of SCORAD, reused by one review", Basis.Read,
                UpTo(9.9m, "clear"), UpTo(28.9m, "mild"), UpTo(48.9m, "moderate"), UpTo(103, "severe")),
        ],
        ImportantChanges = [new(15.5m, "adults", "Silverberg 2020", Basis.Read)],
        ResponsePercents = [50, 75, 90],
        Period = "last 3 days and nights",
        Remark = "Number only; not interchangeable with SCORAD.",
        Evaluate = inputs => Scorad.Evaluate(inputs, Instrument!),
    };

    /// <summary>Scores one self-assessment.</summary>
    /// <param name="extentPercent">Affected share of the body surface, 0 to 100 (UCUM <c>%</c>).</param>
    /// <param name="signs">Six signs.</param>
    /// <param name="itch">Itch, 0 to 10.</param>
    /// <param name="sleepLoss">Loss of sleep, 0 to 10.</param>
    /// <returns>The score in points (UCUM <c>{score}</c>), 0 to 103; no band unless a variant is asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Score Compute(decimal extentPercent, ScoradSigns signs, decimal itch, decimal sleepLoss) =>
        Score.Of(Instrument, Scorad.Points(extentPercent, signs, itch, sleepLoss));
}
