using System.Globalization;
using Filaggrin.Advice.Effects;

namespace Filaggrin.Advice.Tests.Effects;

public class PrintedFigureTests
{
    [Theory]
    [InlineData(0.123456, "0.12", "0.123")]
    [InlineData(1234.56, "1235", "1230")]
    [InlineData(999_999, "999999", "1000000")]
    [InlineData(1e6, "∞", "1000000")]
    [InlineData(-3e9, "∞", "-3000000000")]
    [InlineData(1e15, "∞", null)]
    [InlineData(9.9e-7, "0", "0.00000099")]
    [InlineData(double.PositiveInfinity, "∞", null)]
    [InlineData(double.NaN, "∞", null)]
    public void Words_and_JSON_each_end_at_a_size_of_their_own(double value, string words, string? json)
    {
        Assert.Equal(words, PrintedFigure.InWords(value));
        Assert.Equal(json, PrintedFigure.InJson(value)?.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void What_is_missing_is_no_figure() => Assert.Null(PrintedFigure.InJson(null));
}
