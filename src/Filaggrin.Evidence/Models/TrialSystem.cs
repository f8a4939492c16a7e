using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>The trials of a network in flat arrays: weighted least squares in the effects, at four heterogeneity variances at once.</summary>
/// <remarks>
/// The random effects of a trial are independent arm effects of variance τ²/2 with the trial's baseline left flat: contrasts then
/// have variance τ² and correlate one half (Rücker 2012, doi:10.1002/jrsm.1058; Franchini 2012, doi:10.1002/jrsm.1049).
/// With w = 1/(v + τ²/2) and W their sum over the trial, two of its arms are tied by an edge of weight w w′/W; information,
/// right side and quadratic form are sums over the edges, without cancellation where a variance is small.
/// Trials that differ by covariates carry them as further columns.
/// </remarks>
internal sealed class TrialSystem
{
    private readonly int[] _armStart;
    private readonly int[] _edgeStart;
    private readonly double[] _variances;
    private readonly double[] _differences;
    private readonly int[] _entryStart;
    private readonly (int Column, double Value)[] _entries;
    private readonly int[] _productStart;
    private readonly (int Index, double Value)[] _products;
    private readonly Lazy<double> _constant;

    /// <summary>Compiles trials.</summary>
    /// <param name="parameters">Number of columns of the design.</param>
    /// <param name="trials">Arms of each trial: estimate, variance and the row of the design.</param>
    public TrialSystem(int parameters, IReadOnlyList<IReadOnlyList<SystemArm>> trials)
    {
        Parameters = parameters;
        Trials = trials.Count;
        _armStart = new int[Trials + 1];
        _edgeStart = new int[Trials + 1];
        List<double> variances = [], differences = [];
        List<(int, double)> entries = [], products = [];
        List<int> entryStart = [0], productStart = [0];
        for (int trial = 0; trial < Trials; trial++)
        {
            IReadOnlyList<SystemArm> arms = trials[trial];
            // Of two arms only the sum of the variances matters; halves keep an arm without variance from a weight without bound.
            double floor = 1e-12 * arms.Max(arm => arm.Variance), half = 0.5 * arms.Sum(arm => arm.Variance);
            foreach (SystemArm arm in arms) variances.Add(arms.Count == 2 ? half : Math.Max(arm.Variance, floor));
            for (int first = 0; first < arms.Count; first++)
            {
                for (int second = first + 1; second < arms.Count; second++)
                {
                    differences.Add(arms[first].Estimate - arms[second].Estimate);
                    SortedDictionary<int, double> row = [];
                    foreach ((int column, double value) in arms[first].Row) row[column] = row.GetValueOrDefault(column) + value;
                    foreach ((int column, double value) in arms[second].Row) row[column] = row.GetValueOrDefault(column) - value;
                    KeyValuePair<int, double>[] columns = [.. row.Where(entry => entry.Value != 0)];
                    foreach ((int column, double value) in columns)
                    {
                        entries.Add((column, value));
                        foreach ((int other, double otherValue) in columns)
                        {
                            if (other > column) break;
                            products.Add((LaneCholesky.Size(column) + other, value * otherValue));
                        }
                    }

                    entryStart.Add(entries.Count);
                    productStart.Add(products.Count);
                }
            }

            _armStart[trial + 1] = variances.Count;
            _edgeStart[trial + 1] = differences.Count;
        }

        _variances = [.. variances];
        _differences = [.. differences];
        (_entryStart, _entries) = ([.. entryStart], [.. entries]);
        (_productStart, _products) = ([.. productStart], [.. products]);
        DegreesOfFreedom = _variances.Length - Trials - parameters;
        double smallest = double.PositiveInfinity, sum = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            for (int arm = _armStart[trial]; arm < _armStart[trial + 1]; arm++)
            {
                for (int other = arm + 1; other < _armStart[trial + 1]; other++)
                {
                    smallest = Math.Min(smallest, _variances[arm] + _variances[other]);
                    sum += Math.Log(_variances[arm] + _variances[other]);
                }
            }
        }

