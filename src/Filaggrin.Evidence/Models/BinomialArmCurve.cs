using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>The likelihood of an arm's counts with its random effect integrated out, as a curve over the arm's expected log odds.</summary>
/// <remarks>
/// At s = baseline + effect the arm's log odds are s + σz, z standard normal: g(s) = log ∫ φ(z) p^events (1 - p)^others dz. The
/// trapezoidal rule in z runs from the mode outwards at a step of the integrand's own width. Of the derivatives, g' is the mean of
/// the score r - np and g'' its covariance with z, divided by σ: neither loses digits where σ is small or the arm is large.
/// Values stand at equal steps, reckoned when first asked for; between them runs the polynomial of degree five that has the
/// values and both derivatives at either end.
/// </remarks>
internal sealed class BinomialArmCurve
{
    private const double WidestStep = 1; // in standard deviations of the integrand at its mode
    private const double WidestLogit = 0.4; // (1 + e^θ)^-n stops being smooth at a distance of π/2
    private const double Negligible = 1e-7;
    private const double SmallestSigma = 1e-7; // below, an effect of the arm is lost in the rounding
    private const double NearMode = 0.7; // of Newton's last step, in standard deviations
    private const double LongestMove = 3; // in log odds: beyond the shoulder of an exponential the curvature misleads
    private const int MostMoves = 200;

    private readonly double _events;
    private readonly double _patients;
    private readonly double _sigma;
    private readonly double _anchor;
    private readonly double _step;
    private readonly double _logOdds;
    private readonly double _variance;
    private double[] _value = new double[64];
    private double[] _first = new double[64];
    private double[] _second = new double[64];
    private int _origin = 32;
    private int _low;
    private int _high;

    /// <summary>A curve without any value yet.</summary>
    /// <param name="events">Patients with the event, 0 to <paramref name="patients"/>.</param>
    /// <param name="patients">Patients of the arm.</param>
    /// <param name="sigma">Standard deviation of the arm's random effect, τ/√2.</param>
    /// <param name="anchor">Log odds at index 0.</param>
    /// <param name="step">Log odds between neighbours.</param>
    public BinomialArmCurve(double events, double patients, double sigma, double anchor, double step)
    {
        (_events, _patients, _anchor, _step) = (events, patients, anchor, step);
        _sigma = Math.Max(sigma, SmallestSigma);
        (_logOdds, _variance) = Approximate(events, patients);
    }

    /// <summary>Log odds of an arm and their variance, near enough to start from.</summary>
    public static (double LogOdds, double Variance) Approximate(double events, double patients)
    {
        double with = events + 0.5, without = patients - events + 0.5;
        return (Math.Log(with / without), 1 / with + 1 / without);
    }

    /// <summary>g, step·g' and step²·g'' from index <paramref name="from"/> on, so that <paramref name="from"/> to <paramref name="to"/> - 1 are there.</summary>
    public (double[] Value, double[] First, double[] Second, int At) Range(int from, int to)
    {
        if (_low == _high) _low = _high = from;
        while (_high < to)
        {
            Reserve(_high);
            Reserve(_high + 4);
            Compute(_high);
            _high += 4;
        }

        while (_low > from)
        {
            Reserve(_low - 4);
            _low -= 4;
            Compute(_low);
        }

        return (_value, _first, _second, from + _origin);
    }

    private void Reserve(int index)
    {
        while (index + _origin < 0 || index + _origin > _value.Length)
        {
            int add = _value.Length / 2;
            _value = Widen(_value);
            _first = Widen(_first);
            _second = Widen(_second);
            _origin += add;

            double[] Widen(double[] old)
            {
                double[] wide = new double[2 * old.Length];
                old.CopyTo(wide, add);
                return wide;
            }
        }
    }

    /// <summary>Four values from an index on.</summary>
    private void Compute(int index)
    {
        Vector256<double> sigma = Vector256.Create(_sigma), events = Vector256.Create(_events), patients = Vector256.Create(_patients), one = Vector256<double>.One;
        Vector256<double> s = Vector256.Create(_anchor) + _step * (Vector256.Create((double)index) + Vector256.Create(0.0, 1, 2, 3));
        Vector256<double> mode = _sigma / (_sigma * _sigma + _variance) * (Vector256.Create(_logOdds) - s), farthest = Vector256.Create(LongestMove / _sigma), move = Vector256<double>.Zero, share, curvature;
        for (int moves = 0; ; moves++)
        {
            Vector256<double> odds = Vector256.Exp(s + sigma * mode);
            share = odds / (one + odds);
            curvature = one + _sigma * _sigma * patients * share * (one - share);
            if ((moves > 1 && Vector256.LessThanAll(move * move * curvature, Vector256.Create(NearMode * NearMode))) || moves == MostMoves) break;
            move = Vector256.Clamp((sigma * (events - patients * share) - mode) / curvature, -farthest, farthest);
            mode += move;
        }

        Vector256<double> step = Vector256.Min(Vector256.Create(WidestStep) / Vector256.Sqrt(curvature), Vector256.Create(WidestLogit / _sigma)), score = events - patients * share;
        Vector256<double> centre = s + sigma * mode, peak = Exponent(Vector256.Exp(centre), centre, mode, events, patients);
        Vector256<double> sum = Vector256<double>.Zero, sumScore = sum, sumDeviate = sum, sumProduct = sum;
        for (int direction = 1; direction >= -1; direction -= 2)
        {
            Vector256<double> stride = step * direction, growth = Vector256.Exp(sigma * stride), deviate = direction > 0 ? Vector256<double>.Zero : stride;
            Vector256<double> odds = Vector256.Exp(centre + sigma * deviate);
            while (true)
            {
                Vector256<double> z = mode + deviate, own = odds / (one + odds);
                Vector256<double> weight = Vector256.Exp(Exponent(odds, s + sigma * z, z, events, patients) - peak), away = patients * (share - own);
                sum += weight;
                sumScore += weight * away;
                sumDeviate += weight * deviate;
                sumProduct += weight * away * deviate;
                if (!Vector256.GreaterThanAny(weight, Negligible * sum)) break;
                deviate += stride;
                odds *= growth;
            }
        }

        Vector256<double> mean = sumScore / sum;
        Vector256<double> value = peak + Vector256.Log(step * sum) - Vector256.Create(0.5 * Math.Log(2 * Math.PI));
        value.CopyTo(_value, index + _origin);
        (_step * (score + mean)).CopyTo(_first, index + _origin);
        (_step * _step / _sigma * (sumProduct / sum - mean * sumDeviate / sum)).CopyTo(_second, index + _origin);
    }

    /// <summary>Logarithm of the likelihood times the density of z.</summary>
    private static Vector256<double> Exponent(Vector256<double> odds, Vector256<double> logOdds, Vector256<double> z, Vector256<double> events, Vector256<double> patients) =>
        events * logOdds - patients * Vector256.Log(Vector256<double>.One + odds) - 0.5 * z * z;
}
