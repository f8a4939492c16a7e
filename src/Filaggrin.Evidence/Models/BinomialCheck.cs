using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Importance sampling of the exact posterior of a binomial fit on a fixed lattice.</summary>
/// <remarks>
/// Korobov's lattice of 251 points with its middle at the mode: with every point goes its mirror image (Sloan and Joe 1994,
/// ISBN 0-19-853472-8). The weights' terms of the third order have known moments, those of the mean shift; only what the weights
/// are beyond them is summed.
/// </remarks>
internal static class BinomialCheck
{
    /// <summary>Points of the lattice.</summary>
    public const int Points = 251;

    private const int Blocks = (Points + 3) / 4;
    private const int Generator = 85;
    private const double Negligible = 1e-4;
    private const double Reach = 3; // standard deviations of the lattice's own: its farthest points lie at nine
    private const double WidestSd = 8; // in log odds: beyond, the effect is bounded by the prior only and nothing is left to compare

    private static readonly double[] Deviates = [.. Enumerable.Range(0, Points).Select(k => NormalDistribution.Quantile((k + 0.5) / Points))];

    /// <summary>Compares the fit with the exact posterior.</summary>
    public static ImportanceCheck Of(BinomialMarginal model, EffectMixture mixture, PosteriorSummary tau)
    {
        int effects = mixture.Treatments - 1, first = model.Nodes.Count - 4 * mixture.Blocks.Length;
        PairMoments normal = new(mixture.Treatments), exact = new(mixture.Treatments);
        List<(double, double)> sizes = [];
        foreach ((int block, int lane) in mixture.Nodes)
        {
            MixtureBlock at = mixture.Blocks[block];
            double weight = at.Weight[lane];
            BinomialNode node = model.Nodes[first + 4 * block + lane];
            double[] mean = new double[effects], covariance = new double[LaneCholesky.Size(effects)];
            for (int k = 0; k < effects; k++) mean[k] = at.Estimates[k][lane];
            for (int k = 0; k < covariance.Length; k++) covariance[k] = at.Covariance[k][lane];
            normal.Add(weight, node.Tau, mean, covariance);
            double correction = 1;
            if (weight > Negligible)
            {
                (correction, double size) = Weigh(node, at, lane, mean, covariance);
                sizes.Add((node.Tau, size));
            }

            exact.Add(weight * correction, node.Tau, mean, covariance);
        }

        double error = Math.Max(normal.Distance(exact), Math.Abs(normal.Tau - exact.Tau) / tau.Sd);
        if (double.IsNaN(error)) error = double.PositiveInfinity;
        return new ImportanceCheck(error, sizes.Min(size => size.Item2) / Points, Points, [.. sizes]);
    }

    /// <summary>Corrects the moments at one τ; returns the mean weight and the effective number of points.</summary>
    private static (double Correction, double Size) Weigh(BinomialNode node, MixtureBlock at, int lane, double[] mean, double[] covariance)
    {
        int effects = mean.Length;
        for (int k = 0; k < effects; k++)
        {
            if (!(covariance[LaneCholesky.Size(k) + k] < WidestSd * WidestSd)) return (double.NaN, 0);
        }

        Vector256<double>[][] points = new Vector256<double>[effects + 1][];
        for (int k = 0; k <= effects; k++) points[k] = new Vector256<double>[Blocks];
        Vector256<double>[] lengths = Spread(at, lane, points), weights = node.LogPosterior(points);
        Vector256<double> sum = Vector256<double>.Zero, squares = sum;
        for (int block = 0; block < Blocks; block++)
        {
            weights[block] = Vector256.Exp(weights[block] + 0.5 * lengths[block]) * Used(block);
            sum += weights[block];
            squares += weights[block] * weights[block];
        }

        double total = Vector256.Sum(sum), size = total * total / Vector256.Sum(squares);
        if (effects == 1) return (Exactly(node, at, lane, mean, covariance), size);
        Vector256<double>[] cubic = node.Cubic(points);
        double[] further = new double[effects];
        Vector256<double>[] beyond = new Vector256<double>[Blocks];
        for (int block = 0; block < Blocks; block++) beyond[block] = weights[block] / total - (Vector256<double>.One + cubic[block]) / Points * Used(block);
        for (int i = 0; i < effects; i++)
        {
            for (int block = 0; block < Blocks; block++) further[i] += Vector256.Sum(beyond[block] * points[i][block]);
        }

        for (int i = 0; i < effects; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Vector256<double> second = Vector256<double>.Zero;
                for (int block = 0; block < Blocks; block++) second += beyond[block] * points[i][block] * points[j][block];
                covariance[LaneCholesky.Size(i) + j] += Vector256.Sum(second) - (node.Shift[i] + further[i]) * (node.Shift[j] + further[j]);
            }

            mean[i] += further[i];
        }

        return (total / Points, size);
    }

    /// <summary>Of one effect the lattice reaches far into the tails, where a few patients leave a long one: the moments are summed as they are.</summary>
    private static double Exactly(BinomialNode node, MixtureBlock at, int lane, double[] mean, double[] covariance)
    {
        Vector256<double>[][] points = [new Vector256<double>[Blocks], new Vector256<double>[Blocks]];
        Vector256<double>[] lengths = Spread(at, lane, points, Reach), weights = node.LogPosterior(points);
        double total = 0, first = 0, second = 0;
        for (int block = 0; block < Blocks; block++)
        {
            Vector256<double> weight = Reach * Vector256.Exp(weights[block] + 0.5 * lengths[block]) * Used(block), deviation = points[0][block];
            total += Vector256.Sum(weight);
            first += Vector256.Sum(weight * deviation);
            second += Vector256.Sum(weight * deviation * deviation);
        }

        (first, second) = (first / total, second / total);
        mean[0] += first - node.Shift[0];
        covariance[0] = second - (first * first);
        return total / Points;
    }

    /// <summary>Fills in the points as deviations of the effects; returns their squared lengths in standard deviations, before they are spread out.</summary>
    private static Vector256<double>[] Spread(MixtureBlock at, int lane, Vector256<double>[][] points, double reach = 1)
    {
        int effects = at.Estimates.Length;
        Vector256<double>[] lengths = new Vector256<double>[Blocks];
        int generator = 1;
        for (int i = 0; i < effects; i++)
        {
            ReadOnlySpan<Vector256<double>> row = at.InverseFactor.AsSpan(LaneCholesky.Size(i), i + 1);
            for (int block = 0; block < Blocks; block++)
            {
                Vector256<double> z = Vector256.Create(Deviate(4 * block), Deviate(4 * block + 1), Deviate(4 * block + 2), Deviate(4 * block + 3));
                lengths[block] += z * z;
                for (int j = 0; j <= i; j++) points[j][block] += row[j][lane] * reach * z;
            }

            generator = generator * Generator % Points;
        }

        return lengths;

        double Deviate(int point) => Deviates[(point * generator + Points / 2) % Points];
    }

    /// <summary>1 in the lanes that hold a point.</summary>
    private static Vector256<double> Used(int block) =>
        Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Create(0.0, 1, 2, 3) + Vector256.Create(4.0 * block), Vector256.Create((double)Points)), Vector256<double>.One, Vector256<double>.Zero);
}
