using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Estimators of τ² that are defined for contrasts of one comparison, with or without covariates.</summary>
internal static class PairwiseHeterogeneity
{
    /// <summary>Moments with equal weights.</summary>
    public static double Hedges(TrialSystem system)
    {
        (double quadratic, double expected) = Weighted(system, edge => 1);
        return Math.Max(0, (quadratic - expected) / system.DegreesOfFreedom);
    }

    /// <summary>(Q - k) over the sum of the weights.</summary>
    public static double HunterSchmidt(TrialSystem system, SystemState state)
    {
        Require(system);
        system.Evaluate(Vector256<double>.Zero, state);
        double weights = 0;
        for (int edge = 0; edge < system.Edges; edge++) weights += state.Weights[edge][0];
        return Math.Max(0, (state.Quadratic[0] - system.Edges) / weights);
    }

    /// <summary>Starts at the variance of the estimates and rescales it once.</summary>
    public static double SidikJonkman(TrialSystem system)
    {
        Require(system);
        double start = Start(system);
        if (start == 0) return 0;
        (double quadratic, _) = Weighted(system, edge => 1 / (system.ContrastVariance(edge) + start));
        return start * quadratic / system.DegreesOfFreedom;
    }

    /// <summary>Sidik and Jonkman's start: the variance of the estimates about their mean.</summary>
    internal static double Start(TrialSystem system)
    {
        double mean = 0, start = 0;
        for (int edge = 0; edge < system.Edges; edge++) mean += system.Oriented(edge) / system.Edges;
        for (int edge = 0; edge < system.Edges; edge++) start += Math.Pow(system.Oriented(edge) - mean, 2) / system.Edges;
        return start;
    }

    /// <summary>Weighted least squares with given weights: residual sum of squares and its expectation without heterogeneity.</summary>
    private static (double Quadratic, double Expected) Weighted(TrialSystem system, Func<int, double> weightOf)
    {
        Require(system);
        int order = system.Parameters;
        double[] information = new double[order * order], right = new double[order];
        for (int edge = 0; edge < system.Edges; edge++)
        {
            double weight = weightOf(edge);
            foreach ((int row, double own) in system.Entries(edge))
            {
                right[row] += weight * own * system.Difference(edge);
                foreach ((int column, double other) in system.Entries(edge)) information[row * order + column] += weight * own * other;
            }
        }

        double[] covariance = DenseMatrix.Inverse(information, order), estimates = DenseMatrix.Times(covariance, right);
        double quadratic = 0, expected = 0;
        for (int edge = 0; edge < system.Edges; edge++)
        {
            double weight = weightOf(edge), residual = system.Difference(edge), leverage = 0;
            foreach ((int row, double own) in system.Entries(edge))
            {
                residual -= own * estimates[row];
                foreach ((int column, double other) in system.Entries(edge)) leverage += own * other * covariance[row * order + column];
            }

            quadratic += weight * residual * residual;
            expected += weight * system.ContrastVariance(edge) * (1 - weight * leverage);
        }

        return (quadratic, expected);
    }

    private static void Require(TrialSystem system)
    {
        if (system.Edges != system.Trials) throw new NotSupportedException("This estimator of heterogeneity is defined for trials with two arms only.");
    }
}
