using Filaggrin.Evidence.Tests.Oracles;

namespace Filaggrin.Evidence.Tests.Models;

public class HeterogeneityErrorTests
{
    private const double Variance = 0.04;

    private static readonly double[] Estimates = [0.1, 0.9, -0.4, 0.3, 1.2, 0.5];

    private static readonly Network Equal = Network.From(Estimates.Select((estimate, i) => new Contrast($"{i}", "B", "A", estimate, Math.Sqrt(Variance))), EffectMeasure.MeanDifference, "A");

    /// <summary>With equal variances v every estimate is a multiple of the sum of squares S less a constant, and S/(v + τ²) is chi-squared.</summary>
    [Fact]
    public void With_equal_variances_the_error_is_that_of_a_sum_of_squares()
    {
        int trials = Estimates.Length, freedom = trials - 1;
        double mean = Estimates.Average(), start = Estimates.Average(estimate => Math.Pow(estimate - mean, 2));
        foreach (RandomEffects method in Enum.GetValues<RandomEffects>())
        {
            NetworkFit fit = Equal.Fit(method);
            double multiple = method switch
            {
                RandomEffects.MaximumLikelihood => Math.Sqrt((double)freedom * trials), // by the information, not as S/k
                RandomEffects.HunterSchmidt => trials,
                RandomEffects.SidikJonkman => freedom * (Variance + start) / start,
                _ => freedom,
            };
            Assert.True(fit.TauSquared > 0);
            Assert.Equal((Variance + fit.TauSquared) * Math.Sqrt(2 * freedom) / multiple, fit.TauSquaredStandardError!.Value, 1e-12);
        }
    }

    [Fact]
    public void No_error_is_told_where_the_formulas_do_not_hold()
    {
        Assert.Null(Oracle.Arms("senn2013", EffectMeasure.MeanDifference).Fit(RandomEffects.Reml).TauSquaredStandardError); // a trial of three arms
        Assert.Null(Equal.FitAt(0.3).TauSquaredStandardError);
        Assert.Null(Equal.FitCommonEffect().TauSquaredStandardError);
        Assert.Null(Network.From([new Contrast("1", "B", "A", 0.1, 0.2)], EffectMeasure.MeanDifference).Fit(RandomEffects.Reml).TauSquaredStandardError);
    }

    [Fact]
    public void Likelihoods_have_their_constants()
    {
        NetworkFit fit = Equal.Fit(RandomEffects.Reml);
        double total = Variance + fit.TauSquared, pooled = Estimates.Average(), count = Estimates.Length;
        double log = Estimates.Sum(estimate => Math.Log(NormalDistribution.Density((estimate - pooled) / Math.Sqrt(total)) / Math.Sqrt(total)));
        Assert.Equal(log, fit.LogLikelihood, 1e-10);
        // The factor of the mean leaves; half of log k, the design's, comes in.
        double mean = -0.5 * Math.Log(2 * Math.PI * total / count);
        Assert.Equal(log - mean + 0.5 * Math.Log(count), fit.RestrictedLogLikelihood, 1e-10);
    }
}
