namespace Filaggrin.Evidence;

/// <summary>Mean, standard deviation and quantiles of τ from the nodes of a quadrature.</summary>
/// <remarks>Between nodes the logarithm of the density is a polynomial through the nearest of them.</remarks>
internal static class TauPosterior
{
    private const int Stencil = 8;
    private const int GaussStencil = 24; // Gauss points lie far apart, but a polynomial through many of them does not swing
    private static readonly (double[] Points, double[] Weights) Rule = GaussLegendre.Rule(8);

    /// <summary>Summary of τ.</summary>
    /// <param name="mixture">The nodes with their weights.</param>
    /// <param name="mirrored">Whether the density is even in the abscissa.</param>
    /// <param name="tau">τ at an abscissa.</param>
    /// <param name="support">Ends of the support in the abscissa; null where the density dies before them.</param>
    public static PosteriorSummary Summarize(EffectMixture mixture, bool mirrored, Func<double, double> tau, (double Lower, double Upper)? support)
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
            if (panel <= 0) return tau(edges[0]);
            return tau(RootFinding.Brent(x => below[panel - 1] + Integral(table, support is null ? Stencil : GaussStencil, tau, edges[panel - 1], x).Mass - target, edges[panel - 1], edges[panel], 1e-10));
        }
    }

    private static (double Mass, double First) Integral((double X, double Log)[] table, int stencil, Func<double, double> tau, double from, double to)
    {
        double half = 0.5 * (to - from), middle = 0.5 * (to + from), mass = 0, mean = 0;
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

        for (int i = 0; i < Rule.Points.Length; i++)
        {
            double x = middle + half * Rule.Points[i], weight = half * Rule.Weights[i] * Math.Exp(Interpolate(near, barycentric, x));
            mass += weight;
            mean += weight * tau(x);
        }

        return (mass, mean);
    }

    private static double Interpolate(ReadOnlySpan<(double X, double Log)> near, ReadOnlySpan<double> barycentric, double x)
    {
        double top = 0, bottom = 0;
        for (int i = 0; i < near.Length; i++)
        {
            double distance = x - near[i].X;
            if (distance == 0) return near[i].Log;
            double share = barycentric[i] / distance;
            top += share * near[i].Log;
            bottom += share;
        }

        return top / bottom;
    }
}
