using Filaggrin.Knowledge.Conditions;

namespace Filaggrin.Knowledge.Tests.Conditions;

public class ConditionErrorTests
{
    [Theory]
    [InlineData("Pregnat", "fact «Pregnat» is not defined; did you mean «Pregnant»?")]
    [InlineData("pregnant", "fact «pregnant» is not defined; its name is «Pregnant»")]
    [InlineData("ChickenpoxImmune", "fact «ChickenpoxImmune» is not defined; its name is «VaricellaImmune»")]
    [InlineData("VaricellaNonImmune", "fact «VaricellaNonImmune» is not defined; write «not VaricellaImmune»")]
    [InlineData("Sunburn", "fact «Sunburn» is not defined")]
    [InlineData("A and creatinin > 3", "fact «creatinin» is not defined; did you mean «Creatinine»?")]
    public void An_unknown_fact_is_named_with_the_name_that_may_be_meant(string text, string message) => Assert.Equal(message, TestFacts.Error(text));

    [Theory]
    [InlineData("Creatinine > 130", "«Creatinine > 130»: a number is compared with Creatinine, which has the unit umol/L; write 130 'umol/L'.")]
    [InlineData("130 < Creatinine", "«130 < Creatinine»: a number is compared with Creatinine, which has the unit umol/L; write 130 'umol/L'.")]
    [InlineData("Creatinine between 3 and 5 'umol/L'", "«Creatinine between 3 and 5 'umol/L'»: a number is compared with Creatinine, which has the unit umol/L; write 3 'umol/L'.")]
    [InlineData("HbA1c > 48", "«HbA1c > 48»: a number is compared with HbA1c, which has the unit mmol/mol; write 48 'mmol/mol'.")]
    [InlineData("Creatinine > 1 'U/L'", "«Creatinine > 1 'U/L'»: «1 'U/L'» does not convert to Creatinine, which has the unit umol/L.")]
    [InlineData("CreatinineAtStart > 1.5 'mg/dL'", "«CreatinineAtStart > 1.5 'mg/dL'»: «1.5 'mg/dL'» does not convert to CreatinineAtStart, which has the unit umol/L.")]
    [InlineData("Creatinine > 1.5 'mg/d'", "«Creatinine > 1.5 'mg/d'»: «1.5 'mg/d'» does not convert to Creatinine, which has the unit umol/L.")]
    [InlineData("Creatinine > 1 'furlong'", "«Creatinine > 1 'furlong'»: «1 'furlong'» does not convert to Creatinine, which has the unit umol/L.")]
    [InlineData("Creatinine > ALT", "«Creatinine > ALT»: «ALT» does not convert to Creatinine, which has the unit umol/L.")]
    [InlineData("Creatinine > Ratio", "«Creatinine > Ratio»: «Ratio» does not convert to Creatinine, which has the unit umol/L.")]
    [InlineData("Ratio > 1 'umol/L'", "«Ratio > 1 'umol/L'»: «1 'umol/L'» does not convert to Ratio, which has the unit 1.")]
    [InlineData("Creatinine + ALT > 3 'umol/L'", "«Creatinine + ALT > 3 'umol/L'»: «ALT» does not convert to Creatinine, which has the unit umol/L.")]
    [InlineData("2 * Creatinine > 3", "«2 * Creatinine > 3»: a number is compared with «2 * Creatinine», which has the unit umol/L; write 3 'umol/L'.")]
    [InlineData("Creatinine * ALT > 3", "«Creatinine * ALT > 3»: multiplies or divides units in «Creatinine * ALT»; only pure numbers may scale a value.")]
    [InlineData("3 / Creatinine > 3", "«3 / Creatinine > 3»: multiplies or divides units in «3 / Creatinine»; only pure numbers may scale a value.")]
    [InlineData("Creatinine / ALT > 3", "«Creatinine / ALT > 3»: multiplies or divides units in «Creatinine / ALT»; only pure numbers may scale a value.")]
    public void A_clash_of_units_says_what_to_write(string text, string message) => Assert.Equal(message, TestFacts.Error(text));

