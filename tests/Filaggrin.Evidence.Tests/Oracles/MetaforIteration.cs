namespace Filaggrin.Evidence.Tests.Oracles;

/// <summary>How metafor 3.8 finds τ² of contrasts of two arms, with the stops at which it ends before the solution.</summary>
/// <remarks>
/// Viechtbauer 2010, doi:10.18637/jss.v036.i03; the steps are those of the package's source: Fisher scoring from Hedges' estimate until
/// τ² moves by less than 1e-5, R's uniroot (Brent's zeroin) on 0 to 100 with the fourth root of the machine's precision.
/// </remarks>
internal sealed class MetaforIteration
{
    public const double Threshold = 1e-5;

    private static readonly double UnirootTolerance = Math.Pow(Math.Pow(2, -52), 0.25);

    private readonly double[] _estimates;
    private readonly double[] _variances;
    private readonly double[][] _rows;

    /// <summary>The contrasts of a pairwise meta-analysis; covariates are centred, which changes no projection.</summary>
    public MetaforIteration(Network network, params Covariate[] covariates)
    {
        Contrast[] contrasts = [.. network.Trials.Select(trial => trial.Contrasts().Single())];
        _estimates = [.. contrasts.Select(contrast => contrast.Comparator == network.Reference ? contrast.Estimate : -contrast.Estimate)];
        _variances = [.. contrasts.Select(contrast => contrast.StandardError * contrast.StandardError)];
        double[] means = [.. covariates.Select(covariate => contrasts.Average(contrast => covariate.ByStudy[contrast.Study]))];
        _rows = [.. contrasts.Select(contrast => (double[])[1, .. covariates.Select((covariate, k) => covariate.ByStudy[contrast.Study] - means[k])])];
    }

    private int Freedom => _rows.Length - _rows[0].Length;

    /// <summary>Where metafor stops.</summary>
    public double Stop(RandomEffects method)
    {
        if (method == RandomEffects.PauleMandel) return Root(Freedom);
        // Hedges' estimate: equal weights.
        (double[] residuals, double[] projection) = Project([.. _variances.Select(_ => 1.0)]);
        double tauSquared = Math.Max(0, (residuals.Sum(r => r * r) - _variances.Select((v, i) => v * projection[i * _variances.Length + i]).Sum()) / Freedom);
        for (double change = double.PositiveInfinity; change > Threshold;)
        {
            double step = Step(method, tauSquared);
            while (tauSquared + step < 0) step /= 2;
            tauSquared += step;
            change = Math.Abs(step);
        }

        return tauSquared;
    }

    /// <summary>The step of Fisher scoring from a τ²: nothing where the method's equation is solved.</summary>
    public double Step(RandomEffects method, double tauSquared)
    {
        double[] weights = [.. _variances.Select(variance => 1 / (variance + tauSquared))];
        (double[] residuals, double[] projection) = Project(weights);
        int count = weights.Length;
        double squares = residuals.Select((r, i) => Math.Pow(weights[i] * r, 2)).Sum(), trace = Enumerable.Range(0, count).Sum(i => projection[i * count + i]);
        return method switch
        {
            RandomEffects.Reml => (squares - trace) / projection.Sum(entry => entry * entry),
            RandomEffects.MaximumLikelihood => (squares - weights.Sum()) / weights.Sum(w => w * w),
            RandomEffects.EmpiricalBayes or RandomEffects.PauleMandel => (Quadratic(tauSquared) * count / Freedom - count) / weights.Sum(),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
        };
    }

    /// <summary>Where uniroot stops looking for the τ² at which Q has a value.</summary>
    public double Root(double target)
    {
        double F(double x) => Quadratic(x) - target;
        double a = 0, b = 100, fa = F(a), fb = F(b), c = a, fc = fa;
        if (fa == 0) return a;
        while (true)
        {
            double previous = b - a;
            if (Math.Abs(fc) < Math.Abs(fb)) (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
            double tolerance = 2 * Math.Pow(2, -52) * Math.Abs(b) + UnirootTolerance / 2, step = (c - b) / 2;
            if (Math.Abs(step) <= tolerance || fb == 0) return b;
            if (Math.Abs(previous) >= tolerance && Math.Abs(fa) > Math.Abs(fb))
            {
                double width = c - b, p, q;
                if (a == c)
                {
                    double ratio = fb / fa;
                    (p, q) = (width * ratio, 1 - ratio);
                }
                else
                {
                    double r = fa / fc, s = fb / fc, t = fb / fa;
                    (p, q) = (t * (width * r * (r - s) - (b - a) * (s - 1)), (r - 1) * (s - 1) * (t - 1));
                }

                if (p > 0) q = -q;
                else p = -p;
                if (p < 0.75 * width * q - Math.Abs(tolerance * q) / 2 && p < Math.Abs(previous * q / 2)) step = p / q;
            }

            if (Math.Abs(step) < tolerance) step = step > 0 ? tolerance : -tolerance;
            (a, fa) = (b, fb);
            b += step;
            fb = F(b);
            if (fb > 0 == fc > 0) (c, fc) = (a, fa);
        }
    }

    private double Quadratic(double tauSquared)
    {
        double[] weights = [.. _variances.Select(variance => 1 / (variance + tauSquared))];
        return Project(weights).Residuals.Select((r, i) => weights[i] * r * r).Sum();
    }

    /// <summary>Residuals of weighted least squares and W - W X (XᵀWX)⁻¹ Xᵀ W.</summary>
    private (double[] Residuals, double[] Projection) Project(double[] weights)
    {
        int count = weights.Length, order = _rows[0].Length;
        double[] information = new double[order * order], right = new double[order], projection = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < order; j++)
            {
                right[j] += weights[i] * _rows[i][j] * _estimates[i];
                for (int k = 0; k < order; k++) information[j * order + k] += weights[i] * _rows[i][j] * _rows[i][k];
            }
        }

        double[] covariance = DenseMatrix.Inverse(information, order), slopes = DenseMatrix.Times(covariance, right);
        for (int i = 0; i < count; i++)
        {
            double[] row = DenseMatrix.Times(covariance, _rows[i]);
            for (int k = 0; k < count; k++) projection[i * count + k] = (i == k ? weights[i] : 0) - weights[i] * weights[k] * row.Zip(_rows[k], (x, y) => x * y).Sum();
        }

        return ([.. _estimates.Select((estimate, i) => estimate - _rows[i].Zip(slopes, (x, slope) => x * slope).Sum())], projection);
    }
}
