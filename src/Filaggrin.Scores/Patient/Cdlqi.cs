using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Children's Dermatology Life Quality Index (CDLQI), 0 to 30 points, 4 to 16 years.</summary>
/// <remarks>
/// Definition: Lewis-Jones and Finlay 1995, Br J Dermatol 132:942; bands: Waters et al. 2010.
/// One unanswered item counts 0; with two there is no score.
/// </remarks>
public static class Cdlqi
{
    private static readonly Questionnaire Form = new(items: 10, highest: 3, mayMiss: 1);

    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("CDLQI", "Children's Dermatology Life Quality Index")
    {
        OtherNames = ["Childrens Dermatology Life Quality Index", "Children Dermatology Life Quality Index", "CDLQI index"],
        Minimum = 0,
        Maximum = 30,
        WholeNumbers = true,
        Bands = new(
            "Waters 2010", "Waters et al. 2010", Basis.Second,
            UpTo(1, "none"), UpTo(6, "small"), UpTo(12, "moderate"), UpTo(18, "very large"), UpTo(30, "extremely large")),
        ImportantChanges =
        [
            new(6, "within a patient of 6 to 11 years with severe disease", "doi:10.1007/s13555-021-00543-7", Basis.Read),
            new(6.4m, "within a patient of 12 to 17 years with severe disease; up to 8.3", "doi:10.1007/s13555-019-00333-2", Basis.Read),
        ],
        ResponsePoints = 6,
        Ages = new(4, 17),
        Period = "last 7 days",
        Remark = "From the 16th birthday DLQI is preferred. Both estimates of the important change come from trials of one drug.",
        Licence = "© Lewis-Jones and Finlay: free for routine clinical use with the copyright line; research and companies may need a licence. The wording is not held here.",
        Evaluate = Evaluate,
    };

    /// <summary>Scores one questionnaire.</summary>
    /// <param name="items">Ten answers 0 to 3; null for an unanswered item.</param>
    /// <returns>The sum in points (UCUM <c>{score}</c>) with its band, or no score.</returns>
    /// <exception cref="ArgumentException">There are not ten items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An answer is not 0 to 3.</exception>
    public static Score Compute(IReadOnlyList<int?> items) => Form.Sum(Instrument, items);

    private static Score? Evaluate(InputReader inputs)
    {
        // Sixteen belongs to both questionnaires; the adults' one carries on from there, so that a course isn't cut at 17.
        if (inputs.Age(required: false) is >= 16 and < 17)
            inputs.Warn("from the 16th birthday DLQI is preferred to CDLQI.");

        return Form.Read(inputs, Instrument);
    }
}
