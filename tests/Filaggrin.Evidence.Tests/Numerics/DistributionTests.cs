using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence.Tests.Numerics;

/// <summary>Distributions against printed values (Abramowitz and Stegun, tables 26.1, 26.8 and 26.10, and longer ones of R 4).</summary>
public class DistributionTests
{
    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(1.0, 0.841344746068543)]
    [InlineData(-2.5, 0.00620966532577613)]
    [InlineData(-10.0, 7.61985302416053e-24)]
    public void Normal_probabilities(double z, double expected) => Assert.Equal(expected, NormalDistribution.Cumulative(z), 1e-13 * expected);

    [Theory]
    [InlineData(0.975, 1.95996398454005)]
    [InlineData(0.995, 2.57582930354890)]
    [InlineData(1e-10, -6.36134090240406)]
    public void Normal_quantiles(double probability, double expected) => Assert.Equal(expected, NormalDistribution.Quantile(probability), 1e-12 * Math.Abs(expected));

    [Theory]
    [InlineData(3.84145882069412, 1, 0.05)]
    [InlineData(18.3070380532751, 10, 0.05)]
    [InlineData(124.342113404004, 100, 0.05)]
    public void Chi_squared_probabilities(double x, double df, double expected) => Assert.Equal(expected, ChiSquared.UpperTail(x, df), 1e-12);

    [Theory]
    [InlineData(0.025, 12, 4.40378850668160)]
    [InlineData(0.975, 12, 23.3366641586453)]
    public void Chi_squared_quantiles(double probability, double df, double expected) => Assert.Equal(expected, ChiSquared.Quantile(probability, df), 1e-9);

    [Theory]
    [InlineData(1, 12.7062047361747)]
    [InlineData(10, 2.22813885198627)]
    [InlineData(120, 1.97993040508244)]
    public void Quantiles_of_t(double df, double expected) => Assert.Equal(expected, StudentT.Quantile(0.975, df), 1e-9 * expected);

    [Fact]
    public void Quantile_and_probability_undo_each_other() =>
        Gen.Double[1e-12, 1 - 1e-12].Sample(p => Assert.Equal(p, NormalDistribution.Cumulative(NormalDistribution.Quantile(p)), 1e-14 + 1e-12 * p));

    [Fact]
    public void Four_at_once_are_the_same_as_one() => Gen.Double[-45, 45].Sample(z =>
    {
        (Vector256<double> cumulative, Vector256<double> density) = LaneNormal.Evaluate(Vector256.Create(z));
        Assert.Equal(NormalDistribution.Cumulative(z), cumulative[0], 1e-12);
        Assert.Equal(NormalDistribution.Density(z), density[3], 1e-14);
    });

    [Fact]
    public void Many_at_once_have_the_bits_of_one() => Gen.Double[-45, 45].Array[16].Sample(values =>
    {
        Vector256<double>[] z = [.. values.Chunk(4).Select(four => Vector256.Create<double>(four))], cumulative = new Vector256<double>[4], density = new Vector256<double>[4];
        LaneNormal.Evaluate(z, cumulative, density);
        for (int i = 0; i < z.Length; i++) Assert.Equal(LaneNormal.Evaluate(z[i]), (cumulative[i], density[i]));
    });
}
