namespace Filaggrin.Scores;

/// <summary>Infants' Dermatitis Quality of Life index (IDQOL), 0 to 30 points, under 4 years, answered by a parent.</summary>
/// <remarks>
/// Definition: Lewis-Jones et al. 2001, doi:10.1046/j.1365-2133.2001.03960.x; review: doi:10.1111/bjd.12563. No bands are published.
/// The question on severity (0 to 4) stands apart and is never in the sum.
/// One unanswered item counts 0; with two there is no score.
/// </remarks>
public static class Idqol
{
    private static readonly Questionnaire Form = new(items: 10, highest: 3, mayMiss: 1);
    private static readonly Expected Severity = new(0, 4, Whole: true);

    /// <summary>Range and important change.</summary>
    public static Instrument Instrument { get; } = new("IDQOL", "Infants' Dermatitis Quality of Life index")
    {
        OtherNames = ["IDQoLI", "Infant's Dermatitis Quality of Life", "Infant Dermatitis Quality of Life Index", "Infants' Dermatitis Quality of Life"],
        Minimum = 0,
        Maximum = 30,
        WholeNumbers = true,
        Ages = new(null, 4),
        Period = "last 7 days",
        Remark = "Number only; no important change is described, though one trial analysis used 6 points.",
        Licence = "© Lewis-Jones and Finlay: free for routine clinical use with the copyright line; research and companies may need a licence. The wording is not held here.",
        Evaluate = Evaluate,
    };

    /// <summary>Scores one questionnaire.</summary>
    /// <param name="items">Ten answers 0 to 3, without the question on severity; null for an unanswered item.</param>
    /// <returns>The sum in points (UCUM <c>{score}</c>), or no score.</returns>
    /// <exception cref="ArgumentException">There are not ten items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An answer is not 0 to 3.</exception>
    public static Score Compute(IReadOnlyList<int?> items) => Form.Sum(Instrument, items);

    private static Score? Evaluate(InputReader inputs)
    {
        if (inputs.Has("severity") && inputs.Number("severity", Severity) is { } severity)
            inputs.Note($"severity {Decimals.Text(severity)} of 4, not in the sum.");

        return Form.Read(inputs, Instrument);
    }
}
