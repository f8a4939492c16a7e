using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>A Bayesian fit without each trial in turn, from the nodes of the full fit.</summary>
/// <remarks>
/// At a given τ a trial is a set of independent observations: each arm against the weighted mean of the arms before it. Taking one
/// out changes estimates and covariance by a rank of one and the likelihood by a factor, so that the nodes are kept and only weighed
/// anew. Where the new weights reach the ends of the nodes, or the trial is a bridge, the rest is fitted afresh.
/// </remarks>
internal sealed class PosteriorLeaveOneOut
{
    private const double Bridge = 1e-7;
    private const double EdgeWeight = 1e-7;

    private readonly BayesianFit _fit;
    private readonly int _effects;
    private readonly int _reference;
    private readonly int _blocks;
    private readonly Vector256<double>[] _means;
    private readonly Vector256<double>[] _variances;
    private readonly Vector256<double>[][] _columns;
    private readonly Vector256<double>[] _changes;
    private readonly (int Block, int Lane) _lowest;
    private readonly (int Block, int Lane) _highest;

    public PosteriorLeaveOneOut(BayesianFit fit)
    {
        _fit = fit;
        _effects = fit.Network.Treatments.Length;
        _reference = fit.Network.IndexOf(fit.Network.Reference);
        _blocks = fit.Mixture.Blocks.Length;
        _means = new Vector256<double>[_blocks * _effects];
        _variances = new Vector256<double>[_blocks * _effects];
        int most = fit.Network.Trials.Max(trial => trial.Arms.Length) - 1;
        _columns = [.. Enumerable.Range(0, most).Select(_ => new Vector256<double>[_effects])];
        _changes = new Vector256<double>[_blocks];
        (_lowest, _highest) = (fit.Mixture.Nodes[0], fit.Mixture.Nodes[^1]);
    }

    /// <summary>All trials in the order of the network.</summary>
    public ImmutableArray<PosteriorOmission> Run()
    {
        Network network = _fit.Network;
        int[] numbers = [.. network.Trials.SelectMany(trial => trial.Arms).Select(arm => network.IndexOf(arm.Treatment))];
        ImmutableArray<PosteriorOmission>.Builder omissions = ImmutableArray.CreateBuilder<PosteriorOmission>(network.Trials.Length);
        int start = 0;
        foreach (NetworkTrial trial in network.Trials)
        {
            // The update holds for normal data; counts are fitted anew.
            omissions.Add((_fit.Likelihood == Likelihood.Normal ? Without(trial, numbers.AsSpan(start, trial.Arms.Length)) : null) ?? Afresh(trial.Study));
            start += trial.Arms.Length;
        }

        return omissions.MoveToImmutable();
    }

    private PosteriorOmission? Without(NetworkTrial trial, ReadOnlySpan<int> arms)
    {
        double highest = double.NegativeInfinity;
        for (int block = 0; block < _blocks; block++)
        {
            Vector256<double> freedom = Remove(block, trial, arms);
            for (int lane = 0; lane < 4; lane++)
            {
                if (_fit.Mixture.Blocks[block].Weight[lane] == 0) continue;
                if (!(freedom[lane] > Bridge)) return null;
                highest = Math.Max(highest, _changes[block][lane]);
            }
        }

        Vector256<double> total = Vector256<double>.Zero;
        for (int block = 0; block < _blocks; block++)
        {
            Vector256<double> own = _fit.Mixture.Blocks[block].Weight;
            _changes[block] = Vector256.ConditionalSelect(Vector256.GreaterThan(own, Vector256<double>.Zero), own * Vector256.Exp(_changes[block] - Vector256.Create(highest)), Vector256<double>.Zero);
            total += _changes[block];
        }

        double constant = Vector256.Sum(total);
        bool atZero = _fit.Mixture.Blocks[_lowest.Block].Abscissa[_lowest.Lane] == 0;
        if (_changes[_highest.Block][_highest.Lane] > EdgeWeight * constant || (!atZero && _changes[_lowest.Block][_lowest.Lane] > EdgeWeight * constant)) return null;
        return Summarize(trial.Study, constant);
    }

