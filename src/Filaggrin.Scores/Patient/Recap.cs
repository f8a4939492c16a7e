using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Who filled in a RECAP questionnaire; the two versions have their own bands.</summary>
public enum RecapVersion
{
    /// <summary>The patient.</summary>
    Self,

    /// <summary>A carer, for a child under 12 years.</summary>
    Caregiver,
}

/// <summary>Recap of Atopic Eczema (RECAP), 0 to 28 points; a higher score is less control.</summary>
/// <remarks>
/// Definition: Howells et al. 2020, doi:10.1111/bjd.18780; change: doi:10.1002/ski2.470.
/// One unanswered item counts 0; with two there is no score. Where two answers are ticked the higher counts.
/// Bands exist for the caregiver's version; those of the self version have not been read and are not used.
/// </remarks>
public static class Recap
{
    private const int NotUnderControl = 8;

    private static readonly Questionnaire Form = new(items: 7, highest: 4, mayMiss: 1, higherOfTwo: true);

    private static readonly Bands CaregiverBands = new(
        "caregiver version", "Dutch validation, n = 231", Basis.Read,
        UpTo(1, "completely controlled"), UpTo(7, "mostly controlled"), UpTo(12, "moderately controlled"),
        UpTo(18, "a little controlled"), UpTo(28, "not at all controlled"))
    { Remark = "Under 12 years." };

    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("RECAP", "Recap of Atopic Eczema")
    {
        OtherNames = ["Recap of Atopic Eczema questionnaire"],
        Minimum = 0,
        Maximum = 28,
        WholeNumbers = true,
        Variants = [CaregiverBands],
        ImportantChanges =
        [
            new(4, "highly likely important; 3 to 3.9 likely, 2 to 2.9 small, below 2 possibly error; n = 698", "doi:10.1002/ski2.470", Basis.Read),
        ],
        ResponsePoints = 4,
        Period = "last 7 days",
        Remark = "In one child a change below 5.3 may be noise.",
        Licence = "CC BY; the University of Nottingham asks for a request before its wording is shown. The wording is not held here.",
        Evaluate = Evaluate,
    };

    /// <summary>Scores one questionnaire.</summary>
    /// <param name="items">Seven answers 0 to 4; null for an unanswered item.</param>
    /// <param name="version">Who answered; null where it is not known.</param>
    /// <returns>The sum in points (UCUM <c>{score}</c>), with a band for the caregiver's version, or no score.</returns>
    /// <exception cref="ArgumentException">There are not seven items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An answer is not 0 to 4.</exception>
    public static Score Compute(IReadOnlyList<int?> items, RecapVersion? version)
    {
        Score score = Form.Sum(Instrument, items);
        if (version != RecapVersion.Caregiver)
            return score;

        return score.By(CaregiverBands) with
        {
            Notes = score.Value >= NotUnderControl ? [.. score.Notes, "8 points or more: not under control."] : score.Notes,
        };
    }

    private static Score? Evaluate(InputReader inputs)
    {
        bool told = inputs.Has("completedBy");
        string? completedBy = told ? inputs.Choice("completedBy", "caregiver", "self") : null;
        if (Form.Answers(inputs) is not { } answers || (told && completedBy is null))
            return null;

        if (completedBy == "caregiver" && inputs.Age(required: false) is >= 12)
            inputs.Warn("the caregiver's version is made for children under 12 years.");

        if (!told)
            inputs.Note("who answered is not told (completedBy), and only the caregiver's version has bands.");

        return Compute(answers, completedBy switch { "caregiver" => RecapVersion.Caregiver, "self" => RecapVersion.Self, _ => null });
    }
}
