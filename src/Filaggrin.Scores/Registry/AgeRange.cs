using System.Globalization;

namespace Filaggrin.Scores;

/// <summary>The ages for which an instrument was made.</summary>
/// <param name="From">Youngest age in years (UCUM <c>a</c>), included; null where there is none.</param>
/// <param name="Below">First birthday, in years, at which the instrument no longer fits; null where there is none.</param>
public sealed record AgeRange(decimal? From, decimal? Below)
{
    /// <summary>No limit of age.</summary>
    public static AgeRange All { get; } = new(null, null);

    /// <summary>Whether the instrument was made for this age.</summary>
    /// <param name="ageYears">Age in years; decimals are allowed.</param>
    public bool Contains(decimal ageYears) => !(ageYears < From) && !(ageYears >= Below);

    /// <summary>The range in words.</summary>
    public override string ToString() => (From, Below) switch
    {
        (null, null) => "all ages",
        (null, { } below) => string.Create(CultureInfo.InvariantCulture, $"under {below} years"),
        ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $"{from} years and over"),
        ({ } from, { } below) => string.Create(CultureInfo.InvariantCulture, $"{from} to {below - 1} years"),
    };
}
