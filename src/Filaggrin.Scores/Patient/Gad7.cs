using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Generalised Anxiety Disorder questionnaire (GAD-7), 0 to 21 points.</summary>
/// <remarks>Definition and bands: Spitzer et al. 2006, doi:10.1001/archinte.166.10.1092. The total needs all seven items.</remarks>
public static class Gad7
{
    private static readonly Questionnaire Form = new(items: 7, highest: 3, mayMiss: 0);

    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("GAD-7", "Generalised Anxiety Disorder 7")
    {
        OtherNames = ["Generalized Anxiety Disorder 7", "GAD 7 item", "Generalized anxiety disorder 7 item", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]"],
        Minimum = 0,
        Maximum = 21,
        WholeNumbers = true,
        Bands = new(
            "Spitzer 2006", "doi:10.1001/archinte.166.10.1092", Basis.Recalled,
            Below(5, "minimal"), Below(10, "mild"), Below(15, "moderate"), UpTo(21, "severe")),
        ImportantChanges = [new(5, "within a patient", "Kroenke et al.", Basis.Recalled)],
        Ages = new(12, null),
        Period = "last 14 days",
        Evaluate = inputs => Form.Read(inputs, Instrument!),
    };

    /// <summary>Scores one questionnaire.</summary>
    /// <param name="items">Seven answers 0 to 3; null for an unanswered item.</param>
    /// <returns>The sum in points (UCUM <c>{score}</c>) with its band, or no score.</returns>
    /// <exception cref="ArgumentException">There are not seven items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An answer is not 0 to 3.</exception>
    public static Score Compute(IReadOnlyList<int?> items) => Form.Sum(Instrument, items);
}
