using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Facts;

/// <summary>Amounts that mean an answer: the limits belong to neither side, and what is only roughly known must lie on one.</summary>
public class AmountLimitTests
{
    private static readonly ImmutableDictionary<string, string> Limits = ImmutableDictionary<string, string>.Empty
        .Add("below 5 [IU]/L", "negative").Add("above 25 [IU]/L", "positive").Add("positive", "positive");

    [Theory]
    [InlineData(4.9, "[IU]/L", "negative")]
    [InlineData(5, "[IU]/L", null)]
    [InlineData(25, "[IU]/L", null)]
    [InlineData(25.1, "[IU]/L", "positive")]
    [InlineData(0.004, "[IU]/mL", "negative")]
    [InlineData(100, "mg/L", null)]
    [InlineData(100, null, null)]
    public void An_amount_means_what_its_side_says(double amount, string? unit, string? meaning) =>
        Assert.Equal(meaning, AmountLimit.Meaning(Limits, Interval.Exactly((decimal)amount), unit));

    [Fact]
    public void A_rough_amount_must_lie_on_one_side()
    {
        Assert.Equal("negative", AmountLimit.Meaning(Limits, new(null, false, 5m, true), "[IU]/L"));
        Assert.Null(AmountLimit.Meaning(Limits, new(null, false, 6m, true), "[IU]/L"));
        Assert.Equal("positive", AmountLimit.Meaning(Limits, new(1000m, true, null, false), "[IU]/L"));
    }

    [Theory]
    [InlineData("below 5 [IU]/L", true)]
    [InlineData("above 0.5 mg/dL", true)]
    [InlineData("below 5", false)]
    [InlineData("below five [IU]/L", false)]
    [InlineData("below 5 furlongs", false)]
    [InlineData("below -5 mg/dL", false)]
    public void A_key_that_cannot_be_read_is_told(string key, bool read)
    {
        Assert.True(AmountLimit.Is(key));
        Assert.Equal(read, AmountLimit.Of(key) is not null);
    }
}
