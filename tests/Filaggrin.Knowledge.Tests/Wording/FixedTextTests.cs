using System.Globalization;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Wording;

namespace Filaggrin.Knowledge.Tests.Wording;

public class FixedTextTests
{
    private static readonly object?[] Arguments = ["methotrexate", 12.50m, DateSpan.Parse("2026-03"), null, 7, new DateOnly(2026, 11, 29), "{0}"];

    [Fact]
    public void Every_text_reads_as_the_platform_formats_it()
    {
        TextBook book = TextBook.Load("en");
        Assert.NotEmpty(book.Texts);
        foreach (FixedText text in book.Texts.Values)
        {
            for (int turn = 0; turn < Arguments.Length; turn++)
            {
                object?[] arguments = [.. Arguments[turn..], .. Arguments[..turn]];
                Assert.Equal(string.Format(CultureInfo.InvariantCulture, text.Text, arguments), text.With(arguments));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{0}")]
    [InlineData("{1}{0} and {0}")]
    public void Places_may_stand_anywhere_and_come_twice(string text) => Assert.Equal(string.Format(CultureInfo.InvariantCulture, text, "a", 2), new FixedText(text).With(["a", 2]));

    [Fact]
    public void A_place_without_its_argument_is_an_error() => Assert.Throws<FormatException>(() => new FixedText("from {0} to {1}").With(["a"]));

    [Theory]
    [InlineData("{}")]
    [InlineData("{name}")]
    [InlineData("{0")]
    public void A_place_without_a_number_is_an_error(string text) => Assert.Throws<FormatException>(() => new FixedText(text));
}
