using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>A network (or pairwise) meta-analysis with covariates of the trials and one common interaction for each.</summary>
/// <remarks>
/// Effects against the reference change with the covariate, those between two other treatments do not (Cooper 2009,
/// doi:10.1002/sim.3594). Wald tests; with Hartung-Knapp intervals t and F in place of normal and chi-squared (Knapp and Hartung 2003, doi:10.1002/sim.1482).
/// </remarks>
public sealed class MetaRegression
{
    private MetaRegression(ImmutableArray<RegressionCoefficient> coefficients, double tauSquared, QStatistic residual, QStatistic moderators, double iSquared, double explained)
    {
        Coefficients = coefficients;
        TauSquared = tauSquared;
        Residual = residual;
        Moderators = moderators;
        ISquared = iSquared;
        Explained = explained;
    }

    /// <summary>Treatments in the order of the network without the reference, then the covariates.</summary>
    public ImmutableArray<RegressionCoefficient> Coefficients { get; }

    /// <summary>Residual heterogeneity variance.</summary>
    public double TauSquared { get; }

    /// <summary>Asymptotic standard error of τ²; null where τ was given, a trial has more than two arms or no degrees of freedom are left.</summary>
    /// <remarks>Viechtbauer 2005, doi:10.3102/10769986030003261.</remarks>
    public double? TauSquaredStandardError { get; private init; }

    /// <summary>Restricted log likelihood at τ², with its constants: those of 2π and of the design.</summary>
    /// <remarks>Harville 1974, doi:10.1093/biomet/61.2.383. Only fits of the same trials and columns compare.</remarks>
    public double RestrictedLogLikelihood { get; private init; }

    /// <summary>Log likelihood of the contrasts at τ² and the coefficients, with the constant of 2π.</summary>
    public double LogLikelihood { get; private init; }

    /// <summary>Q of the residuals at τ² = 0.</summary>
    public QStatistic Residual { get; }

    /// <summary>Test of all covariates together: chi-squared, or with Hartung-Knapp intervals F.</summary>
    public QStatistic Moderators { get; }

    /// <summary>Share of residual heterogeneity in the total variance of a contrast, 0 to 1 (Higgins and Thompson 2002, doi:10.1002/sim.1186).</summary>
    public double ISquared { get; }

    /// <summary>Share of the heterogeneity that the covariates explain, 0 to 1; NaN where τ was given.</summary>
    public double Explained { get; }

    /// <summary>Fits a connected network.</summary>
    /// <param name="network">The network; its reference is what effects change against.</param>
    /// <param name="method">Estimator of τ².</param>
    /// <param name="covariates">At least one; each has a value for every trial.</param>
    /// <param name="intervals">How limits are drawn.</param>
    /// <exception cref="EvidenceException">A trial has no value, or the covariates cannot be told apart from the treatments or each other.</exception>
    public static MetaRegression Fit(Network network, RandomEffects method, IReadOnlyList<Covariate> covariates, IntervalMethod intervals = IntervalMethod.Normal) =>
        Fit(network, method, double.NaN, network.Fit(method).TauSquared, covariates, intervals);

