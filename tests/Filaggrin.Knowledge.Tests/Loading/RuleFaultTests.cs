namespace Filaggrin.Knowledge.Tests.Loading;

public class RuleFaultTests
{
    private const string File = "agents/methotrexate.yaml";

    [Fact]
    public void A_sound_folder_has_no_fault() => Assert.Equal("", SmallKnowledge.Faults());

    [Theory]
    [InlineData("when: Pregnant", "when: Pregnat", "7: rule methotrexate-pregnancy: fact «Pregnat» is not defined; did you mean «Pregnant»?")]
    [InlineData("when: Pregnant", "when: EGFR < 30", "7: rule methotrexate-pregnancy: «EGFR < 30»: a number is compared with EGFR, which has the unit mL/min; write 30 'mL/min'.")]
    [InlineData("when: Pregnant", "when: Pregnant is null", "7: rule methotrexate-pregnancy: «Pregnant is null» asks whether a fact is known; a rule with a verdict must not: leave the fact undecided.")]
    [InlineData("when: Pregnant", "when: Breastfeeding or not (Pregnant and EGFR is not null)", "7: rule methotrexate-pregnancy: «Breastfeeding or not (Pregnant and EGFR is not null)» asks whether a fact is known; a rule with a verdict must not: leave the fact undecided.")]
    [InlineData("when: Pregnant", "when: Pregnant   # or planning", "7: a comment cuts the line «when:»; put the text in quotes or the comment on its own line.")]
    [InlineData("because: It harms the child.", "because: It harms the child. #sic", "9: a comment cuts the line «because:»; put the text in quotes or the comment on its own line.")]
    [InlineData("    when: Pregnant\n", "", "6: rule methotrexate-pregnancy: a rule with this verdict needs «when».")]
    [InlineData("verdict: contraindicated", "verdict: forbidden", "8: rule methotrexate-pregnancy: «verdict: forbidden» is not known; expected contraindicated, not-advised, caution, note.")]
    [InlineData("verdict: contraindicated", "verdict: Contraindicated", "8: rule methotrexate-pregnancy: «verdict: Contraindicated» is not known; expected contraindicated, not-advised, caution, note.")]
    [InlineData("    verdict: contraindicated\n", "", "6: rule methotrexate-pregnancy: «verdict» is missing; expected contraindicated, not-advised, caution, note.")]
    [InlineData("verdict: contraindicated", "verdict: [contraindicated]", "8: rule methotrexate-pregnancy: «verdict» should be one text.\n6: rule methotrexate-pregnancy: «verdict» is missing; expected contraindicated, not-advised, caution, note.")]
    [InlineData("    because: It harms the child.\n", "", "6: rule methotrexate-pregnancy: «because» is missing.")]
    [InlineData("    sources: [label#4.3]\n", "", "6: rule methotrexate-pregnancy: a rule needs a source.")]
    [InlineData("sources: [label#4.3]", "sources: [lable#4.3]", "10: rule methotrexate-pregnancy: the source «lable» is not in sources/.\n6: rule methotrexate-pregnancy: a rule needs a source.")]
    [InlineData("sources: [label#4.3]", "sources: [label, lable]", "10: rule methotrexate-pregnancy: the source «lable» is not in sources/.")]
    [InlineData("    because:", "    phase: before\n    because:", "9: rule methotrexate-pregnancy: «phase: before» is not known; expected both, start, treatment.")]
    [InlineData("    because:", "    region: [EU, USA]\n    because:", "9: rule methotrexate-pregnancy: «region: USA» is not known; expected EU, UK, US.")]
    [InlineData("    because:", "    basis: guessed\n    because:", "9: rule methotrexate-pregnancy: «basis: guessed» is not known; expected read, recalled.")]
    [InlineData("    because:", "    reason: It is so.\n    because:", "9: rule methotrexate-pregnancy: the key «reason» has no meaning here.")]
    [InlineData("    because:", "    when: Breastfeeding\n    because:", "9: the key «when» stands twice.")]
    [InlineData("    because:", "    limit: { unit: mg/wk }\n    because:", "9: a limit needs max, factor or regimen.")]
    [InlineData("    because:", "    limit: { max: 20, unit: mg/wk, later: 15 }\n    because:", "9: «later» needs a smaller max, that of the start.")]
    [InlineData("    because:", "    limit: { factor: 0.5, later: 15 }\n    because:", "9: «later» needs a smaller max, that of the start.")]
    [InlineData("    because:", "    limit: { max: 15, unit: mg/wk, after: 12 wk }\n    because:", "9: «after» needs later.")]
    [InlineData("    because:", "    limit: { max: much, unit: mg/wk }\n    because:", "9: «max» should be a number, not «much».\n9: a limit needs max, factor or regimen.")]
    [InlineData("    because:", "    lifts: { fact: Pregnant, after: 28 d }\n    because:", "9: «Pregnant» is no date fact.")]
    [InlineData("    because:", "    lifts: { fact: LiveVaccine }\n    because:", "9: «after» is missing; it says how long the bar lasts.")]
    [InlineData("    because:", "    lifts: { fact: LiveVaccine, after: soon }\n    because:", "9: «after» should be a time such as 3 mo, 28 d, 12 wk or 2 a, not «soon».")]
    [InlineData("    because:", "    lifts: { fact: LiveVaccine, after: 4 weeks }\n    because:", "9: «after» should be a time such as 3 mo, 28 d, 12 wk or 2 a, not «4 weeks».")]
    [InlineData("  - id: methotrexate-pregnancy\n    when", "  - when", "6: «id» is missing.")]
    [InlineData("{ fired: { Pregnant: true } }", "{ fires: { Pregnant: true } }", "12: a case says fired, clear or unknown.")]
    [InlineData("{ fired: { Pregnant: true } }", "{ fired: { Pregnat: true } }", "12: case: fact «Pregnat» is not defined; did you mean «Pregnant»?")]
    [InlineData("{ fired: { Pregnant: true } }", "{ fired: { Sunburn: true } }", "12: case: fact «Sunburn» is not defined.")]
    [InlineData("{ fired: { Pregnant: true } }", "{ fired: { Pregnant: yes } }", "12: case: «yes» is no value of Pregnant, a flag.")]
    [InlineData("{ fired: { Pregnant: true } }", "{ fired: { Pregnant: true, EGFR: low } }", "12: case: «low» is no value of EGFR, a number.")]
    [InlineData("{ fired: { Pregnant: true } }", "{ fired: { Pregnant: true, EGFR: \"30,5\" } }", "12: case: «30,5» is no value of EGFR, a number.")]
    [InlineData("{ fired: { Pregnant: true } }", "{ fired: { Pregnant: true, LiveVaccine: 1.3.2026 } }", "12: case: «1.3.2026» is no value of LiveVaccine, a date.")]
    [InlineData("{ fired: { Pregnant: true } }", "{ fired: { Pregnant: true }, clear: { Pregnant: false } }", "12: the key «clear» has no meaning here.")]
    public void A_rule_can_go_wrong_in_one_way_and_is_named_with_its_line(string passage, string replacement, string faults) =>
        Assert.Equal(Lines(faults), SmallKnowledge.Faults(File, SmallKnowledge.Text(File, passage, replacement)));

