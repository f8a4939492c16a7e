using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Atopic Dermatitis Control Tool (ADCT), 0 to 24 points; 7 or more is not controlled.</summary>
/// <remarks>Definition: Pariser et al. 2019, doi:10.1080/03007995.2019.1699516. The total needs all six items.</remarks>
public static class Adct
{
    private static readonly Questionnaire Form = new(items: 6, highest: 4, mayMiss: 0);

    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("ADCT", "Atopic Dermatitis Control Tool")
    {
        OtherNames = ["ADCT index"],
        Minimum = 0,
        Maximum = 24,
        WholeNumbers = true,
        Bands = new("Pariser 2019", "doi:10.1080/03007995.2019.1699516", Basis.Read, Below(7, "controlled"), UpTo(24, "not controlled")),
        Variants =
        [
            new("Dutch adults", "doi:10.2340/actadv.v105.42364", Basis.Read, Below(6, "controlled"), UpTo(24, "not controlled")) { Remark = "n = 196." },
        ],
        ImportantChanges =
        [
            new(5, "within a patient", "Simpson 2019, doi:10.1186/s12895-019-0095-3", Basis.Recalled),
            new(2.9m, "Dutch adults; the smallest change that can be told from noise is 3.2", "doi:10.2340/actadv.v105.42364", Basis.Read),
        ],
        Ages = new(18, null),
        Period = "last 7 days",
        Licence = "© the sponsors. The wording is not held here.",
        Evaluate = inputs => Form.Read(inputs, Instrument!),
    };

    /// <summary>Scores one questionnaire.</summary>
    /// <param name="items">Six answers 0 to 4; null for an unanswered item.</param>
    /// <returns>The sum in points (UCUM <c>{score}</c>) with its band, or no score.</returns>
    /// <exception cref="ArgumentException">There are not six items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An answer is not 0 to 4.</exception>
    public static Score Compute(IReadOnlyList<int?> items) => Form.Sum(Instrument, items);
}
