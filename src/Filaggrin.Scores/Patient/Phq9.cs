using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Patient Health Questionnaire for depression (PHQ-9), 0 to 27 points.</summary>
/// <remarks>
/// Definition and bands: Kroenke et al. 2001, doi:10.1046/j.1525-1497.2001.016009606.x, PMID 11556941.
/// An answer above 0 to item 9 calls for an assessment of risk whatever the total, also where the rest can't be scored.
/// </remarks>
public static class Phq9
{
    private static readonly Questionnaire Form = new(items: 9, highest: 3, mayMiss: 0);

    /// <summary>The warning that goes with <see cref="NeedsSafetyCheck"/>.</summary>
    public const string SafetyWarning = "item 9 is above 0: assess the risk of self-harm now, whatever the total.";

    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("PHQ-9", "Patient Health Questionnaire 9")
    {
        OtherNames = ["PHQ 9 item", "Patient Health Questionnaire 9 item", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"],
        Minimum = 0,
        Maximum = 27,
        WholeNumbers = true,
        Bands = new(
            "Kroenke 2001", "doi:10.1046/j.1525-1497.2001.016009606.x", Basis.Recalled,
            Below(5, "minimal"), Below(10, "mild"), Below(15, "moderate"), Below(20, "moderately severe"), UpTo(27, "severe")),
        ImportantChanges = [new(5, "within a patient", "Kroenke et al.", Basis.Recalled)],
        Ages = new(12, null),
        Period = "last 14 days",
        Remark = "Item 9 above 0 needs an answer at once, whatever the total.",
        Evaluate = Evaluate,
    };

    /// <summary>Scores one questionnaire.</summary>
    /// <param name="items">Nine answers 0 to 3; null for an unanswered item.</param>
    /// <returns>The sum in points (UCUM <c>{score}</c>) with its band, or no score; the warning of item 9 in both cases.</returns>
    /// <exception cref="ArgumentException">There are not nine items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An answer is not 0 to 3.</exception>
    public static Score Compute(IReadOnlyList<int?> items)
    {
        Score score = Form.Sum(Instrument, items);
        return NeedsSafetyCheck(items) ? score with { Warnings = [SafetyWarning] } : score;
    }

    /// <summary>Whether the answer to item 9 calls for an assessment of risk.</summary>
    /// <param name="items">The answers, of which only the ninth is looked at.</param>
    public static bool NeedsSafetyCheck(IReadOnlyList<int?> items) => items.Count >= 9 && items[8] > 0;

    private static Score? Evaluate(InputReader inputs)
    {
        if (Form.Answers(inputs) is { } answers)
            return Compute(answers);

        // A slip in another item must not swallow the one answer that can't wait.
        if (inputs.PeekItem("items", 8) > 0)
            inputs.Warn(SafetyWarning);

        return null;
    }
}
