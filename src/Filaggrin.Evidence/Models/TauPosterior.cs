using System.Runtime.Intrinsics;

namespace Filaggrin.Evidence;

/// <summary>Mean, standard deviation and quantiles of τ from the nodes of a quadrature.</summary>
/// <remarks>Between nodes the logarithm of the density is a polynomial through the nearest of them.</remarks>
internal static class TauPosterior
{
    private const int Stencil = 8;
    private const int GaussStencil = 24; // Gauss points lie far apart, but a polynomial through many of them does not swing
    private static readonly (double[] Points, double[] Weights) Rule = GaussLegendre.Rule(8); // two vectors

    /// <summary>Summary of τ.</summary>
    /// <param name="mixture">The nodes with their weights.</param>
    /// <param name="mirrored">Whether the density is even in the abscissa.</param>
    /// <param name="tau">τ at four abscissas.</param>
    /// <param name="support">Ends of the support in the abscissa; null where the density dies before them.</param>
    public static PosteriorSummary Summarize(EffectMixture mixture, bool mirrored, Func<Vector256<double>, Vector256<double>> tau, (double Lower, double Upper)? support)
    {
        double square = 0;
        List<(double X, double Log)> nodes = [];
        foreach ((int block, int lane) in mixture.Nodes)
        {
            MixtureBlock at = mixture.Blocks[block];
            square += at.Weight[lane] * at.Tau[lane] * at.Tau[lane];
            nodes.Add((at.Abscissa[lane], at.LogDensity[lane]));
        }

        if (mirrored) nodes.InsertRange(0, nodes.Where(node => node.X > 0).Take(Stencil).Select(node => (-node.X, node.Log)).Reverse().ToList());
        double peak = nodes.Max(node => node.Log);
        (double X, double Log)[] table = [.. nodes.Select(node => (node.X, node.Log - peak))];
        List<double> edges = [.. table.Select(node => node.X).Where(x => !mirrored || x > 0)];
        if (mirrored) edges.Insert(0, 0);
        if (support is { } ends) edges = [ends.Lower, .. edges, ends.Upper];
        double[] below = new double[edges.Count];
        double mean = 0;
        for (int i = 1; i < below.Length; i++)
        {
            (double mass, double first) = Integral(table, support is null ? Stencil : GaussStencil, tau, edges[i - 1], edges[i]);
            below[i] = below[i - 1] + mass;
            mean += first;
        }

        mean /= below[^1]; // τ is odd in the abscissa: the nodes' own sum would converge slowly where there is mass at 0
        return new PosteriorSummary(mean, Math.Sqrt(Math.Max(0, square - mean * mean)), Quantile(0.025), Quantile(0.5), Quantile(0.975));

        double Quantile(double probability)
        {
            double target = probability * below[^1];
            int panel = Array.FindIndex(below, sum => sum >= target);
            double x = panel <= 0 ? edges[0] : RootFinding.Brent(x => below[panel - 1] + Integral(table, support is null ? Stencil : GaussStencil, null, edges[panel - 1], x).Mass - target, edges[panel - 1], edges[panel], 1e-10);
            return tau(Vector256.Create(x))[0];
        }
    }

    /// <summary>Integrals of the density and of τ times it; the second is left out without τ.</summary>
    private static (double Mass, double First) Integral((double X, double Log)[] table, int stencil, Func<Vector256<double>, Vector256<double>>? tau, double from, double to)
    {
        double half = 0.5 * (to - from), middle = 0.5 * (to + from);
        int first = Array.FindIndex(table, node => node.X > middle);
        first = Math.Clamp((first < 0 ? table.Length : first) - stencil / 2, 0, Math.Max(0, table.Length - stencil));
        ReadOnlySpan<(double X, double Log)> near = table.AsSpan(first, Math.Min(stencil, table.Length));
        Span<double> barycentric = stackalloc double[near.Length];
        for (int i = 0; i < near.Length; i++)
        {
            double product = 1;
            for (int j = 0; j < near.Length; j++)
            {
                if (j != i) product *= near[i].X - near[j].X;
            }

            barycentric[i] = 1 / product;
        }

        Vector256<double> mass = Vector256<double>.Zero, mean = mass;
        for (int i = 0; i < Rule.Points.Length; i += 4)
        {
            Vector256<double> x = Vector256.Create(middle) + half * Vector256.Create<double>(Rule.Points.AsSpan(i, 4));
            Vector256<double> weight = half * Vector256.Create<double>(Rule.Weights.AsSpan(i, 4)) * Vector256.Exp(Interpolate(near, barycentric, x));
            mass += weight;
            if (tau is not null) mean += weight * tau(x);
        }

        return (Vector256.Sum(mass), Vector256.Sum(mean));
    }

    private static Vector256<double> Interpolate(ReadOnlySpan<(double X, double Log)> near, ReadOnlySpan<double> barycentric, Vector256<double> x)
    {
        Vector256<double> top = Vector256<double>.Zero, bottom = top, exact = Vector256.Create(double.NaN);
        for (int i = 0; i < near.Length; i++)
        {
            Vector256<double> distance = x - Vector256.Create(near[i].X), share = Vector256.Create(barycentric[i]) / distance, log = Vector256.Create(near[i].Log);
            top += share * log;
            bottom += share;
            exact = Vector256.ConditionalSelect(Vector256.Equals(distance, Vector256<double>.Zero), log, exact);
        }

        return Vector256.ConditionalSelect(Vector256.IsNaN(exact), top / bottom, exact);
    }
}
