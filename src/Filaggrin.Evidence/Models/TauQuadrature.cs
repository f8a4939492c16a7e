using System.Globalization;
using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Nodes over τ: the marginal likelihood of a model times the prior.</summary>
/// <remarks>
/// With τ = c sinh x, c the smallest standard error of a contrast (the scale of the prior where that is far smaller), the integrand of a prior in τ² is even and analytic in x and the
/// trapezoidal rule converges geometrically (Trefethen 2014, doi:10.1137/130932132); for a prior on log τ², x = log τ. The step is
/// halved until the nodes of even number and all nodes agree; the error of all is about the square of the difference. A uniform
/// prior that cuts the posterior is integrated by Gauss and Legendre with doubling.
/// </remarks>
internal sealed class TauQuadrature
{
    /// <summary>Target of the relative error.</summary>
    public const double Target = 1e-8;

    private const double Depth = 18; // logarithms below the peak at which the integrand ends
    private const double SlightDepth = 9; // where what is cut off may still be left out
    private const double Furthest = 60; // in x, beyond the mode

    private readonly ITauMarginal _model;
    private readonly TauPrior _prior;
    private readonly double _scale;
    private readonly bool _logarithmic;
    private readonly List<MixtureBlock> _blocks = [];
    private double _peak = double.NegativeInfinity; // largest density of a node

    private TauQuadrature(ITauMarginal model, TauPrior prior)
    {
        _model = model;
        _prior = prior;
        // A prior that allows only far less than the standard errors would end before the second node.
        _scale = prior.Reach < 1e-3 * model.Scale ? prior.Reach : model.Scale;
        _logarithmic = prior is LogNormalPrior;
    }

