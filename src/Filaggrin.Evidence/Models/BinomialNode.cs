using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>The posterior of the effects of the binomial model at one τ: its mode, its curvature and the skewness at the mode.</summary>
/// <remarks>
/// Effects of all treatments are kept, the last at 0; matrices leave the last out. Marginals of a logarithmically concave function
/// are so too, so that there is one mode and Newton's method with halved steps finds it.
/// </remarks>
internal sealed class BinomialNode
{
    private const double Converged = 1e-9; // Newton's decrement, squared, before the last step
    private const double ConvergedAtLast = 1e-5; // where only the prior curves, the integrals' own error moves the mode about
    private const int UsualIterations = 30;
    private const double Tolerance = 1e-6; // of the logarithm: the integrals' own error must not halve a step
    private const double LongestMove = 10; // in log odds
    private const int MostIterations = 200;

    private readonly BinomialTrial[] _trials;
    private readonly double[] _precision;
    private readonly int _order;

    /// <summary>Finds the mode.</summary>
    /// <param name="trials">Arms of each trial.</param>
    /// <param name="priorVariance">Prior variance of every contrast.</param>
    /// <param name="tau">Heterogeneity standard deviation.</param>
    /// <param name="start">Effects to start from.</param>
    /// <param name="moments">Room for the derivatives of a trial.</param>
    public BinomialNode(BinomialArm[][] trials, double priorVariance, double tau, ReadOnlySpan<double> start, BinomialMoments moments)
    {
        Tau = tau;
        _order = start.Length - 1;
        _precision = Prior(start.Length, priorVariance);
        Mode = start.ToArray();
        _trials = new BinomialTrial[trials.Length];
        for (int i = 0; i < trials.Length; i++) _trials[i] = new BinomialTrial(trials[i], tau, start);
        Information = new double[_order * _order];
        Cubics = new double[trials.Length][];
        Climb(moments);
        Shift = MeanShift();
    }

    /// <summary>Heterogeneity standard deviation.</summary>
    public double Tau { get; }

    /// <summary>Mode of the effects.</summary>
    public double[] Mode { get; }

    /// <summary>What the mean lies beyond the mode.</summary>
    public double[] Shift { get; }

    /// <summary>Negative second derivatives at the mode, by rows.</summary>
    public double[] Information { get; }

    /// <summary>Logarithm of likelihood times prior at the mode.</summary>
    public double LogPeak { get; private set; }

    /// <summary>Third derivatives of each trial at the mode: three indices over its arms.</summary>
    public double[][] Cubics { get; }

    /// <summary>The trials.</summary>
    public ReadOnlySpan<BinomialTrial> Trials => _trials;

    /// <summary>Logarithm of likelihood times prior at many deviations from the mode, in relation to the mode.</summary>
    /// <param name="deviations">Deviations of each treatment, four points in a vector.</param>
    public Vector256<double>[] LogPosterior(Vector256<double>[][] deviations)
    {
        Vector256<double>[] sums = new Vector256<double>[deviations[0].Length];
        double mode = LogPrior(Mode);
        foreach (BinomialTrial trial in _trials)
        {
            mode += trial.LogLikelihood(Mode);
            BinomialSurface.Add(trial, Mode, deviations, sums);
        }

        for (int block = 0; block < sums.Length; block++)
        {
            sums[block] -= Vector256.Create(mode);
            for (int i = 0; i < _order; i++)
            {
                for (int j = 0; j < _order; j++)
                    sums[block] -= 0.5 * _precision[i * _order + j] * (deviations[i][block] + Vector256.Create(Mode[i])) * (deviations[j][block] + Vector256.Create(Mode[j]));
            }
        }

        return sums;
    }

    /// <summary>The terms of the third order of the same.</summary>
    public Vector256<double>[] Cubic(Vector256<double>[][] deviations)
    {
        Vector256<double>[] sums = new Vector256<double>[deviations[0].Length];
        for (int trial = 0; trial < _trials.Length; trial++)
        {
            ReadOnlySpan<BinomialArm> arms = _trials[trial].Arms;
            double[] cubic = Cubics[trial];
            for (int block = 0; block < sums.Length; block++)
            {
                int at = 0;
                for (int a = 0; a < arms.Length; a++)
                {
                    for (int b = 0; b < arms.Length; b++)
                    {
                        Vector256<double> product = deviations[arms[a].Treatment][block] * deviations[arms[b].Treatment][block] / 6;
                        for (int c = 0; c < arms.Length; c++) sums[block] += cubic[at++] * product * deviations[arms[c].Treatment][block];
                    }
                }
            }
        }

        return sums;
    }

