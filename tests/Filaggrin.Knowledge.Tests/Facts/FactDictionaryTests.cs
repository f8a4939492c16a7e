using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Tests.Conditions;

namespace Filaggrin.Knowledge.Tests.Facts;

public class FactDictionaryTests
{
    [Theory]
    [InlineData("VaricellaImmune", "VaricellaImmune", false)]
    [InlineData("varicellaimmune", "VaricellaImmune", false)]
    [InlineData("ChickenpoxImmune", "VaricellaImmune", false)]
    [InlineData("VaricellaNonImmune", "VaricellaImmune", true)]
    [InlineData("Sunburn", null, false)]
    public void Answers_may_use_any_letter_case_and_other_names(string name, string? fact, bool negated)
    {
        Assert.Equal(fact, TestFacts.Dictionary.FindAny(name, out bool contrary)?.Name);
        Assert.Equal(negated, contrary);
    }

    [Fact]
    public void Knowledge_uses_names_letter_for_letter()
    {
        Assert.Equal("Pregnant", TestFacts.Dictionary.Find("Pregnant")?.Name);
        Assert.Null(TestFacts.Dictionary.Find("pregnant"));
        Assert.Null(TestFacts.Dictionary.Find("ChickenpoxImmune"));
    }

    [Theory]
    [InlineData("Pregnat", "Pregnant")]
    [InlineData("CreatinineAtSatrt", "CreatinineAtStart")]
    [InlineData("tpmtactivity", "TPMTActivity")]
    [InlineData("Wieght", "Weight")]
    [InlineData("Sunburn", null)]
    [InlineData("Photosensitivity", null)]
    public void A_misspelt_name_is_answered_with_its_neighbour(string name, string? near) => Assert.Equal(near, TestFacts.Dictionary.Nearest(name));

    [Theory]
    [InlineData("2 wk", "2026-03-01", "2026-03-15")]
    [InlineData("1 mo", "2026-01-31", "2026-02-28")]
    [InlineData("1 a", "2024-02-29", "2025-02-28")]
    [InlineData("10 d", "2026-02-25", "2026-03-07")]
    public void A_length_of_time_is_counted_by_the_calendar(string span, string from, string to)
    {
        string[] parts = span.Split(' ');
        Span length = new(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[1]);
        Assert.Equal(to, DateSpan.Iso(length.After(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(span, length.ToString());
        Assert.Equal(length.After(new(2026, 3, 1)), new Span(-length.Amount, length.Unit).Before(new(2026, 3, 1)));
    }

    [Fact]
    public void Values_are_written_as_a_reader_would()
    {
        Assert.Equal("yes no unknown", $"{FlagValue.Yes} {FlagValue.No} {FlagValue.Unknown}");
        Assert.Equal("deficient or normal", new CodeValue(["deficient", "normal"]).ToString());
        Assert.Equal("none", SetValue.Of(true).ToString());
        Assert.Equal("unknown", SetValue.Of(false).ToString());
        Assert.Equal("aspirin, MTX (uncertain)", new SetValue(["aspirin"], ["MTX"], true).ToString());
        Assert.Equal("2026-03", new DateValue(DateSpan.Parse("2026-03")).ToString());
        Assert.Equal("unknown", DateValue.Unknown.ToString());
        Assert.Equal("not applicable", FactValue.NotApplicable.ToString());
    }

    [Fact]
    public void Values_of_the_same_content_are_the_same()
    {
        Assert.Equal(SetValue.Of(true, "a", "b"), SetValue.Of(true, "b", "a"));
        Assert.NotEqual(SetValue.Of(true, "a"), SetValue.Of(false, "a"));
        Assert.Equal(new CodeValue(["a", "b"]), new CodeValue(["a", "b"]));
        Assert.NotEqual(new CodeValue(["a"]), new CodeValue(["a", "b"]));
        Assert.All(Enum.GetValues<FactType>(), type => Assert.True(FactValue.Unknown(type).IsUnknown));
    }
}
