using System.Globalization;

namespace Filaggrin.Evidence;

/// <summary>Finds arms of a trial whose differences are the contrasts it reports.</summary>
/// <remarks>
/// The variance of each contrast is the sum of two variances of arms, which the variances of all pairs determine: this keeps the
/// correlation between the contrasts of one trial (Franchini 2012, doi:10.1002/jrsm.1049). Where that fails the trial is an error;
/// its contrasts are never taken as independent.
/// </remarks>
internal static class ContrastSolver
{
    // Contrasts are often printed with three or four digits.
    private const double Tolerance = 1e-3;
    private const double VarianceTolerance = 1e-2;

    /// <summary>The arms of one trial.</summary>
    /// <exception cref="EvidenceException">A pair is missing, or the contrasts or their variances contradict each other.</exception>
    public static NetworkTrial Solve(string study, IReadOnlyList<Contrast> contrasts)
    {
        List<string> labels = [];
        foreach (Contrast contrast in contrasts)
        {
            if (!labels.Contains(contrast.Treatment)) labels.Add(contrast.Treatment);
            if (!labels.Contains(contrast.Comparator)) labels.Add(contrast.Comparator);
        }

        int arms = labels.Count;
        double[,] differences = new double[arms, arms], variances = new double[arms, arms];
        bool[,] seen = new bool[arms, arms];
        foreach (Contrast contrast in contrasts)
        {
            int first = labels.IndexOf(contrast.Treatment), second = labels.IndexOf(contrast.Comparator);
            if (first == second) throw new EvidenceException($"trial {study}: «{contrast.Treatment}» is compared with itself.");
            if (seen[first, second]) throw new EvidenceException($"trial {study}: «{contrast.Treatment}» against «{contrast.Comparator}» is given twice.");
            if (!(contrast.StandardError > 0) || !double.IsFinite(contrast.StandardError) || !double.IsFinite(contrast.Estimate))
                throw new EvidenceException($"trial {study}: «{contrast.Treatment}» against «{contrast.Comparator}» has no usable estimate and standard error.");
            seen[first, second] = seen[second, first] = true;
            differences[first, second] = contrast.Estimate;
            differences[second, first] = -contrast.Estimate;
            variances[first, second] = variances[second, first] = contrast.StandardError * contrast.StandardError;
        }

        for (int first = 0; first < arms; first++)
        {
            for (int second = first + 1; second < arms; second++)
            {
                if (!seen[first, second])
                {
                    throw new EvidenceException(
                        $"trial {study} has {arms.ToString(CultureInfo.InvariantCulture)} arms but no contrast of «{labels[first]}» with «{labels[second]}»; "
                        + "all pairs are needed to find how its contrasts correlate.");
                }
            }
        }

        return new NetworkTrial(study, [.. Solved(study, labels, differences, variances)]);
    }

    /// <summary>Least-squares shares of the arms in a symmetric table of sums of two; halves for two arms.</summary>
    internal static double[] Shares(double[,] sums)
    {
        int arms = sums.GetLength(0);
        double[] rows = new double[arms];
        for (int first = 0; first < arms; first++)
        {
            for (int second = 0; second < arms; second++)
            {
                if (first != second) rows[first] += sums[first, second];
            }
        }

        if (arms == 2) return [rows[0] / 2, rows[0] / 2];
        double total = rows.Sum() / (2 * (arms - 1));
        return [.. rows.Select(row => (row - total) / (arms - 2))];
    }

    private static IEnumerable<TrialArm> Solved(string study, List<string> labels, double[,] differences, double[,] variances)
    {
        int arms = labels.Count;
        double[] shares = Shares(variances), levels = new double[arms];
        double largest = 1;
        for (int first = 0; first < arms; first++)
        {
            for (int second = 0; second < arms; second++)
            {
                levels[first] += differences[first, second] / arms;
                largest = Math.Max(largest, Math.Abs(differences[first, second]));
            }
        }

        for (int first = 0; first < arms; first++)
        {
            if (shares[first] < -1e-9 * variances[first, first == 0 ? 1 : 0])
                throw new EvidenceException($"trial {study}: the standard errors of its contrasts would give arm «{labels[first]}» a negative variance; they contradict each other.");
            shares[first] = Math.Max(shares[first], 0);
            for (int second = 0; second < first; second++)
            {
                if (Math.Abs(levels[first] - levels[second] - differences[first, second]) > Tolerance * largest)
                    throw new EvidenceException($"trial {study}: «{labels[first]}» against «{labels[second]}» is not the sum of the other contrasts of the trial.");
                if (Math.Abs(shares[first] + shares[second] - variances[first, second]) > VarianceTolerance * variances[first, second])
                    throw new EvidenceException($"trial {study}: the standard error of «{labels[first]}» against «{labels[second]}» contradicts those of its other contrasts; no variances of arms give them all.");
            }
        }

        return labels.Select((label, index) => new TrialArm(label, levels[index], shares[index]));
    }
}
