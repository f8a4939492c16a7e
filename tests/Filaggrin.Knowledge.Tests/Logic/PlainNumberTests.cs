using System.Globalization;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Logic;

public class PlainNumberTests
{
    [Fact]
    public void A_number_is_written_as_its_pattern_says()
    {
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Int[0, 16], Gen.Int[0, 12], Gen.Int[0, 6]).Sample((digits, scale, decimals, zeros) =>
        {
            decimal value = new(checked((int)(digits % int.MaxValue)), 0, 0, digits < 0, (byte)scale);
            for (int i = 0; i < zeros; i++) value *= 1.0m; // a zero more at the end
            string pattern = "0." + new string('#', decimals);
            return PlainNumber.Text(value, decimals) == value.ToString(pattern, CultureInfo.InvariantCulture);
        });
    }

    [Theory]
    [InlineData("0", 2, "0")]
    [InlineData("0.00", 2, "0")]
    [InlineData("100", 2, "100")]
    [InlineData("100.00", 2, "100")]
    [InlineData("12.50", 2, "12.5")]
    [InlineData("12.345", 2, "12.35")]
    [InlineData("-1.50", 2, "-1.5")]
    [InlineData("4000000000", 0, "4000000000")]
    [InlineData("0.000000000001", 12, "0.000000000001")]
    public void Zeros_at_the_end_are_left_out(string value, int decimals, string text) =>
        Assert.Equal(text, PlainNumber.Text(decimal.Parse(value, CultureInfo.InvariantCulture), decimals));
}
