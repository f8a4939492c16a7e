namespace Filaggrin.Knowledge.Tests.Loading;

public class ItemFaultTests
{
    private const string File = "agents/methotrexate.yaml";

    [Theory]
    [InlineData("class: immunosuppressant\n", "", "1: agent methotrexate: «class» is missing.")]
    [InlineData("name: Methotrexate", "name: Methotrexate\nbrand: Jylamvo", "3: agent methotrexate: the key «brand» has no meaning here.")]
    [InlineData("medicines: [methotrexate]", "medicines: [MTX]", "4: agent methotrexate: the medicine «MTX» is not in medicines/.")]
    [InlineData("medicines: [methotrexate]", "medicines: [methotrexate]\nordinary-use: often", "5: agent methotrexate: «ordinary-use» should be true or false, not «often».")]
    [InlineData("medicines: [methotrexate]", "medicines: [methotrexate]\nrows: { a: b }", "5: agent methotrexate: «rows» should be a list.")]
    [InlineData("agent: methotrexate", "- agent: methotrexate", "2: this is not the YAML expected here: While parsing a block collection, did not find expected '-' indicator.")]
    [InlineData("name: Methotrexate", "name: Methotrexate: a medicine", "2: this is not the YAML expected here: While scanning a plain scalar value, found invalid mapping.")]
    public void An_agent_can_go_wrong(string passage, string replacement, string fault)
    {
        string actual = SmallKnowledge.Faults(File, SmallKnowledge.Text(File, passage, replacement));
        Assert.Equal($"{File}:{fault}", fault.Contains("YAML", StringComparison.Ordinal) ? actual.Split('\n')[0] : actual);
    }