    [Fact]
    public void A_doubled_identifier_names_its_twin()
    {
        string text = SmallKnowledge.Text(File, "rules:", """
            stopping:
              - { id: methotrexate-pregnancy, text: Stop before a pregnancy., sources: [label] }
            rules:
            """);
        Assert.Equal(
            "agents/methotrexate.yaml:6: the identifier «methotrexate-pregnancy» stands twice; the other is agents/methotrexate.yaml:8.",
            SmallKnowledge.Faults(File, text));
    }

    [Fact]
    public void All_faults_of_a_folder_are_told_at_once()
    {
        string text = SmallKnowledge.Text(File, "when: Pregnant", "when: Pregnat").Replace("verdict: contraindicated", "verdict: bad", StringComparison.Ordinal);
        Assert.Equal(
            """
            agents/methotrexate.yaml:7: rule methotrexate-pregnancy: fact «Pregnat» is not defined; did you mean «Pregnant»?
            agents/methotrexate.yaml:8: rule methotrexate-pregnancy: «verdict: bad» is not known; expected contraindicated, not-advised, caution, note.
            """,
            SmallKnowledge.Faults(File, text));
    }

    private static string Lines(string faults) => string.Join('\n', faults.Split('\n').Select(fault => $"{File}:{fault}"));
}
