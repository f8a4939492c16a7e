using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Estimates τ² of a compiled system.</summary>
internal static class HeterogeneityEstimation
{
    private const double Precision = 1e-14;

    /// <summary>The estimate of τ², 0 or more; 0 without degrees of freedom.</summary>
    public static double Estimate(TrialSystem system, SystemState state, RandomEffects method)
    {
        if (system.DegreesOfFreedom <= 0) return 0;
        return method switch
        {
            RandomEffects.DerSimonianLaird => Moments(system, state),
            RandomEffects.Reml => Likelihood(system, state, restricted: true),
            RandomEffects.MaximumLikelihood => Likelihood(system, state, restricted: false),
            RandomEffects.PauleMandel or RandomEffects.EmpiricalBayes => Matching(system, state, system.DegreesOfFreedom),
            RandomEffects.Hedges => PairwiseHeterogeneity.Hedges(system),
            RandomEffects.HunterSchmidt => PairwiseHeterogeneity.HunterSchmidt(system, state),
            RandomEffects.SidikJonkman => PairwiseHeterogeneity.SidikJonkman(system),
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };
    }

    /// <summary>The τ² at which Q equals a target, 0 where it is less at τ² = 0.</summary>
    public static double Matching(TrialSystem system, SystemState state, double target)
    {
        if (Excess(0) <= 0) return 0;
        double high = system.TypicalVariance;
        while (Excess(high) > 0) high *= 4;
        return RootFinding.Brent(Excess, 0, high, Precision);

        double Excess(double variance)
        {
            system.Evaluate(Vector256.Create(variance), state);
            return state.Quadratic[0] - target;
        }
    }

    private static double Moments(TrialSystem system, SystemState state)
    {
        SystemEstimates estimates = new(system);
        system.Evaluate(Vector256<double>.Zero, state);
        system.Complete(state, estimates);
        (_, Vector256<double> weight, Vector256<double> fit) = system.Moments(state, estimates);
        return Math.Max(0, (state.Quadratic[0] - system.DegreesOfFreedom) / (weight[0] - fit[0]));
    }

    /// <summary>Looks for the highest point on a coarse grid, then for the root of the score beside it.</summary>
    private static double Likelihood(TrialSystem system, SystemState state, bool restricted)
    {
        SystemEstimates estimates = new(system);
        List<double> grid = [0];
        List<double> heights = [];
        double step = system.SmallestVariance / 64, best = double.NegativeInfinity;
        while (true)
        {
            while (grid.Count % 4 != 0)
            {
                grid.Add(step);
                step *= 2;
            }

            int start = grid.Count - 4;
            system.Evaluate(Vector256.Create(grid[start], grid[start + 1], grid[start + 2], grid[start + 3]), state);
            Vector256<double> height = restricted ? state.RestrictedLogLikelihood : state.LogLikelihood;
            for (int lane = 0; lane < 4; lane++) heights.Add(height[lane]);
            best = Math.Max(best, heights.Max());
            // Beyond all sampling variances the likelihood only falls once it has begun to.
            if (grid[^1] > 64 * system.TypicalVariance && heights[^1] < heights[^2] && heights[^1] < best - 1) break;
            if (grid.Count > 400) break;
            grid.Add(step);
            step *= 2;
        }

        int top = heights.IndexOf(heights.Max());
        if (top == 0 && Score(0) <= 0) return 0;
        double low = top == 0 ? 0 : grid[top - 1], high = grid[Math.Min(top + 1, grid.Count - 1)], middle = grid[top];
        double atTop = Score(middle);
        if (atTop > 0) low = middle;
        else high = middle;
        return Score(low) > 0 && Score(high) < 0 ? RootFinding.Brent(Score, low, high, Precision) : low == 0 ? 0 : middle;

        double Score(double variance)
        {
            system.Evaluate(Vector256.Create(variance), state);
            system.Complete(state, estimates);
            (Vector256<double> residual, Vector256<double> weight, Vector256<double> fit) = system.Moments(state, estimates);
            return 0.5 * (residual[0] - weight[0] + (restricted ? fit[0] : 0));
        }
    }
}
