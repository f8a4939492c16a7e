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

    private const int Generator = 85;
    private const double Negligible = 1e-4;

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
        return new ImportanceCheck(error, sizes.Min(size => size.Item2) / Points, Points, [.. sizes]);
    }

    /// <summary>Corrects the moments at one τ; returns the mean weight and the effective number of points.</summary>
    private static (double Correction, double Size) Weigh(BinomialNode node, MixtureBlock at, int lane, double[] mean, double[] covariance)
    {
        int effects = mean.Length;
        double[][] points = new double[Points][];
        double[] log = new double[Points], cubic = new double[Points];
        double peak = node.LogPosteriorAt(node.Mode), sum = 0, squares = 0;
        for (int point = 0; point < Points; point++)
        {
            (points[point], double length) = Point(point, at, lane);
            log[point] = node.LogPosteriorAt([.. points[point].Select((away, k) => node.Mode[k] + away)]) - peak + 0.5 * length;
            cubic[point] = node.Cubic(points[point]);
            double weight = Math.Exp(log[point]);
            sum += weight;
            squares += weight * weight;
        }

        double average = sum / Points;
        double[] further = new double[effects], second = new double[covariance.Length];
        for (int point = 0; point < Points; point++)
        {
            double[] x = points[point];
            double weight = Math.Exp(log[point]) / average, beyond = (weight - 1 - cubic[point]) / Points;
            for (int i = 0; i < effects; i++)
            {
                further[i] += beyond * x[i];
                for (int j = 0; j <= i; j++) second[LaneCholesky.Size(i) + j] += beyond * x[i] * x[j];
            }
        }

        for (int i = 0; i < effects; i++)
        {
            for (int j = 0; j <= i; j++)
                covariance[LaneCholesky.Size(i) + j] += second[LaneCholesky.Size(i) + j] - (node.Shift[i] + further[i]) * (node.Shift[j] + further[j]);
            mean[i] += further[i];
        }

        return (average, sum * sum / squares);
    }

    /// <summary>A point of the lattice as a deviation of the effects, the last treatment's 0, with its squared length in standard deviations.</summary>
    private static (double[] Deviation, double Length) Point(int point, MixtureBlock at, int lane)
    {
        int effects = at.Estimates.Length;
        double[] deviation = new double[effects + 1];
        double length = 0;
        int step = point;
        for (int i = 0; i < effects; i++)
        {
            double z = Deviates[(step + Points / 2) % Points];
            length += z * z;
            for (int j = 0; j <= i; j++) deviation[j] += at.InverseFactor[LaneCholesky.Size(i) + j][lane] * z;
            step = step * Generator % Points;
        }

        return (deviation, length);
    }
}
