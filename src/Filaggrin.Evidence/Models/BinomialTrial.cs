using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>An arm of the binomial model.</summary>
/// <param name="Treatment">Number of its treatment.</param>
/// <param name="Events">Patients with the event.</param>
/// <param name="Patients">Patients analysed.</param>
internal readonly record struct BinomialArm(int Treatment, double Events, double Patients);

/// <summary>The likelihood of a trial's counts at one τ: random effects and the flat baseline integrated out.</summary>
/// <remarks>
/// With m the baseline the log likelihood is ℓ(d) = log ∫ exp Σ g(m + d) dm, by the trapezoidal rule. All derivatives are moments
/// of the arms' g' and g'' under the integrand. Only differences between the effects matter, so that the derivatives sum to 0 over
/// each index: those of different arms determine the rest, and none of them is a difference of large numbers.
/// </remarks>
internal sealed class BinomialTrial
{
    private const double WidestStep = 1; // in standard deviations of the integrand
    private const double WidestLogit = 0.45;
    private const double Rise = 100; // of the logarithm, before the sums are scaled anew
    private const int Middle = 2; // index of the middle: three times four points then do as a rule
    private const double Negligible = 1e-7; // of the integral

    private readonly BinomialArm[] _arms;
    private readonly BinomialArmCurve[] _curves;
    private readonly double[] _start;
    private readonly double[] _shares;
    private readonly double _step;
    private readonly int[] _whole;
    private readonly Vector256<double>[] _basis;

    /// <summary>Prepares a trial.</summary>
    /// <param name="arms">Two or more arms, with an event and a patient without it among them.</param>
    /// <param name="tau">Heterogeneity standard deviation.</param>
    /// <param name="effects">Effects near which the likelihood will be asked for, by treatment.</param>
    public BinomialTrial(BinomialArm[] arms, double tau, ReadOnlySpan<double> effects)
    {
        _arms = arms;
        _start = new double[arms.Length];
        _shares = new double[arms.Length];
        double total = 0, baseline = 0;
        for (int k = 0; k < arms.Length; k++)
        {
            (double logOdds, double variance) = BinomialArmCurve.Approximate(arms[k].Events, arms[k].Patients);
            double weight = 1 / (variance + 0.5 * tau * tau);
            total += weight;
            _shares[k] = weight;
            baseline += weight * (logOdds - effects[arms[k].Treatment]);
        }

        baseline /= total;
        _step = Math.Min(WidestStep / Math.Sqrt(total), WidestLogit);
        _curves = new BinomialArmCurve[arms.Length];
        for (int k = 0; k < arms.Length; k++)
        {
            _shares[k] /= total;
            _start[k] = effects[arms[k].Treatment];
            _curves[k] = new BinomialArmCurve(arms[k].Events, arms[k].Patients, tau / Math.Sqrt(2), baseline + _start[k] - Middle * _step, _step);
        }

        _whole = new int[arms.Length];
        _basis = new Vector256<double>[18 * arms.Length];
    }

    /// <summary>The arms.</summary>
    public ReadOnlySpan<BinomialArm> Arms => _arms;

    /// <summary>Log likelihood, up to a constant that neither τ nor the effects change.</summary>
    /// <param name="effects">Effect of each treatment.</param>
    public double LogLikelihood(ReadOnlySpan<double> effects)
    {
        Place(effects, 6);
        Vector256<double> sum = Vector256<double>.Zero;
        double peak = 0;
        for (int direction = 1; direction >= -1; direction -= 2)
        {
            for (int block = direction > 0 ? 0 : -1; ; block += direction)
            {
                Vector256<double> log = Vector256<double>.Zero;
                for (int k = 0; k < _curves.Length; k++)
                {
                    (double[] value, double[] first, double[] second, int at) = _curves[k].Range(4 * block + _whole[k], 4 * block + _whole[k] + 5);
                    log += Interpolate(_basis.AsSpan(18 * k, 6), value, first, second, at);
                }

                double highest = Highest(log);
                if (block == 0) peak = highest;
                if (highest > peak + Rise)
                {
                    sum *= Math.Exp(peak - highest);
                    peak = highest;
                }

                Vector256<double> weight = Vector256.Exp(log - Vector256.Create(peak));
                sum += weight;
                if (Ends(weight, direction, Vector256.Sum(sum))) break;
            }
        }

        return peak + Math.Log(_step * Vector256.Sum(sum));
    }

