namespace Filaggrin.Scores;

/// <summary>The numbers that one input may take, and the words for it; shared by typed calls and JSON requests.</summary>
/// <param name="Minimum">Lowest number allowed.</param>
/// <param name="Maximum">Highest number allowed.</param>
/// <param name="Whole">Whether only whole numbers are allowed.</param>
internal sealed record Expected(decimal Minimum, decimal Maximum, bool Whole = false)
{
    public static readonly Expected Percent = new(0, 100);
    public static readonly Expected Rating = new(0, 10);
    public static readonly Expected Grade = new(0, 3, Whole: true);

    // An age above 130 years is a mistake: mostly months, or a year of birth.
    public static readonly Expected Age = new(0, 130);

    /// <summary>A closed list, for scales that are neither whole nor continuous; null for all numbers of the range.</summary>
    public IReadOnlyList<decimal>? Values { get; init; }

    public string Words => Values is { } values
        ? $"{string.Join(", ", values.Take(values.Count - 1).Select(Decimals.Text))} or {Decimals.Text(values[^1])}"
        : $"a {(Whole ? "whole " : "")}number{Span}";

    private string Span => Minimum == decimal.MinValue ? "" : $" from {Decimals.Text(Minimum)} to {Decimals.Text(Maximum)}";

    /// <summary>Says what is wrong with a number; null when nothing is.</summary>
    public string? Problem(decimal value) =>
        value >= Minimum && value <= Maximum && (!Whole || decimal.IsInteger(value)) && (Values?.Contains(value) ?? true)
            ? null
            : $"{Decimals.Text(value)} is not allowed; expected {Words}.";

    /// <summary>Passes a valid number on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not allowed.</exception>
    public decimal Check(decimal value, string name) =>
        Problem(value) is { } problem ? throw new ArgumentOutOfRangeException(name, $"{name}: {problem}") : value;
}
