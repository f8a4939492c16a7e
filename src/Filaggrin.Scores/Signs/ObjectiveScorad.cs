using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Objective SCORAD, 0 to 83 points: SCORAD without itch and sleep loss.</summary>
/// <remarks>
/// Definition: European Task Force on Atopic Dermatitis 1993, doi:10.1159/000247298; bands: Kunz et al. 1997, doi:10.1159/000245677,
/// and Oranje et al. 2007, doi:10.1111/j.1365-2133.2007.08112.x.
/// The up to 10 points that Oranje adds for disfiguring eczema of face and hands are not added.
/// </remarks>
public static class ObjectiveScorad
{
    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("objective SCORAD", "Objective SCORing Atopic Dermatitis")
    {
        OtherNames = ["oSCORAD", "objSCORAD", "SCORAD objective", "SCORAD (objective)", "objective SCORAD index"],
        Minimum = 0,
        Maximum = 83,
        Bands = new(
            "Kunz 1997", "doi:10.1159/000245677; doi:10.1111/j.1365-2133.2007.08112.x", Basis.Recalled,
            Below(15, "mild"), UpTo(40, "moderate"), UpTo(83, "severe")),
        Variants =
        [
            new(
                "Chopra 2017", "Br J Dermatol 177:1316", Basis.Read,
                UpTo(7.9m, "clear"), UpTo(23.9m, "mild"), UpTo(37.9m, "moderate"), UpTo(83, "severe")),
        ],
        ImportantChanges =
        [
            new(8.2m, "mean change of patients who felt better", "Schram 2012, doi:10.1111/j.1398-9995.2011.02719.x", Basis.Recalled),
            new(35, "one global grade went with 15 to 17 points", "Silverberg 2021, Br J Dermatol 184:888", Basis.Read, "%"),
        ],
        ResponsePercents = [50, 75, 90],
        Remark = "Points for disfiguring eczema of face and hands are not added.",
        Evaluate = Evaluate,
    };

    /// <summary>Scores one examination.</summary>
    /// <param name="extentPercent">Affected share of the body surface, 0 to 100 (UCUM <c>%</c>).</param>
    /// <param name="signs">Six signs.</param>
    /// <returns>The score in points (UCUM <c>{score}</c>), 0 to 83, with its band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The extent is not 0 to 100.</exception>
    public static Score Compute(decimal extentPercent, ScoradSigns signs) => Score.Of(Instrument, Points(extentPercent, signs));

    internal static decimal Points(decimal extentPercent, ScoradSigns signs) =>
        (Expected.Percent.Check(extentPercent, nameof(extentPercent)) / 5) + (3.5m * signs.Sum);

    private static Score? Evaluate(InputReader inputs)
    {
        decimal? extent = ScoradExtent.Read(inputs);
        ScoradSigns? signs = ScoradSigns.Read(inputs);

        // One sheet often serves both scores; itch and sleep loss do no harm here.
        inputs.Ignore("itch", "sleepLoss");
        return extent is null || signs is null ? null : Compute(extent.Value, signs);
    }
}
