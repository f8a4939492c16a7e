namespace Filaggrin.Evidence;

/// <summary>A fixed order of comparisons that sorts any values.</summary>
/// <remarks>Batcher's odd-even merge sort; Knuth, The Art of Computer Programming 3, 5.3.4, ISBN 0-201-89685-0.</remarks>
internal static class SortingNetwork
{
    /// <summary>The comparisons: after each the smaller value stands at the lower place.</summary>
    /// <param name="count">Number of values, 1 or more.</param>
    public static (int Low, int High)[] Of(int count)
    {
        List<(int, int)> comparisons = [];
        for (int p = 1; p < count; p *= 2)
        {
            for (int k = p; k >= 1; k /= 2)
            {
                for (int j = k % p; j + k < count; j += 2 * k)
                {
                    // Places beyond the last would hold values larger than all: such comparisons never swap.
                    for (int i = j; i < Math.Min(j + k, count - k); i++)
                    {
                        if (i / (2 * p) == (i + k) / (2 * p)) comparisons.Add((i, i + k));
                    }
                }
            }
        }

        return [.. comparisons];
    }
}
