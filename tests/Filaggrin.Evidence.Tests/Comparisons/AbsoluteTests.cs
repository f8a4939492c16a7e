using Filaggrin.Evidence.Comparisons;

namespace Filaggrin.Evidence.Tests.Comparisons;

public class AbsoluteTests
{
    [Theory]
    [InlineData(0.20, 3.0, EffectMeasure.OddsRatio, 3.0 / 7)] // odds 1 to 4, three times that: 3 to 4
    [InlineData(0.20, 3.0, EffectMeasure.RiskRatio, 0.60)]
    [InlineData(0.50, 3.0, EffectMeasure.RiskRatio, 1.00)] // a risk ends at 1
    [InlineData(0.20, 2.0, EffectMeasure.HazardRatio, 0.36)] // 1 - 0.8²
    public void A_relative_effect_becomes_a_risk(double comparator, double ratio, EffectMeasure measure, double expected) =>
        Assert.Equal(expected, AbsoluteRisk.Of(comparator, Math.Log(ratio), measure), 12);

    [Fact]
    public void A_difference_is_added() => Assert.Equal(0.35, AbsoluteRisk.Of(0.20, 0.15, EffectMeasure.RiskDifference), 12);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_risk_lies_between_0_and_1(double risk) => Assert.Throws<ArgumentOutOfRangeException>(() => AbsoluteRisk.Of(risk, 0, EffectMeasure.OddsRatio));

    [Theory]
    [InlineData(0.10, -0.05, 0.25, "NNTB 10 (NNTB 4.0 to ∞ to NNTH 20)")] // Altman 1998
    [InlineData(0.25, 0.20, 0.40, "NNTB 4.0 (2.5 to 5.0)")]
    [InlineData(-0.25, -0.40, -0.20, "NNTH 4.0 (2.5 to 5.0)")]
    [InlineData(-0.02, -0.10, 0.05, "NNTH 50 (NNTB 20 to ∞ to NNTH 10)")]
    [InlineData(0.10, 0.0, 0.20, "NNTB 10 (NNTB 5.0 to ∞)")]
    [InlineData(0.0, -0.10, 0.10, "no difference (NNTB 10 to ∞ to NNTH 10)")]
    public void A_number_needed_to_treat_runs_through_infinity(double benefit, double lower, double upper, string expected) =>
        Assert.Equal(expected, new NumberNeededToTreat(benefit, lower, upper).ToString());

    [Fact]
    public void Two_treatments_by_hand()
    {
        // One trial with placebo 20 of 100 and a 60 of 100; odds ratio 6.
        Network network = Network.From([new BinaryArm("t", "placebo", 20, 100), new BinaryArm("t", "a", 60, 100)], EffectMeasure.OddsRatio);
        NetworkFit fit = network.FitCommonEffect();
        BaselineRisk baseline = BaselineRisk.Pooled(network, "placebo")!;
        AbsoluteComparison absolute = AbsoluteComparison.Of(fit, "a", "placebo", baseline, SmallValues.Undesirable)!;
        Assert.Equal((20, 100, 1, 0.20), (baseline.Events, baseline.Patients, baseline.Trials, baseline.Risk));
        double se = Math.Sqrt(1.0 / 20 + 1.0 / 80 + 1.0 / 60 + 1.0 / 40), low = 0.25 * 6 * Math.Exp(-1.959963984540054 * se), high = 0.25 * 6 * Math.Exp(1.959963984540054 * se);
        Assert.Equal(0.60, absolute.TreatmentRisk.Estimate, 12);
        Assert.Equal(low / (1 + low), absolute.TreatmentRisk.Lower, 10);
        Assert.Equal(high / (1 + high), absolute.TreatmentRisk.Upper, 10);
        Assert.Equal(0.40, absolute.Difference.Estimate, 12);
        Assert.Equal("NNTB 2.5 (1.9 to 4.1)", absolute.NumberNeeded.ToString());
        Assert.Equal("NNTH 2.5 (1.9 to 4.1)", AbsoluteComparison.Of(fit, "a", "placebo", baseline, SmallValues.Desirable)!.NumberNeeded.ToString());
    }

