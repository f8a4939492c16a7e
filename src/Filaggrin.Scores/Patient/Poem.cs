using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Patient-Oriented Eczema Measure (POEM), 0 to 28 points.</summary>
/// <remarks>
/// Definition: Charman et al. 2004, doi:10.1001/archderm.140.12.1513, PMID 15611432; bands: Charman et al. 2013, doi:10.1111/bjd.12590.
/// Each item counts days of the last week: none 0, 1 or 2 days 1, 3 or 4 days 2, 5 or 6 days 3, every day 4.
/// One unanswered item counts 0; with two there is no score. Where two answers are ticked the higher counts.
/// </remarks>
public static class Poem
{
    private static readonly Questionnaire Form = new(items: 7, highest: 4, mayMiss: 1, higherOfTwo: true);

    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("POEM", "Patient-Oriented Eczema Measure")
    {
        OtherNames = ["Patient Oriented Eczema Measure", "POEM index"],
        Minimum = 0,
        Maximum = 28,
        WholeNumbers = true,
        Bands = new(
            "Charman 2013", "doi:10.1111/bjd.12590, PMID 24024631", Basis.Read,
            UpTo(2, "clear or almost clear"), UpTo(7, "mild"), UpTo(16, "moderate"), UpTo(24, "severe"), UpTo(28, "very severe")),
        Variants =
        [
            new("Vakharia 2018", "PMC5906166", Basis.Read, UpTo(7, "mild"), UpTo(16, "moderate"), UpTo(28, "severe")) { Remark = "For adults." },
        ],
        ImportantChanges =
        [
            new(4, "very likely important; 3 to 3.9 probably, 2.1 to 2.9 small, 2 or less may be error", "Howells 2018, doi:10.1111/bjd.16367", Basis.Read),
            new(3, "young children", "Gaunt 2016, doi:10.1111/all.12942", Basis.Read),
            new(3.4m, "mean change of patients who felt better", "Schram 2012, doi:10.1111/j.1398-9995.2011.02719.x", Basis.Recalled),
            new(6, "6 to 11 years, under systemic treatment", "doi:10.1007/s13555-021-00543-7", Basis.Read),
            new(5.6m, "12 to 17 years, under systemic treatment; up to 8.2", "doi:10.1007/s13555-019-00333-2", Basis.Read),
            new(5, "adults, within a patient", "Silverberg 2020", Basis.Read),
        ],
        ResponsePoints = 4,
        Period = "last 7 days",
        Remark = "The carer answers for a young child.",
        Licence = "© University of Nottingham: free for non-commercial use, which is to be reported; commercial use costs a fee. The wording is not held here.",
        Evaluate = inputs => Form.Read(inputs, Instrument!),
    };

    /// <summary>Scores one questionnaire.</summary>
    /// <param name="items">Seven answers 0 to 4; null for an unanswered item.</param>
    /// <returns>The sum in points (UCUM <c>{score}</c>) with its band, or no score.</returns>
    /// <exception cref="ArgumentException">There are not seven items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An answer is not 0 to 4.</exception>
    public static Score Compute(IReadOnlyList<int?> items) => Form.Sum(Instrument, items);
}