        SmallestVariance = smallest;
        TypicalVariance = Math.Exp(sum / _differences.Length);
        _constant = new Lazy<double>(() => 0.5 * (LogDesign() - DegreesOfFreedom * Math.Log(2 * Math.PI)));
    }

    /// <summary>Number of columns of the design.</summary>
    public int Parameters { get; }

    /// <summary>Number of trials.</summary>
    public int Trials { get; }

    /// <summary>Number of pairs of arms of the same trial.</summary>
    public int Edges => _differences.Length;

    /// <summary>Independent contrasts less parameters.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>Smallest sampling variance of a contrast.</summary>
    public double SmallestVariance { get; }

    /// <summary>Geometric mean of the sampling variances of the contrasts.</summary>
    public double TypicalVariance { get; }

    /// <summary>What the log likelihood of the contrasts has besides <see cref="SystemState.LogLikelihood"/>.</summary>
    public double LikelihoodConstant => -0.5 * (DegreesOfFreedom + Parameters) * Math.Log(2 * Math.PI);

    /// <summary>What the restricted log likelihood has besides <see cref="SystemState.RestrictedLogLikelihood"/>: half of log |XᵀX| less df log 2π.</summary>
    /// <remarks>Harville 1974, doi:10.1093/biomet/61.2.383. The rows of X are the contrasts of each trial against its first arm.</remarks>
    public double RestrictedConstant => _constant.Value;

    /// <summary>The edges of a trial, in the order (1,2), (1,3), …, (2,3), ….</summary>
    public Range EdgesOf(int trial) => _edgeStart[trial].._edgeStart[trial + 1];

    /// <summary>Observed difference on an edge.</summary>
    public double Difference(int edge) => _differences[edge];

    /// <summary>Observed difference on an edge in the direction of its first column.</summary>
    public double Oriented(int edge) => _differences[edge] * Math.Sign(_entries[_entryStart[edge]].Value);

    /// <summary>Sampling variance of the contrast of a trial with two arms, by its edge.</summary>
    public double ContrastVariance(int edge) => 2 * _variances[2 * edge];

    /// <summary>Columns of an edge with the difference of the two rows of the design.</summary>
    public ReadOnlySpan<(int Column, double Value)> Entries(int edge) => _entries.AsSpan(_entryStart[edge].._entryStart[edge + 1]);

    /// <summary>Adds up information, right side and quadratic form, and solves.</summary>
    /// <param name="variance">Heterogeneity variance τ², 0 or more, in each lane.</param>
    /// <param name="state">Takes the result.</param>
    public void Evaluate(Vector256<double> variance, SystemState state)
    {
        Span<Vector256<double>> information = state.Factor, right = state.Right, weights = state.Weights;
        information.Clear();
        right.Clear();
        Vector256<double> quadratic = Vector256<double>.Zero, log = quadratic, product = Vector256<double>.One, half = 0.5 * variance;
        double unit = 1 / TypicalVariance;
        for (int trial = 0; trial < Trials; trial++)
        {
            product *= Weigh(trial, variance, half, unit, weights);
            if (trial % 8 == 7)
            {
                log += Vector256.Log(product);
                product = Vector256<double>.One;
            }
        }

        for (int edge = 0; edge < _differences.Length; edge++)
        {
            Vector256<double> weight = weights[edge], pull = weight * _differences[edge];
            quadratic = Vector256.MultiplyAddEstimate(pull, Vector256.Create(_differences[edge]), quadratic);
            foreach ((int column, double value) in _entries.AsSpan(_entryStart[edge].._entryStart[edge + 1]))
            {
                ref Vector256<double> sum = ref right[column];
                sum = Vector256.MultiplyAddEstimate(pull, Vector256.Create(value), sum);
            }

            foreach ((int index, double value) in _products.AsSpan(_productStart[edge].._productStart[edge + 1]))
            {
                ref Vector256<double> sum = ref information[index];
                sum = Vector256.MultiplyAddEstimate(weight, Vector256.Create(value), sum);
            }
        }

        double contrasts = _variances.Length - Trials;
        state.LogVariances = log + Vector256.Log(product) + Vector256.Create(contrasts * Math.Log(TypicalVariance));
        state.LogInformation = LaneCholesky.Factor(information, right, state.Columns, TypicalVariance) - Vector256.Create(Parameters * Math.Log(TypicalVariance));
        foreach (Vector256<double> z in right) quadratic -= z * z;
        state.Quadratic = Vector256.Max(quadratic, Vector256<double>.Zero);
    }

    /// <summary>Estimates and covariance of an evaluated state.</summary>
    public void Complete(SystemState state, SystemEstimates estimates)
    {
        LaneCholesky.Invert(state.Factor, estimates.InverseFactor, Parameters);
        LaneCholesky.Complete(estimates.InverseFactor, state.Right, estimates.Effects, estimates.Covariance);
    }

    /// <summary>Residual of an edge.</summary>
    public Vector256<double> Residual(int edge, SystemEstimates estimates)
    {
        Vector256<double> residual = Vector256.Create(_differences[edge]);
        foreach ((int column, double value) in Entries(edge)) residual -= value * estimates.Effects[column];
        return residual;
    }

    /// <summary>Variance of the estimate of an edge.</summary>
    public Vector256<double> FittedVariance(int edge, SystemEstimates estimates)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        int product = _productStart[edge];
        for (int row = _entryStart[edge]; row < _entryStart[edge + 1]; row++)
        {
            for (int other = _entryStart[edge]; other <= row; other++, product++)
                sum += (other == row ? 1 : 2) * _products[product].Value * estimates.Covariance[_products[product].Index];
        }

        return sum;
    }

    /// <summary>The pieces of the derivatives by τ²: with P the residual projection of the contrasts and M the weights,
    /// half the residuals' r′M²r, half the trace of M, half the trace of M² times the covariance of the fit.</summary>
    public (Vector256<double> Residual, Vector256<double> Weight, Vector256<double> Fit) Moments(SystemState state, SystemEstimates estimates)
    {
        Vector256<double> residual = Vector256<double>.Zero, weight = residual, fit = residual;
        for (int trial = 0; trial < Trials; trial++)
        {
            int arms = _armStart[trial + 1] - _armStart[trial], start = _edgeStart[trial];
            for (int first = 0; first < arms; first++)
            {
                for (int second = first + 1; second < arms; second++)
                {
                    Vector256<double> square = Vector256<double>.Zero, own = state.Weights[start + Pair(first, second, arms)];
                    for (int other = 0; other < arms; other++)
                    {
                        if (other != first) square += own * state.Weights[start + Pair(first, other, arms)];
                        if (other != second) square += own * state.Weights[start + Pair(second, other, arms)];
                        if (other != first && other != second) square -= state.Weights[start + Pair(first, other, arms)] * state.Weights[start + Pair(second, other, arms)];
                    }

                    int edge = start + Pair(first, second, arms);
                    Vector256<double> r = Residual(edge, estimates);
                    residual += 0.5 * square * r * r;
                    fit += 0.5 * square * FittedVariance(edge, estimates);
                    weight += own;
                }
            }
        }

        return (residual, weight, fit);
    }

    /// <summary>Position of a pair among the edges of a trial.</summary>
    internal static int Pair(int first, int second, int arms)
    {
        if (first > second) (first, second) = (second, first);
        return first * (2 * arms - first - 1) / 2 + second - first - 1;
    }

    private double LogDesign()
    {
        Vector256<double>[] squares = new Vector256<double>[LaneCholesky.Size(Parameters)], room = new Vector256<double>[Parameters];
        for (int trial = 0; trial < Trials; trial++)
        {
            int first = _edgeStart[trial], arms = _armStart[trial + 1] - _armStart[trial];
            foreach ((int index, double value) in _products.AsSpan(_productStart[first].._productStart[first + arms - 1])) squares[index] += Vector256.Create(value);
        }

        return LaneCholesky.Factor(squares, room, new Vector256<double>[2 * Parameters], 1)[0];
    }

    /// <summary>Weights of the edges of a trial; returns the determinant of the covariance of its contrasts, in units.</summary>
    private Vector256<double> Weigh(int trial, Vector256<double> variance, Vector256<double> half, double unit, Span<Vector256<double>> weights)
    {
        int start = _armStart[trial], arms = _armStart[trial + 1] - start, edge = _edgeStart[trial];
        if (arms == 2)
        {
            Vector256<double> sum = Vector256.Create(2 * _variances[start]) + variance;
            weights[edge] = Vector256<double>.One / sum;
            return sum * unit;
        }

        Vector256<double> total = Vector256<double>.Zero, determinant = Vector256.Create(1 / unit);
        for (int arm = start; arm < start + arms; arm++)
        {
            Vector256<double> own = Vector256.Create(_variances[arm]) + half;
            total += Vector256<double>.One / own;
            determinant *= own * unit;
        }

        for (int first = start; first < start + arms; first++)
        {
            Vector256<double> own = (Vector256.Create(_variances[first]) + half) * total;
            for (int second = first + 1; second < start + arms; second++)
                weights[edge++] = Vector256<double>.One / (own * (Vector256.Create(_variances[second]) + half));
        }

        return determinant * total;
    }
}
