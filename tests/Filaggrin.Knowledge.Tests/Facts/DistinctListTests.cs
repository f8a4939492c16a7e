using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Tests.Facts;

public class DistinctListTests
{
    [Fact]
    public void Each_item_is_taken_once_in_the_order_of_coming()
    {
        Gen.Int[0, 30].Array[0, 60].Sample(numbers =>
        {
            string[] items = [.. numbers.Select(number => "item " + number)];
            DistinctList<string> list = new();
            foreach (string item in items)
            {
                list.Add(item);
                // What was handed out before must not change by what comes after.
                var before = list.ToImmutable();
                string[] copy = [.. before];
                list.Add(item);
                Assert.Equal<string>(copy, before, StringComparer.Ordinal);
                Assert.Equal(copy, list.Items.ToArray());
            }

            return list.ToImmutable().SequenceEqual(items.Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
        });
    }

    [Fact]
    public void What_was_handed_out_stays_as_it_was()
    {
        DistinctList<string> list = new();
        List<(string[] Copy, System.Collections.Immutable.ImmutableArray<string> Given)> handed = [];
        for (int i = 0; i < 40; i++)
        {
            list.Add($"item {i}");
            handed.Add(([.. list.ToImmutable()], list.ToImmutable()));
        }

        Assert.All(handed, pair => Assert.Equal<string>(pair.Copy, pair.Given, StringComparer.Ordinal));
    }

    [Fact]
    public void By_reference_equal_items_are_two()
    {
        string one = new('a', 3), other = new('a', 3);
        foreach (int others in (int[])[0, 30])
        {
            DistinctList<string> list = new(byReference: true);
            for (int i = 0; i < others; i++) list.Add($"item {i}");
            foreach (string item in (string[])[one, other, one]) list.Add(item);
            Assert.Equal(others + 2, list.Items.Length);
        }
    }
}
