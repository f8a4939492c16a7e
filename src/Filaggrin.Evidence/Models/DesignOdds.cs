namespace Filaggrin.Evidence;

/// <summary>Generalised Mantel-Haenszel log odds ratios of the trials of one design, with their covariance.</summary>
internal sealed class DesignOdds
{
    private readonly int _arms;
    private readonly double[][] _events;
    private readonly double[][] _others;
    private readonly double[,] _products;

    /// <summary>Pools the trials.</summary>
    /// <param name="trials">Trials with the same treatments and the arms of the first in its order.</param>
    public DesignOdds(NetworkTrial[] trials)
    {
        string[] labels = [.. trials[0].Arms.Select(arm => arm.Treatment)];
        _arms = labels.Length;
        BinaryArm[][] data = [.. trials.Select(trial => labels.Select(label => (BinaryArm)trial.Arms.Single(arm => arm.Treatment == label).Data!).ToArray())];
        double[] sizes = [.. data.Select(arms => arms.Sum(arm => arm.Patients))];
        // Divided by the square root of the trial's size, so that a product of two has the weight 1/N.
        _events = [.. data.Select((arms, trial) => arms.Select(arm => arm.Events / Math.Sqrt(sizes[trial])).ToArray())];
        _others = [.. data.Select((arms, trial) => arms.Select(arm => (arm.Patients - arm.Events) / Math.Sqrt(sizes[trial])).ToArray())];
        _products = new double[_arms, _arms];
        for (int x = 0; x < _arms; x++)
        {
            for (int y = 0; y < _arms; y++) _products[x, y] = Enumerable.Range(0, trials.Length).Sum(trial => _events[trial][x] * _others[trial][y]);
        }

        Estimates = new double[_arms - 1];
        Covariance = new double[(_arms - 1) * (_arms - 1)];
        for (int x = 1; x < _arms; x++)
        {
            Estimates[x - 1] = Level(x) - Level(0);
            for (int y = 1; y < _arms; y++) Covariance[(x - 1) * (_arms - 1) + y - 1] = Levels(x, y, sizes) - Levels(x, 0, sizes) - Levels(0, y, sizes) + Levels(0, 0, sizes);
        }
    }

    /// <summary>Each further arm against the first.</summary>
    public double[] Estimates { get; }

    /// <summary>Their covariance by rows.</summary>
    public double[] Covariance { get; }

    /// <summary>Mean log odds ratio of an arm against all arms.</summary>
    private double Level(int x) => Enumerable.Range(0, _arms).Sum(z => z == x ? 0 : LogRatio(x, z)) / _arms;

    private double LogRatio(int x, int y) => Math.Log(_products[x, y] / _products[y, x]);

    /// <summary>Covariance of two levels.</summary>
    private double Levels(int x, int y, double[] sizes)
    {
        double sum = 0;
        for (int z = 0; z < _arms; z++)
        {
            for (int w = 0; w < _arms; w++)
            {
                if (z != x && w != y) sum += Pairs(x, z, y, w, sizes);
            }
        }

        return sum / (_arms * _arms);
    }

    /// <summary>Covariance of the log odds ratios of x against z and y against w.</summary>
    private double Pairs(int x, int z, int y, int w, double[] sizes)
    {
        if (x == y) return z == w ? Variance(x, z, sizes) : Shared(x, z, w, sizes);
        if (x == w) return z == y ? -Variance(x, z, sizes) : -Shared(x, z, y, sizes);
        if (z == y) return -Shared(z, x, w, sizes);
        return z == w ? Shared(z, x, y, sizes) : 0;
    }

    private double Variance(int x, int y, double[] sizes)
    {
        double same = 0, mixed = 0, turned = 0;
        for (int trial = 0; trial < sizes.Length; trial++)
        {
            double root = Math.Sqrt(sizes[trial]);
            double c = _events[trial][x] * _others[trial][y], turnedC = _events[trial][y] * _others[trial][x];
            double d = (_events[trial][x] + _others[trial][y]) / root, turnedD = (_events[trial][y] + _others[trial][x]) / root;
            same += c * d;
            mixed += c * turnedD + turnedC * d;
            turned += turnedC * turnedD;
        }

        double forward = _products[x, y], backward = _products[y, x];
        return same / (2 * forward * forward) + mixed / (2 * forward * backward) + turned / (2 * backward * backward);
    }

    /// <summary>Covariance of x against y and x against z: of four terms the outer two together and each inner one alone expect it, hence a third of all.</summary>
    private double Shared(int x, int y, int z, double[] sizes)
    {
        double sum = 0;
        for (int trial = 0; trial < sizes.Length; trial++)
        {
            double root = Math.Sqrt(sizes[trial]), ex = _events[trial][x], ox = _others[trial][x];
            sum += ex * _others[trial][y] * _others[trial][z] / (root * _products[x, y] * _products[x, z])
                + (ex + ox) * _others[trial][y] * _events[trial][z] / (root * _products[x, y] * _products[z, x])
                + (ex + ox) * _events[trial][y] * _others[trial][z] / (root * _products[y, x] * _products[x, z])
                + ox * _events[trial][y] * _events[trial][z] / (root * _products[y, x] * _products[z, x]);
        }

        return sum / 3;
    }
}
