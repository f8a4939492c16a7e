namespace Filaggrin.Evidence;

/// <summary>Means and variances of all contrasts of a mixture, added up component by component.</summary>
internal sealed class PairMoments(int treatments)
{
    private readonly double[] _means = new double[treatments * (treatments - 1) / 2];
    private readonly double[] _squares = new double[treatments * (treatments - 1) / 2];
    private double _weight;
    private double _tau;

    /// <summary>Mean of τ.</summary>
    public double Tau => _tau / _weight;

    /// <summary>Adds a component.</summary>
    /// <param name="weight">Its weight.</param>
    /// <param name="tau">Its τ.</param>
    /// <param name="mean">Means against the last treatment.</param>
    /// <param name="covariance">Their covariance, a triangle by rows.</param>
    public void Add(double weight, double tau, double[] mean, double[] covariance)
    {
        _weight += weight;
        _tau += weight * tau;
        for (int row = 0; row < treatments; row++)
        {
            for (int column = row + 1; column < treatments; column++)
            {
                double difference = mean[row], variance = covariance[LaneCholesky.Size(row) + row];
                if (column < mean.Length)
                {
                    difference -= mean[column];
                    variance += covariance[LaneCholesky.Size(column) + column] - 2 * covariance[LaneCholesky.Size(column) + row];
                }

                int pair = TrialSystem.Pair(row, column, treatments);
                _means[pair] += weight * difference;
                _squares[pair] += weight * (difference * difference + variance);
            }
        }
    }

    /// <summary>Largest difference of a mean or a standard deviation, in standard deviations.</summary>
    public double Distance(PairMoments other)
    {
        double largest = 0;
        for (int pair = 0; pair < _means.Length; pair++)
        {
            (double mean, double sd) = At(pair);
            (double otherMean, double otherSd) = other.At(pair);
            largest = Math.Max(largest, Math.Max(Math.Abs(otherMean - mean) / sd, Math.Abs(otherSd / sd - 1)));
        }

        return largest;
    }

    private (double Mean, double Sd) At(int pair)
    {
        double mean = _means[pair] / _weight;
        return (mean, Math.Sqrt(_squares[pair] / _weight - mean * mean));
    }
}
