using System.Globalization;

namespace Filaggrin.Knowledge.Logic;

/// <summary>Numbers as a reader would write them: without zeros at the end, never with an exponent.</summary>
public static class PlainNumber
{
    /// <summary>A number with at most so many decimals, rounded half away from zero.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">How many, 0 to 12.</param>
    public static string Text(decimal value, int decimals)
    {
        // A pattern takes five times as long, and nearly all numbers of a record have few digits.
        if (value <= 0m || value.Scale > decimals) return value.ToString("0.############".AsSpan(0, 2 + decimals).ToString(), CultureInfo.InvariantCulture);
        if (value.Scale == 0) return value <= int.MaxValue ? ((int)value).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);
        string text = value.ToString(CultureInfo.InvariantCulture);
        return text[^1] == '0' ? text.TrimEnd('0').TrimEnd('.') : text;
    }
}