    /// <summary>Fits a connected network with a given residual heterogeneity; the share explained is not known.</summary>
    /// <param name="network">The network; its reference is what effects change against.</param>
    /// <param name="tau">Residual heterogeneity standard deviation, 0 or more.</param>
    /// <param name="covariates">At least one; each has a value for every trial.</param>
    /// <param name="intervals">How limits are drawn.</param>
    /// <exception cref="EvidenceException">A trial has no value, or the covariates cannot be told apart from the treatments or each other.</exception>
    public static MetaRegression FitAt(Network network, double tau, IReadOnlyList<Covariate> covariates, IntervalMethod intervals = IntervalMethod.Normal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tau);
        return Fit(network, null, tau * tau, double.NaN, covariates, intervals);
    }

    /// <summary>Fits with a τ² estimated, or found elsewhere by the method, or given.</summary>
    internal static MetaRegression Fit(Network network, RandomEffects? method, double given, double without, IReadOnlyList<Covariate> covariates, IntervalMethod intervals)
    {
        _ = network.Compiled; // only a connected network has effects
        string[] treatments = [.. network.Treatments.Where(treatment => treatment != network.Reference)];
        double[] centres = [.. covariates.Select(covariate => network.Trials.Average(trial => Value(covariate, trial)))];
        double[] scales = [.. covariates.Select((covariate, index) => Math.Sqrt(network.Trials.Average(trial => Math.Pow(Value(covariate, trial) - centres[index], 2))))];
        for (int index = 0; index < scales.Length; index++)
        {
            if (!(scales[index] > 0)) throw new EvidenceException($"covariate «{covariates[index].Name}» has the same value in every trial.");
        }

        int order = treatments.Length + covariates.Count;
        TrialSystem system = new(order, [.. network.Trials.Select(trial => (IReadOnlyList<SystemArm>)[.. trial.Arms.Select(arm => new SystemArm(arm.Estimate, arm.Variance, Row(trial, arm)))])]);
        if (system.DegreesOfFreedom < 0) throw new EvidenceException($"{order.ToString(CultureInfo.InvariantCulture)} coefficients are more than the contrasts of the network.");
        SystemState state = new(system);
        SystemEstimates estimates = new(system);
        system.Evaluate(Vector256<double>.Zero, state);
        system.Complete(state, estimates);
        double largest = Enumerable.Range(0, order).Max(k => estimates.Covariance[LaneCholesky.Size(k) + k][0]), usual = network.FitCommonEffect().Covariance.Max();
        if (!(largest < 1e10 * usual)) throw new EvidenceException("the covariates cannot be told apart from the treatments or each other.");
        QStatistic residual = new(system.DegreesOfFreedom == 0 ? 0 : state.Quadratic[0], system.DegreesOfFreedom);
        (_, Vector256<double> weight, Vector256<double> fit) = system.Moments(state, estimates);
        double typical = system.DegreesOfFreedom / (weight[0] - fit[0]);
        double tauSquared = method is { } estimator && double.IsNaN(given) ? HeterogeneityEstimation.Estimate(system, state, estimator) : given;
        system.Evaluate(Vector256.Create(tauSquared), state);
        system.Complete(state, estimates);
        double scale = intervals == IntervalMethod.HartungKnapp && system.DegreesOfFreedom > 0 ? state.Quadratic[0] / system.DegreesOfFreedom : 1;
        (double[] slopes, double[] covariance) = Uncentred(estimates, order, treatments.Length, centres, scales, scale);
        return new MetaRegression(
            [.. Enumerable.Range(0, order).Select(Coefficient)],
            tauSquared,
            residual,
            Wald(slopes, covariance, order, treatments.Length, intervals),
            tauSquared / (tauSquared + typical),
            without > 0 ? Math.Max(0, (without - tauSquared) / without) : without)
        {
            TauSquaredStandardError = method is { } estimated ? HeterogeneityError.Of(system, estimated, tauSquared) : null,
            RestrictedLogLikelihood = state.RestrictedLogLikelihood[0] + system.RestrictedConstant,
            LogLikelihood = state.LogLikelihood[0] + system.LikelihoodConstant,
        };

        IReadOnlyList<(int, double)> Row(NetworkTrial trial, TrialArm arm) => arm.Treatment == network.Reference
            ? []
            : [(Array.IndexOf(treatments, arm.Treatment), 1.0), .. covariates.Select((covariate, index) => (treatments.Length + index, (Value(covariate, trial) - centres[index]) / scales[index]))];

        RegressionCoefficient Coefficient(int k)
        {
            double se = Math.Sqrt(covariance[k * order + k]), statistic = slopes[k] / se;
            bool t = intervals == IntervalMethod.HartungKnapp;
            double reach = se * (t ? StudentT.Quantile(0.975, system.DegreesOfFreedom) : NormalDistribution.Quantile(0.975));
            string name = k < treatments.Length ? treatments[k] : covariates[k - treatments.Length].Name;
            return new RegressionCoefficient(name, slopes[k], se, slopes[k] - reach, slopes[k] + reach, t ? StudentT.TwoSided(statistic, system.DegreesOfFreedom) : NormalDistribution.TwoSided(statistic));
        }
    }

    private static double Value(Covariate covariate, NetworkTrial trial) => covariate.ByStudy.TryGetValue(trial.Study, out double value) && double.IsFinite(value)
        ? value
        : throw new EvidenceException($"trial {trial.Study} has no value of the covariate «{covariate.Name}».");

    /// <summary>Undoes the centring and scaling of the covariates.</summary>
    private static (double[] Estimates, double[] Covariance) Uncentred(SystemEstimates estimates, int order, int treatments, double[] centres, double[] scales, double scale)
    {
        double[] transform = new double[order * order], own = new double[order], covariance = new double[order * order];
        for (int k = 0; k < order; k++)
        {
            own[k] = estimates.Effects[k][0];
            transform[k * order + k] = k < treatments ? 1 : 1 / scales[k - treatments];
            for (int m = treatments; m < order && k < treatments; m++) transform[k * order + m] = -centres[m - treatments] / scales[m - treatments];
            for (int j = 0; j <= k; j++) covariance[k * order + j] = covariance[j * order + k] = scale * estimates.Covariance[LaneCholesky.Size(k) + j][0];
        }

        double[] result = new double[order * order];
        for (int i = 0; i < order; i++)
        {
            double[] half = new double[order];
            for (int k = 0; k < order; k++)
            {
                for (int j = 0; j < order; j++) half[k] += transform[i * order + j] * covariance[j * order + k];
            }

            for (int k = 0; k < order; k++)
            {
                for (int j = 0; j < order; j++) result[i * order + k] += half[j] * transform[k * order + j];
            }
        }

        return (DenseMatrix.Times(transform, own), result);
    }

    private static QStatistic Wald(double[] slopes, double[] covariance, int order, int treatments, IntervalMethod intervals)
    {
        int count = order - treatments;
        double[] block = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++) block[i * count + j] = covariance[(treatments + i) * order + treatments + j];
        }

        double[] tail = slopes[treatments..], solved = DenseMatrix.Times(DenseMatrix.Inverse(block, count), tail);
        double statistic = tail.Zip(solved, (a, b) => a * b).Sum();
        return new QStatistic(intervals == IntervalMethod.HartungKnapp ? statistic / count : statistic, count);
    }
}
