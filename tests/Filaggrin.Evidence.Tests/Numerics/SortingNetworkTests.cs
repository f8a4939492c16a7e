namespace Filaggrin.Evidence.Tests.Numerics;

public class SortingNetworkTests
{
    [Fact]
    public void What_sorts_all_noughts_and_ones_sorts_everything() // Knuth, The Art of Computer Programming 3, 5.3.4, theorem Z
    {
        for (int count = 1; count <= 14; count++)
        {
            (int Low, int High)[] network = SortingNetwork.Of(count);
            for (int pattern = 0; pattern < 1 << count; pattern++)
            {
                int[] values = [.. Enumerable.Range(0, count).Select(bit => (pattern >> bit) & 1)];
                Sort(values, network);
                Assert.Equal(values.Order(), values);
            }
        }
    }

    [Fact]
    public void Larger_networks_sort_too() => Gen.Int[0, 1000].Array[15, 256].Sample(values =>
    {
        int[] sorted = [.. values];
        Sort(sorted, SortingNetwork.Of(values.Length));
        Assert.Equal(values.Order(), sorted);
    }, iter: 200);

    [Fact]
    public void Thirty_two_values_need_191_comparisons() => Assert.Equal(191, SortingNetwork.Of(32).Length); // Knuth, table 1

    private static void Sort(int[] values, (int Low, int High)[] network)
    {
        foreach ((int low, int high) in network)
        {
            if (values[low] > values[high]) (values[low], values[high]) = (values[high], values[low]);
        }
    }
}
