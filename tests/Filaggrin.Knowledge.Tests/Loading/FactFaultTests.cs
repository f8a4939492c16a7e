namespace Filaggrin.Knowledge.Tests.Loading;

public class FactFaultTests
{
    private const string File = "facts/facts.yaml";

    [Theory]
    [InlineData("type: flag", "")]
    [InlineData("", "fact X: «type» is missing; expected flag, number, code, set, date.")]
    [InlineData("type: boolean", "fact X: «type: boolean» is not known; expected flag, number, code, set, date.")]
    [InlineData("type: number", "fact X: a number needs a unit; write '1' or '{count}' where there is none.")]
    [InlineData("type: number, unit: furlong", "fact X: the unit «furlong» is not known.")]
    [InlineData("type: flag, absence: no", "fact X: «absence: no» is not known; expected unknown, assumed-no.")]
    [InlineData("type: flag, list: problems", "fact X: «list: problems» is not known; expected none, conditions, medicines, allergies, immunizations, procedures.")]
    [InlineData("type: flag, worse: bad", "fact X: «worse: bad» is not known; expected high, low, yes, no.")]
    [InlineData("type: flag, scope: doctor", "fact X: «scope: doctor» is not known; expected patient, agent, request.")]
    [InlineData("type: flag, reads: sometimes", "fact X: «reads: sometimes» is not known; expected now, ever or within 12 mo.")]
    [InlineData("type: flag, reads: within 12 months", "fact X: «reads: within 12 months» is not known; expected now, ever or within 12 mo.")]
    [InlineData("type: flag, reads: within 12 mo", "")]
    [InlineData("type: flag, holds: long", "fact X: «holds» should be a time such as 3 mo, 28 d, 12 wk or 2 a, not «long».")]
    [InlineData("type: flag, holds: { yes: 42 weeks }", "fact X: «holds» should be a time such as 3 mo, 28 d, 12 wk or 2 a, not «42 weeks».")]
    [InlineData("type: flag, holds: { yes: 42 wk, no: 4 wk }", "")]
    [InlineData("type: flag, changes: sometimes", "fact X: «changes: sometimes» is not known; expected never, with-time, by-care, by-choice.")]
    [InlineData("type: flag, changes: { adult: never }", "fact X: «child» is missing; expected never, with-time, by-care, by-choice.")]
    [InlineData("type: flag, changes: { adult: never, child: with-time }", "")]
    [InlineData("type: code, options: [yes, no], becomes: [maybe]", "fact X: «becomes» names «maybe», which is not among its options.")]
    [InlineData("type: flag, reopens: [Pregnat]", "fact X: it reopens «Pregnat», which is not defined.")]
    [InlineData("type: flag, lasts-when: Pregnat", "fact X: lasts-when: fact «Pregnat» is not defined; did you mean «Pregnant»?")]
    [InlineData("type: code, options: [a, b], codes: [{ system: loinc, code: 19080-1, values: { 'below 5': a } }]", "«below 5» is no limit of an amount; expected such as «below 5 [IU]/L».")]
    [InlineData("type: code, options: [a, b], codes: [{ system: loinc, code: 19080-1, values: { 'below 5 [IU]/L': a, 'above 25 mg/L': b } }]", "")]
    [InlineData("type: flag, native: perhaps", "fact X: «native» should be true or false, not «perhaps».")]
    [InlineData("type: flag, at-least: two", "fact X: «at-least» should be a number, not «two».")]
    [InlineData("type: flag, words: [hypertens], other-words: [portal hypertens, portal vein]", "fact X: «other-words» holds «portal vein», in which none of its words stands.")]
    [InlineData("type: number, unit: g, units: { oz: much }", "fact X: the unit «oz» needs a factor.")]
    [InlineData("type: number, unit: g, units: { oz: 28.35 }", "")]
    [InlineData("type: flag, loinc: 1234-5", "fact X: the key «loinc» has no meaning here.")]
    [InlineData("type: flag, is: Pregnat", "fact X: is: fact «Pregnat» is not defined; did you mean «Pregnant»?")]
    [InlineData("type: flag, yes-when: EGFR", "fact X: yes-when: «EGFR»: uses EGFR as yes or no, but it is a number; compare it.")]
    [InlineData("type: flag, no-when: EGFR < 3", "fact X: no-when: «EGFR < 3»: a number is compared with EGFR, which has the unit mL/min; write 3 'mL/min'.")]
    [InlineData("type: flag, relevant-when: not", "fact X: relevant-when: «not»: ends too early.")]
    [InlineData("type: flag, is: \"Pregnant\", if-undecided: assumed-no", "")]
    [InlineData("type: number, unit: g, derive: { formula: 2 * Wieght }", "fact X: formula: fact «Wieght» is not defined")]
    [InlineData("type: number, unit: g, derive: { formula: EGFR * }", "fact X: formula: «EGFR *»: ends too early.")]
    [InlineData("type: number, unit: g, derive: { at-start: Weight }", "fact X: it derives from «Weight», which is not defined.")]
    [InlineData("type: number, unit: g, derive: EGFR", "fact X: derive needs one derivation of the closed list.")]
    [InlineData("type: number, unit: mL/min, derive: { two-day-mean: { of: EGFR, raised: 1 } }", "fact X: the key «raised» has no meaning here.")]
    [InlineData("type: flag, codes: [{ system: icd-9, code: '1' }]", "«system: icd-9» is not known; expected snomed, icd-10, loinc, atc, rxnorm, cvx.")]
    [InlineData("type: flag, codes: [{ code: '1' }]", "«system» is missing; expected snomed, icd-10, loinc, atc, rxnorm, cvx.")]
    [InlineData("type: flag, codes: [{ system: icd-10 }]", "«code» is missing.")]
    [InlineData("type: flag, codes: [{ system: icd-10, code: A15, until: A19 }]", "the key «until» has no meaning here.")]
    [InlineData("type: set, members: [{ names: [a] }]", "«member» is missing.")]
    [InlineData("type: flag, phrase: pale and tired", "fact X: «phrase: pale and tired» must do without and, or and commas, which join the parts of a condition.")]
    [InlineData("type: flag, contrary: \"rosy, awake\"", "fact X: «contrary: rosy, awake» must do without and, or and commas, which join the parts of a condition.")]
    public void A_fact_can_go_wrong_in_one_way_and_is_named_with_its_line(string content, string fault) =>
        Assert.Equal(fault.Length == 0 ? "" : $"{File}:6: {fault}", SmallKnowledge.Faults(File, Text(content)));

