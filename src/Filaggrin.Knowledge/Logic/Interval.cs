using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Logic;

/// <summary>What is known of a number: it lies between two bounds, each of which may be missing or excluded.</summary>
/// <param name="Low">The lower bound, or null where there is none.</param>
/// <param name="LowOpen">The lower bound itself is excluded.</param>
/// <param name="High">The upper bound, or null where there is none.</param>
/// <param name="HighOpen">The upper bound itself is excluded.</param>
public readonly record struct Interval(decimal? Low, bool LowOpen, decimal? High, bool HighOpen)
{
    /// <summary>Any number: nothing is known.</summary>
    public static Interval Any { get; } = new(null, false, null, false);

    /// <summary>One exact number.</summary>
    public static Interval Exactly(decimal value) => new(value, false, value, false);

    /// <summary>From one number to another, both included.</summary>
    public static Interval Closed(decimal low, decimal high) => new(low, false, high, false);

    /// <summary>Nothing is known of the number.</summary>
    public bool IsAny => Low is null && High is null;

    /// <summary>The number, when it is known exactly.</summary>
    public decimal? Exact => Low is { } low && High == low && !LowOpen && !HighOpen ? low : null;

    /// <summary>Whether this number is less than the other.</summary>
    public Truth Less(Interval other) => Kleene.Between(
        High is { } high && other.Low is { } otherLow && (high < otherLow || (high == otherLow && (HighOpen || other.LowOpen))),
        Low is { } low && other.High is { } otherHigh && low >= otherHigh);

    /// <summary>Whether this number is less than or equal to the other.</summary>
    public Truth LessOrEqual(Interval other) => other.Less(this).Not();

    /// <summary>Whether both numbers are the same.</summary>
    public Truth Same(Interval other)
    {
        if (Exact is { } left && other.Exact is { } right) return Kleene.Of(left == right);
        return Less(other) == Truth.True || other.Less(this) == Truth.True ? Truth.False : Truth.Unknown;
    }

    /// <summary>Applies a linear map, such as a unit's factor.</summary>
    /// <returns>Nothing is known where a bound exceeds what a decimal holds.</returns>
    public Interval Scale(decimal factor, decimal offset = 0m)
    {
        if (factor == 0m) return Exactly(offset);
        LinearMap map = new(factor, offset);
        try
        {
            decimal? low = Low is { } first ? map.Apply(first) : null, high = High is { } second ? map.Apply(second) : null;
            return factor > 0m ? new(low, LowOpen, high, HighOpen) : new(high, HighOpen, low, LowOpen);
        }
        catch (OverflowException)
        {
            return Any;
        }
    }

    /// <summary>The sum of two numbers.</summary>
    public Interval Plus(Interval other)
    {
        try
        {
            return new(Low + other.Low, LowOpen || other.LowOpen, High + other.High, HighOpen || other.HighOpen);
        }
        catch (OverflowException)
        {
            return Any;
        }
    }

    /// <summary>The difference of two numbers.</summary>
    public Interval Minus(Interval other) => Plus(other.Scale(-1m));

    /// <summary>The product; nothing is known where a bound is missing, unless one factor is an exact number.</summary>
    public Interval Times(Interval other)
    {
        if (Exact is { } left) return other.Scale(left);
        if (other.Exact is { } right) return Scale(right);
        if (Low is not { } low || High is not { } high || other.Low is not { } otherLow || other.High is not { } otherHigh) return Any;
        return Corners([(low, otherLow), (low, otherHigh), (high, otherLow), (high, otherHigh)], (one, two) => one * two);
    }

    /// <summary>The quotient; nothing is known where the divisor may be zero.</summary>
    public Interval Over(Interval other)
    {
        if (other.Low is not { } otherLow || other.High is not { } otherHigh || (otherLow <= 0m && otherHigh >= 0m)) return Any;
        // Bounds are divided themselves: a reciprocal is cut at 28 digits and moves a value off its limit.
        if (other.Exact is { } divisor)
        {
            try
            {
                decimal? low = Low / divisor, high = High / divisor;
                return divisor > 0m ? new(low, LowOpen, high, HighOpen) : new(high, HighOpen, low, LowOpen);
            }
            catch (OverflowException)
            {
                return Any;
            }
        }

        if (Low is not { } ownLow || High is not { } ownHigh) return Any;
        return Corners([(ownLow, otherLow), (ownLow, otherHigh), (ownHigh, otherLow), (ownHigh, otherHigh)], (one, two) => one / two);
    }

    private static Interval Corners(ReadOnlySpan<(decimal One, decimal Two)> pairs, Func<decimal, decimal, decimal> combine)
    {
        try
        {
            decimal least = decimal.MaxValue, most = decimal.MinValue;
            foreach ((decimal one, decimal two) in pairs)
            {
                decimal corner = combine(one, two);
                least = Math.Min(least, corner);
                most = Math.Max(most, corner);
            }

            return Closed(least, most);
        }
        catch (OverflowException)
        {
            return Any;
        }
    }

    /// <summary>The smallest interval that holds both.</summary>
    public Interval Hull(Interval other) => new(
        Low is null || other.Low is null ? null : Math.Min(Low.Value, other.Low.Value),
        Low < other.Low ? LowOpen : Low > other.Low ? other.LowOpen : LowOpen && other.LowOpen,
        High is null || other.High is null ? null : Math.Max(High.Value, other.High.Value),
        High > other.High ? HighOpen : High < other.High ? other.HighOpen : HighOpen && other.HighOpen);

    /// <summary>The number as a reader would write it: <c>45</c>, <c>&lt; 0.5</c>, <c>9 to 10</c>.</summary>
    public override string ToString()
    {
        static string Text(decimal value) => PlainNumber.Text(value, 12);
        return (Low, High) switch
        {
            (null, null) => "unknown",
            (null, { } high) => (HighOpen ? "< " : "≤ ") + Text(high),
            ({ } low, null) => (LowOpen ? "> " : "≥ ") + Text(low),
            ({ } low, { } high) when low == high => Text(low),
            ({ } low, { } high) => $"{Text(low)} to {Text(high)}",
        };
    }
}
