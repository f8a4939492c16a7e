using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence.Tests.Models;

public class BinomialTrialTests
{
    private static readonly BinomialArm[] TwoArms = [new(0, 9, 140), new(1, 23, 140)];
    private static readonly BinomialArm[] ZeroCell = [new(0, 0, 33), new(1, 9, 48)];
    private static readonly BinomialArm[] ThreeArms = [new(2, 78, 584), new(0, 12, 170), new(1, 29, 170)];
    private static readonly double[] Effects = [0.3, 0.9, 0];

    public static TheoryData<string, double> Cases => new MatrixTheoryData<string, double>(["two", "zero", "three"], [0, 0.1, 0.8, 2]);

    [Theory]
    [InlineData("two", 0)]
    [InlineData("two", 0.8)]
    [InlineData("zero", 0)]
    [InlineData("zero", 2)]
    [InlineData("three", 0.3)]
    public void Likelihood_is_that_of_brute_force(string trial, double tau)
    {
        double[] elsewhere = [0.8, 0.2, 0];
        BinomialTrial own = new(Arms(trial), tau, Effects);
        foreach (double[] effects in new[] { Effects, elsewhere })
        {
            double expected = BinomialIntegral.Trial(Arms(trial), tau, effects);
            Assert.True(Math.Abs(own.LogLikelihood(effects) - expected) < 3e-6, $"expected {expected:R}, got {own.LogLikelihood(effects):R}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Derivatives_are_those_of_the_likelihood(string trial, double tau)
    {
        const double Near = 1e-4;
        BinomialArm[] arms = Arms(trial);
        BinomialTrial own = new(arms, tau, [0.2, 1, 0]);
        BinomialMoments here = Moments(own, Effects);
        Assert.Equal(own.LogLikelihood(Effects), own.LogLikelihood(Effects, here), 1e-12);
        for (int a = 0; a < arms.Length; a++)
        {
            double slope = (own.LogLikelihood(Moved(a, Near)) - own.LogLikelihood(Moved(a, -Near))) / (2 * Near);
            Assert.Equal(slope, here.Gradient(a), 1e-4 * Math.Max(1, Math.Abs(slope)));
            BinomialMoments right = Moments(own, Moved(a, Near)), left = Moments(own, Moved(a, -Near));
            for (int b = 0; b < arms.Length; b++)
            {
                if (b == a) continue;
                double bend = (right.Gradient(b) - left.Gradient(b)) / (2 * Near);
                Assert.Equal(bend, here.Pair(a, b), 1e-3 * Math.Abs(bend));
                for (int c = 0; c < arms.Length; c++)
                {
                    if (c == b) continue;
                    double third = (right.Pair(b, c) - left.Pair(b, c)) / (2 * Near);
                    Assert.Equal(third, here.Triple(a, b, c), 0.01 * Math.Abs(third) + 1e-3);
                }
            }
        }

        double[] Moved(int arm, double by)
        {
            double[] moved = [.. Effects];
            moved[arms[arm].Treatment] += by;
            return moved;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Only_differences_between_effects_matter(string trial, double tau)
    {
        BinomialTrial own = new(Arms(trial), tau, Effects);
        BinomialMoments moments = Moments(own, Effects);
        Assert.Equal(own.LogLikelihood(Effects), own.LogLikelihood([.. Effects.Select(effect => effect + 5)]), 1e-9);
        Assert.Equal(0, Enumerable.Range(0, Arms(trial).Length).Sum(moments.Gradient), 1e-4);
    }

    [Theory]
    [InlineData("two")]
    [InlineData("zero")]
    [InlineData("three")]
    public void Likelihood_goes_over_into_that_without_heterogeneity(string trial)
    {
        double none = new BinomialTrial(Arms(trial), 0, Effects).LogLikelihood(Effects);
        double small = new BinomialTrial(Arms(trial), 0.01, Effects).LogLikelihood(Effects) - none, twice = new BinomialTrial(Arms(trial), 0.02, Effects).LogLikelihood(Effects) - none;
        Assert.Equal(4, twice / small, 0.05); // even in τ, so that the difference grows with its square
        Assert.True(Math.Abs(small) < 0.02, $"{small:R}");
    }

    [Theory]
    [InlineData("two")]
    [InlineData("zero")]
    [InlineData("three")]
    [InlineData("four")]
    public void Surfaces_go_through_the_likelihood(string trial)
    {
        BinomialArm[] arms = trial == "four" ? [.. ThreeArms, new(3, 20, 100)] : Arms(trial);
        double[] mode = [0.3, 0.9, 0, 0.1];
        BinomialTrial own = new(arms, 0.3, mode);
        Vector256<double>[][] deviations =
        [
            [Vector256.Create(0, 0.5, -0.3, 0.1), Vector256.Create(0.2, -0.6, 0.4, 0)], [Vector256.Create(0.2, -0.5, 0.1, 0.6), Vector256.Create(-0.4, 0.1, 0.3, 0.2)],
            [Vector256.Create(0.0, 0.3, -0.2, 0), Vector256.Create(0.1, 0, 0, -0.3)], [Vector256<double>.Zero, Vector256.Create(0.3)],
        ];
        Vector256<double>[] sums = [Vector256.Create(1.0), Vector256.Create(1.0)];
        BinomialSurface.Add(own, mode, deviations, sums);
        for (int point = 0; point < 8; point++)
        {
            double[] effects = [.. mode.Select((effect, treatment) => effect + deviations[treatment][point / 4][point % 4])];
            Assert.Equal(1 + own.LogLikelihood(effects), sums[point / 4][point % 4], 2e-3);
        }
    }

    private static BinomialMoments Moments(BinomialTrial trial, double[] effects)
    {
        BinomialMoments moments = new(trial.Arms.Length);
        trial.LogLikelihood(effects, moments);
        return moments;
    }

    private static BinomialArm[] Arms(string trial) => trial switch { "two" => TwoArms, "zero" => ZeroCell, _ => ThreeArms };
}
