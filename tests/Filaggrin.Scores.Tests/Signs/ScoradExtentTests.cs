namespace Filaggrin.Scores.Tests.Signs;

public class ScoradExtentTests
{
    private const string Regions =
        """{"headNeck":50,"leftArm":0,"rightArm":100,"leftLeg":0,"rightLeg":0,"trunkFront":10,"trunkBack":0,"genitals":0}""";

    [Fact]
    public void Shares_of_the_regions_add_up_to_the_whole_body() => Assert.Equal(100, ScoradExtent.Regions.Sum(r => r.Share));

    [Fact]
    public void Half_a_head_one_arm_and_a_tenth_of_the_front_are_15_3_percent() =>
        Assert.Equal(15.3m, ScoradExtent.FromRegions(2, [50, 0, 100, 0, 0, 10, 0, 0]));

    [Fact]
    public void Extent_stays_between_nothing_and_all() =>
        Gen.Int[0, 100].Array[8].Sample(percents =>
            ScoradExtent.FromRegions(30, [.. percents.Select(p => (decimal)p)]) is var extent
            && extent >= percents.Min() && extent <= percents.Max());

    [Fact]
    public void Regions_are_read_in_place_of_the_extent()
    {
        ScoreResult result = Request.Score("objective SCORAD", Sheet("40"));

        Assert.Equal(3.06m, result.Score); // 15.3 / 5
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Under_two_years_regions_are_refused() => Assert.Equal(
        "ageYears: under 2 years the extent is not computed from regions; give extentPercent.",
        Request.Error("objective SCORAD", Sheet("1.9")));

    [Fact]
    public void Under_two_years_a_typed_call_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoradExtent.FromRegions(1, [0, 0, 0, 0, 0, 0, 0, 0]));

    [Fact]
    public void A_wrong_number_of_regions_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => ScoradExtent.FromRegions(5, [1, 2]));
        Assert.StartsWith("2 regions given; expected 8.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_need_an_age() => Assert.Equal(
        "ageYears: missing; expected a number from 0 to 130.",
        Request.Error("objective SCORAD", Sheet("null")));

    private static string Sheet(string age) =>
        $$$"""{"ageYears":{{{age}}},"extentRegions":{{{Regions}}},"intensity":{"erythema":0,"oedema":0,"oozing":0,"excoriation":0,"lichenification":0,"dryness":0}}""";
}
