using System.Collections.Immutable;

namespace Filaggrin.Evidence;

/// <summary>Mantel-Haenszel odds ratios of a network with rare events: a common effect, no correction of zero cells.</summary>
/// <remarks>
/// Efthimiou 2019, doi:10.1002/sim.8158: within each design the generalised Mantel-Haenszel estimates with their covariance
/// (Greenland 1989, Biometrics 45:183; two arms: Robins, Breslow and Greenland 1986, doi:10.2307/2531052), then weighted least squares over the designs.
/// </remarks>
public sealed class MantelHaenszel
{
    private readonly double[] _effects;
    private readonly double[] _covariance;

    private MantelHaenszel(ImmutableArray<string> treatments, ImmutableArray<string> warnings, double[] effects, double[] covariance)
    {
        Treatments = treatments;
        Warnings = warnings;
        _effects = effects;
        _covariance = covariance;
    }

    /// <summary>Labels of the treatments in alphabetical order.</summary>
    public ImmutableArray<string> Treatments { get; }

    /// <summary>Trials and designs that were left out.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>Fits the arms of a connected network.</summary>
    /// <exception cref="EvidenceException">The network is not connected, or nothing is left to compare.</exception>
    public static MantelHaenszel Fit(IEnumerable<BinaryArm> arms)
    {
        Network network = Network.From(arms, EffectMeasure.OddsRatio);
        List<string> warnings = [.. network.Warnings];
        List<(int[] Treatments, NetworkTrial[] Trials)> designs = [];
        foreach (IGrouping<string, NetworkTrial> group in network.Trials.GroupBy(network.Design, StringComparer.Ordinal))
        {
            NetworkTrial[] trials = [.. group];
            string[] labels = [.. trials[0].Arms.Select(arm => arm.Treatment)];
            string? silent = labels.FirstOrDefault(label => Sum(trials, label, events: true) == 0 || Sum(trials, label, events: false) == 0);
            if (silent is null) designs.Add(([.. labels.Select(network.IndexOf)], trials));
            else warnings.Add($"design {group.Key} was left out ({string.Join(", ", trials.Select(trial => "trial " + trial.Study))}): «{silent}» has no event, or nothing but events, in all its trials.");
        }

        if (designs.Count == 0) throw new EvidenceException("no design with events and non-events of all its treatments is left.");
        Network kept = new([.. designs.SelectMany(design => design.Trials)], EffectMeasure.OddsRatio, null, []);
        if (!kept.IsConnected || kept.Treatments.Length < network.Treatments.Length) throw new EvidenceException("the designs with events in all their treatments do not connect the network; a Mantel-Haenszel estimate is not possible.");
        return Combine(network.Treatments, [.. warnings], designs);
    }

    /// <summary>One treatment against another: log odds ratio with its standard error.</summary>
    /// <exception cref="EvidenceException">A treatment is not in the network.</exception>
    public SourceEstimate this[string treatment, string comparator]
    {
        get
        {
            int count = Treatments.Length, row = Index(treatment), column = Index(comparator);
            double variance = _covariance[row * count + row] + _covariance[column * count + column] - 2 * _covariance[row * count + column];
            return new SourceEstimate(_effects[row] - _effects[column], Math.Sqrt(Math.Max(0, variance)));
        }
    }

    private static MantelHaenszel Combine(ImmutableArray<string> treatments, ImmutableArray<string> warnings, List<(int[] Treatments, NetworkTrial[] Trials)> designs)
    {
        int count = treatments.Length, order = count - 1;
        double[] information = new double[order * order], right = new double[order];
        foreach ((int[] numbers, NetworkTrial[] trials) in designs)
        {
            DesignOdds odds = new(trials);
            int contrasts = numbers.Length - 1;
            double[] precision = DenseMatrix.Inverse(odds.Covariance, contrasts);
            for (int i = 0; i < contrasts; i++)
            {
                for (int j = 0; j < contrasts; j++)
                {
                    double weight = precision[i * contrasts + j];
                    foreach ((int row, double sign) in new[] { (numbers[i + 1], 1.0), (numbers[0], -1.0) })
                    {
                        if (row == order) continue;
                        right[row] += sign * weight * odds.Estimates[j];
                        foreach ((int column, double other) in new[] { (numbers[j + 1], 1.0), (numbers[0], -1.0) })
                        {
                            if (column != order) information[row * order + column] += sign * other * weight;
                        }
                    }
                }
            }
        }

        double[] inverse = DenseMatrix.Inverse(information, order), estimates = DenseMatrix.Times(inverse, right), covariance = new double[count * count];
        for (int i = 0; i < order; i++) Array.Copy(inverse, i * order, covariance, i * count, order);
        return new MantelHaenszel(treatments, warnings, [.. estimates, 0], covariance);
    }

    private static double Sum(NetworkTrial[] trials, string label, bool events) => trials.Sum(trial =>
    {
        BinaryArm arm = (BinaryArm)trial.Arms.Single(arm => arm.Treatment == label).Data!;
        return events ? arm.Events : arm.Patients - arm.Events;
    });

    private int Index(string treatment) => Treatments.IndexOf(treatment, 0, Treatments.Length, StringComparer.Ordinal) is >= 0 and var index ? index : throw new EvidenceException($"«{treatment}» is not a treatment of the network.");
}