    /// <summary>Estimate of the relative error of means, variances and the normalising constant.</summary>
    public double Error { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether the posterior of τ falls so slowly that variances of the effects may not exist.</summary>
    public bool HasHeavyTail { get; private set; }

    /// <summary>The nodes.</summary>
    public MixtureBlock[] Blocks => [.. _blocks];

    /// <summary>Whether abscissas mirror at 0.</summary>
    public bool IsEven { get; private set; }

    /// <summary>Integrates the posterior of τ.</summary>
    public static TauQuadrature Run(ITauMarginal model, TauPrior prior)
    {
        TauQuadrature quadrature = new(model, prior);
        if (prior is UniformPrior uniform && (uniform.Lower > 0 || quadrature.IsCut(uniform))) quadrature.Gauss(uniform);
        else quadrature.Trapezoid();
        quadrature.Normalize();
        return quadrature;
    }

    /// <summary>What must be known about the integral; null where nothing.</summary>
    public string? Warning => HasHeavyTail ? "the posterior of tau falls so slowly that variances of the effects may not exist; a prior with a lighter tail is needed."
        : Error > 1e-6 ? $"the quadrature over tau reached a relative error of {Error.ToString("0.0e+0", CultureInfo.InvariantCulture)} only." : null;

    /// <summary>Posterior of τ.</summary>
    public PosteriorSummary Summarize(EffectMixture mixture) =>
        TauPosterior.Summarize(mixture, IsEven, x => _logarithmic || IsEven ? Tau(x) : x, !IsEven && _prior is UniformPrior uniform ? (uniform.Lower, uniform.Upper) : null);

    private void Trapezoid()
    {
        IsEven = !_logarithmic;
        (double mode, double sd) = Peak();
        double step = Math.Min(_model.WidestStep, 0.6 * sd);
        int low = (int)Math.Floor(mode / step / 4), high = low;
        MixtureBlock lowest = Add(low, step, 0), highest = lowest;
        // Means and variances grow with τ²: the integrand ends where τ² times the density is negligible.
        double modalTau = Math.Max(_scale, Tau(Vector256.Create(mode))[0]);
        double End() => highest.LogDensity[3] + 2 * Math.Log(Math.Max(1, highest.Tau[3] / modalTau));
        bool cut = false;
        for (double end = End(); end > _peak - Depth; end = End())
        {
            cut = Tau(Vector256.Create(step * (4.0 * high + 7)))[0] > _model.LargestTau; // the last of the next four
            if (cut || highest.Abscissa[3] > Math.Abs(mode) + Furthest)
            {
                HasHeavyTail = _prior is not LogNormalPrior && (!cut || end > _peak - SlightDepth); // which has every moment
                break;
            }

            highest = Add(++high, step, 0);
        }

        while ((_logarithmic || low > 0) && lowest.LogDensity[0] > _peak - Depth && lowest.Abscissa[0] > -Math.Abs(mode) - Furthest) lowest = Add(--low, step, 0);
        Error = Compare(first: true);
        while (Error > Target && !cut && _blocks.Count < _model.MostBlocks)
        {
            int before = _blocks.Count;
            for (int block = low; block <= high; block++) Add(block, step, 0.5);
            step /= 2;
            (low, high) = (2 * low, 2 * high + 1);
            Error = Compare(first: false, before);
        }
    }

    /// <summary>Four nodes at (4·block + shift + lane)·step.</summary>
    private MixtureBlock Add(int block, double step, double shift)
    {
        Vector256<double> x = step * (Vector256.Create(4.0 * block + shift) + Vector256.Create(0.0, 1, 2, 3));
        // The mirror image of the node at 0 is itself.
        return Add(x, Tau(x), IsEven && x[0] == 0 ? Vector256.Create(-Math.Log(2), 0, 0, 0) : Vector256<double>.Zero);
    }

    private MixtureBlock Add(Vector256<double> x, Vector256<double> tau, Vector256<double> rule)
    {
        Vector256<double> density = _model.Marginal(tau) + Prior(x, tau);
        for (int lane = 0; lane < 4; lane++) _peak = Math.Max(_peak, density[lane]);
        MixtureBlock added = _model.Effects(tau) with { Abscissa = x, LogDensity = density, LogRule = rule };
        _blocks.Add(added);
        return added;
    }

    private Vector256<double> Tau(Vector256<double> x) => _logarithmic
        ? Vector256.Exp(x)
        : 0.5 * _scale * (Vector256.Exp(x) - Vector256.Exp(-x));

    /// <summary>Logarithm of the density, near enough to find its peak.</summary>
    private Vector256<double> Guide(Vector256<double> x, Vector256<double> tau) => _model.Guide(tau) + Prior(x, tau);

    /// <summary>Logarithm of prior times derivative of τ.</summary>
    private Vector256<double> Prior(Vector256<double> x, Vector256<double> tau)
    {
        Span<double> prior = stackalloc double[4];
        for (int lane = 0; lane < 4; lane++)
        {
            double jacobian = _logarithmic ? x[lane] : IsEven ? Math.Log(Math.Cosh(x[lane])) : 0;
            prior[lane] = _prior.LogDensity(Math.Abs(tau[lane])) + jacobian;
        }

        return Vector256.Create<double>(prior);
    }

    /// <summary>Walks a coarse grid over the peak, then refines it by parabolas.</summary>
    private (double Mode, double Sd) Peak()
    {
        double start = _logarithmic ? Math.Log(_scale) - 2 : 0, best = double.NegativeInfinity, at = start, width = 0.5;
        Vector256<double> lanes = Vector256.Create(0.0, 1, 2, 3);
        for (int up = 0; up < 64; up++)
        {
            double highest = Scout(start + 2 * up, 0.5);
            if (highest < best - 4) break;
        }

        for (int down = 1; _logarithmic && down < 64; down++)
        {
            double highest = Scout(start - 2 * down, 0.5);
            if (highest < best - 4) break;
        }

        double sd = width;
        for (int round = 0; round < 8; round++)
        {
            (double left, double middle, double right) = Around(at, width);
            best = Math.Max(best, Math.Max(left, Math.Max(middle, right)));
            double curvature = (left - 2 * middle + right) / (width * width), slope = (right - left) / (2 * width);
            if (!(curvature < 0))
            {
                if (right > middle || left > middle) at = right > left ? at + width : IsEven ? Math.Max(0, at - width) : at - width;
                width /= 2;
                continue;
            }

            sd = 1 / Math.Sqrt(-curvature);
            at += Math.Clamp(-slope / curvature, -2 * width, 2 * width);
            if (IsEven) at = Math.Abs(at);
            double next = Math.Min(sd, 0.5);
            if (next > 0.5 * width && Math.Abs(slope / curvature) < 0.5 * sd) break;
            width = next;
        }

        return (at, Math.Clamp(sd, 1e-6, 10));

        double Scout(double from, double step)
        {
            Vector256<double> x = Vector256.Create(from) + step * lanes, density = Guide(x, Tau(x));
            double highest = double.NegativeInfinity;
            for (int lane = 0; lane < 4; lane++)
            {
                highest = Math.Max(highest, density[lane]);
                if (density[lane] <= best) continue;
                best = density[lane];
                at = x[lane];
            }

            return highest;
        }

        (double Left, double Middle, double Right) Around(double centre, double reach)
        {
            Vector256<double> x = Vector256.Create(centre - reach, centre, centre + reach, centre), density = Guide(x, Tau(x));
            return (density[0], density[1], density[2]);
        }
    }

    /// <summary>Whether the posterior is still alive at the upper limit of a uniform prior.</summary>
    private bool IsCut(UniformPrior uniform)
    {
        Vector256<double> tau = uniform.Upper * Vector256.Create(0.999999, 0.5, 0.25, 0.125);
        Vector256<double> density = Guide(tau, tau);
        double best = Math.Max(density[0], Math.Max(density[1], Math.Max(density[2], density[3])));
        for (double fraction = 0.0625; fraction > 1e-6; fraction /= 16)
        {
            Vector256<double> further = uniform.Upper * fraction * Vector256.Create(1, 0.5, 0.25, 0.125);
            Vector256<double> height = Guide(further, further);
            for (int lane = 0; lane < 4; lane++) best = Math.Max(best, height[lane]);
        }

        return density[0] > best - 1.25 * Depth;
    }

    private void Gauss(UniformPrior uniform)
    {
        IsEven = false;
        MixtureBlock[]? before = null;
        for (int count = 16; count <= 4 * _model.MostBlocks && Error > Target; count *= 2)
        {
            _blocks.Clear();
            (double[] points, double[] weights) = GaussLegendre.Rule(count);
            double half = 0.5 * (uniform.Upper - uniform.Lower), middle = 0.5 * (uniform.Upper + uniform.Lower);
            for (int i = 0; i < count; i += 4)
            {
                Vector256<double> x = Vector256.Create(middle) + half * Vector256.Create<double>(points.AsSpan(i, 4));
                Add(x, x, Vector256.Log(Vector256.Create<double>(weights.AsSpan(i, 4)) * half));
            }

            if (before is not null) Error = Square(QuadratureMoments.Difference(QuadratureMoments.Of(before, _ => true, 0), QuadratureMoments.Of(_blocks, _ => true, 0)));
            before = [.. _blocks];
        }
    }

    /// <summary>Half the nodes against all of them.</summary>
    private double Compare(bool first, int before = 0)
    {
        double[] half = first
            ? QuadratureMoments.Of(_blocks, lane => lane % 2 == 0, Math.Log(2))
            : QuadratureMoments.Of(_blocks.GetRange(0, before), _ => true, Math.Log(2));
        return Square(QuadratureMoments.Difference(half, QuadratureMoments.Of(_blocks, _ => true, 0)));
    }

    private static double Square(double difference) => difference * difference;

    private void Normalize()
    {
        double peak = double.NegativeInfinity, sum = 0;
        foreach (MixtureBlock block in _blocks)
        {
            Vector256<double> log = block.LogDensity + block.LogRule;
            for (int lane = 0; lane < 4; lane++) peak = Math.Max(peak, log[lane]);
        }

        foreach (MixtureBlock block in _blocks)
        {
            block.Weight = Vector256.Exp(block.LogDensity + block.LogRule - Vector256.Create(peak));
            sum += Vector256.Sum(block.Weight);
        }

        foreach (MixtureBlock block in _blocks) block.Weight /= sum;
    }
}
