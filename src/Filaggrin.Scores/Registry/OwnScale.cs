using System.Globalization;

namespace Filaggrin.Scores;

/// <summary>The scale of another version of an instrument, as the request names it: <c>0-5</c>, <c>0 to 6</c>, <c>dynamic</c>.</summary>
/// <remarks>Ratings on it are kept as they are and never converted, so that they have no band.</remarks>
/// <param name="Words">As asked, a range in one form.</param>
/// <param name="Range">The grades; all numbers where the words name no range.</param>
internal sealed record OwnScale(string Words, Expected Range)
{
    private static readonly string[] Between = ["–", "−", "-", " to ", "…", ".."];

    /// <summary>Reads the words; a lowest and a highest grade bound the rating.</summary>
    public static OwnScale Of(string words, bool whole)
    {
        foreach (string sign in Between)
        {
            string[] ends = words.Split(sign, StringSplitOptions.TrimEntries);
            if (ends.Length == 2 && Grade(ends[0]) is { } low && Grade(ends[1]) is { } high && low < high)
                return new($"{Decimals.Text(low)}-{Decimals.Text(high)}", new Expected(low, high, whole));
        }

        return new(words.Trim(), new Expected(decimal.MinValue, decimal.MaxValue, whole));
    }

    /// <summary>Whether it is the range of the instrument itself.</summary>
    public bool IsOf(Instrument instrument) => instrument.Minimum == Range.Minimum && instrument.Maximum == Range.Maximum;

    private static decimal? Grade(string text) => decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out decimal grade) && grade <= 100 ? grade : null;
}
