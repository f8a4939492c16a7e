using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Logic;

public class IntervalArithmeticTests
{
    [Fact]
    public void A_sum_contains_every_sum_of_points() => Sound((left, right) => left.Plus(right), (a, b) => a + b);

    [Fact]
    public void A_difference_contains_every_difference_of_points() => Sound((left, right) => left.Minus(right), (a, b) => a - b);

    [Fact]
    public void A_product_contains_every_product_of_points() =>
        Sound((left, right) => left.Times(right), (a, b) => a * b, (left, right) => left.Exact != 0m && right.Exact != 0m);

    [Fact]
    public void A_quotient_contains_every_quotient_of_points() =>
        Sound((left, right) => left.Over(right), (a, b) => a / b, (left, right) => left.Exact != 0m && !Ranges.Contains(right, 0m));

    [Fact]
    public void Nothing_is_known_of_a_quotient_whose_divisor_may_be_zero() =>
        Assert.All(Ranges.All.Where(divisor => Ranges.Contains(divisor, 0m)), divisor => Assert.True(Interval.Exactly(1m).Over(divisor).IsAny, Ranges.Name(divisor)));

    [Fact]
    public void Sums_and_differences_of_exact_numbers_are_exact()
    {
        Assert.Equal(5m, Interval.Exactly(2m).Plus(Interval.Exactly(3m)).Exact);
        Assert.Equal(-1m, Interval.Exactly(2m).Minus(Interval.Exactly(3m)).Exact);
        Assert.Equal(6m, Interval.Exactly(2m).Times(Interval.Exactly(3m)).Exact);
    }

    [Fact]
    public void A_multiple_of_a_half_known_number_keeps_its_open_end()
    {
        Interval below = new(null, false, 0.5m, true);
        Assert.Equal(new Interval(null, false, 1m, true), Interval.Exactly(2m).Times(below));
        Assert.Equal(new Interval(-1m, true, null, false), below.Times(Interval.Exactly(-2m)));
        Assert.Equal(new Interval(null, false, 1.5m, true), below.Plus(Interval.Exactly(1m)));
        Assert.Equal(new Interval(0.5m, true, null, false), Interval.Exactly(1m).Minus(below));
    }

    // 86.7 kg and 1.70 m are a body-mass index of 30 exactly; multiplying with a rounded reciprocal makes 29.999… of it.
    [Theory]
    [InlineData("6", "3", "2")]
    [InlineData("867000", "28900", "30")]
    [InlineData("675000", "22500", "30")]
    public void An_exact_quotient_is_the_quotient_and_not_a_product_with_a_rounded_reciprocal(string dividend, string divisor, string quotient) =>
        Assert.Equal(Number(quotient), Interval.Exactly(Number(dividend)).Over(Interval.Exactly(Number(divisor))).Exact);

    [Fact]
    public void A_quotient_by_an_uncertain_number_contains_the_quotients_by_its_bounds()
    {
        Interval quotient = Interval.Exactly(6m).Over(Interval.Closed(3m, 4m));
        Assert.True(Ranges.Contains(quotient, 6m / 3m), $"{Ranges.Name(quotient)} lacks 2");
        Assert.True(Ranges.Contains(quotient, 6m / 4m), $"{Ranges.Name(quotient)} lacks 1.5");
    }

    [Fact]
    public void Zero_times_a_number_known_in_part_is_zero()
    {
        foreach (Interval other in Ranges.All)
        {
            Interval left = Interval.Exactly(0m).Times(other), right = other.Times(Interval.Exactly(0m));
            Assert.True(Ranges.Contains(left, 0m) && Ranges.Contains(right, 0m), $"0 × {Ranges.Name(other)} = {Ranges.Name(left)}");
        }
    }

    [Fact]
    public void Of_a_result_too_large_to_be_written_nothing_is_known() // a record may hold any number
    {
        Interval huge = Interval.Exactly(decimal.MaxValue);
        Assert.Null(Record.Exception(() => huge.Times(Interval.Exactly(2m))));
        Assert.Null(Record.Exception(() => huge.Plus(huge)));
        Assert.Null(Record.Exception(() => huge.Over(Interval.Exactly(0.5m))));
        Assert.Null(Record.Exception(() => huge.Scale(88.42m)));
    }

    [Theory]
    [InlineData("2", "0")]
    [InlineData("-1.5", "3")]
    [InlineData("10.93", "-23.5")]
    public void A_linear_map_takes_the_points_of_an_interval_to_those_of_its_image(string factorText, string offsetText)
    {
        decimal factor = Number(factorText), offset = Number(offsetText);
        foreach (Interval interval in Ranges.All)
        {
            Interval image = interval.Scale(factor, offset);
            Assert.All(Ranges.Within(interval), point => Assert.True(Ranges.Contains(image, point * factor + offset), $"{Ranges.Name(interval)}: {point}"));
        }
    }

    [Fact]
    public void The_hull_is_the_smallest_interval_around_both()
    {
        foreach (Interval left in Ranges.All)
        {
            foreach (Interval right in Ranges.All)
            {
                Interval hull = left.Hull(right);
                decimal[] points = [.. Ranges.Within(left).Concat(Ranges.Within(right))];
                Assert.All(points, point => Assert.True(Ranges.Contains(hull, point), $"{Ranges.Name(left)} and {Ranges.Name(right)}: {Ranges.Name(hull)} lacks {point}"));
                Assert.Equal(left.Low is null || right.Low is null, hull.Low is null);
                Assert.Equal(left.High is null || right.High is null, hull.High is null);
                if (hull.Low is not null) Assert.Equal(points.Min(), Ranges.Within(hull).Min());
                if (hull.High is not null) Assert.Equal(points.Max(), Ranges.Within(hull).Max());
            }
        }
    }

    private static void Sound(
        Func<Interval, Interval, Interval> combine, Func<decimal, decimal, decimal> pointwise, Func<Interval, Interval, bool>? applies = null)
    {
        foreach (Interval left in Ranges.All)
        {
            foreach (Interval right in Ranges.All.Where(right => applies?.Invoke(left, right) != false))
            {
                Interval whole = combine(left, right);
                foreach (decimal a in Ranges.Within(left))
                {
                    foreach (decimal b in Ranges.Within(right))
                    {
                        if (!Ranges.Contains(whole, pointwise(a, b)))
                            Assert.Fail($"{Ranges.Name(left)} and {Ranges.Name(right)} give {Ranges.Name(whole)}, which lacks the result of {a} and {b}");
                    }
                }
            }
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
