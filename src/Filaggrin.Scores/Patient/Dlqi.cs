using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Dermatology Life Quality Index (DLQI), 0 to 30 points.</summary>
/// <remarks>
/// Definition: Finlay and Khan 1994, doi:10.1111/j.1365-2230.1994.tb01167.x, PMID 8033378.
/// Bands: Hongbo et al. 2005, J Invest Dermatol 125:659.
/// Item 7 in two parts: yes is 3, otherwise its second part, 0 to 2. One unanswered item counts 0; with two there is no score.
/// An item that doesn't apply counts 0 and hides burden (DLQI-R corrects for it, doi:10.1111/bjd.18435): their number is told.
/// </remarks>
public static class Dlqi
{
    private static readonly Questionnaire Form = new(items: 10, highest: 3, mayMiss: 1);
    private static readonly Expected Position = new(1, 10, Whole: true);

    /// <summary>Range, bands and important changes.</summary>
    public static Instrument Instrument { get; } = new("DLQI", "Dermatology Life Quality Index")
    {
        OtherNames = ["Dermatology Quality of Life Index", "DLQI index"],
        Minimum = 0,
        Maximum = 30,
        WholeNumbers = true,
        Bands = new(
            "Hongbo 2005", "J Invest Dermatol 125:659", Basis.Read,
            UpTo(1, "none"), UpTo(5, "small"), UpTo(10, "moderate"), UpTo(20, "very large"), UpTo(30, "extremely large")),
        Variants =
        [
            new("Vakharia 2018", "PMC5906166", Basis.Read, UpTo(5, "mild"), UpTo(10, "moderate"), UpTo(30, "severe")) { Remark = "For atopic dermatitis." },
        ],
        ImportantChanges = [new(4, "measured 3.3, recommended 4", "Basra 2015", Basis.Read)],
        ResponsePoints = 4,
        Ages = new(16, null),
        Period = "last 7 days",
        Licence = "© Finlay and Khan: free for routine clinical use with the copyright line; research and companies may need a licence. The wording is not held here.",
        Evaluate = Evaluate,
    };

    /// <summary>Scores one questionnaire.</summary>
    /// <param name="items">Ten answers 0 to 3; null for an unanswered item.</param>
    /// <param name="notRelevant">Numbers, 1 to 10, of the items marked as not relevant; they count 0 and are not unanswered.</param>
    /// <returns>The sum in points (UCUM <c>{score}</c>) with its band, or no score.</returns>
    /// <exception cref="ArgumentException">There are not ten items, or an item is answered above 0 and marked as not relevant.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An answer is not 0 to 3, or a number not 1 to 10.</exception>
    public static Score Compute(IReadOnlyList<int?> items, IReadOnlyCollection<int>? notRelevant = null)
    {
        int[] marked = [.. (notRelevant ?? []).Distinct().Order()];
        int?[] answers = [.. items];
        foreach (int number in marked)
        {
            Position.Check(number, nameof(notRelevant));
            if (number > answers.Length)
                continue; // the sum refuses the number of items

            if (answers[number - 1] > 0)
                throw new ArgumentException($"item {number}: {Both}", nameof(notRelevant));

            answers[number - 1] = 0;
        }

        Score score = Form.Sum(Instrument, answers);
        return marked.Length == 0
            ? score
            : score with { Notes = [.. score.Notes, $"{Listing.Of("item", marked)} not relevant: {marked.Length} of 10 count 0, which can hide burden."] };
    }

    private const string Both = "answered above 0 and not relevant; expected one of them.";

    private static Score? Evaluate(InputReader inputs)
    {
        int?[]? answers = Form.Answers(inputs);
        if (!inputs.Has("notRelevant"))
            return answers is null ? null : Compute(answers);

        if (inputs.List("notRelevant", Position) is not { } marked || answers is null)
            return null;

        int[] numbers = [.. from number in marked select (int)number];
        int[] contradicted = [.. from number in numbers.Distinct() where answers[number - 1] > 0 select number];
        foreach (int number in contradicted)
            inputs.Refuse($"item {number}", Both);

        return contradicted.Length > 0 ? null : Compute(answers, numbers);
    }
}