    /// <summary>Takes the observations of a trial out of one block; returns the least share of an observation's variance that the rest explains not.</summary>
    private Vector256<double> Remove(int block, NetworkTrial trial, ReadOnlySpan<int> arms)
    {
        MixtureBlock at = _fit.Mixture.Blocks[block];
        Span<Vector256<double>> means = _means.AsSpan(block * _effects, _effects), variances = _variances.AsSpan(block * _effects, _effects);
        for (int k = 0; k < _effects; k++) (means[k], variances[k]) = _fit.Mixture.Contrast(block, k, _reference);
        Vector256<double> half = 0.5 * at.Tau * at.Tau, total = Vector256<double>.One / (Vector256.Create(trial.Arms[0].Variance) + half);
        Vector256<double> level = Vector256.Create(trial.Arms[0].Estimate), change = Vector256<double>.Zero, least = Vector256<double>.One;
        Span<Vector256<double>> shares = stackalloc Vector256<double>[arms.Length];
        Span<(Vector256<double> Precision, Vector256<double> Freedom)> removed = stackalloc (Vector256<double>, Vector256<double>)[arms.Length - 1];
        shares[0] = Vector256<double>.One;
        for (int arm = 1; arm < arms.Length; arm++)
        {
            Vector256<double> weight = Vector256<double>.One / (Vector256.Create(trial.Arms[arm].Variance) + half), precision = weight * total / (weight + total);
            Span<Vector256<double>> column = _columns[arm - 1];
            Column(at, arms, shares, arm, column);
            for (int before = 0; before < arm - 1; before++)
            {
                Vector256<double> pull = removed[before].Precision / removed[before].Freedom * Along(_columns[before], arms, shares, arm);
                for (int k = 0; k < _effects; k++) column[k] += pull * _columns[before][k];
            }

            Vector256<double> residual = Vector256.Create(trial.Arms[arm].Estimate) - level - Along(means, arms, shares, arm);
            Vector256<double> freedom = Vector256<double>.One - precision * Along(column, arms, shares, arm);
            least = Vector256.Min(least, freedom);
            Vector256<double> gain = precision / freedom;
            change += 0.5 * (residual * residual * gain - Vector256.Log(precision * freedom));
            removed[arm - 1] = (precision, freedom);
            Vector256<double> shift = gain * residual;
            for (int k = 0; k < _effects; k++)
            {
                Vector256<double> own = column[k] - column[_reference];
                means[k] -= shift * own;
                variances[k] += gain * own * own;
            }

            Vector256<double> sum = total + weight;
            for (int before = 0; before < arm; before++) shares[before] *= total / sum;
            shares[arm] = weight / sum;
            level += (Vector256.Create(trial.Arms[arm].Estimate) - level) * shares[arm];
            total = sum;
        }

        _changes[block] = change;
        return least;
    }

    /// <summary>Covariance times the row of an observation: arm less the mean of the arms before.</summary>
    private void Column(MixtureBlock at, ReadOnlySpan<int> arms, ReadOnlySpan<Vector256<double>> shares, int arm, Span<Vector256<double>> column)
    {
        column.Clear();
        Add(arms[arm], Vector256<double>.One, column);
        for (int before = 0; before < arm; before++) Add(arms[before], -shares[before], column);

        void Add(int treatment, Vector256<double> factor, Span<Vector256<double>> target)
        {
            int last = _effects - 1;
            if (treatment == last) return;
            int row = LaneCholesky.Size(treatment);
            for (int k = 0; k <= treatment; k++) target[k] += factor * at.Covariance[row + k];
            for (int k = treatment + 1; k < last; k++) target[k] += factor * at.Covariance[LaneCholesky.Size(k) + treatment];
        }
    }

    private static Vector256<double> Along(ReadOnlySpan<Vector256<double>> vector, ReadOnlySpan<int> arms, ReadOnlySpan<Vector256<double>> shares, int arm)
    {
        Vector256<double> sum = vector[arms[arm]];
        for (int before = 0; before < arm; before++) sum -= shares[before] * vector[arms[before]];
        return sum;
    }

    private PosteriorOmission Summarize(string study, double constant)
    {
        double[] means = new double[_effects], sds = new double[_effects];
        Vector256<double> tauSquared = Vector256<double>.Zero;
        for (int block = 0; block < _blocks; block++) tauSquared += _changes[block] * _fit.Mixture.Blocks[block].Tau * _fit.Mixture.Blocks[block].Tau;
        for (int k = 0; k < _effects; k++)
        {
            Vector256<double> first = Vector256<double>.Zero, second = first, centre = Vector256.Create(_means[k][0]);
            for (int block = 0; block < _blocks; block++)
            {
                Vector256<double> shift = _means[block * _effects + k] - centre;
                first += _changes[block] * shift;
                second += _changes[block] * (shift * shift + _variances[block * _effects + k]);
            }

            double mean = Vector256.Sum(first) / constant;
            means[k] = mean + _means[k][0];
            sds[k] = k == _reference ? 0 : Math.Sqrt(Math.Max(0, Vector256.Sum(second) / constant - mean * mean));
        }

        return new PosteriorOmission(_fit.Network, study, [], Vector256.Sum(tauSquared) / constant, means, sds);
    }

    /// <summary>Fits the part of the rest that holds the reference.</summary>
    private PosteriorOmission Afresh(string study)
    {
        Network network = _fit.Network;
        double[] means = new double[_effects], sds = new double[_effects];
        Array.Fill(means, double.NaN);
        Array.Fill(sds, double.NaN);
        Network? part = network.Without(study)?.Subnetworks().FirstOrDefault(part => part.Treatments.Contains(network.Reference, StringComparer.Ordinal));
        if (part is null) return new PosteriorOmission(network, study, network.Treatments, double.NaN, means, sds);
        BayesianFit fit = part.FitBayesian(_fit.Prior, _fit.Likelihood);
        PosteriorLeague league = fit.League();
        foreach (string treatment in part.Treatments)
        {
            PosteriorSummary posterior = league[treatment, network.Reference].Posterior;
            (means[network.IndexOf(treatment)], sds[network.IndexOf(treatment)]) = (posterior.Mean, posterior.Sd);
        }

        return new PosteriorOmission(network, study, [.. network.Treatments.Where(treatment => !part.Treatments.Contains(treatment, StringComparer.Ordinal))], fit.TauSquared, means, sds);
    }
}
