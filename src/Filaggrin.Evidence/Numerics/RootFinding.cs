namespace Filaggrin.Evidence;

/// <summary>Roots of a function of one variable.</summary>
internal static class RootFinding
{
    /// <summary>Brent's method between two points where the function has different signs.</summary>
    /// <remarks>Brent 1971, doi:10.1093/comjnl/14.4.422.</remarks>
    /// <param name="function">Continuous between the points.</param>
    /// <param name="low">One end.</param>
    /// <param name="high">The other end.</param>
    /// <param name="relative">Tolerance in relation to the root.</param>
    public static double Brent(Func<double, double> function, double low, double high, double relative)
    {
        double a = low, b = high, fa = function(a), fb = function(b);
        if (fa == 0) return a;
        if (fb == 0) return b;
        double c = a, fc = fa, step = b - a, before = step;
        for (int iteration = 0; iteration < 200; iteration++)
        {
            if (fb > 0 == fc > 0)
            {
                (c, fc) = (a, fa);
                step = before = b - a;
            }

            if (Math.Abs(fc) < Math.Abs(fb)) (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
            double tolerance = relative * Math.Abs(b) + double.Epsilon, middle = (c - b) / 2;
            if (Math.Abs(middle) <= tolerance || fb == 0) return b;
            if (Math.Abs(before) >= tolerance && Math.Abs(fa) > Math.Abs(fb))
            {
                (double p, double q) = Interpolate(a, b, c, fa, fb, fc);
                if (2 * p < Math.Min(3 * middle * q - Math.Abs(tolerance * q), Math.Abs(before * q)))
                {
                    before = step;
                    step = p / q;
                }
                else
                {
                    step = before = middle;
                }
            }
            else
            {
                step = before = middle;
            }

            (a, fa) = (b, fb);
            b += Math.Abs(step) > tolerance ? step : Math.CopySign(tolerance, middle);
            fb = function(b);
        }

        return b;
    }

    private static (double P, double Q) Interpolate(double a, double b, double c, double fa, double fb, double fc)
    {
        double s = fb / fa, p, q;
        if (a == c)
        {
            p = (c - b) * s;
            q = 1 - s;
        }
        else
        {
            double t = fa / fc, r = fb / fc;
            p = s * ((c - b) * t * (t - r) - (b - a) * (r - 1));
            q = (t - 1) * (r - 1) * (s - 1);
        }

        return p > 0 ? (p, -q) : (-p, q);
    }
}
