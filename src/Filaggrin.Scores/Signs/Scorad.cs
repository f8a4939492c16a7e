using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>SCORing Atopic Dermatitis (SCORAD), 0 to 103 points: extent / 5 + 7 × signs / 2 + itch + sleep loss.</summary>
/// <remarks>
/// Definition: European Task Force on Atopic Dermatitis 1993, doi:10.1159/000247298, PMID 8435513.
/// 25 and 50 are both moderate. Dryness and complaints score in clear skin, so that clear skin is not 0.
/// </remarks>
public static class Scorad
{
    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("SCORAD", "SCORing Atopic Dermatitis")
    {
        OtherNames = ["SCORAD index", "Scoring of Atopic Dermatitis", "Severity Scoring of Atopic Dermatitis"],
        Minimum = 0,
        Maximum = 103,
        Bands = new("SCORAD 25-50", "in use in several tools", Basis.Read, Below(25, "mild"), UpTo(50, "moderate"), UpTo(103, "severe")),
        Variants =
        [
            new(
                "Chopra 2017", "Br J Dermatol 177:1316", Basis.Read,
                UpTo(9.9m, "clear"), UpTo(28.9m, "mild"), UpTo(48.9m, "moderate"), UpTo(103, "severe")),
            new(
                "Barbarot 2024", "doi:10.1111/jdv.19494", Basis.Read,
                Below(12, "clear or almost clear"), Below(25, "mild"), UpTo(103, "moderate or severe")) { Remark = "For 2 to 6 years." },
            new("Fondation Eczéma", "patient information", Basis.Read, Below(20, "mild"), UpTo(40, "moderate"), UpTo(103, "severe")),
        ],
        ImportantChanges =
        [
            new(8.7m, "mean change of patients who felt better", "Schram 2012, doi:10.1111/j.1398-9995.2011.02719.x", Basis.Second),
            new(35, "SCORAD-35; one global grade went with 15 to 20 points", "Silverberg 2021, Br J Dermatol 184:888", Basis.Read, "%"),
        ],
        ResponsePercents = [50, 75, 90],
        Period = "signs at the visit; itch and sleep loss as mean of the last 3 days and nights",
        Evaluate = inputs => Evaluate(inputs, Instrument!),
    };

    /// <summary>Scores one examination.</summary>
    /// <param name="extentPercent">Affected share of the body surface, 0 to 100 (UCUM <c>%</c>).</param>
    /// <param name="signs">Six signs.</param>
    /// <param name="itch">Itch, 0 to 10, mean of the last 3 days and nights.</param>
    /// <param name="sleepLoss">Loss of sleep, 0 to 10, mean of the last 3 days and nights.</param>
    /// <returns>The score in points (UCUM <c>{score}</c>), 0 to 103, with its band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Score Compute(decimal extentPercent, ScoradSigns signs, decimal itch, decimal sleepLoss) =>
        Score.Of(Instrument, Points(extentPercent, signs, itch, sleepLoss));

    internal static decimal Points(decimal extentPercent, ScoradSigns signs, decimal itch, decimal sleepLoss) =>
        ObjectiveScorad.Points(extentPercent, signs)
        + Expected.Rating.Check(itch, nameof(itch)) + Expected.Rating.Check(sleepLoss, nameof(sleepLoss));

    internal static Score? Evaluate(InputReader inputs, Instrument instrument)
    {
        decimal? extent = ScoradExtent.Read(inputs);
        ScoradSigns? signs = ScoradSigns.Read(inputs);
        decimal? itch = inputs.Number("itch", Expected.Rating), sleepLoss = inputs.Number("sleepLoss", Expected.Rating);
        if (extent is null || signs is null)
            return null;

        if (itch is not null && sleepLoss is not null)
            return Score.Of(instrument, Points(extent.Value, signs, itch.Value, sleepLoss.Value));

        // Without the complaints there is no SCORAD, but what the clinician rated still stands.
        Score objective = ObjectiveScorad.Compute(extent.Value, signs);
        inputs.Note($"objective SCORAD is {Decimals.Text(objective.Value!.Value)} ({objective.Band}).");
        return null;
    }
}