    [Theory]
    [InlineData("licences:", "region: [EU], status: licensed, text: Licensed., sources: [label]", "")]
    [InlineData("licences:", "region: [EU], status: approved, text: Licensed., sources: [label]", "«status: approved» is not known; expected off-label, licensed, withdrawn, not-marketed.")]
    [InlineData("licences:", "text: Licensed., sources: [label]", "«status» is missing; expected off-label, licensed, withdrawn, not-marketed.")]
    [InlineData("doses:", "role: start, text: Start., range: { from: 7.5, to: 10, unit: mg/wk }, sources: [label]", "")]
    [InlineData("doses:", "role: begin, text: Start., sources: [label]", "«role: begin» is not known; expected information, test-dose, start, loading, increase, maintenance, maximum, adjustment, missed-dose.")]
    [InlineData("doses:", "text: Start., sources: [label]", "«role» is missing; expected information, test-dose, start, loading, increase, maintenance, maximum, adjustment, missed-dose.")]
    [InlineData("doses:", "role: start, text: Start with 10 mg., basis: recalled, sources: [label]", "a recalled dose must not be printed: leave its figures out until a source was read.")]
    [InlineData("doses:", "role: start, text: Start with 200ug., basis: recalled, sources: [label]", "a recalled dose must not be printed: leave its figures out until a source was read.")]
    [InlineData("doses:", "role: start, text: Start low., basis: recalled, maximum: { amount: 25, unit: mg/wk }, sources: [label]", "a recalled dose must not be printed: leave its figures out until a source was read.")]
    [InlineData("doses:", "role: start, text: Start low., basis: recalled, range: { from: 1, to: 2, unit: mg }, sources: [label]", "a recalled dose must not be printed: leave its figures out until a source was read.")]
    [InlineData("doses:", "role: start, text: Start low., basis: recalled, steps: [{ amount: 1, unit: mg }], sources: [label]", "a recalled dose must not be printed: leave its figures out until a source was read.")]
    [InlineData("doses:", "role: start, text: From 12 years and 40 kg start low., basis: recalled, sources: [label]", "")] // ages and weights are no dose
    [InlineData("doses:", "role: start, text: Start with 10 mg., steps: [{ unit: mg }], sources: [label]", "!a step needs an amount.")]
    [InlineData("doses:", "role: start, text: Start with 10 mg., steps: [{ amount: 10 }], sources: [label]", "!«unit» is missing.")]
    [InlineData("doses:", "role: start, text: Start with 10 mg., steps: [{ amount: 10, unit: mg, every: day }], sources: [label]", "!«every» should be a time such as 3 mo, 28 d, 12 wk or 2 a, not «day».")]
    [InlineData("doses:", "role: start, text: Start., range: { from: 10, to: 7.5, unit: mg/wk }, sources: [label]", "!a range goes from a lower to a higher dose.")]
    [InlineData("doses:", "role: start, text: Start., range: { from: 10, unit: mg/wk }, sources: [label]", "!a range goes from a lower to a higher dose.")]
    [InlineData("doses:", "role: start, text: Start., range: { from: 1, to: 2, unit: mg/wk, rounded: 25 }, sources: [label]", "!the key «rounded» has no meaning here.")]
    [InlineData("baseline:", "tests: [creatinine], text: Before., sources: [label]", "")]
    [InlineData("baseline:", "tests: [creatinin], text: Before., sources: [label]", "the test «creatinin» is not in pathway/tests.yaml.")]
    [InlineData("monitoring:", "tests: [creatinin], schedule: every 2 wk, text: During., sources: [label]", "the test «creatinin» is not in pathway/tests.yaml.")]
    [InlineData("actions:", "action: halve, text: Act., sources: [label]", "«action: halve» is not known; expected flag, continue, repeat, reduce, interrupt, stop, urgent-review.")]
    [InlineData("actions:", "action: stop, when: EGFR < 30, text: Act., sources: [label]", "«EGFR < 30»: a number is compared with EGFR, which has the unit mL/min; write 30 'mL/min'.")]
    [InlineData("actions:", "action: stop, when: EGFR is null, text: Act., sources: [label]", "")] // no verdict: it may ask for nothing
    [InlineData("evidence:", "guideline: AAD, year: 2024, grade: good, text: Good., sources: [label]", "«grade: good» is not known; expected none, strong-for, conditional-for, conditional-against, strong-against.")]
    [InlineData("evidence:", "year: 2024, grade: strong-for, text: Good., sources: [label]", "«guideline» is missing.")]
    [InlineData("onset:", "from: 2 wk, to: 3 months, text: Soon., sources: [label]", "«to» should be a time such as 3 mo, 28 d, 12 wk or 2 a, not «3 months».")]
    [InlineData("trial:", "duration: 12 wk, dose: ten, text: Enough., sources: [label]", "«ten» is no dose; write 10 mg/wk.")]
    [InlineData("switching:", "text: Taper., sources: [label], to: [ciclosporin]", "the agent «ciclosporin» is not in agents/.")]
    [InlineData("switching:", "text: Taper., sources: [label], to: [methotrexate]", "«methotrexate» is the agent that is left.")]
    [InlineData("contraception:", "text: During treatment., sources: [label], who: child", "«who: child» is not known; expected woman, man.")]
    [InlineData("contraception:", "text: During treatment., sources: [label], before-conception: 3 mo, may-go-on: true", "treatment either ends before a conception or may go on («may-go-on»).")]
    [InlineData("vaccines:", "due: soon, text: Give it before., sources: [label]", "«due» should be true or false, not «soon».")]
    [InlineData("stopping:", "text: Taper., sources: [lable]", "the source «lable» is not in sources/.")]
    [InlineData("harms:", "sources: [label]", "«text» is missing.")]
    public void An_item_of_each_section_can_go_wrong(string section, string content, string fault)
    {
        string text = SmallKnowledge.Text(File, "rules:", $"{section}\n  - {{ id: item, {content} }}\nrules:");
        string expected = fault.Length == 0 ? "" : fault[0] == '!' ? $"{File}:6: {fault[1..]}" : $"{File}:6: item: {fault}";
        Assert.Equal(expected, SmallKnowledge.Faults(File, text));
    }

    // A German editor writes 7,5: read as 75 it would be tenfold.
    [Theory]
    [InlineData("doses:", "role: start\n    text: Start.\n    range:\n      from: 7,5\n      to: 10\n      unit: mg/wk", "10: «from» should be a number, not «7,5».")]
    [InlineData("doses:", "role: start\n    text: Start.\n    maximum:\n      amount: 2,5\n      unit: mg/wk", "10: «amount» should be a number, not «2,5».")]
    [InlineData("trial:", "text: Enough.\n    duration: 12 wk\n    dose: 7,5 mg/wk", "6: item: «7,5 mg/wk» is no dose; write 10 mg/wk.")]
    public void A_decimal_comma_is_refused(string section, string content, string fault)
    {
        string text = SmallKnowledge.Text(File, "rules:", $"{section}\n  - id: item\n    {content}\n    sources: [label]\nrules:");
        Assert.StartsWith($"{File}:{fault}", SmallKnowledge.Faults(File, text), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_for_one_agent_are_refused() => Assert.Equal(
        "agents/methotrexate.yaml:1: the agent «methotrexate» stands twice; the other is agents/copy.yaml:1.",
        SmallKnowledge.Faults("agents/copy.yaml", """
            agent: methotrexate
            name: Methotrexate again
            class: immunosuppressant
            """));
}
