using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>The log likelihood of a trial at many deviations of the effects from the mode.</summary>
/// <remarks>
/// That of two arms is a function of one difference, that of three a function of two: Chebyshev polynomials through a few values
/// stand for them over the span of the deviations. Larger trials are reckoned point by point.
/// </remarks>
internal static class BinomialSurface
{
    private const int SamplesOfOne = 7;
    private const int SamplesOfTwo = 5;

    /// <summary>Adds the log likelihoods.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="mode">Effect of each treatment at the mode.</param>
    /// <param name="deviations">Deviations of each treatment, four points in a vector.</param>
    /// <param name="sums">What is added to.</param>
    public static void Add(BinomialTrial trial, double[] mode, Vector256<double>[][] deviations, Vector256<double>[] sums)
    {
        ReadOnlySpan<BinomialArm> arms = trial.Arms;
        if (arms.Length > 3)
        {
            AddDirectly(trial, mode, deviations, sums);
            return;
        }

        int last = arms[^1].Treatment, first = arms[0].Treatment, second = arms.Length == 3 ? arms[1].Treatment : last;
        int rows = arms.Length == 3 ? SamplesOfTwo : SamplesOfOne, columns = arms.Length == 3 ? SamplesOfTwo : 1;
        double reach = Reach(deviations[first], deviations[last]), otherReach = Reach(deviations[second], deviations[last]);
        double[] values = new double[rows * columns], at = [.. mode];
        for (int row = 0; row < rows; row++)
        {
            at[first] = mode[first] + reach * Node(row, rows);
            for (int column = 0; column < columns; column++)
            {
                if (columns > 1) at[second] = mode[second] + otherReach * Node(column, columns);
                values[row * columns + column] = trial.LogLikelihood(at);
            }
        }

        Vector256<double>[] coefficients = Transform(values, rows, columns);
        double scale = 1 / reach, otherScale = columns > 1 ? 1 / otherReach : 0;
        for (int block = 0; block < sums.Length; block++)
        {
            Vector256<double> x = (deviations[first][block] - deviations[last][block]) * scale, y = (deviations[second][block] - deviations[last][block]) * otherScale;
            sums[block] += Evaluate(coefficients, rows, columns, x, y);
        }
    }

    private static double Node(int index, int count) => Math.Cos(Math.PI * (index + 0.5) / count);

    private static double Reach(Vector256<double>[] one, Vector256<double>[] other)
    {
        Vector256<double> reach = Vector256<double>.Zero;
        for (int block = 0; block < one.Length; block++) reach = Vector256.Max(reach, Vector256.Abs(one[block] - other[block]));
        return Math.Max(Math.Max(reach[0], reach[1]), Math.Max(reach[2], reach[3]));
    }

    /// <summary>Coefficients of the Chebyshev polynomials through values at their nodes.</summary>
    private static Vector256<double>[] Transform(double[] values, int rows, int columns)
    {
        Vector256<double>[] coefficients = new Vector256<double>[values.Length];
        for (int k = 0; k < rows; k++)
        {
            for (int l = 0; l < columns; l++)
            {
                double sum = 0;
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                        sum += values[row * columns + column] * Math.Cos(Math.PI * k * (row + 0.5) / rows) * Math.Cos(Math.PI * l * (column + 0.5) / columns);
                }

                coefficients[k * columns + l] = Vector256.Create(sum * (k == 0 ? 1.0 : 2.0) / rows * (l == 0 ? 1.0 : 2.0) / columns);
            }
        }

        return coefficients;
    }

    /// <summary>Clenshaw's recurrence in both directions.</summary>
    private static Vector256<double> Evaluate(ReadOnlySpan<Vector256<double>> coefficients, int rows, int columns, Vector256<double> x, Vector256<double> y)
    {
        Vector256<double> here = Vector256<double>.Zero, before = here, twice = x + x;
        for (int row = rows - 1; row >= 0; row--)
        {
            ReadOnlySpan<Vector256<double>> own = coefficients.Slice(row * columns, columns);
            Vector256<double> value = columns == 1 ? own[0] : Evaluate(own, columns, 1, y, y);
            (here, before) = (value + (row == 0 ? x : twice) * here - before, here);
        }

        return here;
    }

    private static void AddDirectly(BinomialTrial trial, double[] mode, Vector256<double>[][] deviations, Vector256<double>[] sums)
    {
        double[] at = [.. mode];
        for (int block = 0; block < sums.Length; block++)
        {
            Vector256<double> sum = Vector256<double>.Zero;
            for (int lane = 0; lane < 4; lane++)
            {
                foreach (BinomialArm arm in trial.Arms) at[arm.Treatment] = mode[arm.Treatment] + deviations[arm.Treatment][block][lane];
                sum = sum.WithElement(lane, trial.LogLikelihood(at));
            }

            sums[block] += sum;
        }
    }
}
