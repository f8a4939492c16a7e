using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Conditions;

public class RelevanceTests
{
    [Theory]
    [InlineData("Pregnant and A", "A: false", "")]
    [InlineData("Pregnant and A", "A: true", "Pregnant")]
    [InlineData("A or (A and B)", "", "A")]
    [InlineData("A and (A or B)", "", "A")]
    [InlineData("A or not A", "", "")]
    [InlineData("(A and B) or (A and not B)", "", "A")]
    [InlineData("(A and B) or (not A and C)", "", "A B C")]
    [InlineData("(A and B) or (not A and C) or (B and C)", "", "A B C")]
    [InlineData("A xor A", "", "")]
    [InlineData("A xor B", "B: true", "A")]
    [InlineData("A implies B", "B: true", "")]
    [InlineData("A implies B", "B: false", "A")]
    [InlineData("B and A", "", "B A")]
    [InlineData("A and (B or C)", "B: true", "A")]
    [InlineData("A and (B or C)", "A: false", "")]
    public void Only_facts_on_which_the_rest_of_the_formula_depends_are_missing(string text, string known, string missing) =>
        Assert.Equal(missing, Missing(text, [.. known.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(fact => (fact[..1], (object?)fact.EndsWith("true", StringComparison.Ordinal)))]));

    [Fact]
    public void The_missing_flags_are_those_on_which_the_truth_table_depends()
    {
        foreach ((Formula formula, int knownBits, int values) in Samples.Of(Gen.Select(Formula.OfFlags, Gen.Int[0, 63], Gen.Int[0, 63]), 3000))
        {
            HashSet<string> known = [.. Patients.Subset(Formula.Flags, knownBits & (knownBits >> 1))];
            string expected = string.Join(' ', Formula.Flags.Where(flag => !known.Contains(flag) && Depends(formula.Holds, flag, known, values)));
            string actual = string.Join(' ', Relevance.Missing([TestFacts.Parse(formula.Text)], Sheet(known, values)).Select(fact => fact.Name).Order(StringComparer.Ordinal));
            if (expected != actual) Assert.Fail($"«{formula.Text}», known {string.Join(' ', known)} of {values}: missing «{actual}» instead of «{expected}»");
        }
    }

    [Fact]
    public void Several_formulas_together_miss_what_could_decide_whether_any_of_them_holds()
    {
        foreach ((Formula left, Formula right, int values) in Samples.Of(Gen.Select(Formula.OfFlags, Formula.OfFlags, Gen.Int[0, 63]), 1000, seed: 11))
        {
            HashSet<string> known = ["E"];
            string expected = string.Join(' ', Formula.Flags.Where(flag => !known.Contains(flag) && Depends(patient => left.Holds(patient) || right.Holds(patient), flag, known, values)));
            string actual = string.Join(' ', Relevance.Missing([TestFacts.Parse(left.Text), TestFacts.Parse(right.Text)], Sheet(known, values)).Select(fact => fact.Name).Order(StringComparer.Ordinal));
            if (expected != actual) Assert.Fail($"«{left.Text}» or «{right.Text}»: missing «{actual}» instead of «{expected}»");
        }
    }

    [Fact]
    public void Of_a_comparison_the_numbers_that_are_not_exact_are_missing()
    {
        Assert.Equal("X Y", Missing("X + Y > 5"));
        Assert.Equal("Y", Missing("X + Y > 5", ("X", 3)));
        Assert.Equal("X", Missing("X > 5", ("X", Interval.Closed(4m, 6m))));
        Assert.Equal("", Missing("X > 5", ("X", Interval.Closed(6m, 7m))));
        Assert.Equal("Creatinine CreatinineAtStart", Missing("Creatinine > 1.3 * CreatinineAtStart"));
    }

    [Fact]
    public void Of_a_range_with_two_measured_ends_both_ends_can_be_missing()
    {
        Assert.Equal("ALT", Missing("ALT between ALTLowerLimit and ALTUpperLimit", ("ALTLowerLimit", 10), ("ALTUpperLimit", 35)));
        Assert.Equal("ALTUpperLimit", Missing("ALT between ALTLowerLimit and ALTUpperLimit", ("ALTLowerLimit", 10), ("ALT", 20)));
        Assert.Equal("ALTLowerLimit ALTUpperLimit", Missing("ALT between ALTLowerLimit and ALTUpperLimit", ("ALT", 20)));
    }

    [Fact]
    public void A_set_a_code_and_a_date_are_missing_until_they_decide()
    {
        Assert.Equal("CurrentMedicine", Missing("CurrentMedicine in { 'p' }", ("CurrentMedicine", SetValue.Of(false, "q"))));
        Assert.Equal("", Missing("CurrentMedicine in { 'p' }", ("CurrentMedicine", SetValue.Of(false, "p"))));
        Assert.Equal("TPMTActivity", Missing("TPMTActivity = 'normal'", ("TPMTActivity", new CodeValue(["normal", "deficient"]))));
        Assert.Equal("Seen", Missing("Seen < @2026-03-05", ("Seen", "2026-03")));
        Assert.Equal("", Missing("Seen < @2026-04-01", ("Seen", "2026-03")));
        Assert.Equal("", Missing("Seen is null or A", ("A", false)));
    }

    [Fact]
    public void The_same_question_twice_is_one_question() => Assert.Equal("X", Missing("(X > 3 and A) or (X > 3 and not A)"));

    private static string Missing(string text, params (string, object?)[] known) =>
        string.Join(' ', Relevance.Missing([TestFacts.Parse(text)], TestFacts.Sheet(known)));

    private static FactSheet Sheet(HashSet<string> known, int values) =>
        TestFacts.Sheet(Formula.Flags.Where(known.Contains).Select(flag => (flag, (object?)Value(flag, values))));

    private static bool Value(string flag, int values) => (values >> Array.IndexOf(Formula.Flags, flag) & 1) == 1;

    /// <summary>Some values of the other unknown flags make the function turn with this one.</summary>
    private static bool Depends(Func<IReadOnlyDictionary<string, object>, bool> holds, string flag, HashSet<string> known, int values) =>
        Enumerable.Range(0, 64).Any(row =>
        {
            Dictionary<string, object> patient = Formula.Flags.ToDictionary(name => name, name => (object)Value(name, known.Contains(name) ? values : row), StringComparer.Ordinal);
            bool without = holds(With(patient, flag, false));
            return without != holds(With(patient, flag, true));
        });

    private static Dictionary<string, object> With(Dictionary<string, object> patient, string flag, bool value)
    {
        patient[flag] = value;
        return patient;
    }
}