    // Words outside the closed lists must not be passed over in silence: a misspelt one would change what absence means.
    [Theory]
    [InlineData("type: flag, is: Pregnant, if-undecided: assumed-yes", "fact X: «if-undecided: assumed-yes» is not known; expected assumed-no.")]
    [InlineData("type: flag, looks-at: option", "fact X: «looks-at: option» is not known; expected options.")]
    [InlineData("type: number, unit: mL/min, derive: { at-strat: EGFR }", "fact X: «derive: at-strat» is not known; expected ")]
    [InlineData("type: number, unit: mL/min, plausible: [1]", "fact X: «plausible» should be the lowest and the highest value.")]
    [InlineData("type: number, unit: mL/min, plausible: [high, low]", "fact X: «plausible» should be the lowest and the highest value.")]
    [InlineData("type: number, unit: g, units: { oz: '28,35' }", "fact X: the unit «oz» needs a factor.")]
    [InlineData("type: flag, holds: { yess: 42 wk }", "fact X: the key «yess» has no meaning here.")]
    public void A_word_that_no_list_holds_is_refused(string content, string fault) =>
        Assert.StartsWith($"{File}:6: {fault}", SmallKnowledge.Faults(File, Text(content)), StringComparison.Ordinal);

    [Theory]
    [InlineData("type: flag, phrase: pregnant", "«pregnant» is said of Pregnant already")]
    [InlineData("type: flag, phrase: with child, contrary: no Pregnant", "«no Pregnant» is said of Pregnant already")]
    [InlineData("type: number, unit: g, phrase: eGFR", "«eGFR» is said of EGFR already")]
    public void Two_facts_in_the_same_words_are_a_fault_of_the_check(string content, string fault) => Assert.Equal(
        $"{File}:6: fact X: {fault}; give it a phrase of its own.", SmallKnowledge.Check((File, Text(content + ", used-for: tests"))));

    [Fact]
    public void A_fact_without_a_name_is_named_by_its_line() => Assert.Equal(
        $"{File}:6: «fact» is missing.", SmallKnowledge.Faults(File, SmallKnowledge.Text(File, "  - { fact: LiveVaccine, type: date }", "  - { fact: LiveVaccine, type: date }\n  - { type: flag }")));

    [Fact]
    public void A_fact_defined_twice_names_its_twin() => Assert.Equal(
        "facts/more.yaml:2: fact «Pregnant» is defined twice; the other stands in facts/facts.yaml:2.",
        SmallKnowledge.Faults("facts/more.yaml", "facts:\n  - { fact: Pregnant, type: flag }"));

    [Theory]
    [InlineData("- { fact: P, type: flag, is: Q }\n  - { fact: Q, type: flag, is: P }", "2: fact P rests on itself through its formulas.")]
    [InlineData("- { fact: P, type: flag, is: not P }", "2: fact P rests on itself through its formulas.")]
    [InlineData("- { fact: P, type: flag, yes-when: Q }\n  - { fact: Q, type: flag, relevant-when: R }\n  - { fact: R, type: flag, no-when: P }", "2: fact P rests on itself through its formulas.")]
    [InlineData("- { fact: P, type: number, unit: g, derive: { formula: 2 * Q } }\n  - { fact: Q, type: number, unit: g, derive: { formula: P / 2 } }", "2: fact P rests on itself through its formulas.")]
    [InlineData("- { fact: P, type: number, unit: g, derive: { lower-with: Q } }\n  - { fact: Q, type: number, unit: g, derive: { lower-with: P } }", "2: fact P rests on itself through its formulas.")]
    public void A_formula_that_goes_in_a_circle_is_refused(string facts, string fault) =>
        Assert.Equal($"facts/circle.yaml:{fault}", SmallKnowledge.Faults("facts/circle.yaml", "facts:\n  " + facts));

    [Theory]
    [InlineData("traps:\n  - { system: icd-10, fact-not: Pregnant, why: x }", "2: «code» is missing.")]
    [InlineData("traps:\n  - { system: icd10, code: Z80, fact-not: Pregnant, why: x }", "2: «system: icd10» is not known; expected snomed, icd-10, loinc, atc, rxnorm, cvx.")]
    [InlineData("traps:\n  - { system: icd-10, code: Z80, reason: x }", "2: the key «reason» has no meaning here.")]
    [InlineData("theme: X\ncolour: red", "2: the key «colour» has no meaning here.")]
    [InlineData("facts:\n  - Pregnant", "2: keys with values are expected here.\nfacts/more.yaml:2: «fact» is missing.")]
    public void A_file_of_facts_can_go_wrong(string text, string fault) => Assert.Equal($"facts/more.yaml:{fault}", SmallKnowledge.Faults("facts/more.yaml", text));

    private static string Text(string content) => SmallKnowledge.Text(
        File, "  - { fact: LiveVaccine, type: date }", $"  - {{ fact: LiveVaccine, type: date }}\n  - {{ fact: X{(content.Length > 0 ? ", " + content : "")} }}");
}
