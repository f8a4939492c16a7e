using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Conditions;

public class ConditionParserTests
{
    // Each pair must agree on all values of A, B and C: the second says by parentheses how the first is read.
    [Theory]
    [InlineData("A or B and C", "A or (B and C)")]
    [InlineData("A and B or C", "(A and B) or C")]
    [InlineData("not A and B", "(not A) and B")]
    [InlineData("not A or B", "(not A) or B")]
    [InlineData("not not A", "A")]
    [InlineData("A xor B and C", "A xor (B and C)")]
    [InlineData("A or B xor C", "(A or B) xor C")]
    [InlineData("A xor B or C", "(A xor B) or C")]
    [InlineData("A implies B", "(not A) or B")]
    [InlineData("A and B implies C", "(A and B) implies C")]
    [InlineData("A or B implies C", "(A or B) implies C")]
    [InlineData("A implies B or C", "A implies (B or C)")]
    [InlineData("A implies B implies C", "(A implies B) implies C")]
    [InlineData("not A implies B", "(not A) implies B")]
    [InlineData("((A))", "A")]
    [InlineData("  A\n  and\tB", "A and B")]
    public void Not_binds_before_and_then_or_and_xor_then_implies(string text, string meaning)
    {
        Truth[] values = [Truth.False, Truth.Unknown, Truth.True];
        foreach ((Truth a, Truth b, Truth c) in values.SelectMany(a => values.SelectMany(b => values.Select(c => (a, b, c)))))
        {
            (string, object?)[] sheet = [("A", a), ("B", b), ("C", c)];
            Assert.True(TestFacts.Truth(meaning, sheet) == TestFacts.Truth(text, sheet), $"«{text}» is not «{meaning}» for {a}, {b}, {c}");
        }
    }

    [Theory]
    [InlineData("X = 3", true)]
    [InlineData("X != 3", false)]
    [InlineData("X < 3", false)]
    [InlineData("X <= 3", true)]
    [InlineData("X > 3", false)]
    [InlineData("X >= 3", true)]
    [InlineData("3 = X", true)]
    [InlineData("4 > X", true)]
    [InlineData("X > -1", true)]
    [InlineData("X between 3 and 3", true)]
    [InlineData("X between 1 and 2", false)]
    [InlineData("X between 1 and 3 and A", true)]
    [InlineData("A and X between 1 and 3", true)]
    [InlineData("not X between 1 and 3", false)]
    [InlineData("X + Y * 2 = 7", true)]
    [InlineData("(X + Y) * 2 = 10", true)]
    [InlineData("X - Y - 1 = 0", true)]
    [InlineData("8 / Y / 2 = 2", true)]
    [InlineData("8 / (Y / 2) = 8", true)]
    [InlineData("X * Y > X + Y", true)]
    [InlineData("(X + Y) > 4 and (A or B)", true)]
    [InlineData("(X) > 2", true)]
    [InlineData("(X + Y) between 5 and 6", true)]
    [InlineData("((X + Y)) - 5 = 0", true)]
    [InlineData("((X) + (Y)) = (5)", true)]
    [InlineData("(A and (X + 1) * 2 >= 8)", true)]
    [InlineData("2 * (X - 1) between Y and (Y + 2)", true)]
    public void Comparisons_and_arithmetic_are_read_as_in_school(string text, bool expected) =>
        Assert.Equal(Kleene.Of(expected), TestFacts.Truth(text, ("X", 3), ("Y", 2), ("A", true), ("B", false)));

    [Theory]
    [InlineData("TPMTActivity = 'deficient'", true)]
    [InlineData("TPMTActivity != 'deficient'", false)]
    [InlineData("TPMTActivity in { 'deficient', 'intermediate' }", true)]
    [InlineData("TPMTActivity in {'normal'}", false)]
    [InlineData("TPMTActivity = OtherActivity", false)]
    [InlineData("Colour = 'anything goes where no options are given'", false)]
    [InlineData("CurrentMedicine in { 'ketoconazole', 'aspirin' }", true)]
    [InlineData("CurrentMedicine in StrongInhibitors", true)]
    [InlineData("not CurrentMedicine in StrongInhibitors", false)]
    [InlineData("CurrentMedicine in { 'aspirin' }", false)]
    [InlineData("Seen = @2026-03-01", true)]
    [InlineData("Seen < @2026-03-02", true)]
    [InlineData("Seen between @2026-02-28 and @2026-03-01", true)]
    [InlineData("Seen > Stopped", true)]
    [InlineData("Seen is null", false)]
    [InlineData("Seen is not null", true)]
    [InlineData("X is null", true)]
    [InlineData("X is not null or A", false)]
    public void Codes_sets_dates_and_nothing_are_asked_in_their_own_way(string text, bool expected) =>
        Assert.Equal(Kleene.Of(expected), TestFacts.Truth(
            text, ("TPMTActivity", "deficient"), ("OtherActivity", "normal"), ("Colour", "red"), ("CurrentMedicine", new[] { "ketoconazole" }),
            ("Seen", "2026-03-01"), ("Stopped", "2026-02-01"), ("A", false)));

