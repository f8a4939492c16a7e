using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Tests.Trials;

/// <summary>A network of logits with common effects, in dense matrices: small enough to see that it is right.</summary>
/// <remarks>Weighted least squares of the logits on treatments and trials; the trial effects are swept out first. Rücker 2012, doi:10.1002/jrsm.1058.</remarks>
internal sealed class FixedEffectFit
{
    private readonly Dictionary<string, int> _place;
    private readonly double[] _effects;
    private readonly double[,] _variance;

    public FixedEffectFit(IEnumerable<SelectedArm> arms)
    {
        SelectedArm[] all = [.. arms];
        string[] treatments = [.. all.Select(arm => arm.Treatment).Where(treatment => treatment != "placebo").Distinct(StringComparer.Ordinal)];
        _place = treatments.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        int size = treatments.Length;
        double[,] normal = new double[size, size];
        double[] right = new double[size];
        double total = 0;
        foreach (SelectedArm[] trial in all.GroupBy(arm => arm.Trial, StringComparer.Ordinal).Select(group => group.ToArray()))
        {
            double[] logits = [.. trial.Select(arm => Math.Log(arm.Events!.Value / (double)(arm.N - arm.Events.Value)))];
            double[] weights = [.. trial.Select(arm => 1 / (1d / arm.Events!.Value + 1d / (arm.N - arm.Events.Value)))];
            double sum = weights.Sum();
            for (int row = 0; row < trial.Length; row++)
            {
                for (int column = 0; column < trial.Length; column++)
                {
                    double laplacian = (row == column ? weights[row] : 0) - weights[row] * weights[column] / sum;
                    total += logits[row] * laplacian * logits[column];
                    if (!_place.TryGetValue(trial[row].Treatment, out int at)) continue;
                    right[at] += laplacian * logits[column];
                    if (_place.TryGetValue(trial[column].Treatment, out int other)) normal[at, other] += laplacian;
                }
            }

            Freedom += trial.Length - 1;
        }

        _variance = Inverse(normal);
        _effects = [.. Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Sum(column => _variance[row, column] * right[column]))];
        Q = total - _effects.Select((effect, at) => effect * right[at]).Sum();
        Freedom -= size;
    }

    public double Q { get; }

    public int Freedom { get; }

    /// <summary>Odds ratio against placebo with its 95 % limits.</summary>
    public (double Estimate, double Lower, double Upper) OddsRatio(string treatment)
    {
        int at = _place[treatment];
        double half = 1.959963984540054 * Math.Sqrt(_variance[at, at]);
        return (Math.Exp(_effects[at]), Math.Exp(_effects[at] - half), Math.Exp(_effects[at] + half));
    }

    private static double[,] Inverse(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        double[,] left = (double[,])matrix.Clone(), inverse = new double[size, size];
        for (int at = 0; at < size; at++) inverse[at, at] = 1;
        for (int pivot = 0; pivot < size; pivot++) // positive definite: no exchange of rows is needed
        {
            double divisor = left[pivot, pivot];
            for (int column = 0; column < size; column++) (left[pivot, column], inverse[pivot, column]) = (left[pivot, column] / divisor, inverse[pivot, column] / divisor);
            for (int row = 0; row < size; row++)
            {
                if (row == pivot) continue;
                double factor = left[row, pivot];
                for (int column = 0; column < size; column++) (left[row, column], inverse[row, column]) = (left[row, column] - factor * left[pivot, column], inverse[row, column] - factor * inverse[pivot, column]);
            }
        }

        return inverse;
    }
}
