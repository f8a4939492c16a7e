using System.Globalization;

namespace Filaggrin.Scores;

/// <summary>Decimal numbers as reports print them.</summary>
internal static class Decimals
{
    // Dividing by a one of full precision drops trailing zeros: 72.00 becomes 72.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The same number without trailing zeros, and zero without a sign.</summary>
    public static decimal Normalise(decimal value) => value == 0 ? 0m : value / One;

    /// <summary>The number in invariant form without trailing zeros.</summary>
    public static string Text(decimal value) => Normalise(value).ToString(CultureInfo.InvariantCulture);
}
