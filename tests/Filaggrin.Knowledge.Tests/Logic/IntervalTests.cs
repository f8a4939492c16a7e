using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Logic;

public class IntervalTests
{
    [Fact]
    public void Less_is_decided_exactly_where_every_pair_of_points_agrees() =>
        Compare((left, right) => left.Less(right), (a, b) => a < b);

    [Fact]
    public void Less_or_equal_is_decided_exactly_where_every_pair_of_points_agrees() =>
        Compare((left, right) => left.LessOrEqual(right), (a, b) => a <= b);

    [Fact]
    public void Sameness_is_decided_exactly_where_every_pair_of_points_agrees() =>
        Compare((left, right) => left.Same(right), (a, b) => a == b);

    [Fact]
    public void A_result_below_a_half_is_less_than_a_half_and_leaves_lower_limits_open()
    {
        Interval below = new(null, false, 0.5m, true);
        Assert.Equal(Truth.True, below.Less(Interval.Exactly(0.5m)));
        Assert.Equal(Truth.True, below.Less(Interval.Exactly(0.6m)));
        Assert.Equal(Truth.Unknown, below.Less(Interval.Exactly(0.3m)));
        Assert.Equal(Truth.False, below.Same(Interval.Exactly(0.5m)));
        Assert.Equal(Truth.Unknown, below.Same(Interval.Exactly(0.3m)));
    }

    [Fact]
    public void A_result_of_at_most_a_half_is_not_known_to_be_less_than_a_half()
    {
        Interval atMost = new(null, false, 0.5m, false);
        Assert.Equal(Truth.Unknown, atMost.Less(Interval.Exactly(0.5m)));
        Assert.Equal(Truth.True, atMost.LessOrEqual(Interval.Exactly(0.5m)));
    }

    [Fact]
    public void A_result_above_a_limit_is_greater_and_nothing_is_known_of_its_height()
    {
        Interval above = new(90m, true, null, false);
        Assert.Equal(Truth.True, Interval.Exactly(90m).Less(above));
        Assert.Equal(Truth.False, above.LessOrEqual(Interval.Exactly(90m)));
        Assert.Equal(Truth.Unknown, above.Less(Interval.Exactly(120m)));
    }

    [Fact]
    public void Of_any_number_nothing_is_decided()
    {
        Assert.True(Interval.Any.IsAny);
        Assert.Null(Interval.Any.Exact);
        Assert.All(Ranges.All, other => Assert.Equal(Truth.Unknown, Interval.Any.Less(other)));
        Assert.All(Ranges.All, other => Assert.Equal(Truth.Unknown, other.Same(Interval.Any)));
    }

    [Fact]
    public void Only_a_closed_point_is_an_exact_number()
    {
        Assert.Equal(3m, Interval.Exactly(3m).Exact);
        Assert.Equal(3m, Interval.Closed(3m, 3.0m).Exact);
        Assert.Null(Interval.Closed(3m, 4m).Exact);
        Assert.Null(new Interval(3m, false, null, false).Exact);
    }

    [Theory]
    [InlineData("45", "45", false, false, "45")]
    [InlineData("0.500", "0.5", false, false, "0.5")]
    [InlineData(null, "0.5", false, true, "< 0.5")]
    [InlineData(null, "0.5", false, false, "≤ 0.5")]
    [InlineData("90", null, true, false, "> 90")]
    [InlineData("90", null, false, false, "≥ 90")]
    [InlineData("9", "10", false, false, "9 to 10")]
    [InlineData(null, null, false, false, "unknown")]
    public void It_is_written_as_a_reader_would(string? low, string? high, bool lowOpen, bool highOpen, string expected) =>
        Assert.Equal(expected, new Interval(Number(low), lowOpen, Number(high), highOpen).ToString());

    private static void Compare(Func<Interval, Interval, Truth> compare, Func<decimal, decimal, bool> holds)
    {
        foreach (Interval left in Ranges.All)
        {
            foreach (Interval right in Ranges.All)
            {
                Truth expected = Ranges.Brute(left, right, holds), actual = compare(left, right);
                Assert.True(expected == actual, $"{Ranges.Name(left)} and {Ranges.Name(right)}: {actual} instead of {expected}");
            }
        }
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
