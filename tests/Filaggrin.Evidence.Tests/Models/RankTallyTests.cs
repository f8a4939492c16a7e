using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence.Tests.Models;

public class RankTallyTests
{
    private const int Lanes = 8;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 33)]
    [InlineData(25, 70)]
    [InlineData(33, 300)] // more groups than a byte counts
    [InlineData(256, 5)]
    public void Counts_are_those_of_sorting_each_point(int treatments, int groups)
    {
        Random random = new(treatments);
        RankTally tally = new(treatments);
        int points = groups * RankTally.Group * Lanes;
        double[] expected = new double[treatments * treatments];
        for (int group = 0; group < groups; group++)
        {
            float[][] values = [.. Enumerable.Range(0, RankTally.Group * Lanes).Select(_ => Enumerable.Range(0, treatments).Select(_ => random.NextSingle() - 0.5f).ToArray())];
            Vector256<float>[] labelled = new Vector256<float>[treatments * RankTally.Group];
            for (int treatment = 0; treatment < treatments; treatment++)
            {
                for (int vector = 0; vector < RankTally.Group; vector++)
                    labelled[treatment * RankTally.Group + vector] = tally.Label(Vector256.Create<float>([.. Enumerable.Range(0, Lanes).Select(lane => values[vector * Lanes + lane][treatment])]), treatment);
            }

            for (int point = 0; point < values.Length; point++)
            {
                // Ties of the shortened values are broken by the number: as the labels themselves order them.
                int[] order = [.. Enumerable.Range(0, treatments).OrderBy(treatment => labelled[treatment * RankTally.Group + point / Lanes][point % Lanes])];
                for (int rank = 0; rank < treatments; rank++) expected[order[rank] * treatments + rank] += 1.0 / points;
            }

            tally.Add(labelled);
        }

        double[] shares = tally.Shares(points);
        for (int cell = 0; cell < expected.Length; cell++) Assert.Equal(expected[cell], shares[cell], 1e-12);
    }

    [Fact]
    public void A_label_moves_a_value_by_less_than_the_bits_it_takes() => Gen.Float[-100, 100].Sample(value =>
    {
        Vector256<float> labelled = new RankTally(25).Label(Vector256.Create(value), 24);
        Assert.True(Math.Abs(labelled[0] - value) <= Math.Abs(value) * 32 / (1 << 23) + 1e-37f);
    });

    [Fact]
    public void Too_many_treatments_are_refused()
    {
        Network network = Network.From(Enumerable.Range(0, 257).SelectMany(k => (ContinuousArm[])[new($"{k:D3}", "reference", 50, 0, 1), new($"{k:D3}", $"{k:D3}", 50, 1, 1)]), EffectMeasure.MeanDifference);
        EvidenceException fault = Assert.Throws<EvidenceException>(() => network.FitCommonEffect().RankProbabilities(SmallValues.Desirable));
        Assert.Equal("258 treatments are too many for rank probabilities; at most 256 are ranked.", fault.Message);
    }
}