    [Theory]
    [InlineData("Creatinine > 130 'umol/L'", "130")]
    [InlineData("Creatinine > 0.13 'mmol/L'", "130")]
    [InlineData("Creatinine > 1.5 'mg/dL'", "132.63")] // the substance of the fact gives the factor
    [InlineData("HbA1c > 6.5 '%'", "47.545")]
    [InlineData("Age < 144 'mo'", "12")]
    [InlineData("Weight < 40000 'g'", "40")]
    [InlineData("EASI > 21", "21")]
    [InlineData("EASI > 21 '{score}'", "21")]
    [InlineData("Ratio > 0.5", "0.5")]
    public void A_literal_is_brought_into_the_unit_of_the_fact_that_it_is_compared_with(string text, string expected)
    {
        CompareExpr compare = Assert.IsType<CompareExpr>(TestFacts.Parse(text));
        NumberExpr literal = Assert.IsType<NumberExpr>(compare.Right);
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), literal.Value);
        Assert.Equal(((FactExpr)compare.Left).Fact.Unit, literal.Unit);
    }

    [Theory]
    [InlineData("Creatinine > 1.3 * CreatinineAtStart")]
    [InlineData("1.3 * CreatinineAtStart < Creatinine")]
    [InlineData("Creatinine - CreatinineAtStart > 30 'umol/L'")]
    [InlineData("Creatinine / CreatinineAtStart > 1.3")]
    [InlineData("ALT between 2 * ALTUpperLimit and 3 * ALTUpperLimit")]
    [InlineData("130 'umol/L' < Creatinine")]
    [InlineData("Creatinine + 10 'umol/L' > CreatinineAtStart")]
    [InlineData("Creatinine + 1 'mg/dL' > CreatinineAtStart")]
    public void Units_of_sums_multiples_and_ratios_are_followed(string text) => Assert.Equal(text, TestFacts.Parse(text).Text);

    [Fact]
    public void Every_part_keeps_its_own_words()
    {
        AndExpr and = Assert.IsType<AndExpr>(TestFacts.Parse("A and (B or not C) and X > 3"));
        Assert.Equal("A | B or not C | X > 3", string.Join(" | ", and.Parts.Select(part => part.Text)));
        OrExpr or = Assert.IsType<OrExpr>(TestFacts.Parse("A or B or (C)"));
        Assert.Equal("A | B | C", string.Join(" | ", or.Parts.Select(part => part.Text)));
    }

    [Fact]
    public void The_facts_of_a_condition_come_in_the_order_of_its_text_and_once()
    {
        Expr condition = TestFacts.Parse("(X + Y > 3 or A) and not (TPMTActivity = 'normal' xor A) implies Seen is null and CurrentMedicine in { 'x' }");
        Assert.Equal("X Y A TPMTActivity Seen CurrentMedicine", string.Join(' ', condition.Facts()));
    }

    [Theory]
    [InlineData("A and (B or X is null)", true)]
    [InlineData("A implies not X is not null", true)]
    [InlineData("A xor X is null", true)]
    [InlineData("A and X > 3", false)]
    public void It_is_seen_whether_a_condition_asks_for_nothing_anywhere(string text, bool asks) => Assert.Equal(asks, TestFacts.Parse(text).AsksForNull());

    [Theory]
    [InlineData(60, "not ")]
    [InlineData(59, "(")]
    public void Sixty_levels_are_read(int count, string opening)
    {
        string text = string.Concat(Enumerable.Repeat(opening, count)) + "A" + (opening == "(" ? new string(')', count) : "");
        Assert.Equal(Truth.True, TestFacts.Truth(text[(opening == "(" ? 0 : 4)..], ("A", opening == "(" || count % 2 == 1)));
    }

    [Fact]
    public void Sums_in_sums_are_read()
    {
        string text = new string('(', 12) + "X" + string.Concat(Enumerable.Repeat(" + 1)", 12)) + " = 15";
        Assert.Equal(Truth.True, TestFacts.Truth(text, ("X", 3)));
    }

    [Fact]
    public void Many_sums_side_by_side_are_no_deep_nesting()
    {
        string wide = string.Join(" and ", Enumerable.Repeat("(X + 1) > 3", 70));
        Assert.Equal(Truth.True, TestFacts.Truth(wide, ("X", 3)));
    }

    [Fact]
    public void A_formula_is_read_on_bare_numbers()
    {
        ValueExpr formula = ConditionParser.ParseValue("10000 * Weight / (Creatinine * Creatinine) + EASI", TestFacts.Dictionary);
        Assert.Equal("Weight Creatinine EASI", string.Join(' ', formula.Facts()));
        Assert.Equal(Interval.Exactly(47m), formula.Number(TestFacts.Sheet(("Weight", 45), ("Creatinine", 100), ("EASI", 2))));
    }
}
