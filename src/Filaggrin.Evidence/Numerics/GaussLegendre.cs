namespace Filaggrin.Evidence;

/// <summary>Gauss-Legendre rules on [-1, 1].</summary>
internal static class GaussLegendre
{
    /// <summary>Points in ascending order and their weights.</summary>
    public static (double[] Points, double[] Weights) Rule(int count)
    {
        double[] points = new double[count], weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            double x = -Math.Cos(Math.PI * (i + 0.75) / (count + 0.5)), derivative = 1;
            for (int step = 0; step < 20; step++)
            {
                double previous = 1, value = x;
                for (int k = 2; k <= count; k++) (previous, value) = (value, ((2 * k - 1) * x * value - (k - 1) * previous) / k);
                derivative = count * (x * value - previous) / (x * x - 1);
                double move = value / derivative;
                x -= move;
                if (Math.Abs(move) < 1e-16) break;
            }

            points[i] = x;
            weights[i] = 2 / ((1 - x * x) * derivative * derivative);
        }

        return (points, weights);
    }
}
