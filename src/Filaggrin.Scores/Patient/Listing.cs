namespace Filaggrin.Scores;

/// <summary>Lists numbers in a sentence.</summary>
internal static class Listing
{
    /// <summary><c>item 3 is</c>, <c>items 2 and 4 are</c>, <c>items 1, 2 and 5 are</c>.</summary>
    public static string Of(string noun, IReadOnlyList<int> numbers) => numbers.Count == 1
        ? $"{noun} {numbers[0]} is"
        : $"{noun}s {string.Join(", ", numbers.Take(numbers.Count - 1))} and {numbers[^1]} are";
}
