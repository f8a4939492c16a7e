namespace Filaggrin.Scores;

/// <summary>Dermatitis Family Impact (DFI), 0 to 30 points, answered by the family of a child.</summary>
/// <remarks>
/// Definition: Lawson et al. 1998, Br J Dermatol 138:107; review: doi:10.1111/bjd.12232. No bands are validated.
/// One unanswered item counts 0; with two there is no score.
/// </remarks>
public static class Dfi
{
    private static readonly Questionnaire Form = new(items: 10, highest: 3, mayMiss: 1);

    /// <summary>Range.</summary>
    public static Instrument Instrument { get; } = new("DFI", "Dermatitis Family Impact")
    {
        OtherNames = ["DFIQ", "Dermatitis Family Impact questionnaire"],
        Minimum = 0,
        Maximum = 30,
        WholeNumbers = true,
        Period = "last 7 days",
        Remark = "Number only; the mean in 203 infants of a clinic was 8.5 (SD 6.5).",
        Licence = "© Lawson, Lewis-Jones and Finlay: free for routine clinical use with the copyright line; research and companies may need a licence. The wording is not held here.",
        Evaluate = inputs => Form.Read(inputs, Instrument!),
    };

    /// <summary>Scores one questionnaire.</summary>
    /// <param name="items">Ten answers 0 to 3; null for an unanswered item.</param>
    /// <returns>The sum in points (UCUM <c>{score}</c>), or no score.</returns>
    /// <exception cref="ArgumentException">There are not ten items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An answer is not 0 to 3.</exception>
    public static Score Compute(IReadOnlyList<int?> items) => Form.Sum(Instrument, items);
}
