namespace Filaggrin.Scores;

/// <summary>A questionnaire whose total is the sum of its items.</summary>
/// <param name="items">Number of items.</param>
/// <param name="highest">Highest answer of an item; the lowest is 0.</param>
/// <param name="mayMiss">Items that may be unanswered, each then counting 0.</param>
/// <param name="higherOfTwo">Whether the higher counts where two answers are ticked.</param>
internal sealed class Questionnaire(int items, int highest, int mayMiss, bool higherOfTwo = false)
{
    private readonly Expected _answer = new(0, highest, Whole: true);

    /// <summary>Reads the items of a request and sums them up; null when the reader holds problems.</summary>
    public Score? Read(InputReader inputs, Instrument instrument) =>
        Answers(inputs) is { } answers ? Sum(instrument, answers) : null;

    /// <summary>Reads the items of a request.</summary>
    public int?[]? Answers(InputReader inputs) =>
        inputs.Items("items", "item", items, _answer, higherOfTwo) is { } read ? [.. from item in read select (int?)item] : null;

    /// <summary>Sums up the items.</summary>
    /// <exception cref="ArgumentException">The number of items is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An answer is out of its range.</exception>
    public Score Sum(Instrument instrument, IReadOnlyList<int?> answers)
    {
        if (answers.Count != items)
            throw new ArgumentException($"{answers.Count} items given; {instrument.Name} has {items}.", nameof(answers));

        decimal sum = 0;
        var unanswered = new List<int>();
        for (int i = 0; i < items; i++)
        {
            if (answers[i] is { } answer)
                sum += _answer.Check(answer, $"item {i + 1}");
            else
                unanswered.Add(i + 1);
        }

        string[] names = [.. from number in unanswered select $"item {number}"];
        if (unanswered.Count > mayMiss)
            return Score.None(instrument, names, $"{Listing.Of("item", unanswered)} unanswered; {Rule(instrument)}");

        Score score = Score.Of(instrument, sum);
        return unanswered.Count == 0
            ? score
            : score with { Unanswered = names, Notes = [$"{Listing.Of("item", unanswered)} unanswered and counts 0."] };
    }

    private string Rule(Instrument instrument) => mayMiss == 0
        ? $"{instrument.Name} needs all {items} items."
        : $"{instrument.Name} is scored with at most one unanswered item.";
}
