using System.Globalization;

namespace Filaggrin.Scores.Tests;

/// <summary>Decimals in attributes, which can't hold them.</summary>
internal static class Number
{
    public static decimal Of(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
