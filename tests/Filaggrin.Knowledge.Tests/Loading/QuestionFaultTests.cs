using Filaggrin.Knowledge.Tests.Questions;

namespace Filaggrin.Knowledge.Tests.Loading;

public class QuestionFaultTests
{
    [Fact]
    public void A_sound_question_has_no_fault() => Assert.Equal("", SmallKnowledge.Faults(SmallQuestion.File, SmallQuestion.Text));

    [Theory]
    [InlineData("  - question: folic-acid\n    title", "  - title", "2: «question» is missing.")]
    [InlineData("    title: Folic acid\n", "", "2: question folic-acid: «title» is missing.")]
    [InlineData("    asks: How is it given?\n", "", "2: question folic-acid: «asks» is missing.")]
    [InlineData("agents: [methotrexate]", "agents: [methotrexat]", "2: question folic-acid: the agent «methotrexat» is not in agents/.")]
    [InlineData("words: [folate]", "synonyms: [folate]", "6: question folic-acid: the key «synonyms» has no meaning here.")]
    [InlineData("      - id: folic-acid-bad\n        body", "      - body", "8: «id» is missing.")]
    [InlineData("        body: BAD\n", "", "8: folic-acid-bad: «body» is missing.")]
    [InlineData("        answer: Once a week.\n", "", "8: folic-acid-bad: «answer» is missing.")]
    [InlineData("year: 2016", "year: last", "10: folic-acid-bad: «year» should be a number, not «last».")]
    [InlineData("year: 2016", "year: 16", "10: folic-acid-bad: «year: 16» is no year.")]
    [InlineData("region: UK", "region: Mars", "11: folic-acid-bad: «region: Mars» is not known; expected EU, UK, US, Australia, Canada, Japan, Korea, Switzerland.")]
    [InlineData("sources: [label#4.2]", "sources: [leaflet#4.2]", "14: folic-acid-bad: the source «leaflet» is not in sources/.\nquestions/folic-acid.yaml:8: folic-acid-bad: an answer needs a source.")]
    [InlineData("        sources: [label#4.2]\n", "", "8: folic-acid-bad: an answer needs a source.")]
    [InlineData("rows: [MTX-DO-04]", "basis: seen", "13: folic-acid-bad: «basis: seen» is not known; expected read, recalled.")]
    [InlineData("rows: [MTX-DO-04]", "topic: folate", "13: folic-acid-bad: the key «topic» has no meaning here.")]
    [InlineData("answer: Two days after.", "answer: 5 mg two days after.\n        basis: recalled", "15: folic-acid-review: a recalled answer must not print figures: leave them out until a source was read.")]
    [InlineData("      because: It gives the day.\n", "", "21: question folic-acid: «because» is missing.")]
    [InlineData("because: It gives the day.", "because: It gives the day.\n      whom: nobody", "23: question folic-acid: the key «whom» has no meaning here.")]
    [InlineData("questions:", "question: []\nquestions:", "1: the key «question» has no meaning here.")]
    [InlineData("id: folic-acid-review", "id: folic-acid-bad", "15: the identifier «folic-acid-bad» stands twice; the other is questions/folic-acid.yaml:8.")]
    [InlineData("id: folic-acid-review", "id: folic-acid", "15: the identifier «folic-acid» stands twice; the other is questions/folic-acid.yaml:2.")]
    public void Each_part_can_go_wrong_and_is_named_with_its_line(string passage, string replacement, string fault) =>
        Assert.Equal($"{SmallQuestion.File}:{fault}", SmallKnowledge.Faults(SmallQuestion.File, SmallQuestion.With(passage, replacement)));
}
