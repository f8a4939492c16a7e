namespace Filaggrin.Scores.Tests.Signs;

public class OtherSignsTests
{
    [Theory]
    [InlineData(0, "clear")]
    [InlineData(1, "almost clear")]
    [InlineData(2, "mild")]
    [InlineData(3, "moderate")]
    [InlineData(4, "severe")]
    public void Each_grade_of_iga_has_its_word(int rating, string band) => Assert.Equal(band, Iga.Compute(rating).Band);

    [Fact]
    public void A_rating_on_another_scale_is_no_iga() => Assert.Throws<ArgumentOutOfRangeException>(() => Iga.Compute(5));

    [Fact]
    public void Sassad_does_not_depend_on_the_order() =>
        Gen.Int[0, 3].Array[36].Sample(grades =>
            Sassad.Compute([.. grades.Chunk(6)]).Value == Sassad.Compute([.. grades.Reverse().Chunk(6)]).Value
            && Sassad.Compute([.. grades.Chunk(6)]).Value == grades.Sum());

    [Fact]
    public void Sassad_needs_six_areas()
    {
        var e = Assert.Throws<ArgumentException>(() => Sassad.Compute([[1, 1, 1, 1, 1, 1]]));
        Assert.StartsWith("expected six areas with six signs each.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sassad_has_no_band() => Assert.Null(Instruments.BandOf("SASSAD", 40));

    [Theory]
    [InlineData("0", "clear")]
    [InlineData("15.9", "mild")]
    [InlineData("16", "moderate")]
    [InlineData("40", "severe")]
    public void Body_surface_has_bands_only_when_asked_for(string percent, string band)
    {
        Assert.Null(Bsa.Compute(Number.Of(percent)).Band);
        Assert.Equal(band, Instruments.BandOf("BSA", Number.Of(percent), "Chopra 2017"));
    }
}