    [Theory]
    [InlineData("CurrentMedicine = 'x'", "«CurrentMedicine = 'x'»: compares the set CurrentMedicine; ask it with «in».")]
    [InlineData("'x' = CurrentMedicine", "«'x' = CurrentMedicine»: compares a code with a set in «'x' = CurrentMedicine».")]
    [InlineData("Pregnant = 'yes'", "«Pregnant = 'yes'»: compares a yes-or-no fact with a code in «Pregnant = 'yes'».")]
    [InlineData("Pregnant = Pregnant", "«Pregnant = Pregnant»: compares a yes-or-no fact with a yes-or-no fact in «Pregnant = Pregnant».")]
    [InlineData("X = 'three'", "«X = 'three'»: compares a number with a code in «X = 'three'».")]
    [InlineData("X = @2026-03-01", "«X = @2026-03-01»: compares a number with a date in «X = @2026-03-01».")]
    [InlineData("Seen > 3", "«Seen > 3»: compares a date with a number in «Seen > 3».")]
    [InlineData("TPMTActivity > 'normal'", "«TPMTActivity > 'normal'»: orders codes in «TPMTActivity > 'normal'»; use = or in.")]
    [InlineData("Pregnant + 1 > 2", "«Pregnant + 1 > 2»: calculates with «Pregnant + 1», which are not numbers.")]
    [InlineData("2 * Seen > 2", "«2 * Seen > 2»: calculates with «2 * Seen», which are not numbers.")]
    [InlineData("Creatinine", "«Creatinine»: uses Creatinine as yes or no, but it is a number; compare it.")]
    [InlineData("A and TPMTActivity", "«A and TPMTActivity»: uses TPMTActivity as yes or no, but it is a code; compare it.")]
    [InlineData("CurrentMedicine or A", "«CurrentMedicine or A»: uses CurrentMedicine as yes or no, but it is a set; compare it.")]
    [InlineData("Seen", "«Seen»: uses Seen as yes or no, but it is a date; compare it.")]
    [InlineData("Pregnant in { 'x' }", "«Pregnant in { 'x' }»: asks Pregnant with «in», but it is a yes-or-no fact.")]
    [InlineData("X in { 'x' }", "«X in { 'x' }»: asks X with «in», but it is a number.")]
    public void A_clash_of_types_says_what_is_compared(string text, string message) => Assert.Equal(message, TestFacts.Error(text));

    [Theory]
    [InlineData("TPMTActivity = 'low'", "«TPMTActivity = 'low'»: asks TPMTActivity for «low»; its answers are deficient, intermediate, normal.")]
    [InlineData("TPMTActivity in { 'normal', 'low' }", "«TPMTActivity in { 'normal', 'low' }»: asks TPMTActivity for «low»; its answers are deficient, intermediate, normal.")]
    [InlineData("CurrentMedicine in WeakInhibitors", "«CurrentMedicine in WeakInhibitors»: names the group «WeakInhibitors», which is not defined.")]
    public void A_code_or_a_group_that_nobody_can_have_is_refused(string text, string message) => Assert.Equal(message, TestFacts.Error(text));