    /// <summary>Log likelihood with its derivatives.</summary>
    /// <param name="effects">Effect of each treatment.</param>
    /// <param name="moments">Takes the derivatives.</param>
    public double LogLikelihood(ReadOnlySpan<double> effects, BinomialMoments moments)
    {
        Place(effects, 18);
        moments.Clear(_arms.Length);
        double peak = 0;
        for (int direction = 1; direction >= -1; direction -= 2)
        {
            for (int block = direction > 0 ? 0 : -1; ; block += direction)
            {
                Vector256<double> log = Vector256<double>.Zero;
                for (int k = 0; k < _curves.Length; k++)
                {
                    (double[] value, double[] first, double[] second, int at) = _curves[k].Range(4 * block + _whole[k], 4 * block + _whole[k] + 5);
                    log += Interpolate(_basis.AsSpan(18 * k, 6), value, first, second, at);
                    moments.First[k] = Interpolate(_basis.AsSpan(18 * k + 6, 6), value, first, second, at);
                    moments.Second[k] = Interpolate(_basis.AsSpan(18 * k + 12, 6), value, first, second, at);
                }

                double highest = Highest(log);
                if (block == 0) peak = highest;
                if (highest > peak + Rise)
                {
                    moments.Scale(Math.Exp(peak - highest));
                    peak = highest;
                }

                Vector256<double> weight = Vector256.Exp(log - Vector256.Create(peak));
                moments.Add(weight);
                if (Ends(weight, direction, moments.Total)) break;
            }
        }

        double logLikelihood = peak + Math.Log(_step * moments.Total);
        moments.Finish();
        return logLikelihood;
    }

    /// <summary>Whether what lies beyond four points is negligible: the integrand falls at least geometrically.</summary>
    private static bool Ends(Vector256<double> weight, int direction, double total)
    {
        (double inner, double outer) = direction > 0 ? (weight[2], weight[3]) : (weight[1], weight[0]);
        if (double.IsNaN(outer)) throw new ArithmeticException("The likelihood of a trial is not a number.");
        return outer * outer <= Negligible * total * (inner - outer);
    }

    private static double Highest(Vector256<double> log) => Math.Max(Math.Max(log[0], log[1]), Math.Max(log[2], log[3]));

    private static Vector256<double> Interpolate(ReadOnlySpan<Vector256<double>> basis, double[] value, double[] first, double[] second, int at) =>
        basis[0] * Vector256.Create(value, at) + basis[1] * Vector256.Create(first, at) + basis[2] * Vector256.Create(second, at)
        + basis[3] * Vector256.Create(value, at + 1) + basis[4] * Vector256.Create(first, at + 1) + basis[5] * Vector256.Create(second, at + 1);

    /// <summary>Where on its curve each arm stands: whole steps, and the polynomials of the rest.</summary>
    private void Place(ReadOnlySpan<double> effects, int functions)
    {
        double shift = 0;
        for (int k = 0; k < _arms.Length; k++) shift += _shares[k] * (effects[_arms[k].Treatment] - _start[k]);
        for (int k = 0; k < _arms.Length; k++)
        {
            double offset = (effects[_arms[k].Treatment] - _start[k] - shift) / _step, whole = Math.Floor(offset), t = offset - whole, t2 = t * t, t3 = t2 * t;
            _whole[k] = (int)whole;
            Span<Vector256<double>> basis = _basis.AsSpan(18 * k, functions);
            double half = t3 * (10 - 15 * t + 6 * t2);
            Set(basis, 0, 1 - half, t - t3 * (6 - 8 * t + 3 * t2), 0.5 * t2 - t3 * (1.5 - 1.5 * t + 0.5 * t2), half, -t3 * (4 - 7 * t + 3 * t2), t3 * (0.5 - t + 0.5 * t2), 1);
            if (functions == 6) continue;
            half = t2 * (30 - 60 * t + 30 * t2);
            Set(basis, 6, -half, 1 - t2 * (18 - 32 * t + 15 * t2), t - t2 * (4.5 - 6 * t + 2.5 * t2), half, -t2 * (12 - 28 * t + 15 * t2), t2 * (1.5 - 4 * t + 2.5 * t2), 1 / _step);
            half = t * (60 - 180 * t + 120 * t2);
            Set(basis, 12, -half, -t * (36 - 96 * t + 60 * t2), 1 - t * (9 - 18 * t + 10 * t2), half, -t * (24 - 84 * t + 60 * t2), t * (3 - 12 * t + 10 * t2), 1 / (_step * _step));
        }
    }

    private static void Set(Span<Vector256<double>> basis, int at, double a, double b, double c, double d, double e, double f, double scale)
    {
        basis[at] = Vector256.Create(a * scale);
        basis[at + 1] = Vector256.Create(b * scale);
        basis[at + 2] = Vector256.Create(c * scale);
        basis[at + 3] = Vector256.Create(d * scale);
        basis[at + 4] = Vector256.Create(e * scale);
        basis[at + 5] = Vector256.Create(f * scale);
    }
}
