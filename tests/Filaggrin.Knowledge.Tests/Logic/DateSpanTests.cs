using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Logic;

public class DateSpanTests
{
    [Theory]
    [InlineData("2014", "2014-01-01", "2014-12-31", "2014")]
    [InlineData("2014-02", "2014-02-01", "2014-02-28", "2014-02")]
    [InlineData("2012-02", "2012-02-01", "2012-02-29", "2012-02")]
    [InlineData("2014-03-09", "2014-03-09", "2014-03-09", "2014-03-09")]
    [InlineData("2014-03-09T23:59:00-05:00", "2014-03-09", "2014-03-09", "2014-03-09")] // as written: no shift of time zone
    [InlineData("2014-03-09T23:59:00Z", "2014-03-09", "2014-03-09", "2014-03-09")]
    public void A_partial_date_spans_all_the_days_it_can_mean(string text, string first, string last, string written)
    {
        DateSpan span = Assert.NotNull(DateSpan.Parse(text));
        Assert.Equal(first, DateSpan.Iso(span.First));
        Assert.Equal(last, DateSpan.Iso(span.Last));
        Assert.Equal(first == last, span.IsExact);
        Assert.Equal(written, span.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("14")]
    [InlineData("2014-")]
    [InlineData("2014-3")]
    [InlineData("2014-13")]
    [InlineData("2014-00")]
    [InlineData("2014-02-30")]
    [InlineData("2014-3-9")]
    [InlineData("2014/03/09")]
    [InlineData("09.03.2014")]
    [InlineData("20140309")]
    [InlineData("0000-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("9998")] // reckoned on, it would leave the calendar
    [InlineData("0001-01-01")]
    [InlineData("+014-01-01")]
    [InlineData("2014-03-09 12:00")]
    [InlineData("2014-03-09T")]
    [InlineData("2014-03-09Tx2")]
    [InlineData("unknown")]
    public void What_is_no_date_is_not_guessed_at(string? text) => Assert.Null(DateSpan.Parse(text));

    [Fact]
    public void A_span_that_is_neither_day_month_nor_year_says_both_ends()
    {
        DateSpan across = new(new(2025, 12, 30), new(2026, 1, 2)), within = new(new(2026, 3, 3), new(2026, 3, 5));
        Assert.Equal("2025-12-30/2026-01-02", across.ToString());
        Assert.Equal("2026-03-03/2026-03-05", within.ToString());
    }
}