    [Theory]
    [InlineData("", "«»: ends too early.")]
    [InlineData("A and", "«A and»: ends too early.")]
    [InlineData("not", "«not»: ends too early.")]
    [InlineData("and A", "«and A»: has «and» where a fact or a value belongs.")]
    [InlineData("A B", "«A B»: goes on with «B» after its end.")]
    [InlineData("A, B", "«A, B»: goes on with «,» after its end.")]
    [InlineData("A) and B", "«A) and B»: goes on with «)» after its end.")]
    [InlineData("X > 3 > 2", "«X > 3 > 2»: goes on with «>» after its end.")]
    [InlineData("X > 3,5", "«X > 3,5»: goes on with «,» after its end.")]
    [InlineData("(A and B", "«(A and B»: lacks «)» at its end.")]
    [InlineData("(A and B C)", "«(A and B C)»: needs «)» before «C».")]
    [InlineData("TPMTActivity in { 'normal'", "«TPMTActivity in { 'normal'»: lacks «}» at its end.")]
    [InlineData("TPMTActivity in { 'normal' 'deficient' }", "«TPMTActivity in { 'normal' 'deficient' }»: needs «}» before «deficient».")]
    [InlineData("TPMTActivity in { normal }", "«TPMTActivity in { normal }»: needs a quoted name in «{ }», found «normal».")]
    [InlineData("TPMTActivity in { }", "«TPMTActivity in { }»: needs a quoted name in «{ }», found «}».")]
    [InlineData("TPMTActivity in 'normal'", "«TPMTActivity in 'normal'»: needs «{» before «normal».")]
    [InlineData("X between 3 or 5", "«X between 3 or 5»: needs «and» after «between», found «or».")]
    [InlineData("X is 3", "«X is 3»: needs «null» after «is».")]
    [InlineData("X + 1 is null", "«X + 1 is null»: has «X + 1» where a fact belongs.")]
    [InlineData("3", "«3»: has «3» where a fact belongs.")]
    [InlineData("X > 1.2.3", "«X > 1.2.3»: has the number «1.2.3», which cannot be read.")]
    [InlineData("X > -Y", "«X > -Y»: has a minus before something that is no number.")]
    [InlineData("Seen > @2026-3-1", "«Seen > @2026-3-1»: has the date «@2026-3-1»; write @2026-03-01.")]
    [InlineData("Seen > @2026-02-30", "«Seen > @2026-02-30»: has the date «@2026-02-30»; write @2026-03-01.")]
    public void What_is_not_of_the_language_is_quoted(string text, string message) => Assert.Equal(message, TestFacts.Error(text));

    [Theory]
    [InlineData("TPMTActivity = 'normal", "«TPMTActivity = 'normal»: the quote at position 16 is never closed.")]
    [InlineData("A & B", "«A & B»: «&» at position 3 has no meaning here.")]
    [InlineData("A == B", "«A == B»: has «=» where a fact or a value belongs.")]
    [InlineData("X ≥ 3", "«X ≥ 3»: «≥» at position 3 has no meaning here.")]
    [InlineData("!A", "«!A»: «!» at position 1 has no meaning here.")]
    [InlineData("X > 3 \"kg\"", "«X > 3 \"kg\"»: «\"» at position 7 has no meaning here.")]
    public void A_character_out_of_place_is_found(string text, string message) => Assert.Equal(message, TestFacts.Error(text));

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not ", "")]
    [InlineData("X > (", ")")]
    [InlineData("X > -", "")]
    public void Too_deep_a_nesting_is_refused(string opening, string closing)
    {
        bool sum = opening.StartsWith('X');
        string text = opening + string.Concat(Enumerable.Repeat(sum ? opening[^1..] : opening, 70)) + (sum ? "1" : "A") + string.Concat(Enumerable.Repeat(closing, 71));
        Assert.Equal($"«{text}»: is nested too deeply.", TestFacts.Error(text));
    }

    [Fact]
    public void An_endless_row_of_opening_parentheses_ends_with_a_fault() =>
        Assert.EndsWith(": is nested too deeply.", TestFacts.Error(new string('(', 100_000)), StringComparison.Ordinal);

    [Fact]
    public void A_formula_names_its_faults_too()
    {
        Assert.Equal("fact «Wieght» is not defined; did you mean «Weight»?", Formula("2 * Wieght"));
        Assert.Equal("«2 * Pregnant»: calculates with «2 * Pregnant», which are not numbers.", Formula("2 * Pregnant"));
        Assert.Equal("«Weight > 3»: goes on with «>» after its end.", Formula("Weight > 3"));
    }

    private static string Formula(string text) => Assert.Throws<ConditionException>(() => ConditionParser.ParseValue(text, TestFacts.Dictionary)).Message;
}