    [Theory]
    [InlineData(EffectMeasure.OddsRatio, "placebo", "a")]
    [InlineData(EffectMeasure.OddsRatio, "a", "b")]
    [InlineData(EffectMeasure.OddsRatio, "b", "c")]
    [InlineData(EffectMeasure.RiskRatio, "a", "b")]
    [InlineData(EffectMeasure.RiskDifference, "c", "placebo")]
    public void Turning_two_treatments_round_turns_their_difference_round(EffectMeasure measure, string first, string second)
    {
        NetworkFit fit = Network.From(
            [
                new BinaryArm("t", "placebo", 20, 100), new BinaryArm("t", "a", 60, 100), new BinaryArm("u", "placebo", 20, 100), new BinaryArm("u", "b", 50, 100),
                new BinaryArm("v", "b", 9, 40), new BinaryArm("v", "c", 3, 40),
            ], measure).FitCommonEffect();
        BaselineRisk baseline = new("placebo", 0.2);
        AbsoluteComparison one = AbsoluteComparison.Of(fit, first, second, baseline, SmallValues.Undesirable)!, other = AbsoluteComparison.Of(fit, second, first, baseline, SmallValues.Undesirable)!;
        Assert.Equal(new Proportion(-one.Difference.Estimate, -one.Difference.Upper, -one.Difference.Lower), other.Difference);
        Assert.Equal((one.ComparatorRisk, one.TreatmentRisk), (other.TreatmentRisk, other.ComparatorRisk));
        Assert.Equal(one.TreatmentRisk.Estimate - one.ComparatorRisk.Estimate, one.Difference.Estimate, 12);
    }

    [Fact]
    public void The_difference_from_placebo_is_that_of_the_risks_beside_it()
    {
        Network network = Network.From([new BinaryArm("t", "placebo", 20, 100), new BinaryArm("t", "a", 60, 100)], EffectMeasure.OddsRatio);
        AbsoluteComparison absolute = AbsoluteComparison.Of(network.FitCommonEffect(), "placebo", "a", new BaselineRisk("placebo", 0.2), SmallValues.Undesirable)!;
        Assert.Equal(0.2 - absolute.ComparatorRisk.Upper, absolute.Difference.Lower, 12);
        Assert.Equal(0.2 - absolute.ComparatorRisk.Lower, absolute.Difference.Upper, 12);
        Assert.Equal("NNTH 2.5 (1.9 to 4.1)", absolute.NumberNeeded.ToString());
    }

    [Fact]
    public void Of_two_actives_the_risk_that_is_known_more_surely_is_held()
    {
        Network network = Network.From(
            [new BinaryArm("t", "placebo", 200, 1000), new BinaryArm("t", "a", 600, 1000), new BinaryArm("u", "placebo", 20, 100), new BinaryArm("u", "b", 50, 100)], EffectMeasure.OddsRatio);
        NetworkFit fit = network.FitCommonEffect();
        AbsoluteComparison absolute = AbsoluteComparison.Of(fit, "a", "b", new BaselineRisk("placebo", 0.2), SmallValues.Undesirable)!;
        Assert.Equal(0.6 - AbsoluteRisk.Of(0.6, fit.Effect("b", "a").Upper, EffectMeasure.OddsRatio), absolute.Difference.Lower, 10);
        Assert.Equal(0.6 - AbsoluteRisk.Of(0.6, fit.Effect("b", "a").Lower, EffectMeasure.OddsRatio), absolute.Difference.Upper, 10);
    }

    [Fact]
    public void Two_actives_are_compared_at_the_risks_that_follow_from_the_baseline()
    {
        Network network = Network.From(
            [new BinaryArm("t", "placebo", 20, 100), new BinaryArm("t", "a", 60, 100), new BinaryArm("u", "placebo", 20, 100), new BinaryArm("u", "b", 50, 100)], EffectMeasure.OddsRatio);
        AbsoluteComparison absolute = AbsoluteComparison.Of(network.FitCommonEffect(), "a", "b", new BaselineRisk("placebo", 0.10), SmallValues.Undesirable)!;
        // Odds 1 to 9, times 6 and times 4.
        Assert.Equal(6.0 / 15, absolute.TreatmentRisk.Estimate, 10);
        Assert.Equal(4.0 / 13, absolute.ComparatorRisk.Estimate, 10);
        Assert.Equal(6.0 / 15 - 4.0 / 13, absolute.Difference.Estimate, 10);
        Assert.True(absolute.NumberNeeded.RunsThroughInfinity);
    }

    [Fact]
    public void A_part_without_the_baseline_has_no_absolute_numbers() =>
        Assert.Null(AbsoluteComparison.Of(Network.From([new BinaryArm("t", "a", 20, 100), new BinaryArm("t", "b", 60, 100)], EffectMeasure.OddsRatio).FitCommonEffect(), "a", "b", new BaselineRisk("placebo", 0.1), SmallValues.Desirable));
}