    /// <summary>The prior's precision: independent normal levels of the treatments, so that all contrasts have the same variance.</summary>
    internal static double[] Prior(int treatments, double variance)
    {
        int order = treatments - 1;
        double[] precision = new double[order * order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++) precision[i * order + j] = 2 / variance * ((i == j ? 1 : 0) - 1.0 / treatments);
        }

        return precision;
    }

    private double LogPrior(ReadOnlySpan<double> effects)
    {
        double sum = 0;
        for (int i = 0; i < _order; i++)
        {
            for (int j = 0; j < _order; j++) sum -= 0.5 * effects[i] * _precision[i * _order + j] * effects[j];
        }

        return sum;
    }

    private void Climb(BinomialMoments moments)
    {
        double[] gradient = new double[_order], from = [.. Mode];
        double reached = double.NegativeInfinity, length = 1;
        double[] move = new double[_order];
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double here = Evaluate(gradient, moments);
            if (!(here >= reached - Tolerance * (1 + Math.Abs(here))))
            {
                length /= 2;
                for (int i = 0; i < _order; i++) Mode[i] = from[i] + length * move[i];
                continue;
            }

            (reached, length) = (here, 1);
            move = DenseMatrix.Times(DenseMatrix.Inverse(Information, _order), gradient);
            double decrement = 0, longest = move.Max(Math.Abs), scale = longest > LongestMove ? LongestMove / longest : 1;
            for (int i = 0; i < _order; i++)
            {
                decrement += move[i] * gradient[i];
                from[i] = Mode[i];
                move[i] *= scale;
                Mode[i] += move[i];
            }

            if (decrement > (iteration < UsualIterations ? Converged : ConvergedAtLast)) continue;
            LogPeak = here + 0.5 * decrement;
            return;
        }

        throw new ArithmeticException("The mode of the effects was not found.");
    }

    private double Evaluate(double[] gradient, BinomialMoments moments)
    {
        double log = LogPrior(Mode);
        _precision.CopyTo(Information, 0);
        double[] priorPull = DenseMatrix.Times(_precision, Mode[.._order]);
        for (int i = 0; i < _order; i++) gradient[i] = -priorPull[i];
        for (int trial = 0; trial < _trials.Length; trial++)
        {
            ReadOnlySpan<BinomialArm> arms = _trials[trial].Arms;
            log += _trials[trial].LogLikelihood(Mode, moments);
            double[] cubic = Cubics[trial] ??= new double[arms.Length * arms.Length * arms.Length];
            for (int a = 0; a < arms.Length; a++)
            {
                int row = arms[a].Treatment;
                if (row < _order) gradient[row] += moments.Gradient(a);
                for (int b = 0; b < arms.Length; b++)
                {
                    if (b == a) continue;
                    int column = arms[b].Treatment;
                    double weight = moments.Pair(a, b);
                    if (row < _order) Information[row * _order + row] += weight;
                    if (row < _order && column < _order) Information[row * _order + column] -= weight;
                }
            }

            moments.CopyTriples(cubic);
        }

        return log;
    }

    /// <summary>Half the derivative of the logarithm of the covariance's determinant, times the covariance: our own second-order correction.</summary>
    private double[] MeanShift()
    {
        double[] covariance = DenseMatrix.Inverse(Information, _order), slope = new double[_order];
        for (int trial = 0; trial < _trials.Length; trial++)
        {
            ReadOnlySpan<BinomialArm> arms = _trials[trial].Arms;
            for (int a = 0; a < arms.Length; a++)
            {
                for (int b = a + 1; b < arms.Length; b++)
                {
                    double variance = Variance(arms[a].Treatment, arms[b].Treatment);
                    for (int c = 0; c < arms.Length; c++)
                    {
                        int row = arms[c].Treatment;
                        if (row < _order) slope[row] -= 0.5 * variance * Cubics[trial][(a * arms.Length + b) * arms.Length + c];
                    }
                }
            }
        }

        double[] shift = DenseMatrix.Times(covariance, slope);
        for (int i = 0; i < _order; i++)
        {
            // Beyond a standard deviation the second order means nothing, as with an effect that only the prior bounds; the check will tell.
            double sd = Math.Sqrt(covariance[i * _order + i]);
            shift[i] = Math.Clamp(shift[i], -sd, sd);
        }

        return shift;

        double Variance(int one, int other)
        {
            double sum = one < _order ? covariance[one * _order + one] : 0;
            if (other < _order) sum += covariance[other * _order + other];
            if (one < _order && other < _order) sum -= 2 * covariance[one * _order + other];
            return sum;
        }
    }
}
