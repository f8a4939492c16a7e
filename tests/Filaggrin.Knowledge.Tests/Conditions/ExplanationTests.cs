using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Conditions;

public class ExplanationTests
{
    [Fact]
    public void An_explanation_shows_every_part_with_its_truth_and_the_facts_at_its_leaves()
    {
        Explanation whole = TestFacts.Parse("Pregnant and (X > 3 or not A)").Explain(TestFacts.Sheet(("Pregnant", true), ("X", 2)));
        Assert.Equal(
            "Pregnant and (X > 3 or not A): Unknown | Pregnant: True [Pregnant] | X > 3 or not A: Unknown | X > 3: False [X] | not A: Unknown | A: Unknown [A]",
            string.Join(" | ", Lines(whole)));
    }

    [Theory]
    [InlineData("A and B", "A: true, B: false", "B")] // one false part decides
    [InlineData("A and B", "A: false, B: false", "A B")]
    [InlineData("A and B", "A: true, B: true", "A B")]
    [InlineData("A and B", "A: true", "B")] // what is open
    [InlineData("A or B", "A: true, B: false", "A")]
    [InlineData("A or B", "A: false, B: false", "A B")]
    [InlineData("A or B", "A: false", "B")]
    [InlineData("A xor B", "A: true, B: true", "A B")]
    [InlineData("not (A or B)", "A: true, B: false", "A")]
    [InlineData("A implies B", "A: false, B: false", "A")]
    [InlineData("(A and B) or (C and D)", "A: true, B: true, C: true, D: false", "A B")]
    public void The_deciding_facts_are_those_of_the_parts_that_decide(string text, string known, string deciding)
    {
        var sheet = TestFacts.Sheet(known.Split(", ").Select(fact => (fact[..1], (object?)fact.EndsWith("true", StringComparison.Ordinal))));
        Assert.Equal(deciding, string.Join(' ', TestFacts.Parse(text).Deciding(sheet).Select(fact => fact.Name)));
    }

    [Theory]
    [InlineData("X < 3", "< 0.5", Truth.True)]
    [InlineData("X < 0.5", "< 0.5", Truth.True)]
    [InlineData("X < 0.3", "< 0.5", Truth.Unknown)]
    [InlineData("X >= 0.5", "< 0.5", Truth.False)]
    [InlineData("X = 0.5", "< 0.5", Truth.False)]
    [InlineData("X != 0.5", "< 0.5", Truth.True)]
    [InlineData("X between 0.5 and 1", "< 0.5", Truth.False)]
    [InlineData("2 * X < 1", "< 0.5", Truth.True)]
    [InlineData("1 - X > 0.5", "< 0.5", Truth.True)]
    [InlineData("X > 90", "> 90", Truth.True)]
    [InlineData("X > 100", "> 90", Truth.Unknown)]
    [InlineData("X <= 90", "> 90", Truth.False)]
    public void A_result_beyond_the_range_of_the_assay_decides_what_it_can(string text, string result, Truth expected)
    {
        decimal bound = decimal.Parse(result[2..], System.Globalization.CultureInfo.InvariantCulture);
        Interval interval = result[0] == '<' ? new(null, false, bound, true) : new(bound, true, null, false);
        Assert.Equal(expected, TestFacts.Truth(text, ("X", interval)));
    }

    [Theory]
    [InlineData("Seen < @2026-01-01", "2025", Truth.True)]
    [InlineData("Seen < @2025-12-31", "2025", Truth.Unknown)]
    [InlineData("Seen <= @2025-12-31", "2025", Truth.True)]
    [InlineData("Seen < @2025-01-01", "2025", Truth.False)]
    [InlineData("Seen = @2025-03-01", "2025", Truth.Unknown)]
    [InlineData("Seen = @2026-03-01", "2025", Truth.False)]
    public void A_date_known_to_the_year_decides_what_it_can(string text, string date, Truth expected) =>
        Assert.Equal(expected, TestFacts.Truth(text, ("Seen", date)));

    private static IEnumerable<string> Lines(Explanation explanation) =>
        explanation.Parts.SelectMany(Lines).Prepend(
            $"{explanation.Text}: {explanation.Truth}{(explanation.Facts.IsEmpty ? "" : $" [{string.Join(' ', explanation.Facts.Select(fact => fact.Name))}]")}");
}
