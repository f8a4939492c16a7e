using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Derivatives of a trial's log likelihood by the effects of its arms, added up over the baseline.</summary>
/// <remarks>
/// Cumulants under the integrand: the first derivative is the mean of g'; the second, of two arms, the covariance of their g'; the
/// third the joint cumulant of three g', and where an arm comes twice, the covariance of its g'' with the other's g' besides.
/// </remarks>
internal sealed class BinomialMoments(int mostArms)
{
    private readonly Vector256<double>[] _one = new Vector256<double>[mostArms];
    private readonly Vector256<double>[] _bend = new Vector256<double>[mostArms];
    private readonly Vector256<double>[] _two = new Vector256<double>[mostArms * mostArms];
    private readonly Vector256<double>[] _bendOne = new Vector256<double>[mostArms * mostArms];
    private readonly Vector256<double>[] _three = new Vector256<double>[mostArms * mostArms * mostArms];
    private readonly double[] _gradient = new double[mostArms];
    private readonly double[] _pairs = new double[mostArms * mostArms];
    private readonly double[] _triples = new double[mostArms * mostArms * mostArms];
    private Vector256<double> _sum;
    private int _arms;

    /// <summary>g' of each arm at the point to be added.</summary>
    public Vector256<double>[] First { get; } = new Vector256<double>[mostArms];

    /// <summary>g'' of each arm at the point to be added.</summary>
    public Vector256<double>[] Second { get; } = new Vector256<double>[mostArms];

    /// <summary>Sum of the weights added.</summary>
    public double Total => Vector256.Sum(_sum);

    /// <summary>Derivative by the effect of an arm.</summary>
    public double Gradient(int arm) => _gradient[arm];

    /// <summary>Derivative by the effects of two different arms.</summary>
    public double Pair(int first, int second) => _pairs[first * _arms + second];

    /// <summary>Derivative by the effects of three arms.</summary>
    public double Triple(int first, int second, int third) => _triples[(first * _arms + second) * _arms + third];

    /// <summary>All derivatives by three arms, those of one arm thrice among them.</summary>
    public void CopyTriples(Span<double> triples) => _triples.AsSpan(0, _arms * _arms * _arms).CopyTo(triples);

    /// <summary>Starts a trial.</summary>
    public void Clear(int arms)
    {
        _arms = arms;
        _sum = Vector256<double>.Zero;
        _one.AsSpan(0, arms).Clear();
        _bend.AsSpan(0, arms).Clear();
        _two.AsSpan(0, arms * arms).Clear();
        _bendOne.AsSpan(0, arms * arms).Clear();
        _three.AsSpan(0, arms * arms * arms).Clear();
    }

    /// <summary>Adds four points with the derivatives in <see cref="First"/> and <see cref="Second"/>.</summary>
    public void Add(Vector256<double> weight)
    {
        _sum += weight;
        for (int a = 0; a < _arms; a++)
        {
            Vector256<double> first = weight * First[a], second = weight * Second[a];
            _one[a] += first;
            _bend[a] += second;
            for (int b = 0; b < _arms; b++)
            {
                if (b != a) _bendOne[a * _arms + b] += second * First[b];
                if (b < a) continue;
                Vector256<double> product = first * First[b];
                _two[a * _arms + b] += product;
                for (int c = b == a ? b + 1 : b; c < _arms; c++) _three[(a * _arms + b) * _arms + c] += product * First[c];
            }
        }
    }

    /// <summary>Multiplies what was added.</summary>
    public void Scale(double factor)
    {
        _sum *= factor;
        foreach (Vector256<double>[] sums in new[] { _one, _bend, _two, _bendOne, _three })
        {
            for (int k = 0; k < sums.Length; k++) sums[k] *= factor;
        }
    }

    /// <summary>Turns the sums into derivatives.</summary>
    public void Finish()
    {
        double total = Total;
        for (int a = 0; a < _arms; a++) _gradient[a] = Vector256.Sum(_one[a]) / total;
        for (int a = 0; a < _arms; a++)
        {
            for (int b = a; b < _arms; b++) _pairs[a * _arms + b] = _pairs[b * _arms + a] = Vector256.Sum(_two[a * _arms + b]) / total - _gradient[a] * _gradient[b];
        }

        for (int a = 0; a < _arms; a++)
        {
            for (int b = a; b < _arms; b++)
            {
                for (int c = b == a ? b + 1 : b; c < _arms; c++)
                {
                    double cumulant = Vector256.Sum(_three[(a * _arms + b) * _arms + c]) / total
                        - _gradient[a] * _pairs[b * _arms + c] - _gradient[b] * _pairs[a * _arms + c] - _gradient[c] * _pairs[a * _arms + b]
                        - _gradient[a] * _gradient[b] * _gradient[c];
                    if (a == b) cumulant += Bend(a, c);
                    else if (b == c) cumulant += Bend(b, a);
                    Set(a, b, c, cumulant);
                }
            }
        }

        for (int a = 0; a < _arms; a++)
        {
            double own = 0;
            for (int b = 0; b < _arms; b++)
            {
                if (b != a) own -= Triple(a, a, b);
            }

            _triples[(a * _arms + a) * _arms + a] = own;
        }

        double Bend(int twice, int once) => Vector256.Sum(_bendOne[twice * _arms + once]) / total - Vector256.Sum(_bend[twice]) / total * _gradient[once];
    }

    private void Set(int a, int b, int c, double value)
    {
        _triples[(a * _arms + b) * _arms + c] = _triples[(a * _arms + c) * _arms + b] = value;
        _triples[(b * _arms + a) * _arms + c] = _triples[(b * _arms + c) * _arms + a] = value;
        _triples[(c * _arms + a) * _arms + b] = _triples[(c * _arms + b) * _arms + a] = value;
    }
}
