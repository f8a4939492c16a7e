using System.Globalization;
using Filaggrin.Evidence;

namespace Filaggrin.Advice.Effects;

/// <summary>What of a figure of an effect is printed: words carry two significant digits and JSON three, and either has a size beyond which a number tells nothing.</summary>
/// <remarks>
/// Whether the trials bound an effect at all is asked before, of the pair: <see cref="PosteriorEffect.IsBounded"/>. An estimate by random
/// effects always has limits, however far apart, so that its figures are judged here one by one.
/// </remarks>
internal static class PrintedFigure
{
    private const double Unmeasured = 1e6; // no trial tells a ratio of a million from one without end
    private const double Largest = 1e15; // beyond it a number is no figure of a trial

    /// <summary>A figure for readers; <c>∞</c> and <c>0</c> where no trial could tell it from them.</summary>
    public static string InWords(double value)
    {
        double size = Math.Abs(value);
        if (!double.IsFinite(value) || size >= Unmeasured) return "∞";
        if (size >= 100) return value.ToString("0", CultureInfo.InvariantCulture);
        return size < 1 / Unmeasured ? "0" : Rounded(value, "G2").ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A figure for programs, which may reckon on; null where there is none.</summary>
    public static decimal? InJson(double? value) => value is { } number && Math.Abs(number) < Largest ? Rounded(number, "G3") : null;

    private static decimal Rounded(double value, string digits) => decimal.Parse(value.ToString(digits, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
